"""The map's frame: which part of the world lies in which rectangle of the page.

The projection is stereographic and centred on the frame. It is conformal, so that a circle on the ground is one on paper, and
nearly true to scale: 0.6 % off at 1,000 km from the centre.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import distance_m
from geo.geodesy.projection import Plane, plane_over
from geo.records.atlas_record import AtlasRecord
from geo.view.camera import whole
from geo.view.parameters import View
from pictures.paper import PageBox

MERCATOR_M_PER_PIXEL = 156_543.03392
"""Metres at the equator under one pixel of the page's map at zoom 0."""

MM_PER_PIXEL = 25.4 / 96
"""A pixel of the page's map is drawn as large as CSS says that a pixel is, so a camera gives the scale that the screen has."""

FARTHEST_ZOOM, NEAREST_ZOOM = 3.0, 13.0
"""The zooms between which the page's map moves too."""

_EARTH_M = 6_371_000.0

FARTHEST_M = 12_000_000.0
"""What lies farther from the centre than this is not drawn: a stereographic map has no room for the other side of the earth."""

_LARGEST_M_PER_MM = 200_000.0

Numbers = NDArray[np.float64]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Camera:
    """Where a frame looks: its centre in EPSG:4326, and the metres on the ground under one millimetre of paper."""

    lon: float
    lat: float
    m_per_mm: float


@dataclass(frozen=True)
class Frame:
    """A rectangle of the page in millimetres, and the camera that fills it."""

    box: PageBox
    camera: Camera

    @property
    def _plane(self) -> Plane:
        return Plane("stere", self.camera.lon, self.camera.lat)

    @property
    def _centre(self) -> tuple[float, float]:
        return self.box.x + self.box.width / 2, self.box.y + self.box.height / 2

    def to_page(self, shapes: gpd.GeoSeries) -> gpd.GeoSeries:
        """Return geometries as they lie on the page, cut near the frame.

        Parameters
        ----------
        shapes
            EPSG:4326, lon lat.

        Returns
        -------
        geopandas.GeoSeries
            Page millimetres, with no CRS and the same index: simplified by 0.035 mm, empty beyond 8 mm outside the frame.
        """
        scale, (x, y) = 1 / self.camera.m_per_mm, self._centre
        metres = shapely.transform(shapes.to_numpy(), self._plane.metres)
        moved = shapely.transform(metres, lambda points: points * scale + (x, y))
        # Corners that no eye can tell apart make a file large. What lies far outside is cut off.
        near = shapely.simplify(moved, 0.035)
        return gpd.GeoSeries(shapely.clip_by_rect(near, *self.box.shape(8).bounds), index=shapes.index)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point of EPSG:4326 lies on the page, in millimetres.

        Parameters
        ----------
        lon, lat
            Degrees.

        Returns
        -------
        tuple of float
            x, y.
        """
        x, y = self.points(np.array([lon]), np.array([lat]))
        return float(x[0]), float(y[0])

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Return longitude and latitude, in degrees of EPSG:4326, of a point of the page.

        Parameters
        ----------
        x, y
            Page millimetres.
        """
        lons, lats = self.lonlats(np.array([x]), np.array([y]))
        return float(lons[0]), float(lats[0])

    def lonlats(self, x: Numbers, y: Numbers) -> tuple[Numbers, Numbers]:
        """Return longitudes and latitudes, in degrees, of points of the page: the way back of :meth:`points`."""
        degrees = self._plane.degrees((np.column_stack([x, y]) - self._centre) * self.camera.m_per_mm)
        return degrees[:, 0], degrees[:, 1]

    def points(self, lons: Numbers, lats: Numbers) -> tuple[Numbers, Numbers]:
        """Return where points of EPSG:4326 lie on the page, in millimetres: all x, all y.

        Parameters
        ----------
        lons, lats
            Each of shape (n,), float64, in degrees.

        Returns
        -------
        tuple of numpy.ndarray
            x and y, each of shape (n,), float64, in the points' order.
        """
        metres, (x, y) = self._plane.metres(np.column_stack([lons, lats])), self._centre
        return x + metres[:, 0] / self.camera.m_per_mm, y + metres[:, 1] / self.camera.m_per_mm

    def stretch(self, x: Numbers, y: Numbers) -> Numbers:
        """Return by how much lengths on the page are too large at some points, in all directions alike: 1 at the centre.

        Parameters
        ----------
        x, y
            Page millimetres, each of shape (n,), float64.

        Returns
        -------
        numpy.ndarray
            Shape (n,), float64: the scale factor of the stereographic projection on a sphere of 6,371 km.
        """
        centre = self._centre
        away_m = np.hypot(x - centre[0], y - centre[1]) * self.camera.m_per_mm
        return np.asarray(1 + (away_m / (2 * _EARTH_M)) ** 2)

    def reaches(self, lons: Numbers, lats: Numbers) -> NDArray[np.bool_]:
        """Tell which points of EPSG:4326 are near enough to the centre to be drawn at all.

        Parameters
        ----------
        lons, lats
            Each of shape (n,), float64, in degrees.

        Returns
        -------
        numpy.ndarray
            Shape (n,), bool: whether a point is less than :data:`FARTHEST_M` away, on a sphere of 6,371 km.
        """
        lon, lat = math.radians(self.camera.lon), math.radians(self.camera.lat)
        others = np.radians(lats)
        cosine = np.sin(lat) * np.sin(others) + np.cos(lat) * np.cos(others) * np.cos(np.radians(lons) - lon)
        return np.asarray(np.arccos(np.clip(cosine, -1, 1)) * _EARTH_M < FARTHEST_M)

    @cached_property
    def bounds(self) -> Bounds:
        """West, south, east and north of what the frame shows, in degrees; longitudes are near the centre's, so may pass 180."""
        steps = np.linspace(0, 1, 25)
        box = self.box
        edge = [(box.x + t * box.width, y) for t in steps for y in (box.y, box.top)]
        edge += [(x, box.y + t * box.height) for t in steps for x in (box.x, box.right)]
        found = np.array([self.lonlat(x, y) for x, y in edge])
        lons = (found[:, 0] - self.camera.lon + 180) % 360 - 180 + self.camera.lon
        return float(lons.min()), float(found[:, 1].min()), float(lons.max()), float(found[:, 1].max())

    def geodesic_mm(self, at: tuple[float, float], metres: float) -> float:
        """Return the length on paper of a distance on the ground, measured westward and eastward of a point of the page.

        Parameters
        ----------
        at
            x, y in page millimetres.
        metres
            The distance on the ground, on the ellipsoid of WGS 84.
        """
        (lon_a, lat_a), (lon_b, lat_b) = self.lonlat(at[0] - 5, at[1]), self.lonlat(at[0] + 5, at[1])
        return metres * 10 / distance_m(lon_a, lat_a, lon_b, lat_b)


