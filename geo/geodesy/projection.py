"""Local planes: map projections about a point, true enough nearby to build in metres what ends in EPSG:4326, lon lat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj
from shapely.geometry.base import BaseGeometry

Shape = TypeVar("Shape", bound=BaseGeometry)


@dataclass(frozen=True, slots=True)
class Plane:
    """A map projection of WGS 84 about a point, in metres.

    Attributes
    ----------
    method
        PROJ's name. ``aeqd`` keeps distances from the centre; ``stere`` keeps angles, so that at a point it is equally true in
        all directions.
    lon, lat
        The centre, in degrees.
    """

    method: str
    lon: float
    lat: float

    def flatten(self, shape: Shape) -> Shape:
        """Return a geometry in EPSG:4326 on this plane, in metres. What is straight between vertices stays straight."""
        return self._moved(shape, inverse=False)

    def unflatten(self, shape: Shape) -> Shape:
        """Return a geometry of this plane in EPSG:4326. What is straight between vertices stays straight."""
        return self._moved(shape, inverse=True)

    def _moved(self, shape: Shape, inverse: bool) -> Shape:
        projection = Proj(proj=self.method, lat_0=self.lat, lon_0=self.lon, ellps="WGS84")

        def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.column_stack(projection(xy[:, 0], xy[:, 1], inverse=inverse))

        return shapely.transform(shape, move)


def plane_over(shape: BaseGeometry, method: str) -> Plane:
    """Return the plane about the middle of a geometry's bounds, in EPSG:4326."""
    west, south, east, north = shape.bounds
    return Plane(method, (west + east) / 2, (south + north) / 2)
