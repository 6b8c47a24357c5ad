"""Lines and bands at sea that follow from coasts: the band within a distance, and the median line between two coasts.

What these functions return is computed from a mapped coast; it is no official baseline, limit or boundary.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import sides
from geo.geodesy.projection import plane_over

Lead = Callable[[NDArray[np.float64]], NDArray[np.float64]]
"""By how many metres points are farther from one coast than from another: shapes (n, 2) and (n,)."""

_WGS84 = Geod(ellps="WGS84")
# No degree of latitude or longitude is longer than this.
_DEGREE_M = 111_700.0
_QUARTERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
# A line is smoothed by so much, far less than any coast is known.
_SMOOTH_M = 1.0
# A line of this length is straight on any of our maps and in degrees alike: 0.1 m apart.
_STRAIGHT_M = 2_000.0


def buffered(coast: BaseGeometry, radius_m: float, error_m: float = 1.0) -> BaseGeometry:
    """Return all that lies within a geodesic distance of a coast, the land itself included.

    Geodesic circles about points along the coast are joined, so that no map's scale enters. Their spacing, and the corners of
    each, are such that the edge lies at most ``error_m`` within the true one on either account, and nowhere outside it.

    Parameters
    ----------
    coast
        Polygons or lines in EPSG:4326 whose band meets neither a pole nor the antimeridian.
    radius_m
        The distance in metres, above 0.
    error_m
        How far the edge may lie within the true one, in metres, twice; above 0 and below the radius.

    Returns
    -------
    shapely.Polygon or shapely.MultiPolygon
        In EPSG:4326, valid.

    Raises
    ------
    ValueError
        The radius or the error is out of its range.
    """
    if not 0 < error_m < radius_m:
        raise ValueError(f"a band needs 0 < error_m < radius_m, not {error_m} and {radius_m}")
    # An arc that spans a half angle a lies r(1 - cos a) above its chord; circles s apart meet s²/8r below their edge.
    spacing_m = math.sqrt(8 * radius_m * error_m)
    corners = math.ceil(math.pi / math.acos(1 - error_m / radius_m))
    points = np.unique(shapely.get_coordinates(shapely.segmentize(coast, spacing_m / _DEGREE_M)), axis=0)
    return shapely.union_all([*_circles(points, radius_m, corners), coast])


def median_line(one: BaseGeometry, other: BaseGeometry, window: Polygon, step_m: float = 100.0) -> LineString:
    """Return the line that is equally far from two coasts, within a window.

    On a stereographic map about the window's middle, squares that the line may cross are quartered down to ``step_m``, and where
    it crosses the sides of the last is computed. Against true equidistance the line is off by ``step_m``²/8 over the distance to
    the coasts, more at a bend; by a metre of smoothing; and by what the map's scale changes between the two coasts: 10 m at
    150 km from the middle, for coasts 45 km away. (GEOS's Voronoi cells are quicker, but fail for points along straight coasts.)

    Parameters
    ----------
    one, other
        Polygons or lines in EPSG:4326 that do not touch. Pass all that may be nearest to a point of the window, also where it
        lies outside the window.
    window
        Where the line is wanted, in EPSG:4326, at most some 500 km across.
    step_m
        The side of the smallest squares, in metres.

    Returns
    -------
    shapely.LineString
        In EPSG:4326, from its northern end to its southern (of equal ones, from the western).

    Raises
    ------
    ValueError
        The line does not reach the window, or meets it in several pieces: choose another window.
    """
    plane = plane_over(window, "stere")
    lead = _lead(*(plane.flatten(_sides(coast)) for coast in (one, other)))
    west, south, east, north = plane.flatten(shapely.segmentize(window, 0.1)).bounds
    grid = _Grid(west - step_m, south - step_m, step_m)
    crossed = _crossed(lead, grid, max(east - west, north - south) + 2 * step_m)
    flat = shapely.simplify(_zero_line(lead, grid, crossed), _SMOOTH_M)
    line = plane.unflatten(shapely.segmentize(flat, _STRAIGHT_M))
    return southward(shapely.line_merge(shapely.intersection(line, window)))


def southward(line: BaseGeometry) -> LineString:
    """Return a line from its northern end to its southern; of equally northern ends, from the western.

    Parameters
    ----------
    line
        A geometry in EPSG:4326, lon lat.

    Raises
    ------
    ValueError
        It is not one line: it is empty, or falls into several pieces.
    """
    if not isinstance(line, LineString) or line.is_empty:
        raise ValueError(f"one line was expected, not {len(shapely.get_parts(line))} pieces")
    start, end = line.coords[0], line.coords[-1]
    return line if (-start[1], start[0]) <= (-end[1], end[0]) else LineString(line.coords[::-1])


def _circles(points: NDArray[np.float64], radius_m: float, corners: int) -> NDArray[np.object_]:
    """Return a geodesic circle about each point, lon lat, as a polygon of some corners."""
    azimuths = np.linspace(0, 360, corners, endpoint=False)
    lons, lats = (np.repeat(axis, corners) for axis in points.T)
    lons, lats, _ = _WGS84.fwd(lons, lats, np.tile(azimuths, len(points)), np.full(len(lons), radius_m))
    return np.asarray(shapely.polygons(np.column_stack([lons, lats]).reshape(len(points), corners, 2)))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Squares on a flat map: the first one's south-western corner, and their side, in metres."""

    west: float
    south: float
    side: float

    def at(self, columns_rows: NDArray[np.float64] | NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the positions of places that are counted in squares: shape (n, 2)."""
        return np.asarray(np.array([self.west, self.south]) + self.side * columns_rows)


def _sides(coast: BaseGeometry) -> BaseGeometry:
    """Return the short sides of a coast, each a line of its own."""
    return shapely.MultiLineString(list(np.stack(sides(coast), axis=1)))


def _lead(one: BaseGeometry, other: BaseGeometry) -> Lead:
    """Return the function that tells by how many metres points are farther from one flat coast than from another."""
    trees = [shapely.STRtree(shapely.get_parts(coast)) for coast in (one, other)]

    def lead(points: NDArray[np.float64]) -> NDArray[np.float64]:
        here = shapely.points(points)
        first, second = (tree.query_nearest(here, return_distance=True, all_matches=False)[1] for tree in trees)
        return np.asarray(first - second)

    return lead


def _crossed(lead: Lead, grid: _Grid, width: float) -> NDArray[np.intp]:
    """Return all squares of a grid that the line of no lead may cross, as columns and rows: shape (n, 2).

    A lead changes by at most 2 m a metre, so that a square with more than twice its half diagonal in the middle is not crossed.
    """
    level = math.ceil(math.log2(width / grid.side))
    squares = np.zeros((1, 2), dtype=np.intp)
    for size in (2**power for power in range(level, -1, -1)):
        squares = squares[np.abs(lead(grid.at(squares + size / 2))) <= math.sqrt(2) * size * grid.side]
        if size > 1:
            squares = np.reshape(squares[:, None] + size // 2 * _QUARTERS, (-1, 2))
    return squares


def _zero_line(lead: Lead, grid: _Grid, squares: NDArray[np.intp]) -> BaseGeometry:
    """Return the line of no lead through some squares, each cut into two triangles, in which a line is never ambiguous."""
    halves = np.array([[[0, 0], [1, 0], [1, 1]], [[0, 0], [0, 1], [1, 1]]])
    triangles = (squares[:, None, None] + halves).reshape(-1, 3, 2)
    nodes, corner = np.unique(triangles.reshape(-1, 2), axis=0, return_inverse=True)
    leads = lead(grid.at(nodes))
    corner = corner.reshape(-1, 3)
    ahead = leads[corner] >= 0
    mixed = ahead.any(axis=1) & ~ahead.all(axis=1)
    corner, ahead = corner[mixed], ahead[mixed]
    # A triangle's corner that is alone on its side of the line: both edges from it are crossed.
    alone = np.where(ahead.sum(axis=1) == 1, ahead.argmax(axis=1), (~ahead).argmax(axis=1))
    rows = np.arange(len(corner))
    pairs = np.stack([corner[rows, alone], corner[rows, (alone + 1) % 3], corner[rows, alone], corner[rows, alone - 1]])
    edges, edge = np.unique(np.sort(pairs.T.reshape(-1, 2), axis=1), axis=0, return_inverse=True)
    crossings = _crossings(lead, grid.at(nodes)[edges], leads[edges])
    steps = np.round(crossings, 3)[edge.reshape(-1, 2)]
    return shapely.line_merge(shapely.MultiLineString(list(steps[(steps[:, 0] != steps[:, 1]).any(axis=1)])))


def _crossings(
    lead: Lead, ends: NDArray[np.float64], leads: NDArray[np.float64], rounds: int = 3
) -> NDArray[np.float64]:
    """Return where lines between points of unlike lead have none, by false position: ends of shape (n, 2, 2), leads (n, 2)."""
    (start, end), (low, high) = (np.moveaxis(values, 1, 0).copy() for values in (ends, leads))
    for _ in range(rounds):
        middle = start + (low / (low - high))[:, None] * (end - start)
        found = lead(middle)
        same = (found >= 0) == (low >= 0)
        start[same], low[same] = middle[same], found[same]
        end[~same], high[~same] = middle[~same], found[~same]
    return np.asarray(start + (low / (low - high))[:, None] * (end - start))
