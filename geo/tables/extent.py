"""Where and when the features of a layer are, and which of them meet a box or a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal, get_args

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy.coordinates import DECIMALS
from geo.tables.facts import Codes
from geo.tables.features import LayerTable

Mask = NDArray[np.bool_]

Kind = Literal["points", "lines", "areas"]
"""Kinds of geometry, whether of one part or of several."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """A box in degrees of longitude and latitude, edges included. Where ``west > east`` it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def shapes(self) -> Iterator[BaseGeometry]:
        """Yield the box as one shape, or as two where it crosses the antimeridian."""
        halves = [(self.west, self.east)] if self.west <= self.east else [(self.west, 180.0), (-180.0, self.east)]
        for west, east in halves:
            # The envelope of two corners is a line or a point where the box has no width or height.
            yield shapely.envelope(shapely.MultiPoint([(west, self.south), (east, self.north)]))


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from ``first`` to ``last``, both included; ``None`` is an open end."""

    first: date | None
    last: date | None


@dataclass(frozen=True)
class Extent:
    """Where and when each feature of a layer is, one entry a feature.

    ``shapes`` holds geometries in EPSG:4326, lon lat, or ``None``: shape (n,), object. ``first`` and ``last`` are day ordinals
    (``date.toordinal``), -1 for a feature with no date: shape (n,), int32.
    """

    shapes: NDArray[np.object_]
    first: Codes
    last: Codes

    def meeting(self, box: BoundingBox | None, period: DayRange | None) -> Mask:
        """Tell for each feature whether it meets a box and a period.

        As OGC API – Features asks, a feature without geometry meets every box, and one without date every period.

        Parameters
        ----------
        box
            Edges in degrees, EPSG:4326; a shape that only touches it meets it. ``None`` asks for no box.
        period
            Days, both ends included: a feature meets it with any of its days. ``None`` asks for no period.

        Returns
        -------
        numpy.ndarray
            Shape (n,), bool, one a feature, in the layer's order.
        """
        mask = np.ones(len(self.shapes), dtype=bool)
        if box:
            mask &= self._meets(box)
        if period:
            dated = self.first >= 0
            if period.first:
                mask &= ~dated | (self.last >= period.first.toordinal())
            if period.last:
                mask &= ~dated | (self.first <= period.last.toordinal())
        return mask

    def _meets(self, box: BoundingBox) -> Mask:
        mask: Mask = shapely.is_missing(self.shapes)
        for shape in box.shapes():
            shapely.prepare(shape)
            mask = mask | shapely.intersects(shape, self.shapes)
        return mask

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all geometries in degrees, rounded as exports are; ``None`` where nothing is drawn."""
        if shapely.is_missing(self.shapes).all():
            return None
        west, south, east, north = (round(float(value), DECIMALS) for value in shapely.total_bounds(self.shapes))
        return west, south, east, north

    @cached_property
    def period(self) -> DayRange | None:
        """The first and the last day of all features; ``None`` where none has a date."""
        dated = self.first >= 0
        if not dated.any():
            return None
        return DayRange(date.fromordinal(int(self.first[dated].min())), date.fromordinal(int(self.last[dated].max())))


def _ordinals(layer: LayerTable, column: str) -> Codes:
    """Return a column of ISO days as ordinals; -1 where there is none, or where the layer has no such column."""
    cells = layer.gdf.get(column, [None] * len(layer.gdf))
    return np.array(
        [date.fromisoformat(cell).toordinal() if isinstance(cell, str) else -1 for cell in cells], dtype=np.int32
    )


@lru_cache(maxsize=64)
def extent_of(layer: LayerTable) -> Extent:
    """Return where and when the features of a layer are, one entry a feature."""
    return Extent(
        np.array(layer.gdf.geometry.values, dtype=object), _ordinals(layer, "earliest"), _ordinals(layer, "latest")
    )


@lru_cache(maxsize=64)
def kinds_of(layer: LayerTable) -> NDArray[np.object_]:
    """Return of which kind the geometry of each feature is: shape (n,), one of :data:`KINDS`, ``None`` where it has none."""
    # Dimensions are 0, 1 and 2, and -1 of what is missing.
    dimensions = shapely.get_dimensions(np.array(layer.gdf.geometry.values, dtype=object))
    return np.array([*KINDS, None], dtype=object)[dimensions]
