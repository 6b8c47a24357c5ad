"""The legend: a row for each symbol that the frame shows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geo.messages import Messages
from layers.symbols import SYMBOLS, Symbol
from pictures.lettering import clean
from pictures.palette import Palette, color_of
from pictures.visible_marks import VisibleMarks

BEYOND = Symbol("beyond", "land", "picture.beyond", ink="quiet", width=1)
"""Paper where neither sea nor land is known: only a picture has it."""


class Row(NamedTuple):
    """One row: which symbol, its colour as ``#RRGGBB`` and what it means."""

    symbol: Symbol
    color: str
    text: str


def _title(words: Messages, layer: str) -> str:
    return words.label("layer", layer)


def _rows(item: VisibleMarks, palette: Palette, words: Messages) -> Iterator[Row]:
    title = _title(words, item.group.id)
    for symbol in item.symbols:
        names = dict.fromkeys(item.group.places["who"][item.drawn_as(symbol)]) if symbol.legend else ()
        for name in names:
            yield Row(
                symbol, color_of(symbol, item.group.look, palette), words.text(symbol.legend, title=title, name=name)
            )


def rows(placed: Sequence[VisibleMarks], palette: Palette, words: Messages, *, chosen: bool, beyond: bool) -> list[Row]:
    """Return the legend's rows.

    Parameters
    ----------
    placed
        The marks on the page, in drawing order.
    palette
        The theme's colours.
    words
        The catalogue of one language.
    chosen
        Whether the frame shows a place that the reader chose.
    beyond
        Whether the frame reaches past what is mapped.

    Returns
    -------
    list of Row
        Layer by layer, in the order of :data:`layers.symbols.SYMBOLS`; then the chosen place and the paper beyond. Each once,
        its text clean.
    """
    found = [row for item in placed for row in _rows(item, palette, words)]
    extra = [SYMBOLS["selected"]] * chosen + [BEYOND] * beyond
    found += [
        Row(symbol, color_of(symbol, placed[0].group.look, palette), words.text(symbol.legend)) for symbol in extra
    ]
    # What several layers draw alike has one row.
    return list(dict.fromkeys(row._replace(text=clean(row.text)) for row in found))
