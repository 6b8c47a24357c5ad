"""Sea depth and relief under a picture's map: the map's own images, brought from Web Mercator to the frame's projection."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
from matplotlib.image import imread
from numpy.typing import NDArray

from geo.paths import GROUND
from layers.ground import ISOBATHS, Image, bounds, images
from pictures.frame import MERCATOR_M_PER_PIXEL, MM_PER_PIXEL, Frame
from pictures.palette import Palette

Pixels = NDArray[np.float32]

_KNOTS_MM = 4.0
"""Where pixels lie on the earth is reckoned so far apart, and read between: the error is far under a pixel."""

LAND_SHOWN = ((7.0, 1.0), (8.0, 0.6), (9.0, 0.35), (10.5, 0.0))
SEA_SHOWN = ((7.0, 1.0), (8.5, 0.8), (10.5, 0.45))
ISOBATHS_SHOWN = ((3.5, 0.0), (5.0, 0.45), (6.0, 0.65), (8.0, 0.65), (9.5, 0.0))
"""How much shows at which zoom of the page's map: nearer, the sources are too coarse."""


def zoom_of(frame: Frame) -> float:
    """Return the zoom at which the page's map has the frame's scale."""
    m_per_pixel = frame.camera.m_per_mm * MM_PER_PIXEL
    return math.log2(MERCATOR_M_PER_PIXEL * math.cos(math.radians(frame.camera.lat)) / m_per_pixel)


def share(frame: Frame, shown: tuple[tuple[float, float], ...]) -> float:
    """Return how much of something shows at a frame's scale, from 0 to 1."""
    return float(np.interp(zoom_of(frame), [zoom for zoom, _ in shown], [value for _, value in shown]))


def covers(frame: Frame) -> bool:
    """Tell whether all of a frame lies where sea and land are known."""
    west, south, east, north = bounds("far")
    left, low, right, high = frame.bounds
    turn = 360 * math.floor((left - west) / 360)
    return west <= left - turn and right - turn <= east and south <= low and high <= north


@lru_cache(maxsize=3)
def _read(image: Image) -> NDArray[np.uint8]:
    """Return an image's pixels, red, green, blue and opacity: shape (height, width, 4)."""
    return np.asarray(imread(image.path, format="webp"))


@lru_cache(maxsize=1)
def _isobaths() -> gpd.GeoSeries:
    content = json.loads((GROUND / ISOBATHS).read_text(encoding="utf-8"))
    return gpd.GeoDataFrame.from_features(content, crs="EPSG:4326").geometry


def isobaths(frame: Frame) -> gpd.GeoSeries:
    """Return the lines of equal depth as they lie on the page, in its millimetres.

    Parameters
    ----------
    frame
        The map's frame on the page.
    """
    return frame.to_page(_isobaths())


@dataclass(frozen=True)
class Sampler:
    """Where each pixel of a picture of a frame lies on the earth.

    Attributes
    ----------
    lons, lats
        Degrees: shape (height, width), from the frame's upper left corner.
    spacing_m
        Metres from pixel to pixel at the frame's centre.
    """

    lons: Pixels
    lats: Pixels
    spacing_m: float

    def read(self, image: Image) -> Pixels:
        """Return an image's pixels in the frame: shape (height, width, 4), from 0 to 1, clear beyond its edges."""
        west, south, east, north = image.bounds
        pixels = _read(image)
        step = max(1, int(self.spacing_m / self._metres(image, pixels.shape[1])))
        if step > 1:
            pixels = _coarser(pixels, step)
        height, width = pixels.shape[:2]
        x = ((self.lons - west) % 360) / (east - west) * width - 0.5
        top, bottom = _rise(np.float32(north)), _rise(np.float32(south))
        y = (_rise(self.lats) - top) / (bottom - top) * height - 0.5
        inside = (x >= -0.5) & (x <= width - 0.5) & (y >= -0.5) & (y <= height - 0.5)
        found = _between(pixels, np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)) / np.float32(255)
        found[..., 3] *= inside
        return found

    def _metres(self, image: Image, width: int) -> float:
        west, _, east, _ = image.bounds
        around = 2 * math.pi * 6_371_000 * math.cos(math.radians(float(self.lats.mean())))
        return (east - west) / 360 * around / width


