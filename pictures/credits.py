"""Whom a picture credits, and what names the data and the view that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from babel.numbers import format_decimal

from geo.atlas import Atlas
from geo.messages import Messages
from geo.text.article_text import cited_as
from geo.view.parameters import View, to_query
from layers.ground import credited
from pictures.frame import Frame
from pictures.land import land_for
from pictures.map_elements import outside
from pictures.visible_marks import VisibleMarks


def _pairs(frame: Frame, placed: Sequence[VisibleMarks]) -> Iterator[tuple[str, str]]:
    """Yield origin and licence of each geometry that a frame shows."""
    land = land_for(frame)
    yield land.credit, land.licence
    yield from credited()
    for item in placed:
        # What the frame does not show stands in the small map of the region.
        shown = outside(item) | np.array([not shape.is_empty for shape in item.shapes], dtype=bool)
        rows = item.group.places.loc[shown, ["geometry_source", "geometry_licence"]].dropna().drop_duplicates()
        yield from zip(rows["geometry_source"].map(str), rows["geometry_licence"].map(str), strict=True)


def credit(frame: Frame, placed: Sequence[VisibleMarks], words: Messages) -> str:
    """Return whom to credit for the geometry that a frame shows, licence by licence.

    Parameters
    ----------
    frame
        The map's frame on the page.
    placed
        The marks on the page, in drawing order. Those outside the frame count where the small map shows them.
    words
        The catalogue of one language.
    """
    by_licence: dict[str, dict[str, None]] = {}
    for origin, licence in _pairs(frame, placed):
        by_licence.setdefault(licence, {})[origin] = None
    parts = (
        words.text("picture.licence", sources=", ".join(origins), licence=licence)
        for licence, origins in by_licence.items()
    )
    return words.text("picture.credit", credits="; ".join(parts))


def colophon(atlas: Atlas, view: View, frame: Frame, words: Messages) -> str:
    """Return the data's version, the scale on paper, the projection and the view's parameters.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown. One of defaults alone has no parameters to name.
    frame
        The map's frame on the page.
    words
        The catalogue of one language.

    Returns
    -------
    str
        One line. The scale is that of the frame's centre, to two significant digits.
    """
    scale = frame.camera.m_per_mm * 1000
    rounded = round(scale, 1 - len(str(int(scale))) + 1)
    query = to_query(view)
    return " ".join(
        (
            words.text("picture.data", atlas=cited_as(atlas), data=atlas.hash),
            words.text("picture.scale", scale=format_decimal(int(rounded), locale=words.language)),
            words.text("picture.view", query="?" + query) if query else "",
        )
    ).rstrip()
