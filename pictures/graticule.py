"""Meridians and parallels of a frame, and where they meet its edges."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from pictures.frame import Frame

STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Degrees between two lines."""


@dataclass(frozen=True)
class Graticule:
    """Meridians and parallels on the page.

    Attributes
    ----------
    lines
        A collection of lines, in page millimetres.
    meridians
        For each that meets the lower edge, its longitude in degrees, which may pass 180, and its x there in page millimetres.
    parallels
        For each that meets the left edge, its latitude in degrees and its y there in page millimetres.
    """

    lines: BaseGeometry
    meridians: tuple[tuple[float, float], ...]
    parallels: tuple[tuple[float, float], ...]


def graticule(frame: Frame) -> Graticule:
    """Return a frame's graticule: about four lines across its height, and as many degrees between two meridians.

    Parameters
    ----------
    frame
        The map's frame on the page.

    Returns
    -------
    Graticule
        Its steps are one of :data:`STEPS`, cut at the frame.
    """
    west, south, east, north = frame.bounds
    step = next((step for step in STEPS if (north - south) / step <= 5), STEPS[-1])
    lons, lats = _between(west, east, step), _between(south, north, step)
    box = frame.box.shape()
    meridians = {lon: _line(frame, np.full(40, lon), np.linspace(south, north, 40)) for lon in lons}
    parallels = {lat: _line(frame, np.linspace(west, east, 60), np.full(60, lat)) for lat in lats}
    lower = shapely.LineString([(frame.box.x, frame.box.y), (frame.box.right, frame.box.y)])
    left = shapely.LineString([(frame.box.x, frame.box.y), (frame.box.x, frame.box.top)])
    return Graticule(
        shapely.GeometryCollection([line.intersection(box) for line in (*meridians.values(), *parallels.values())]),
        tuple((lon, met[0]) for lon, line in meridians.items() if (met := _meeting(line, lower))),
        tuple((lat, met[1]) for lat, line in parallels.items() if (met := _meeting(line, left))),
    )


def _between(low: float, high: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _line(frame: Frame, lons: np.ndarray, lats: np.ndarray) -> BaseGeometry:
    return shapely.LineString([frame.point(float(lon), float(lat)) for lon, lat in zip(lons, lats, strict=True)])


def _meeting(line: BaseGeometry, edge: BaseGeometry) -> tuple[float, float] | None:
    """Return the point where a line meets an edge, if it is one."""
    met = line.intersection(edge)
    return (float(shapely.get_x(met)), float(shapely.get_y(met))) if met.geom_type == "Point" else None
