"""The legend: a row for each kind of mark that the frame shows, and nothing else, with its symbol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geo.messages import Messages
from geo.tables.sides import Stroke
from pictures.lettering import clean
from pictures.marks import CONTEXT
from pictures.palette import Palette
from pictures.placed import Placed


class Row(NamedTuple):
    """One row: which symbol, its colour, what it means, and for units their stroke, broken where troops held them."""

    symbol: str
    color: str
    text: str
    stroke: Stroke | None = None
    broken: bool = False


def _title(words: Messages, layer: str) -> str:
    return words.label("layer", layer)


def _ground_rows(item: Placed, words: Messages) -> Iterator[Row]:
    group = item.group
    if item.seen.any() and group.way is not None:
        symbol = "line-solid" if group.way.kind == "control" else group.symbol
        text = words.text(f"map.way.{group.way.kind}", name=group.who)
        yield Row(symbol, group.color, text, group.stroke, group.way.kind == "occupied")


def _layer_rows(item: Placed, palette: Palette, words: Messages) -> Iterator[Row]:
    group, title = item.group, _title(words, item.group.id)
    areas = item.seen & ~item.is_point
    if (areas & ~item.is_chain & ~item.flag("planned") & ~item.flag("ended")).any():
        yield Row(group.symbol, group.color, title)
    if (areas & item.is_chain).any():
        yield Row("chain", group.color, words.text("map.chain"))
    if (item.seen & item.flag("planned") & ~item.flag("ended")).any():
        yield Row("planned", group.color, words.text("map.planned", title=title))
    if (item.seen & item.flag("ended")).any():
        yield Row("ended", palette.cancelled, words.text("picture.ended", title=title))
    if (item.solid & item.is_point).any():
        yield Row("ring", group.color, words.text("map.ring", title=title))


def _other_rows(item: Placed, words: Messages) -> Iterator[Row]:
    broken = item.flag("planned") | item.flag("ended")
    for rows, symbol, text in (
        (~broken & ~item.flag("later"), "double", words.text("map.context")),
        (broken, "double-broken", words.text("map.context_planned")),
        (item.flag("later") & ~broken, "double-later", words.text("map.context_later")),
    ):
        if (item.seen & rows).any():
            yield Row(symbol, item.group.color, text)


def rows(placed: Sequence[Placed], palette: Palette, words: Messages, *, chosen: bool, beyond: bool) -> list[Row]:
    """Return the legend's rows.

    ``chosen`` tells that the frame shows a place that the reader chose, ``beyond`` that it reaches past the bundled land.
    """
    found: list[Row] = []
    for item in placed:
        if item.group.is_ground:
            found += _ground_rows(item, words)
        elif item.group.id == CONTEXT:
            found += _other_rows(item, words)
        else:
            found += _layer_rows(item, palette, words)
    if any((item.seen & item.flag("differ")).any() for item in placed):
        found.append(Row("differ", palette.differ, words.text("map.differ")))
    if chosen:
        found.append(Row("chosen", palette.selected, words.text("map.selected")))
    if beyond:
        found.append(Row("beyond", palette.quiet, words.text("picture.beyond")))
    return [row._replace(text=clean(row.text)) for row in found]
