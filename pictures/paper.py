"""What a page of paper is measured and drawn with: rectangles in millimetres, pens, and shapes as paths."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry


class PageBox(NamedTuple):
    """A rectangle on the page in millimetres: its lower left corner, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    def shape(self, grow: float = 0) -> BaseGeometry:
        """Return the rectangle as a polygon, wider by ``grow`` millimetres on each side."""
        return shapely.box(self.x - grow, self.y - grow, self.right + grow, self.top + grow)


class Pen(NamedTuple):
    """How a line is drawn: colour, width in points, the dashes and gaps of its pattern in points, opacity, round ends or none."""

    color: str
    width: float
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    round: bool = False


def path_of(shape: BaseGeometry) -> Path | None:
    """Return polygons, lines or both, in page millimetres, as one Matplotlib path; ``None`` if there is nothing in it.

    Outer rings turn one way and holes the other, so that a fill covers what any of the polygons covers, and covers it once.
    """
    parts = shapely.get_parts(shapely.get_parts(shapely.orient_polygons(shape, exterior_cw=False)))
    areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    lines = parts[
        np.isin(shapely.get_type_id(parts), (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING))
    ]
    paths = [Path(shapely.get_coordinates(ring), closed=True) for ring in shapely.get_rings(areas) if not ring.is_empty]
    paths += [Path(shapely.get_coordinates(line)) for line in lines if not line.is_empty]
    return Path.make_compound_path(*paths) if paths else None
