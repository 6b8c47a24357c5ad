"""Streamlit's floor: the product's own page, the map mounted, and where the map stands a text that a button changes."""

import runpy
from pathlib import Path
from typing import Any

import streamlit as st

import dashboard.map

draw_map = (
    dashboard.map.draw_map.__wrapped__ if hasattr(dashboard.map.draw_map, "__wrapped__") else dashboard.map.draw_map
)


def show(*arguments: Any) -> None:
    """Draw the text, then the map as it is."""
    st.text(f"tick {st.session_state['ticks']}")
    draw_map(*arguments)


show.__wrapped__ = draw_map  # type: ignore[attr-defined]
dashboard.map.draw_map = show  # type: ignore[assignment]
st.session_state.setdefault("ticks", 0)
st.button("tick", on_click=lambda: st.session_state.update(ticks=st.session_state["ticks"] + 1))
runpy.run_path(str(Path(dashboard.map.__file__).parent / "page.py"), run_name="__page__")
