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
    """Round the coordinates of geometries, and turn the rings to the right-hand rule.

    Parameters
    ----------
    shape
        A geometry in EPSG:4326, or an array, of any dimensions, of such geometries and ``None``.

    Returns
    -------
    shapely.Geometry or numpy.ndarray
        The same with :data:`DECIMALS` decimals, exterior rings counterclockwise, holes clockwise (RFC 7946, 3.1.6).
    """
    return shapely.orient_polygons(shapely.transform(shape, lambda xy: np.round(xy, DECIMALS)), exterior_cw=False)


def bounds_of(shapes: Iterable[BaseGeometry | None]) -> list[float] | None:
    """Return west, south, east and north of some geometries, rounded; ``None`` where nothing is drawn.

    Parameters
    ----------
    shapes
        Geometries in EPSG:4326, none of them empty; ``None`` stands for what is not drawn.

    Returns
    -------
    list of float or None
        Degrees, with :data:`DECIMALS` decimals.
    """
    drawn = np.array([shape.bounds for shape in shapes if shape is not None])
    if not len(drawn):
        return None
    west, south = drawn[:, :2].min(axis=0)
    east, north = drawn[:, 2:].max(axis=0)
    return [round(float(value), DECIMALS) for value in (west, south, east, north)]
