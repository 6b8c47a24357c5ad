"""What computed lines say, written beside them: two lines drawn alike are told apart by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def write(
    chart: Chart, placed: Sequence[VisibleMarks], words: Messages, letters: Letters, taken: Sequence[BaseGeometry]
) -> None:
    """Write beside each line what it says, where it covers no other text, no island and no line; else not at all.

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
    lines = [(item, row) for item in placed if item.group.look.draws == "lines" for row in _told(item)]
    shapes = [item.where(rows).intersection(frame) for item, (_, _, rows) in lines]
    islands = [item.where(~item.is_chain) for item in placed if item.group.is_land]
    for (item, (symbol, who, _)), shape in zip(lines, shapes, strict=True):
        parts = [part for part in shapely.get_parts(shape) if part.length > 0]
        if not parts:
            continue
        text = clean(words.text(f"map.line.{symbol.id}", name=who))
        width, height = width_mm(text, letters), letters.line_mm
        for box in _spots(max(parts, key=lambda part: part.length), width, height):
            room = box.shape()
            if frame.contains(room) and not any(room.intersects(other) for other in (*kept, *islands, *shapes)):
                at = (box.x, box.y + height * 0.28)
                chart.page.text(
                    at,
                    text,
                    letters,
                    color_of(symbol, item.group.look, chart.palette),
                    halo=chart.palette.sea,
                    clip=chart.frame.box,
                )
                kept.append(room)
                break
