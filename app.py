"""The server: ``streamlit run app.py``. Puts the page, the API and the headers together, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util

from geo.errors import DataError, SettingError

try:
    # Words and settings are read as these are imported.
    import api
    import work
    from dashboard import component, connection, wire
    from dashboard import map as atlas_map
    from dashboard.address import base_path
    from dashboard.markup import style
    from geo.atlas import open_for_good
    from reading import Site, noscript

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
work.use_processes()


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncGenerator[None]:
    """Make ready what readers ask for before a page has run here, and end with the server what works for it."""
    atlas_map.declare()
    async with api.lifespan(app):
        yield


base = base_path()
scripts = {component.script_name(): component.script(), connection.script_name(): connection.script()}
elements = style(f"{base}/assets/{component.script_name()}") + connection.notice(base) + noscript(Site(base))
middleware = [
    Middleware(api.ForwardedScheme),
    Middleware(api.SecurityHeaders, base=base),
    Middleware(api.KnownHosts, allowed=st.get_option("server.allowedHosts")),
    Middleware(api.ClosedDoors, sound=wire.sound, base=base),
    Middleware(api.Ahead, routes=api.routes(base, scripts), base=base),
    Middleware(api.PageStyle, style=elements, base=base, head=api.PageHead(base), missing=api.no_page(base)),
]
app = st.App(
    "dashboard/page.py",
    middleware=middleware,
    exception_handlers={Exception: api.fault_of_page(base)},
    lifespan=lifespan,
)
