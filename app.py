"""The server: ``streamlit run app.py``. Puts the page, the API and the headers together, and nothing else."""

from __future__ import annotations

import sys

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util

from geo.errors import DataError, SettingError

try:
    # Words and settings are read as these are imported.
    import api
    from dashboard import component, wire
    from dashboard.address import base_path
    from dashboard.markup import style
    from geo.atlas import open_for_good

    open_for_good()
    api.ancestors()
    api.check_complete()
except (DataError, SettingError) as error:
    sys.exit(f"The server does not start.\n{error}")

# Streamlit asks a host on the internet for its own address, at start and for every request with a foreign Origin, and waits for
# it: ten seconds where there is no network. This server asks nobody.
net_util.get_external_ip = lambda: None

api.log_no_traces_of_frames()
api.allow_many_lines()
base = base_path()
middleware = [
    Middleware(api.ForwardedScheme),
    Middleware(api.SecurityHeaders, base=base),
    Middleware(api.KnownHosts, allowed=st.get_option("server.allowedHosts")),
    Middleware(api.ClosedDoors, sound=wire.sound, base=base),
    Middleware(api.PageStyle, style=style(f"{base}/assets/{component.script_name()}"), base=base),
]
app = st.App(
    "dashboard/page.py", routes=api.routes(base, {component.script_name(): component.script()}), middleware=middleware
)
