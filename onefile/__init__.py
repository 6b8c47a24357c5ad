"""The atlas as one file: a page with map, lists and cards that opens from a disk and asks no network for anything."""

from __future__ import annotations

from collections.abc import Sequence

from geo.atlas import Atlas
from geo.export.extract import Extract
from geo.export.formats import Format, add_format
from geo.export.provenance import Provenance
from geo.text.catalogue import words_of
from geo.view.parameters import View
from onefile.content import build_content
from onefile.document import render

__all__ = ["one_file"]

LANGUAGE = "en"
"""Of the page, whatever the language of who asks: bytes depend on data and selection alone."""


def one_file(atlas: Atlas, view: View) -> bytes:
    """Return what a view selects as one HTML page, with the map's scripts, styles, land and words in it.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.

    Returns
    -------
    bytes
        UTF-8. The same data, selection and code give the same bytes.

    Raises
    ------
    KeyError
        The view reads an article that the folder has not.
    """
    atlas = atlas.of(view.article)
    words = words_of(atlas, LANGUAGE)
    return render(words, build_content(atlas, view.selection(), words))


def _page_bytes(_: Sequence[Extract], provenance: Provenance) -> bytes:
    return one_file(provenance.atlas, provenance.view)


add_format(Format("html", "html", "text/html; charset=utf-8", ("atlas",), packed=False, write=_page_bytes))
