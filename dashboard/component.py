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


_EXPORT = """export default (component) =>
  whenReleased(rootOf(component.parentElement, "%s"), () => %s(component));
"""
"""No component draws itself while a pointer is pressed in it."""


@cache
def component(name: str) -> Any:
    """Declare a component, once a process; its root is an element of the class ``name``.

    Parameters
    ----------
    name
        Of its files: ``<name>.js`` and ``<name>.css``, in this folder or, of :data:`SHARED`, in the shared one.
    """
    read = read_component(name, None if name in SHARED else HERE)
    return st.components.v2.component(
        f"atlas_{name}",
        html=f'<div class="{name}"></div>',
        css=read.style,
        js=f"{read.script}\n{_EXPORT % (name, read.draw)}",
    )


def take(name: str, trigger: str) -> dict[str, Any]:
    """Return what a component's script has sent, and note its number, which the script then hears of; for callbacks.

    Parameters
    ----------
    name
        The component, whose key is its name.
    trigger
        The trigger that was sent. Its value is an object with a ``number``, which grows with each act of the reader.

    Returns
    -------
    dict
        As it came from the browser: nothing in it is checked. Empty where it is no object.
    """
    sent = st.session_state[name][trigger]
    if not isinstance(sent, dict):
        return {}
    if isinstance(number := sent.get("number"), int):
        st.session_state[f"{name}.seen"] = number
    return sent


def seen(name: str) -> int:
    """Return the number of the latest act on a component that this session has seen, for the component's data."""
    return int(st.session_state.get(f"{name}.seen", 0))
