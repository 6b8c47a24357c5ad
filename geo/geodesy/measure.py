"""Geodesic measures on the WGS 84 ellipsoid. Input geometries are in EPSG:4326, lon lat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.geodesy.projection import Plane, plane_over

_WGS84 = Geod(ellps="WGS84")
# A side of so many degrees is as good as straight: in space it lies 2 cm under the ellipsoid, on a plane 0.3 m aside.
_SPACE_DEGREES, _PLANE_DEGREES = 0.01, 0.05
# Distances that are computed at a time, which bounds the memory to some 50 MB.
_PAIRS = 1_000_000
# On a plane over 500 km a length is true to 0.5 per cent; corners nearer to each other than this are one stretch of coast.
_ABOUT_EQUAL, _STRETCH_M = 1.005, 20_000

Point = tuple[float, float]
"""A position as lon, lat in degrees."""


@dataclass(frozen=True, slots=True)
class Geodesic:
    """The shortest way over the ellipsoid between two points, with its length in metres."""

    start: Point
    end: Point
    length_m: float


def area_km2(shape: BaseGeometry) -> float:
    """Return the geodesic area of a polygon or multipolygon in EPSG:4326, in square kilometres."""
    square_metres, _ = _WGS84.geometry_area_perimeter(shape)
    return abs(square_metres) / 1e6


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Return the geodesic distance between two points, in metres.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b
        The two points, in degrees, EPSG:4326.
    """
    _, _, metres = _WGS84.inv(lon_a, lat_a, lon_b, lat_b)
    return float(metres)


def length_m(line: BaseGeometry) -> float:
    """Return the geodesic length of a line in EPSG:4326, or of a polygon's rings, in metres."""
    return float(_WGS84.geometry_length(line))


def bounds_around(lon: float, lat: float, radius_m: float) -> tuple[float, float, float, float]:
    """Return west, south, east, north of a circle, in degrees; west is greater than east across the antimeridian.

    Parameters
    ----------
    lon, lat, radius_m
        The centre in degrees, EPSG:4326, and the radius in metres.
    """
    lons, lats, _ = _WGS84.fwd([lon] * 4, [lat] * 4, [270, 180, 90, 0], [radius_m] * 4)
    return float(lons[0]), float(lats[1]), float(lons[2]), float(lats[3])


def geodesic(start: Point, end: Point) -> Geodesic:
    """Return the geodesic between two points, each lon lat in degrees, EPSG:4326."""
    return Geodesic(start, end, distance_m(*start, *end))


def longest_line(shape: BaseGeometry) -> Geodesic:
    """Return the longest geodesic between two points of a shape's coast: its greatest length.

    The ends are corners of the convex hull, all pairs of which are measured. The geodesic itself may leave the shape. Of equal
    lengths the first in the hull's order is returned.

    Parameters
    ----------
    shape
        A geometry in EPSG:4326 that does not meet the antimeridian, and is smaller than its distance from the nearer pole: only
        then is the hull in degrees sure to hold the ends.

    Raises
    ------
    ValueError
        The shape is empty.
    """
    if shape.is_empty:
        raise ValueError("an empty shape has no length")
    corners = shapely.get_coordinates(shapely.normalize(shapely.convex_hull(shape)))
    first, second = (axis.ravel() for axis in np.indices((len(corners), len(corners))))
    metres = _WGS84.inv(*corners[first].T, *corners[second].T)[2]
    best = int(np.argmax(metres))
    return geodesic(_point(corners[first[best]]), _point(corners[second[best]]))


def shortest_line(one: BaseGeometry, other: BaseGeometry) -> Geodesic:
    """Return the shortest geodesic between two shapes, from the first to the second.

    The nearest points are sought on a plane that keeps distances from its centre; then, from each stretch of coast that is about
    as near there, on planes about the middle of the points found, until they stay. For shapes up to 500 km apart the length is
    true within a metre.

    Parameters
    ----------
    one, other
        Geometries in EPSG:4326 that do not meet the antimeridian. Where they overlap, the length is 0.

    Raises
    ------
    ValueError
        A shape is empty.
    """
    if one.is_empty or other.is_empty:
        raise ValueError("an empty shape is no distance away")
    one, other = (shapely.segmentize(shape, _PLANE_DEGREES) for shape in (one, other))
    plane = plane_over(shapely.GeometryCollection([one, other]), "aeqd")
    best = _nearest(one, other, plane)
    for start in _starts(one, other, plane) if best.length_m else ():
        best = min(best, _settled(one, other, start), key=lambda line: line.length_m)
    return best


def _settled(one: BaseGeometry, other: BaseGeometry, found: Geodesic) -> Geodesic:
    """Seek the nearest points again on planes about the middle of those found, until they stay."""
    for _ in range(5):
        [(lon, lat)] = _WGS84.npts(*found.start, *found.end, 1)
        nearer = _nearest(one, other, Plane("aeqd", lon, lat))
        if nearer.length_m >= found.length_m - 0.001:
            break
        found = nearer
    return found


