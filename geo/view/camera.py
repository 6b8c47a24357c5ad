"""Where a map may look: one table of bounds for the map's script, for addresses and options, and for the atlas in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.records.atlas_record import LATITUDES, LONGITUDES, ZOOMS, AtlasRecord
from geo.view.parsers import format_number


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value, both included. A value that ``wraps`` is the same a whole turn further on."""

    low: float
    high: float
    wraps: bool = False

    def hold(self, value: float) -> float:
        """Return a value inside the bounds: wrapped where it wraps, else the nearest.

        Parameters
        ----------
        value
            Degrees of latitude or longitude, or a zoom level.
        """
        if self.low <= value <= self.high:
            return value
        if self.wraps:
            return (value - self.low) % (self.high - self.low) + self.low
        return min(self.high, max(self.low, value))

    def format(self, value: float) -> str:
        """Return a value as an address may hold it.

        Parameters
        ----------
        value
            Degrees of latitude or longitude, or a zoom level.

        Returns
        -------
        str
            The value inside the bounds, as a decimal number of five decimals at most.
        """
        return format_number(self.hold(value))


BOUNDS: Mapping[str, Bounds] = MappingProxyType(
    {"lat": Bounds(*LATITUDES), "lon": Bounds(*LONGITUDES, wraps=True), "zoom": Bounds(*ZOOMS)}
)
"""Latitude and longitude of the map's centre, and its zoom."""


def whole(
    lat: float | None, lon: float | None, zoom: float | None, about: AtlasRecord
) -> tuple[float, float, float] | None:
    """Return latitude, longitude and zoom of a camera: what is not said of it is that of the first view.

    Parameters
    ----------
    lat, lon
        The centre in degrees, each ``None`` where it is not said.
    zoom
        As Leaflet counts, or ``None``.
    about
        The atlas as a whole: where the map looks at first.

    Returns
    -------
    tuple of float, or None
        ``None`` where none of the three is said.
    """
    if lat is None and lon is None and zoom is None:
        return None
    first = about.first_view
    return (
        first.lat if lat is None else lat,
        first.lon if lon is None else lon,
        first.zoom if zoom is None else zoom,
    )


def settings(about: AtlasRecord) -> dict[str, Any]:
    """Return the first view and the bounds as the map's script reads them.

    ``centre`` holds latitude and longitude in degrees, in the order of folium and Leaflet.

    Parameters
    ----------
    about
        The atlas as a whole: where the map looks at first, and how far it may go.

    Returns
    -------
    dict
        ``home`` with ``centre`` and ``zoom``, and ``bounds``: for ``lat``, ``lon`` and ``zoom`` the least and the
        greatest value, and as ``area`` the south-western and the north-eastern corner, or ``None`` for the whole world.
    """
    first, area = about.first_view, about.area
    bounds = {name: (item.low, item.high) for name, item in BOUNDS.items()}
    corners = ((area.south, area.west), (area.north, area.east)) if area else None
    return {"home": {"centre": (first.lat, first.lon), "zoom": first.zoom}, "bounds": {**bounds, "area": corners}}
