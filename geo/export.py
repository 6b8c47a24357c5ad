"""Layers as GeoJSON (RFC 7946). One function makes the bytes for button, API and command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.features import LayerTable

if TYPE_CHECKING:
    from geo.extract import Extract
    from geo.origin import Origin

EXPORTER = "2"
"""Version of the form that exports have; it changes when the same data give other bytes."""

DECIMALS = 6
"""Decimals of a coordinate: 0.000001° is at most 11 cm."""

MEDIA_TYPE = "application/geo+json"


Shapes = TypeVar("Shapes", BaseGeometry, NDArray[np.object_])


def tidy(shape: Shapes) -> Shapes:
    """Round the coordinates of a geometry, or of an array of them, and turn the rings to the right-hand rule."""
    return shapely.orient_polygons(shapely.transform(shape, lambda xy: np.round(xy, DECIMALS)), exterior_cw=False)


def plain(value: Any) -> Any:
    """Return a cell of a frame as JSON can hold it; missing values become ``None``."""
    if isinstance(value, list):
        return value
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def dump(value: Any) -> str:
    """Return a value as JSON text, as short as it can be; characters outside ASCII stay as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def feature_texts(layer: LayerTable) -> list[str]:
    """Return each feature of a layer as GeoJSON text. A place that is only listed has a null geometry."""
    frame = layer.frame
    names = [name for name in frame.columns if name != frame.geometry.name]
    columns = [list(frame[name]) for name in names]
    texts = []
    for position, place in enumerate(_geometry_texts(frame.geometry.to_numpy())):
        properties = {name: plain(column[position]) for name, column in zip(names, columns, strict=True)}
        texts.append(f'{{"type":"Feature","id":{dump(properties["id"])},{place},"properties":{dump(properties)}}}')
    return texts


def _geometry_texts(shapes: NDArray[np.object_]) -> list[str]:
    """Return the members ``bbox`` and ``geometry`` of features. Many facts share one outline: its text is made once."""
    _, first, same = np.unique([id(shape) for shape in shapes], return_index=True, return_inverse=True)
    rounded = tidy(shapes[first])
    boxes = np.round(shapely.bounds(rounded), DECIMALS).tolist()
    texts = [
        '"geometry":null' if shape is None else f'"bbox":{dump(box)},"geometry":{dump(shapely.geometry.mapping(shape))}'
        for shape, box in zip(rounded, boxes, strict=True)
    ]
    return [texts[position] for position in same]


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if isinstance(value, str)))


def credit(frame: gpd.GeoDataFrame) -> dict[str, str]:
    """Return whom to credit for the geometry of some features, and under which licences it is."""
    # A layer that never had a feature has no such columns.
    sources, licences = frame.get("geometry_source", ()), frame.get("geometry_licence", ())
    return {"attribution": _joined(sources), "licence": _joined(licences)}


def geojson_bytes(extracts: Sequence[Extract], origin: Origin) -> bytes:
    """Return the features of one layer that pass as one GeoJSON document, in UTF-8.

    Beside them it says what it is called, how to cite it, and whom to credit under which licences, gathered from its features.
    The same data and selection give the same bytes.
    """
    (extract,) = extracts
    head: dict[str, Any] = {"type": "FeatureCollection", "name": extract.layer.rule.id, "title": extract.title}
    head |= {
        "citation": " ".join(origin.citation.split("\n")),
        "data": origin.atlas.hash,
        "date": origin.day.isoformat(),
    }
    kept = extract.layer.frame[extract.mask]
    head |= credit(kept)
    bounds = bounds_of(kept.geometry)
    if bounds:
        head["bbox"] = bounds
    body = ",\n".join(text for text, passes in zip(extract.texts(), extract.mask, strict=True) if passes)
    return f'{dump(head)[:-1]},"features":[\n{body}\n]}}\n'.encode()


def bounds_of(shapes: Iterable[BaseGeometry | None]) -> list[float] | None:
    """Return west, south, east and north of some geometries, rounded; ``None`` where nothing is drawn."""
    drawn = np.array([shape.bounds for shape in shapes if shape is not None])
    if not len(drawn):
        return None
    west, south = drawn[:, :2].min(axis=0)
    east, north = drawn[:, 2:].max(axis=0)
    return [round(float(value), DECIMALS) for value in (west, south, east, north)]