def _starts(one: BaseGeometry, other: BaseGeometry, plane: Plane) -> Iterator[Geodesic]:
    """Yield pairs of points that are nearest, or nearly so, on a plane: one for each stretch of coast.

    A plane is true about its centre alone. Of two stretches that are about equally far, it may take the farther for the nearer.
    """
    corners = np.unique(shapely.get_coordinates(one), axis=0)
    flat = np.array(shapely.points(shapely.get_coordinates(plane.flatten(shapely.MultiPoint(corners)))), dtype=object)
    metres = shapely.distance(flat, plane.flatten(other))
    near = np.flatnonzero(metres <= metres.min() * _ABOUT_EQUAL)
    taken: list[int] = []
    for corner in near[np.argsort(metres[near])].tolist():
        if all(shapely.distance(flat[corner], flat[one_taken]) > _STRETCH_M for one_taken in taken):
            taken.append(corner)
            yield _nearest(shapely.Point(corners[corner]), other, plane)


def distances_m(points: NDArray[np.float64], coast: BaseGeometry) -> NDArray[np.float64]:
    """Return the geodesic distance from each of some points to the nearest point of a coast, in metres.

    The nearest point is sought along straight chords in space, which order like geodesics: for distances up to 100 km the result
    is true within centimetres.

    Parameters
    ----------
    points
        Positions in EPSG:4326, lon lat: shape (n, 2).
    coast
        Polygons or lines in EPSG:4326. A polygon's coast is its rings; a point inside gets its distance to these.

    Returns
    -------
    numpy.ndarray
        Metres: shape (n,).

    Raises
    ------
    ValueError
        The coast has no line.
    """
    starts, ends = sides(coast)
    # Measured from the first corner, for small numbers keep more digits.
    origin = _in_space(starts[:1])
    chords = _in_space(starts) - origin, _in_space(ends) - origin
    feet = np.empty((len(points), 2))
    size = max(1, _PAIRS // len(starts))
    for first in range(0, len(points), size):
        part = slice(first, first + size)
        side, share = _nearest_on_sides(_in_space(points[part]) - origin, *chords)
        feet[part] = starts[side] + share[:, None] * (ends - starts)[side]
    return np.asarray(_WGS84.inv(*points.T, *feet.T)[2], dtype=np.float64)


def sides(coast: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the sides that a coast is made of, cut so short that they are as good as straight on the ground.

    Parameters
    ----------
    coast
        Polygons or lines in EPSG:4326. A polygon's coast is its rings.

    Returns
    -------
    tuple of numpy.ndarray
        Starts and ends, lon lat: both of shape (n, 2).

    Raises
    ------
    ValueError
        The coast has no line.
    """
    parts = shapely.get_parts(coast)
    lines = np.concatenate([shapely.get_rings(parts), parts[shapely.get_dimensions(parts) == 1]])
    corners, line = shapely.get_coordinates(shapely.segmentize(lines, _SPACE_DEGREES), return_index=True)
    joined = line[1:] == line[:-1]
    if not joined.any():
        raise ValueError("a coast needs lines or polygons")
    return corners[:-1][joined], corners[1:][joined]


def _point(lonlat: NDArray[np.float64]) -> Point:
    return float(lonlat[0]), float(lonlat[1])


def _nearest(one: BaseGeometry, other: BaseGeometry, plane: Plane) -> Geodesic:
    """Return the geodesic between the points of two shapes that are nearest on a plane."""
    line = shapely.shortest_line(plane.flatten(one), plane.flatten(other))
    start, end = shapely.get_coordinates(plane.unflatten(line))
    return geodesic(_point(start), _point(end))


def _in_space(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions on the ellipsoid as geocentric metres: shape (n, 3)."""
    lon, lat = np.radians(lonlat).T
    normal = _WGS84.a / np.sqrt(1 - _WGS84.es * np.sin(lat) ** 2)
    x, y = normal * np.cos(lat) * np.cos(lon), normal * np.cos(lat) * np.sin(lon)
    return np.column_stack([x, y, normal * (1 - _WGS84.es) * np.sin(lat)])


def _nearest_on_sides(
    points: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return, for each point in space, the nearest side's position and how far along it the nearest point is, 0 to 1."""
    along = ends - starts
    squared = np.maximum((along**2).sum(axis=1), 1e-12)
    reach = points @ along.T - (starts * along).sum(axis=1)
    share = np.clip(reach / squared, 0, 1)
    # The squared distance, less that of the point from the origin, which is the same for all sides.
    distance = (starts**2).sum(axis=1) - 2 * points @ starts.T + share * (share * squared - 2 * reach)
    best = np.argmin(distance, axis=1)
    return best, share[np.arange(len(points)), best]