def view_camera(view: View, about: AtlasRecord) -> Camera | None:
    """Return the camera of a view, or ``None`` if it has none. Its scale is that of the page's map on a screen.

    Parameters
    ----------
    view
        Its zoom is held between :data:`FARTHEST_ZOOM` and :data:`NEAREST_ZOOM`.
    about
        Its first view stands for what the view does not say.
    """
    if not (found := whole(view.lat, view.lon, view.zoom, about)):
        return None
    lat, lon, zoom = found
    m_per_pixel = MERCATOR_M_PER_PIXEL * math.cos(math.radians(lat)) / 2 ** min(max(zoom, FARTHEST_ZOOM), NEAREST_ZOOM)
    return Camera(lon, lat, m_per_pixel / MM_PER_PIXEL)


def aspect_of(shapes: Sequence[BaseGeometry]) -> float:
    """Return width by height of what shapes in EPSG:4326 take, between 3:4 and 4:3.

    Parameters
    ----------
    shapes
        Geometries in EPSG:4326, lon lat; at least one.
    """
    left, low, right, high = _about(shapes).flatten(shapely.GeometryCollection(shapes)).bounds
    return min(max(float((right - left) / max(high - low, 1.0)), 0.75), 1.33)


def _about(shapes: Sequence[BaseGeometry]) -> Plane:
    return plane_over(shapely.GeometryCollection(shapes), "stere")


def fit(box: PageBox, shapes: Sequence[BaseGeometry], fill: float, nearest: float) -> Camera:
    """Return the camera that brings shapes into a box, whole.

    Parameters
    ----------
    box
        The rectangle of the map, in page millimetres.
    shapes
        Geometries in EPSG:4326, lon lat; at least one.
    fill
        How much of the box's width and height they may take, above 0 to 1, so that names have room around them.
    nearest
        The metres under a millimetre that are never gone below.
    """
    plane = _about(shapes)
    left, low, right, high = plane.flatten(shapely.GeometryCollection(shapes)).bounds
    scale = max((right - left) / box.width, (high - low) / box.height) / fill
    ((lon, lat),) = plane.degrees(np.array([[(left + right) / 2, (low + high) / 2]]))
    return Camera(float(lon), float(lat), min(max(float(scale), nearest), _LARGEST_M_PER_MM))
