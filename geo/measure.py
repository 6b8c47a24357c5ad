"""Geodesic measures on the WGS 84 ellipsoid. Input geometries are in EPSG:4326, lon lat."""

from __future__ import annotations

from pyproj import Geod
from shapely.geometry.base import BaseGeometry

_WGS84 = Geod(ellps="WGS84")


def area_km2(shape: BaseGeometry) -> float:
    """Return the geodesic area of a polygon or multipolygon, in square kilometres."""
    square_metres, _ = _WGS84.geometry_area_perimeter(shape)
    return abs(square_metres) / 1e6


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the geodesic distance between two points, in metres."""
    _, _, metres = _WGS84.inv(lon_a, lat_a, lon_b, lat_b)
    return float(metres)


def bounds_around(lon: float, lat: float, radius_m: float) -> tuple[float, float, float, float]:
    """Return west, south, east, north of the circle of a radius in metres about a point."""
    lons, lats, _ = _WGS84.fwd([lon] * 4, [lat] * 4, [270, 180, 90, 0], [radius_m] * 4)
    return float(lons[0]), float(lats[1]), float(lons[2]), float(lats[3])
