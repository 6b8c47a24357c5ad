"""The server for ``rebuilt_page.py``, with the product's own routes and headers."""

import streamlit as st
from starlette.middleware import Middleware

import api
from dashboard.markup import style
from geo.atlas import open_for_good

open_for_good()

middleware = [Middleware(api.SecurityHeaders), Middleware(api.PageStyle, style=style())]
app = st.App("rebuilt_page.py", routes=api.routes(), middleware=middleware)
