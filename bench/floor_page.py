"""Streamlit's floor: the product's own page, the map mounted, and beside it a button that changes one text."""

import runpy
from pathlib import Path

import streamlit as st

page = Path(__file__).resolve().parent.parent / "dashboard" / "page.py"
# The text stands first: the floor must not wait for anything that the page does.
ticks = st.session_state.setdefault("ticks", 0)
st.text(f"tick {ticks}")
st.button("tick", on_click=lambda: st.session_state.update(ticks=st.session_state["ticks"] + 1))
runpy.run_path(str(page), run_name="__page__")
