"""The atlas as one file: a page with map, lists and cards that opens from a disk and asks no network for anything."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.messages import messages
from geo.onefile.content import build_content
from geo.onefile.document import render
from geo.view import View

__all__ = ["one_file"]

LANGUAGE = "en"
"""Of the page, whatever the language of who asks: bytes depend on data and selection alone."""


def one_file(atlas: Atlas, view: View) -> bytes:
    """Return what a view selects as one HTML page, with the map's scripts, styles, land and words in it.

    Returns
    -------
    bytes
        UTF-8. The same data, selection and code give the same bytes.
    """
    words = messages(LANGUAGE)
    return render(words, build_content(atlas, view.selection(), words))
