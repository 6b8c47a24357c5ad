"""How exact coordinates are: one rounding for everything that leaves the engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

DECIMALS = 6
"""Decimals of a coordinate: 0.000001° is at most 11 cm."""

Shapes = TypeVar("Shapes", BaseGeometry, NDArray[np.object_])


def tidy(shape: Shapes) -> Shapes:
    """Round the coordinates of a geometry, or of an array of them, and turn the rings to the right-hand rule."""
    return shapely.orient_polygons(shapely.transform(shape, lambda xy: np.round(xy, DECIMALS)), exterior_cw=False)


def bounds_of(shapes: Iterable[BaseGeometry | None]) -> list[float] | None:
    """Return west, south, east and north of some geometries, rounded; ``None`` where nothing is drawn."""
    drawn = np.array([shape.bounds for shape in shapes if shape is not None])
    if not len(drawn):
        return None
    west, south = drawn[:, :2].min(axis=0)
    east, north = drawn[:, 2:].max(axis=0)
    return [round(float(value), DECIMALS) for value in (west, south, east, north)]
