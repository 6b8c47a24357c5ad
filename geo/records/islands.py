"""Which island a place lies on: what its record says, measured by both geometries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import distances_m
from geo.records.base import Fault
from geo.records.geometry import SourceGeometry
from geo.records.outlines import shape_as_read
from geo.records.place import Place


def distance_to_land_m(lon: float, lat: float, shape: BaseGeometry) -> float:
    """Return the geodesic distance from a position to land: 0 on it.

    Parameters
    ----------
    lon, lat
        The position, in degrees of EPSG:4326.
    shape
        Polygons in EPSG:4326.

    Returns
    -------
    float
        Metres.
    """
    if shapely.intersects_xy(shape, lon, lat):
        return 0.0
    return float(distances_m(np.array([[lon, lat]]), shape)[0])


def check_islands(
    read: Mapping[str, Mapping[str, Any]], outlines: Mapping[tuple[str, str], SourceGeometry]
) -> Iterator[Fault]:
    """Yield places that cannot lie on the island that their record names, by how well they are located.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    outlines
        The geometries that places name, by file and feature.
    """
    places = read["places"]
    for ident, place in places.items():
        island = places.get(getattr(place, "lies_on", None) or "")
        point = getattr(place, "point", None)
        if not isinstance(place, Place) or not isinstance(island, Place):
            continue
        shape = shape_as_read(island, outlines)
        if point is None or island.outline is None:
            yield Fault(
                "places", ident, "lies_on", "takes a place with a point and an island with an outline: remove it"
            )
        elif shape is not None and (away := distance_to_land_m(point.lon, point.lat, shape)) > point.uncertainty_m:
            remedy = "name the island that it lies on, or remove it"
            message = (
                f"'{island.id}' is {away:,.0f} m from its point, which is known within {point.uncertainty_m:,.0f} m"
            )
            yield Fault("places", ident, "lies_on", f"{message}: {remedy}")
