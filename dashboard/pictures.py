"""Buttons for a picture of the present view, for print; it is drawn when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import streamlit as st

import pictures
from dashboard import address, camera, panel
from dashboard.downloads import draw_download
from dashboard.filters import plain
from geo.atlas import Atlas
from geo.messages import Messages
from geo.view.parameters import View, format_view
from pictures.palette import Theme

CHOICES = ("size", "theme", "bookmark")
PRINTED = {"size": "a4"}
"""What is chosen at first where it is not the first option: the panel is of pictures for print."""
PRESENT = "map"
"""Stands among the bookmarks for the part of the map that the reader looks at."""


def _choose(words: Messages, name: str, options: Sequence[str], default: str | None = None) -> str:
    """Draw one choice and return it."""
    return str(
        st.segmented_control(
            words.text(f"picture.{name}"),
            options,
            default=default or options[0],
            required=True,
            key=f"picture.{name}",
            format_func=lambda option: _label(words, name, option),
        )
    )


def _label(words: Messages, name: str, option: str) -> str:
    if name == "bookmark" and option != PRESENT:
        return plain(words.text(f"map.bookmark.{option}"))
    return words.text(f"picture.{name}.{option}")


def _fill(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the choices of size, colours and part of the map, and a button a format."""
    # The reader may have moved the map since the last run.
    view = camera.with_seen_camera(atlas, view)
    st.caption(words.text("picture.what"))
    bookmarks = list(atlas.catalog.bookmarks)
    options = {"size": list(pictures.SIZES), "theme": get_args(Theme), "bookmark": [PRESENT, *bookmarks]}
    chosen = {name: _choose(words, name, options[name], PRINTED.get(name)) for name in CHOICES}
    asked = {name: option for name, option in chosen.items() if option != PRESENT}
    for name in pictures.FORMATS:
        spec, _, _ = pictures.parse_spec(name, asked.items(), bookmarks)
        href = address.of_server(f"/api/picture.{name}", asked | format_view(view))
        draw_download(words.text(f"picture.format.{name}"), href, pictures.file_name(atlas, spec))
    st.caption(words.text("picture.api"))
    path = f"/api/picture.{pictures.FORMATS[0]}"
    st.code(address.whole(address.of_server(path, asked | format_view(view))), language=None, wrap_lines=True)


def draw_panel_of_pictures(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the panel behind its button.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    kept = [f"picture.{name}" for name in CHOICES]
    panel.draw_panel("drawing", words.text("picture.title"), lambda: _fill(words, atlas, view), kept, follows_map=True)
