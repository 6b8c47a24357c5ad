"""The server: ``streamlit run app.py``. Puts the page, the API and the headers together, and nothing else."""

from __future__ import annotations

import sys

import streamlit as st
from starlette.middleware import Middleware

import api
from geo.atlas import atlas
from geo.errors import DataError

try:
    atlas()
except DataError as error:
    sys.exit(f"The data cannot be used, so the server does not start.\n{error}")

base = "/" + str(st.get_option("server.baseUrlPath")).strip("/")
base = "" if base == "/" else base
app = st.App("dashboard/page.py", routes=api.routes(base), middleware=[Middleware(api.SecurityHeaders, base=base)])
