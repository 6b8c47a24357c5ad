"""Where names stand on the map: near what they name, off other land and marks, and never on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.picture.lettering import Letters, width_mm
from geo.picture.page import Box

GAP_MM = 1.2
_DIRECTIONS = 16
_STEP_MM = 1.0
_COARSE_MM = 0.7
"""Land and marks are weighed this coarsely: a name's place does not turn on a cove."""

_SHORE_MM = 0.2
"""Islands that no name may cover are known this well."""

Numbers = NDArray[np.float64]


class Line(NamedTuple):
    """One line of a label: a clean text, how it is set, and its colour."""

    text: str
    letters: Letters
    color: str


@dataclass(frozen=True)
class Label:
    """What is to be written about a shape of the page. A ``boxed`` label lies on a ground of its own, over land if need be."""

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


def _coarse(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    parts = shapely.get_parts(np.array([*shapes, shapely.Polygon()], dtype=object))
    large = parts[shapely.area(parts) > _COARSE_MM**2]
    return shapely.union_all(shapely.make_valid(shapely.simplify(large, _COARSE_MM)))


@dataclass
class Room:
    """A frame in which labels find their places one after another.

    Parameters
    ----------
    frame
        The rectangle that they stay within.
    land
        What a name had better not cover, in millimetres.
    marks
        What a name should not touch at all, if there is any other place.
    islands
        Those of the marks of which no large part may be hidden, each as a whole.
    taken
        Rectangles that are taken already.
    reach_mm
        How far from the middle of what it names a label may be pushed.
    """

    frame: Box
    land: Sequence[BaseGeometry] = ()
    marks: Sequence[BaseGeometry] = ()
    islands: Sequence[BaseGeometry] = ()
    taken: list[BaseGeometry] = field(default_factory=list)
    reach_mm: float = 75.0

    def __post_init__(self) -> None:
        """Make the ground coarse, once for all labels."""
        self._land, self._marks = _coarse(self.land), _coarse(self.marks)
        shapely.prepare(self._marks)
        self._islands = [shape for island in self.islands if not (shape := _coarse([island])).is_empty]
        # One by one and however small, as a name hides an islet altogether.
        parts = shapely.get_parts(np.array([*self.islands, shapely.Polygon()], dtype=object))
        self._shores = shapely.STRtree(shapely.simplify(parts, _SHORE_MM))
        self._areas = shapely.area(parts)

    def find(self, label: Label) -> Box | None:
        """Return the best place for a label and take it; ``None`` if there is no room for it."""
        width, height = label.size_mm
        visible = shapely.intersection(label.shape, self.frame.shape())
        if visible.is_empty or width > self.frame.width - 2 or height > self.frame.height - 2:
            return None
        corners = self._corners(visible, width, height)
        if not len(corners):
            return None
        if (clear := self._off_islands(_boxes(corners, width, height))).any():
            corners = corners[clear]
        best = corners[np.argmin(self._costs(label, visible, _boxes(corners, width, height)))]
        box = Box(float(best[0]), float(best[1]), width, height)
        self.taken.append(box.shape(GAP_MM * 0.5))
        if (line := leader(label, box)) is not None:
            self.taken.append(line.buffer(0.3))
        return box

    def _corners(self, visible: BaseGeometry, width: float, height: float) -> Numbers:
        """Return the lower left corners of free places in all directions around a shape."""
        steps = np.arange(0.0, self.reach_mm, _STEP_MM)
        angles = np.repeat(np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False), len(steps))
        away = np.tile(steps, _DIRECTIONS)
        middle = visible.centroid
        # A label is pushed outwards by half its own size, so that it faces the shape with the side that is next to it.
        x = middle.x + np.cos(angles) * (away + width / 2) - width / 2
        y = middle.y + np.sin(angles) * (away + height / 2) - height / 2
        box = self.frame
        inside = (x > box.x + 1) & (y > box.y + 1) & (x + width < box.right - 1) & (y + height < box.top - 1)
        corners = np.column_stack([x, y])[inside]
        for other, gap in ((visible, GAP_MM), *((other, 0.0) for other in self.taken)):
            shapely.prepare(other)
            corners = corners[~shapely.intersects(other, _boxes(corners, width, height, gap))]
        return corners

    def _off_islands(self, boxes: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Tell which boxes lie on no island that is smaller than they are; on a larger one there is room for both."""
        box, island = self._shores.query(boxes, predicate="intersects")
        off = np.ones(len(boxes), dtype=bool)
        off[box[self._areas[island] < shapely.area(boxes)[box]]] = False
        return off

    def _costs(self, label: Label, visible: BaseGeometry, boxes: NDArray[np.object_]) -> Numbers:
        """Return how bad places are: what they cover, how far off they are, and a little for every side but the right."""
        weight = 12.0 if label.boxed else 30.0
        area = shapely.area(boxes)
        covered = shapely.area(shapely.intersection(self._land, boxes)) / area
        hidden = sum((_covered(island, boxes) for island in self._islands), np.zeros(len(boxes)))
        touched = shapely.intersects(self._marks, boxes)
        crossed = shapely.intersects(shapely.union_all(self.taken), shapely.shortest_line(boxes, visible))
        away, off = shapely.distance(visible, boxes), shapely.distance(visible.centroid, shapely.centroid(boxes))
        left = shapely.get_x(shapely.centroid(boxes)) < visible.centroid.x
        blocked = hidden * 30.0 + touched * 9.0 + crossed * 30.0
        return np.asarray(covered * weight + blocked + away * 0.3 + off * 0.08 + left * 0.6)


def _boxes(corners: Numbers, width: float, height: float, grow: float = 0.0) -> NDArray[np.object_]:
    x, y = corners.T
    return np.asarray(shapely.box(x - grow, y - grow, x + width + grow, y + height + grow))


def _covered(shape: BaseGeometry, boxes: NDArray[np.object_]) -> Numbers:
    """Return which part of a shape each box covers."""
    return np.asarray(shapely.area(shapely.intersection(shape, boxes)) / shapely.area(shape))


def leader(label: Label, box: Box) -> BaseGeometry | None:
    """Return the line from a label to its shape, or ``None`` where they stand next to each other."""
    rectangle = box.shape()
    return None if label.shape.distance(rectangle) < 2.4 else shapely.shortest_line(rectangle, label.shape)
