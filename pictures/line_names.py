"""What computed lines say, written beside them: two lines drawn alike are told apart by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.messages import Messages
from pictures.chart import Chart
from pictures.lettering import Letters, clean, width_mm
from pictures.page import Box
from pictures.placed import Placed

_GAP_MM, _TRIES = 1.4, 40


def _spots(line: BaseGeometry, width: float, height: float) -> Iterator[Box]:
    """Yield boxes beside a line, from its ends inwards, first on its right and then on its left."""
    for part in sorted(np.linspace(0.015, 0.985, _TRIES), key=lambda at: abs(abs(at - 0.5) - 0.4)):
        at = line.interpolate(float(part), normalized=True)
        yield Box(at.x + _GAP_MM, at.y - height / 2, width, height)
        yield Box(at.x - _GAP_MM - width, at.y - height / 2, width, height)


def write(
    chart: Chart, placed: Sequence[Placed], words: Messages, letters: Letters, taken: Sequence[BaseGeometry]
) -> None:
    """Write beside each line what it says, where it covers no other text, no island and no line; else not at all."""
    frame, kept = chart.frame.box.shape(), list(taken)
    lines = [item for item in placed if item.group.symbol == "line" and item.group.way and item.seen.any()]
    shapes = [item.where(item.seen).intersection(frame) for item in lines]
    islands = [item.where(~item.is_chain) for item in placed if item.group.is_land]
    for item, shape in zip(lines, shapes, strict=True):
        parts = [part for part in shapely.get_parts(shape) if part.length > 0]
        if not parts or item.group.way is None:
            continue
        text = clean(words.text(f"map.line.{item.group.way.kind}", name=item.group.who))
        width, height = width_mm(text, letters), letters.line_mm
        for box in _spots(max(parts, key=lambda part: part.length), width, height):
            room = box.shape()
            if frame.contains(room) and not any(room.intersects(other) for other in (*kept, *islands, *shapes)):
                at = (box.x, box.y + height * 0.28)
                chart.page.text(at, text, letters, item.group.color, halo=chart.palette.sea, clip=chart.frame.box)
                kept.append(room)
                break