def _rise(lats: Pixels | np.float32) -> Pixels:
    """Return how far up latitudes in degrees lie in Web Mercator."""
    return np.asarray(np.log(np.tan(np.pi / 4 + np.radians(lats) / 2)))


def _coarser(pixels: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """Return the means of squares of pixels."""
    height, width = (size // step for size in pixels.shape[:2])
    squares = pixels[: height * step, : width * step].reshape(height, step, width, step, 4)
    return np.asarray(squares.mean(axis=(1, 3), dtype=np.float32).round().astype(np.uint8))


def _between(pixels: NDArray[np.uint8], x: Pixels, y: Pixels) -> Pixels:
    """Return pixels at places between them."""
    left, upper = x.astype(np.intp), y.astype(np.intp)
    right_share, lower_share = ((x - left)[..., None]).astype(np.float32), ((y - upper)[..., None]).astype(np.float32)
    above = pixels[upper, left] * (1 - right_share) + pixels[upper, left + 1] * right_share
    below = pixels[upper + 1, left] * (1 - right_share) + pixels[upper + 1, left + 1] * right_share
    return np.asarray(above * (1 - lower_share) + below * lower_share, dtype=np.float32)


def sampler(frame: Frame, per_mm: float) -> Sampler:
    """Return where the pixels of a picture of a frame lie.

    Parameters
    ----------
    frame
        The map's frame on the page.
    per_mm
        Pixels to a millimetre.
    """
    box = frame.box
    across, down = max(2, math.ceil(box.width / _KNOTS_MM) + 1), max(2, math.ceil(box.height / _KNOTS_MM) + 1)
    x, y = np.meshgrid(np.linspace(box.x, box.right, across), np.linspace(box.top, box.y, down))
    lons, lats = frame.lonlats(x.ravel(), y.ravel())
    # Longitudes near the centre's, so that none jumps by a turn between two knots.
    lons = (lons - frame.camera.lon + 180) % 360 - 180 + frame.camera.lon
    shape = (max(2, round(box.height * per_mm)), max(2, round(box.width * per_mm)))
    east, north = (_finer(values.reshape(down, across), shape) for values in (lons, lats))
    return Sampler(east, north, frame.camera.m_per_mm / per_mm)


def _finer(knots: NDArray[np.float64], shape: tuple[int, int]) -> Pixels:
    """Return a grid of more values from corner to corner, each between its four neighbours."""
    rows = (np.arange(shape[0]) + 0.5) / shape[0] * (knots.shape[0] - 1)
    columns = (np.arange(shape[1]) + 0.5) / shape[1] * (knots.shape[1] - 1)
    wide = np.array([np.interp(columns, np.arange(knots.shape[1]), row) for row in knots])
    upper = np.minimum(rows.astype(int), knots.shape[0] - 2)
    part = (rows - upper)[:, None]
    return np.asarray(wide[upper] * (1 - part) + wide[upper + 1] * part, dtype=np.float32)


def _over(below: Pixels, image: Pixels, plain: Pixels, shown: float) -> Pixels:
    """Return opaque colours with an image laid over them, of which a share shows and the rest is one plain colour."""
    alpha = image[..., 3:]
    colors = plain * (1 - shown) + image[..., :3] * shown
    return np.asarray(below * (1 - alpha) + colors * alpha, dtype=np.float32)


def _flat(color: str, like: Pixels) -> Pixels:
    one = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float32) / 255
    return np.broadcast_to(one, (*like.shape, 3))


def sea_and_land(frame: Frame, palette: Palette, per_mm: float) -> tuple[Pixels, Pixels]:
    """Return what lies under the coast, and what is to be cut by it, each of shape (height, width, 3), from 0 to 1.

    Where nothing is known lies paper, and both turn into it softly. So does the land into what lies far around.

    Parameters
    ----------
    frame
        The map's frame on the page.
    palette
        The theme's colours.
    per_mm
        Pixels to a millimetre.
    """
    found = {image.name: image for image in images() if image.theme == palette.theme}
    at = sampler(frame, per_mm)
    deep = share(frame, SEA_SHOWN)
    plain, sea = _flat(palette.sea, at.lons), _flat(palette.paper, at.lons)
    for name in ("far", "sea"):
        layer = at.read(found[name])
        sea = _over(sea, layer, plain, deep)
    return sea, _over(sea, at.read(found["land"]), _flat(palette.land, at.lons), share(frame, LAND_SHOWN))
