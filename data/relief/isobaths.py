"""Lines of equal depth, from the same grid as the sea's colours."""

from __future__ import annotations

import contourpy
import numpy as np
import shapely
from scipy import ndimage
from shapely.geometry.base import BaseGeometry

from relief.grids import Grid, Raster

DEPTHS = (200, 500, *range(1000, 10_000, 1000))
_FINER = 3
_TOLERANCE = 0.008
_SHORTEST = {200: 1.2, 500: 1.2, 9000: 0.3}
_SHORTEST_DEEP = 2.0
"""Degrees along a line; shorter ones are rings around single values of a coarse grid."""


def _cleared(lines: np.ndarray, least: float) -> BaseGeometry:
    """Return lines with fewer points and without short ones, on the grid of the file."""
    kept = lines[shapely.length(lines) >= least]
    simple = shapely.set_precision(shapely.simplify(kept, _TOLERANCE), 0.001)
    return shapely.normalize(shapely.multilinestrings(shapely.get_parts(simple)))


def lines(bounds: tuple[float, float, float, float], heights: Raster) -> dict[int, BaseGeometry]:
    """Return the lines by their depth in metres, in a rectangle of EPSG:4326.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees.
    heights
        What :func:`relief.sources.read_depth` gives.
    """
    near = heights.around(Grid(bounds, 4))
    smooth = ndimage.zoom(ndimage.gaussian_filter(near.values, 0.7), _FINER, order=3, grid_mode=False)
    rows, columns = near.values.shape
    lons = near.west + near.step * np.linspace(0, columns - 1, smooth.shape[1])
    lats = near.north - near.step * np.linspace(0, rows - 1, smooth.shape[0])
    found = contourpy.contour_generator(lons, lats, smooth)
    made = {}
    for depth in DEPTHS:
        whole = [shapely.LineString(x) for x in found.lines(-depth) if len(x) > 1]
        cut = shapely.get_parts(shapely.clip_by_rect(np.array(whole, dtype=object), *bounds))
        shape = _cleared(cut, _SHORTEST.get(depth, _SHORTEST_DEEP))
        if not shape.is_empty:
            made[depth] = shape
    return made
