"""Labels: what is to be written about a shape of the page, and the line that leads from one to the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from pictures.lettering import Letters, width_mm
from pictures.paper import PageBox

BESIDE_MM = 2.4
"""A label this near to its shape needs no line to it."""


class Line(NamedTuple):
    """One line of a label: a clean text, how it is set, and its colour as ``#RRGGBB``."""

    text: str
    letters: Letters
    color: str


@dataclass(frozen=True)
class Label:
    """What is to be written about a shape of the page.

    Attributes
    ----------
    shape
        Any geometry in page millimetres.
    lines
        From the top down; at least one.
    boxed
        Whether it lies on a ground of its own, over land if need be.
    """

    shape: BaseGeometry
    lines: tuple[Line, ...]
    boxed: bool = False

    @property
    def padding_mm(self) -> float:
        """The room between the text and the edge of its ground."""
        return 1.3 if self.boxed else 0.3

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        width = max(width_mm(line.text, line.letters) for line in self.lines)
        height = sum(line.letters.line_mm for line in self.lines)
        return width + 2 * self.padding_mm, height + 2 * self.padding_mm


def leader(label: Label, box: PageBox) -> BaseGeometry | None:
    """Return the line from a label to its shape, or ``None`` where they stand next to each other.

    Parameters
    ----------
    label
        Its shape lies in page millimetres.
    box
        The rectangle where it stands, in page millimetres.

    Returns
    -------
    shapely.LineString or None
        The shortest line, in page millimetres, from the rectangle on; ``None`` under :data:`BESIDE_MM`.
    """
    rectangle = box.shape()
    return None if label.shape.distance(rectangle) < BESIDE_MM else shapely.shortest_line(rectangle, label.shape)
