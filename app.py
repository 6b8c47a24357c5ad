"""The server: ``streamlit run app.py``. Puts the page, the API and the headers together, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit import net_util

import api
from dashboard import component, connection
from dashboard import map as atlas_map
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


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncGenerator[None]:
    """Make ready what readers ask for before a page has run here."""
    atlas_map.declare()
    yield


base = base_path()
scripts = {component.script_name(): component.script(), connection.script_name(): connection.script()}
middleware = [
    Middleware(api.ForwardedScheme),
    Middleware(api.SecurityHeaders, base=base),
    Middleware(
        api.PageStyle, style=style(f"{base}/assets/{component.script_name()}") + connection.notice(base), base=base
    ),
]
app = st.App(
    "dashboard/page.py",
    routes=api.routes(base, scripts),
    middleware=middleware,
    lifespan=lifespan,
)
