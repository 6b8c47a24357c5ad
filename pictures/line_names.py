"""What computed lines say, written beside them: two lines drawn alike are told apart by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.messages import Messages
from layers.symbols import Symbol
from pictures.chart import Chart
from pictures.lettering import Letters, clean, width_mm
from pictures.palette import color_of
from pictures.paper import PageBox
from pictures.visible_marks import Rows, VisibleMarks

_GAP_MM, _TRIES = 1.4, 40


class _Line(NamedTuple):
    """A line in sight: what it says, in which colour, and where it runs, in page millimetres."""

    text: str
    color: str
    shape: BaseGeometry


def _spots(line: BaseGeometry, width: float, height: float) -> Iterator[PageBox]:
    """Yield boxes beside a line, from its ends inwards, first on its right and then on its left."""
    for part in sorted(np.linspace(0.015, 0.985, _TRIES), key=lambda at: abs(abs(at - 0.5) - 0.4)):
        at = line.interpolate(float(part), normalized=True)
        yield PageBox(at.x + _GAP_MM, at.y - height / 2, width, height)
        yield PageBox(at.x - _GAP_MM - width, at.y - height / 2, width, height)


def _told(item: VisibleMarks) -> Iterator[tuple[Symbol, str, Rows]]:
    """Yield each thing that lines say: their symbol, of whom, and which rows."""
    for symbol in item.symbols:
        rows = item.drawn_as(symbol)
        for who in dict.fromkeys(item.group.places["who"][rows]):
            yield symbol, who, rows & (item.group.places["who"] == who).to_numpy(dtype=bool)


def _find(
    line: BaseGeometry, size: tuple[float, float], frame: BaseGeometry, taken: Sequence[BaseGeometry]
) -> PageBox | None:
    """Return the first box beside the longest part of a line that lies in the frame and meets nothing."""
    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    boxes = ((box, box.shape()) for box in _spots(longest, *size))
    return next(
        (box for box, room in boxes if frame.contains(room) and not any(room.intersects(other) for other in taken)),
        None,
    )


def write(
    chart: Chart, placed: Sequence[VisibleMarks], words: Messages, letters: Letters, taken: Sequence[BaseGeometry]
) -> None:
    """Write beside each line what it says, where it covers no other text, no island and no line; else not at all.

    Lines drawn alike are told apart by nothing else: where one of them in sight finds no room for its words, none has any.

    Parameters
    ----------
    chart
        The map and the page that it is drawn on.
    placed
        The marks on the page, in drawing order.
    words
        The catalogue of one language.
    letters
        How the text is set.
    taken
        Where other text stands, in page millimetres.
    """
    frame, kept = chart.frame.box.shape(), list(taken)
    told = [(item, row) for item in placed if item.group.look.draws == "lines" for row in _told(item)]
    shapes = [item.where(rows).intersection(frame) for item, (_, _, rows) in told]
    islands = [item.where(~item.is_chain) for item in placed if item.group.is_land]
    alike: dict[str, list[_Line]] = {}
    for (item, (symbol, who, _)), shape in zip(told, shapes, strict=True):
        if shape.length > 0:
            text = clean(words.text(f"map.line.{symbol.id}", name=who))
            line = _Line(text, color_of(symbol, item.group.look, chart.palette), shape)
            alike.setdefault(symbol.id, []).append(line)
    for lines in alike.values():
        found: list[PageBox] = []
        for line in lines:
            size = width_mm(line.text, letters), letters.line_mm
            rooms = [box.shape() for box in found]
            if box := _find(line.shape, size, frame, (*kept, *rooms, *islands, *shapes)):
                found.append(box)
        if len(found) < len(lines):
            continue
        kept += [box.shape() for box in found]
        for line, box in zip(lines, found, strict=True):
            at = (box.x, box.y + box.height * 0.28)
            chart.page.text(at, line.text, letters, line.color, halo=chart.palette.sea, clip=chart.frame.box)
