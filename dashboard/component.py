"""The page's own components: each a script and a style sheet in this folder, called by one name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from web.assets import read_component

HERE = Path(__file__).resolve().parent


SHARED: frozenset[str] = frozenset({"facts"})
"""Components that the atlas in one file has too: they stand with the shared lists."""


@cache
def component(name: str) -> Any:
    """Declare a component, once a process; its root is an element of the class ``name``."""
    read = read_component(name, None if name in SHARED else HERE)
    return st.components.v2.component(
        f"atlas_{name}",
        html=f'<div class="{name}"></div>',
        css=read.style,
        js=f"{read.script}\nexport default {read.draw};\n",
    )
