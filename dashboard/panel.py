"""A button that opens a panel. What is in it is made when it opens: a page with less in it answers every click sooner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from dashboard import camera
from dashboard.component import component, sent_by


def draw_panel(
    name: str, label: str, fill: Callable[[], None], kept: Iterable[str] = (), *, follows_map: bool = False
) -> None:
    """Draw a button with its panel. Opening it, and what is chosen in it, reruns this part of the page alone.

    The fragment has a container of its own. Streamlit drops what a run has written for a fragment and not yet sent when that
    fragment is rerun at once, as it is when somebody opens a panel during a run: the browser then takes the fragment out for a
    moment, and were others beside it in the same container, each would move up by one, and the rerun would overwrite the next.

    Parameters
    ----------
    name
        The panel's key.
    label
        What the button says.
    fill
        Draws what is in the panel. Its widgets have no callback that belongs to the whole page.
    kept
        Keys of widgets in it that keep their values while it is closed; Streamlit forgets those of what a run does not draw.
    follows_map
        Whether what is in it depends on where the map looks: the browser then tells where, if the session does not know.
    """
    with st.container(width="content"):
        _draw(name, label, fill, kept, follows_map=follows_map)


@st.fragment
def _draw(name: str, label: str, fill: Callable[[], None], kept: Iterable[str], *, follows_map: bool) -> None:
    """Draw the button, and the panel while it is open."""
    for key in kept:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]
    opened = st.popover(label, key=name, on_change="rerun", width="content")
    if opened.open:
        with opened:
            key = f"{name}-title"
            data = {"title": label} | ({"camera": camera.seen_camera()} if follows_map else {})
            component("opened")(key=key, data=data, on_camera_change=partial(_see_camera, key))
            fill()


def _see_camera(key: str) -> None:
    told = sent_by(key, "camera")
    if isinstance(told, str):
        camera.see_camera(told)
