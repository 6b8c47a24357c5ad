"""The server for ``floor_page.py``, with the product's own routes and headers."""

import streamlit as st
from starlette.middleware import Middleware

import api
from dashboard import component
from dashboard.markup import style
from geo.atlas import open_for_good

open_for_good()

middleware = [Middleware(api.SecurityHeaders), Middleware(api.PageStyle, style=style())]
routes = api.routes(scripts={component.script_name(): component.script()})
app = st.App("floor_page.py", routes=routes, middleware=middleware)
