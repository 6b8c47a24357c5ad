"""Where labels stand on the map: near what they name, off other land and marks, and never on each other or on an island.

Each label has candidates in all directions around its shape, weighed once by what they would cover and how far off they are.
Labels then choose one after another, in several orders; the order with the least total is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from pictures.labels import BESIDE_MM, Label
from pictures.paper import PageBox

GAP_MM = 1.2
_DIRECTIONS = 36
_STEP_MM = 2.0
_ORDERS, _ROUNDS = 30, 2

_COARSE_MM = 0.7
"""Land and marks are weighed this coarsely: a name's place does not turn on a cove."""

_SHORE_MM = 0.2
"""Islands that no name may cover are known this well."""

_ROOMY = 12.0
"""An island this many times as large as a box has room for it."""

_CLEAR_MM = 1.0
"""A label without a line is that of one mark if it lies less than half as far from it as from any other, by this much."""

_TOUCHED, _MISREAD, _HIDDEN, _CROSSED, _MISSING = 9.0, 25.0, 30.0, 60.0, 150.0
"""What it costs to touch a mark, to be near another island, to hide one, to lead a line over a label, to be left out."""

Numbers = NDArray[np.float64]
Shapes = NDArray[np.object_]
Rows = NDArray[np.bool_]


@dataclass(frozen=True)
class _Candidates:
    """Places for one label: rectangles, the lines from them to its shape (empty where none is needed), and what each costs."""

    size: tuple[float, float]
    boxes: Shapes
    lines: Shapes
    costs: Numbers

    def box(self, at: int) -> PageBox:
        """Return one place as a box."""
        west, south, _, _ = self.boxes[at].bounds
        return PageBox(west, south, *self.size)

    def parts(self, at: int) -> list[BaseGeometry]:
        """Return what a label at one place takes from the others: its rectangle and its line."""
        return [self.box(at).shape(GAP_MM * 0.5), self.lines[at].buffer(0.3)]


