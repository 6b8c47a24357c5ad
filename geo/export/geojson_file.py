"""Layers as GeoJSON (RFC 7946). One function makes the bytes for button, API and command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.export.json_text import Ready, ReadyArray, credit, dump, object_text, plain
from geo.geodesy.coordinates import DECIMALS, bounds_of, tidy
from geo.tables.features import LayerTable

if TYPE_CHECKING:
    from geo.export.extract import Extract
    from geo.export.provenance import Provenance

MEDIA_TYPE = "application/geo+json"
FEATURE = Ready(dump("Feature"))
NULL = Ready(dump(None))


def feature_texts(layer: LayerTable) -> list[str]:
    """Return each feature of a layer as GeoJSON text. A place that is only listed has a null geometry.

    Parameters
    ----------
    layer
        The layer, whole: no view selects here.

    Returns
    -------
    list of str
        In the layer's order, each on one line: coordinates in EPSG:4326, lon lat, rounded to six decimals of a degree.
    """
    return [object_text(members) for members in _members(layer.gdf, layer.fields)]


def feature_members(layer: LayerTable, position: int) -> dict[str, Any]:
    """Return the members of one feature, so that more may be put beside them: together they are its text.

    Parameters
    ----------
    layer
        The feature's layer.
    position
        Of the feature in the layer, from 0.
    """
    (members,) = _members(layer.gdf.iloc[[position]], layer.fields)
    return members


def _members(gdf: gpd.GeoDataFrame, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    columns = [list(gdf[name]) for name in fields]
    for position, place in enumerate(_places(gdf.geometry.to_numpy())):
        properties = {name: plain(column[position]) for name, column in zip(fields, columns, strict=True)}
        yield {"type": FEATURE, "id": properties["id"], **place, "properties": properties}


def _places(shapes: NDArray[np.object_]) -> list[dict[str, Ready]]:
    """Return the members ``bbox`` and ``geometry`` of features. Many facts share one outline: its text is made once."""
    _, first, same = np.unique([id(shape) for shape in shapes], return_index=True, return_inverse=True)
    rounded = tidy(shapes[first])
    boxes = np.round(shapely.bounds(rounded), DECIMALS).tolist()
    texts: list[dict[str, Ready]] = [
        {"geometry": NULL}
        if shape is None
        else {"bbox": Ready(dump(box)), "geometry": Ready(dump(shapely.geometry.mapping(shape)))}
        for shape, box in zip(rounded, boxes, strict=True)
    ]
    return [texts[position] for position in same]


def geojson_bytes(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    """Return the features of one layer that pass as one GeoJSON document, in UTF-8.

    Beside them it says what it is called, how to cite it, and whom to credit under which licences, gathered from its features.
    The same data and selection give the same bytes.

    Parameters
    ----------
    extracts
        The layer, alone.
    provenance
        What the file says of data, view and licence.

    Returns
    -------
    bytes
        A FeatureCollection, a feature a line. Coordinates and ``bbox`` are in EPSG:4326, lon lat, rounded to six decimals of
        a degree.
    """
    (extract,) = extracts
    head: dict[str, Any] = {"type": "FeatureCollection", "name": extract.layer.rule.id, "title": extract.title}
    head |= {
        "citation": " ".join(provenance.citation.split("\n")),
        "data": provenance.atlas.hash,
        "date": provenance.day.isoformat(),
    }
    kept = extract.layer.gdf[extract.mask]
    head |= credit(kept)
    bounds = bounds_of(kept.geometry)
    if bounds:
        head["bbox"] = bounds
    head["features"] = ReadyArray(text for text, passes in zip(extract.texts(), extract.mask, strict=True) if passes)
    return object_text(head, "\n").encode()
