"""The page's own components: each a script and a style sheet in this folder, called by one name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).resolve().parent


@cache
def component(name: str) -> Any:
    """Declare a component, once a process, from ``<name>.js`` and ``<name>.css``; ``elements.js`` stands before its script.

    Its root is an element of the class ``name``. Its script writes every text as text, never as HTML.
    """
    elements, script = ((HERE / file).read_text(encoding="utf-8") for file in ("elements.js", f"{name}.js"))
    return st.components.v2.component(
        f"atlas_{name}",
        html=f'<div class="{name}"></div>',
        css=(HERE / f"{name}.css").read_text(encoding="utf-8"),
        js=elements + script,
    )