def _coarse(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    parts = shapely.get_parts(np.array([*shapes, shapely.Polygon()], dtype=object))
    large = parts[shapely.area(parts) > _COARSE_MM**2]
    return shapely.union_all(shapely.make_valid(shapely.simplify(large, _COARSE_MM)))


@dataclass(kw_only=True)
class LabelSpace:
    """A frame in which labels find their places.

    Parameters
    ----------
    frame
        The rectangle that they stay within.
    land
        What a name had better not cover, in millimetres.
    marks
        What a name should not touch at all, if there is any other place.
    islands
        Those of the marks that no box may cover, each as a whole.
    rivals
        What a label could be taken to name where no line leads to its own shape: it then stands near that or nowhere.
    taken
        Rectangles that are taken already.
    reach_mm
        How far from the middle of what it names a label may be pushed; ``None`` for anywhere in the frame.
    """

    frame: PageBox
    land: Sequence[BaseGeometry] = ()
    marks: Sequence[BaseGeometry] = ()
    islands: Sequence[BaseGeometry] = ()
    rivals: Sequence[BaseGeometry] = ()
    taken: Sequence[BaseGeometry] = field(default_factory=list)
    reach_mm: float | None = None

    def __post_init__(self) -> None:
        """Make the ground coarse, once for all labels."""
        self._land, self._marks = _coarse(self.land), _coarse(self.marks)
        shapely.prepare(self._marks)
        self._islands = [shape for island in self.islands if not (shape := _coarse([island])).is_empty]
        # One by one and however small, as a name hides an islet altogether.
        parts = shapely.get_parts(np.array([*self.islands, shapely.Polygon()], dtype=object))
        # Wider by as much as fewer corners may have taken away.
        self._shores = shapely.STRtree(shapely.buffer(shapely.simplify(parts, _SHORE_MM), _SHORE_MM, quad_segs=2))
        self._areas = shapely.area(parts)

    def place(self, labels: Sequence[Label]) -> list[PageBox | None]:
        """Return where each label stands, ``None`` where there is no room for it. The same labels get the same places.

        Parameters
        ----------
        labels
            Their shapes lie in page millimetres.

        Returns
        -------
        list of PageBox or None
            Page millimetres, in the order of ``labels``.
        """
        found = [self._candidates(label) for label in labels]
        chance = np.random.default_rng(len(labels))
        orders = [range(len(labels)), *(chance.permutation(len(labels)).tolist() for _ in range(_ORDERS - 1))]
        _, chosen = min((self._choose(found, order, {}) for order in orders), key=lambda result: result[0])
        # Whoever had to stand far off may find a better place now that all the others have theirs.
        for number in list(range(len(labels))) * _ROUNDS:
            _, chosen = self._choose(found, [number], {other: at for other, at in chosen.items() if other != number})
        return [found[number].box(chosen[number]) if number in chosen else None for number in range(len(labels))]

    def _choose(
        self, found: Sequence[_Candidates], order: Iterable[int], before: Mapping[int, int]
    ) -> tuple[float, dict[int, int]]:
        """Let labels choose one after another, given what others have chosen before.

        Return what it costs in all, and for each label that has a place which of its candidates it is.
        """
        total, chosen = 0.0, dict(before)
        taken = [*self.taken, *(part for number, at in before.items() for part in found[number].parts(at))]
        for number in order:
            candidates, blocked = found[number], shapely.union_all(taken)
            shapely.prepare(blocked)
            free = np.flatnonzero(~shapely.intersects(blocked, candidates.boxes))
            if not len(free):
                total += _MISSING
                continue
            costs = candidates.costs[free] + _CROSSED * shapely.intersects(blocked, candidates.lines[free])
            total += float(costs.min())
            chosen[number] = int(free[np.argmin(costs)])
            taken += candidates.parts(chosen[number])
        return total, chosen

    def _candidates(self, label: Label) -> _Candidates:
        width, height = label.size_mm
        visible = shapely.intersection(label.shape, self.frame.shape())
        corners = np.empty((0, 2))
        if not visible.is_empty and width < self.frame.width - 2 and height < self.frame.height - 2:
            corners = self._corners(visible, width, height)
        boxes = _boxes(corners, width, height)
        boxes = boxes[self._is_allowed(label, boxes)]
        lines = shapely.shortest_line(boxes, label.shape)
        lines[shapely.length(lines) < BESIDE_MM] = shapely.LineString()
        # Of a shape outside the frame nothing is visible: it has no place, and no middle to be far from.
        costs = self._costs(label, visible, boxes) if len(boxes) else np.empty(0)
        return _Candidates((width, height), boxes, lines, costs)

    def _corners(self, visible: BaseGeometry, width: float, height: float) -> Numbers:
        """Return the lower left corners of places in all directions around a shape, in the frame and off what is taken."""
        reach, fine = max(self.frame.width, self.frame.height), 1
        if self.reach_mm is not None:
            reach, fine = self.reach_mm, 3
        steps = np.arange(0.0, reach, _STEP_MM / fine)
        angles = np.repeat(np.linspace(0, 2 * np.pi, _DIRECTIONS * fine, endpoint=False), len(steps))
        away = np.tile(steps, _DIRECTIONS * fine)
        middle = visible.centroid
        # A label is pushed outwards by half its own size, so that it faces the shape with the side that is next to it.
        x = middle.x + np.cos(angles) * (away + width / 2) - width / 2
        y = middle.y + np.sin(angles) * (away + height / 2) - height / 2
        box = self.frame
        inside = (x > box.x + 1) & (y > box.y + 1) & (x + width < box.right - 1) & (y + height < box.top - 1)
        corners = np.column_stack([x, y])[inside]
        shapely.prepare(visible)
        return np.asarray(corners[~shapely.intersects(visible, _boxes(corners, width, height, GAP_MM))])

    def _is_allowed(self, label: Label, boxes: Shapes) -> Rows:
        """Tell which places a label may take: a box never lies on an island, and a name only where there is no other place."""
        if self.rivals:
            return self._is_nearest(label.shape, boxes)
        off = self._off_islands(boxes)
        return off if label.boxed or off.any() else np.ones(len(boxes), dtype=bool)

    def _off_islands(self, boxes: Shapes) -> Rows:
        """Tell which boxes lie on no island; one that is many times as large has room for them."""
        box, island = self._shores.query(boxes, predicate="intersects")
        off = np.ones(len(boxes), dtype=bool)
        off[box[self._areas[island] < _ROOMY * shapely.area(boxes)[box]]] = False
        return off

    def _is_nearest(self, shape: BaseGeometry, boxes: Shapes) -> Rows:
        """Tell which boxes lie clearly nearer to a shape than to any of its rivals."""
        # Marks that lie on each other cannot be told apart by any label.
        others = [rival for rival in self.rivals if not rival.intersects(shape)]
        away = shapely.distance(boxes, shapely.union_all(others)) if others else np.inf
        return np.asarray(2 * shapely.distance(boxes, shape) + _CLEAR_MM < away)

    def _costs(self, label: Label, visible: BaseGeometry, boxes: Shapes) -> Numbers:
        """Return how bad places are: what they cover, how far off they are, and a little for every side but the right."""
        # A name lies on the sea next to its island; a box has a ground of its own, and a line that leads far.
        weight, farness = (12.0, 0.3) if label.boxed else (30.0, 0.8)
        covered = shapely.area(shapely.intersection(self._land, boxes)) / shapely.area(boxes)
        hidden = sum((_covered(island, boxes) for island in self._islands), np.zeros(len(boxes)))
        touched = shapely.intersects(self._marks, boxes)
        away, off = shapely.distance(visible, boxes), shapely.distance(visible.centroid, shapely.centroid(boxes))
        left = shapely.get_x(shapely.centroid(boxes)) < visible.centroid.x
        blocked = hidden * _HIDDEN + touched * _TOUCHED + self._misread(label, away, boxes) * _MISREAD
        return np.asarray(covered * weight + blocked + away * farness + off * 0.08 + left * 0.6)

    def _misread(self, label: Label, away: Numbers, boxes: Shapes) -> Numbers:
        """Return 1 for names that are not clearly nearest to the island that they name, 2 for those that are nearer to another.

        A box has a line to its mark and may lie anywhere.
        """
        others = [island for island in self._islands if not island.intersects(label.shape)]
        if label.boxed or not others:
            return np.zeros(len(boxes))
        other = shapely.distance(boxes, shapely.union_all(others))
        return np.asarray((other < 2 * away + _CLEAR_MM).astype(float) + (other < away))


def _boxes(corners: Numbers, width: float, height: float, grow: float = 0.0) -> Shapes:
    x, y = corners.T
    return np.asarray(shapely.box(x - grow, y - grow, x + width + grow, y + height + grow))


def _covered(shape: BaseGeometry, boxes: Shapes) -> Numbers:
    """Return which part of a shape each box covers."""
    return np.asarray(shapely.area(shapely.intersection(shape, boxes)) / shapely.area(shape))
