"""Local planes: map projections about a point, true enough nearby to build in metres what ends in EPSG:4326, lon lat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

Shape = TypeVar("Shape", bound=BaseGeometry)
Points = NDArray[np.float64]


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

    def metres(self, points: Points) -> Points:
        """Return points of EPSG:4326 on this plane.

        Parameters
        ----------
        points
            Degrees, lon lat: shape (n, 2), float.

        Returns
        -------
        numpy.ndarray
            Metres east and north of the centre: shape (n, 2), float.
        """
        return np.column_stack(_transformer(self).transform(points[:, 0], points[:, 1]))

    def degrees(self, points: Points) -> Points:
        """Return points of this plane in EPSG:4326.

        Parameters
        ----------
        points
            Metres east and north of the centre: shape (n, 2), float.

        Returns
        -------
        numpy.ndarray
            Degrees, lon lat: shape (n, 2), float.
        """
        return np.column_stack(_transformer(self).transform(points[:, 0], points[:, 1], direction="INVERSE"))

    def flatten(self, shape: Shape) -> Shape:
        """Return a geometry in EPSG:4326 on this plane, in metres. What is straight between vertices stays straight.

        Parameters
        ----------
        shape
            A geometry in EPSG:4326, lon lat.

        Returns
        -------
        shapely.Geometry
            Of the same type, in metres east and north of the centre.
        """
        return shapely.transform(shape, self.metres)

    def unflatten(self, shape: Shape) -> Shape:
        """Return a geometry of this plane in EPSG:4326. What is straight between vertices stays straight.

        Parameters
        ----------
        shape
            A geometry in metres east and north of the centre.

        Returns
        -------
        shapely.Geometry
            Of the same type, in EPSG:4326, lon lat.
        """
        return shapely.transform(shape, self.degrees)


@lru_cache(maxsize=64)
def _transformer(plane: Plane) -> Transformer:
    """Return PROJ's way to a plane. A transformer may be used by several threads, which a bare projection may not."""
    centre = f"+lat_0={plane.lat:.17g} +lon_0={plane.lon:.17g}"
    degrees = "+step +proj=unitconvert +xy_in=deg +xy_out=rad"
    return Transformer.from_pipeline(f"+proj=pipeline {degrees} +step +proj={plane.method} {centre} +ellps=WGS84")


def plane_over(shape: BaseGeometry, method: str) -> Plane:
    """Return the plane about the middle of a geometry's bounds.

    Parameters
    ----------
    shape
        A geometry in EPSG:4326, lon lat, that is not empty and does not meet the antimeridian.
    method
        PROJ's name of the projection: ``aeqd`` or ``stere``.
    """
    west, south, east, north = shape.bounds
    return Plane(method, (west + east) / 2, (south + north) / 2)
