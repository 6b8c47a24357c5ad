"""Marks as they lie on the page, in millimetres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.symbols import SYMBOLS, Symbol
from pictures.frame import Frame
from pictures.marks import Group

SMALLEST_RING_MM = 1.7
"""A ring is never smaller: the page's map has six pixels."""

MANY = 600
CELL_MM = 0.9
"""From so many points on, those that fall into one square of this side look like one and are drawn as one."""

NOTHING = shapely.Polygon()

_SYMBOLS = ("symbol", "beside")
"""The columns of marks that name what they are drawn by."""

Rows = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class VisibleMarks:
    """Some marks on the page: one shape in millimetres for each row of ``group.places``, in the same order.

    A point is the circle that it is known within. A shape is empty where the frame does not show it.
    """

    group: Group
    shapes: tuple[BaseGeometry, ...]

    def where(self, wanted: Iterable[Any]) -> BaseGeometry:
        """Return the shapes of some rows as one collection: filled as one path, so that no fill lies on another.

        Parameters
        ----------
        wanted
            Truth values, one a row of ``group.places``.

        Returns
        -------
        shapely.GeometryCollection
            Page millimetres, less what is empty.
        """
        return shapely.GeometryCollection(
            [shape for shape, keep in zip(self.shapes, wanted, strict=True) if keep and not shape.is_empty]
        )

    def flag(self, name: str) -> Rows:
        """Return a column of truth values.

        Parameters
        ----------
        name
            A column of truth values in ``group.places``.

        Returns
        -------
        numpy.ndarray
            Shape (n,), bool, one a row of ``group.places``.
        """
        return self.group.places[name].to_numpy(dtype=bool)

    @cached_property
    def is_point(self) -> Rows:
        """Tell for each row whether it is a point."""
        return (self.group.places.geometry.geom_type == "Point").to_numpy(dtype=bool)

    @cached_property
    def is_chain(self) -> Rows:
        """Tell for each row whether it is a whole archipelago, which is wider than the dispute."""
        return self.flag("chain")

    @cached_property
    def symbols(self) -> list[Symbol]:
        """The symbols that the frame shows, in the order of the legend."""
        found = {name for column in _SYMBOLS for name in self.group.places[column][self.inside]}
        return [symbol for name, symbol in SYMBOLS.items() if name in found]

    def drawn_as(self, symbol: Symbol) -> Rows:
        """Tell for each row that the frame shows whether it is drawn by a symbol.

        Parameters
        ----------
        symbol
            What a row's ``symbol`` or ``beside`` names by its id.

        Returns
        -------
        numpy.ndarray
            Shape (n,), bool, one a row of ``group.places``.
        """
        columns = [(self.group.places[column] == symbol.id).to_numpy(dtype=bool) for column in _SYMBOLS]
        return np.asarray(np.logical_or(*columns) & self.inside)

    @cached_property
    def inside(self) -> Rows:
        """Tell for each row whether the frame shows it."""
        return np.array([not shape.is_empty for shape in self.shapes], dtype=bool)

    @cached_property
    def seen(self) -> Rows:
        """Tell for each row whether the frame shows it and a fact of it passes."""
        return np.asarray(self.flag("passing") & self.inside)

    @cached_property
    def apart(self) -> Rows:
        """Tell for each row whether its mark is to be drawn: of many points that would fall on one spot, the first is."""
        if self.is_point.sum() <= MANY:
            return np.ones(len(self.shapes), dtype=bool)
        centres = shapely.get_coordinates(shapely.centroid(np.array(self.shapes, dtype=object)[self.seen]))
        _, first = np.unique(np.floor(centres / CELL_MM), axis=0, return_index=True)
        found = ~self.is_point
        found[np.flatnonzero(self.seen)[first]] = True
        return found


def place(frame: Frame, group: Group) -> VisibleMarks:
    """Return marks as they lie in a frame.

    Parameters
    ----------
    frame
        The map's frame on the page.
    group
        The marks of one layer, in EPSG:4326, lon lat.
    """
    return VisibleMarks(group, tuple(on_page(frame, group.places.geometry, group.places["uncertainty_m"])))


def on_page(frame: Frame, shapes: gpd.GeoSeries, radii_m: Iterable[float]) -> list[BaseGeometry]:
    """Return geometries in EPSG:4326 as they lie in a frame: points as circles of their radius, empty where they do not.

    Parameters
    ----------
    frame
        The map's frame on the page.
    shapes
        EPSG:4326, lon lat.
    radii_m
        Metres on the ground, one a geometry, used for points alone; NaN counts as 0.

    Returns
    -------
    list of shapely.Geometry
        Page millimetres, in the order of ``shapes``. No circle's radius is under :data:`SMALLEST_RING_MM`.
    """
    found = np.full(len(shapes), NOTHING, dtype=object)
    west, south, east, north = shapes.bounds.to_numpy().T
    near = frame.reaches((west + east) / 2, (south + north) / 2)
    points = near & (shapes.geom_type == "Point").to_numpy(dtype=bool)
    areas = near & ~points
    if areas.any():
        moved = np.array(frame.to_page(gpd.GeoSeries(shapes[areas])), dtype=object)
        moved[~shapely.intersects(moved, frame.box.shape())] = NOTHING
        found[areas] = moved
    if points.any():
        radii = np.nan_to_num(np.array(list(radii_m), dtype=float))
        found[points] = _circles(frame, west[points], south[points], radii[points])
    return list(found)


def _circles(frame: Frame, lons: Numbers, lats: Numbers, radii_m: Numbers) -> NDArray[np.object_]:
    """Return the circles on the page of radii on the ground, empty where the frame does not show the centre."""
    x, y = frame.points(lons, lats)
    radii = np.maximum(radii_m * frame.stretch(x, y) / frame.camera.m_per_mm, SMALLEST_RING_MM)
    circles = np.full(len(x), NOTHING, dtype=object)
    box = frame.box
    inside = (x >= box.x) & (x <= box.right) & (y >= box.y) & (y <= box.top)
    # A small circle needs few corners to look round, and there may be thousands.
    for low, high, corners in ((0.0, 3.0, 7), (3.0, 12.0, 14), (12.0, np.inf, 32)):
        some = inside & (radii >= low) & (radii < high)
        circles[some] = shapely.buffer(shapely.points(x[some], y[some]), radii[some], quad_segs=corners)
    return circles
