"""Where the map looks, as the address and the browser tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from geo.atlas import Atlas
from geo.view.parameters import View, parse_view

CAMERA = ("lat", "lon", "zoom")
SEEN_CAMERA = "seen_camera"
"""The session's key of where the map looks, as the browser has told a panel."""


def seen_camera() -> str:
    """Return where the map looks as far as the session knows: the address's ``lat``, ``lon`` and ``zoom`` with commas between."""
    known = st.session_state.get(SEEN_CAMERA)
    return str(known) if known is not None else ",".join(st.query_params.get(name, "") for name in CAMERA)


def see_camera(text: str) -> None:
    """Take from the browser where the map looks, in the form of :func:`seen_camera`; nothing in it is checked here."""
    st.session_state[SEEN_CAMERA] = text


def with_seen_camera(atlas: Atlas, view: View) -> View:
    """Return a view with the camera that :func:`seen_camera` tells, by :func:`looking`.

    Streamlit's browser sends the address as the server wrote it last. What the map's script has written there since is not in it.
    """
    told = zip(CAMERA, seen_camera().split(","), strict=False)
    return looking(atlas, view, (pair for pair in told if pair[1]))


def looking(atlas: Atlas, view: View, pairs: Iterable[tuple[str, str]]) -> View:
    """Return a view with the camera that parameters hold.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    pairs
        Names and values as an address has them; those that are no camera's are passed over.

    Returns
    -------
    View
        ``lat`` and ``lon`` in degrees, ``zoom`` as Leaflet counts; each ``None`` where there is none that can be used.
    """
    seen, _ = parse_view([pair for pair in pairs if pair[0] in CAMERA], atlas.vocabulary)
    return replace(view, lat=seen.lat, lon=seen.lon, zoom=seen.zoom)
