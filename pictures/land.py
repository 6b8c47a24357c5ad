"""The bundled land, as fine as the scale can show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.paths import LAND
from pictures.frame import Frame

GRADES: tuple[tuple[str, float], ...] = (("land_detail", 0.0), ("land_medium", 2_000.0), ("land_overview", 9_000.0))
"""The files of land, and from how many metres under a millimetre of paper on each is fine enough."""


_CUT = 1e-5
"""Degrees within which an outline lies on the edge of what a file knows."""


@dataclass(frozen=True)
class Land:
    """A file of land in EPSG:4326.

    Attributes
    ----------
    polygons
        The land.
    coasts
        Its outlines, without those along which it is cut.
    window
        The rectangle of longitude and latitude that it knows.
    credit, licence
        Whom to credit.
    """

    polygons: gpd.GeoSeries
    coasts: gpd.GeoSeries
    window: BaseGeometry
    credit: str
    licence: str


@lru_cache(maxsize=3)
def read_land(name: str) -> Land:
    """Return a file of land by its name without the ending."""
    content = json.loads((LAND / f"{name}.geojson").read_text(encoding="utf-8"))
    polygons = gpd.GeoDataFrame.from_features(content, crs="EPSG:4326").geometry.explode(ignore_index=True)
    inner = shapely.buffer(shapely.box(*polygons.total_bounds), -_CUT, join_style="mitre")
    coasts = gpd.GeoSeries(shapely.intersection(polygons.boundary.to_numpy(), inner), crs=polygons.crs)
    # Its sides are divided at each half degree, as a straight line on the page is none on the ground.
    window = shapely.segmentize(shapely.box(*polygons.total_bounds), 0.5)
    return Land(polygons, gpd.GeoSeries(coasts[~coasts.is_empty]), window, content["attribution"], content["licence"])


def land_for(frame: Frame) -> Land:
    """Return the land for a frame: fine enough for its scale. The finest knows the islands' surroundings only.

    Parameters
    ----------
    frame
        The map's frame on the page.
    """
    finest, next_finest = GRADES[0][0], GRADES[1][0]
    name = next(name for name, least in reversed(GRADES) if frame.camera.m_per_mm >= least)
    if name == finest and not read_land(name).window.covers(shapely.box(*frame.bounds)):
        name = next_finest
    return read_land(name)
