"""Grids of pixels in Web Mercator: where each pixel lies, and values of a source at all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import ndimage

_TILE = 256
_MARGIN = 3.0
"""Degrees about a grid that are read too, for filters that look around a pixel."""

_METRES_AT_ZOOM_0 = 156_543.03392


@dataclass(frozen=True)
class Raster:
    """Values of a regular grid of degrees, rows from the north down, columns from the west.

    ``west`` and ``north`` are longitude and latitude of the first value, ``step`` the degrees to the next.
    """

    values: np.ndarray
    step: float
    west: float
    north: float

    def around(self, grid: Grid) -> Raster:
        """Return what lies in and about a grid, of a raster that goes once around the earth."""
        west, south, east, north = grid.bounds
        first = int(np.floor((west - _MARGIN - self.west) / self.step))
        last = int(np.ceil((east + _MARGIN - self.west) / self.step))
        top = max(0, int(np.floor((self.north - north - _MARGIN) / self.step)))
        bottom = int(np.ceil((self.north - south + _MARGIN) / self.step))
        columns = np.arange(first, last + 1) % self.values.shape[1]
        part = self.values[top : bottom + 1][:, columns]
        return Raster(part, self.step, self.west + first * self.step, self.north - top * self.step)

    def of(self, values: np.ndarray) -> Raster:
        """Return other values of the same grid."""
        return replace(self, values=values)


@dataclass(frozen=True)
class Grid:
    """A rectangle of longitude and latitude, as an image that Leaflet stretches over it.

    ``bounds`` are west, south, east, north in degrees; east may lie past the date line. ``zoom`` is that at which a pixel
    of the image is one of the screen.
    """

    bounds: tuple[float, float, float, float]
    zoom: float

    @property
    def _scale(self) -> float:
        return _TILE * 2**self.zoom

    @staticmethod
    def _rise(lat: float) -> float:
        return float(np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)) / (2 * np.pi))

    @cached_property
    def shape(self) -> tuple[int, int]:
        """Height and width in pixels."""
        west, south, east, north = self.bounds
        return (
            round((self._rise(north) - self._rise(south)) * self._scale),
            round((east - west) / 360 * self._scale),
        )

    @cached_property
    def lons(self) -> np.ndarray:
        """Longitude of each column's middle, in degrees."""
        west, _, east, _ = self.bounds
        width = self.shape[1]
        return west + (np.arange(width) + 0.5) * (east - west) / width

    @cached_property
    def lats(self) -> np.ndarray:
        """Latitude of each row's middle, in degrees, from the north down."""
        _, south, _, north = self.bounds
        top, bottom, height = self._rise(north), self._rise(south), self.shape[0]
        rise = top + (np.arange(height) + 0.5) * (bottom - top) / height
        return np.degrees(2 * np.arctan(np.exp(rise * 2 * np.pi)) - np.pi / 2)

    @cached_property
    def metres(self) -> np.ndarray:
        """The metres on the ground under a pixel of each row: shape (height, 1)."""
        return (_METRES_AT_ZOOM_0 * np.cos(np.radians(self.lats)) / 2**self.zoom)[:, None]

    def sample(self, raster: Raster, order: int) -> np.ndarray:
        """Return a raster's values at every pixel: shape (height, width).

        Parameters
        ----------
        raster
            Values all around the grid, as :meth:`Raster.around` gives them.
        order
            1 reads between the four nearest, 3 along a smooth surface.
        """
        columns = (self.lons - raster.west) / raster.step
        rows = (raster.north - self.lats) / raster.step
        at = np.meshgrid(rows, columns, indexing="ij")
        return np.asarray(ndimage.map_coordinates(raster.values, at, order=order, mode="nearest"))

    def edge(self, degrees: float) -> np.ndarray:
        """Return 1 inside and a smooth way down to 0 at the rectangle's edge, so wide: shape (height, width)."""
        west, south, east, north = self.bounds
        across = np.minimum(self.lons - west, east - self.lons)[None, :]
        down = np.minimum(self.lats - south, north - self.lats)[:, None]
        near = np.clip(across / degrees, 0, 1) * np.clip(down / degrees, 0, 1)
        return np.asarray(near * near * (3 - 2 * near))
