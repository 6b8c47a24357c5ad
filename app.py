"""The server: ``streamlit run app.py``. Puts the page, the API and the headers together, and nothing else."""

from __future__ import annotations

import sys

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util

import api
import work
from dashboard import component
from dashboard.address import base_path
from dashboard.markup import style
from geo.atlas import open_for_good
from geo.errors import DataError, SettingError

try:
    open_for_good()
    api.ancestors()
except (DataError, SettingError) as error:
    sys.exit(f"The server does not start.\n{error}")

# Streamlit asks a host on the internet for its own address, at start and for every request with a foreign Origin, and waits for
# it: ten seconds where there is no network. This server asks nobody.
net_util.get_external_ip = lambda: None

work.use_processes()

base = base_path()
ours = api.routes(base, {component.script_name(): component.script()})
middleware = [
    Middleware(api.ForwardedScheme),
    Middleware(api.SecurityHeaders, base=base),
    Middleware(api.Ahead, routes=ours, base=base),
    Middleware(api.PageStyle, style=style(f"{base}/assets/{component.script_name()}"), base=base),
]
faults = {Exception: api.fault_of_page(base)}
app = st.App("dashboard/page.py", middleware=middleware, exception_handlers=faults, lifespan=api.lifespan)
