"""Layers as GeoJSON (RFC 7946). One function makes the bytes for button, API and command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.features import LayerTable

EXPORTER = "1"
"""Version of the form that exports have; it changes when the same data give other bytes."""

DECIMALS = 6
"""Decimals of a coordinate: 0.000001° is at most 11 cm."""

MEDIA_TYPE = "application/geo+json"


def _tidy(shape: BaseGeometry) -> BaseGeometry:
    """Round a geometry's coordinates and turn its rings to the right-hand rule."""
    return shapely.orient_polygons(shapely.transform(shape, lambda xy: np.round(xy, DECIMALS)), exterior_cw=False)


def _plain(value: Any) -> Any:
    """Return a cell of a frame as JSON can hold it; missing values become ``None``."""
    if isinstance(value, list):
        return value
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def feature_texts(layer: LayerTable) -> list[str]:
    """Return each feature of a layer as GeoJSON text. A place that is only listed has a null geometry."""
    frame = layer.frame
    names = [name for name in frame.columns if name != frame.geometry.name]
    columns = [list(frame[name]) for name in names]
    known: dict[int, str] = {}
    texts = []
    for position, shape in enumerate(frame.geometry):
        properties = {name: _plain(column[position]) for name, column in zip(names, columns, strict=True)}
        # Many facts share one outline: its text is made once and used again.
        place = known[id(shape)] = known.get(id(shape)) or _geometry_text(shape)
        texts.append(f'{{"type":"Feature","id":{_dump(properties["id"])},{place},"properties":{_dump(properties)}}}')
    return texts


def _geometry_text(shape: BaseGeometry | None) -> str:
    if shape is None:
        return '"geometry":null'
    tidy = _tidy(shape)
    bbox = [round(float(value), DECIMALS) for value in tidy.bounds]
    return f'"bbox":{_dump(bbox)},"geometry":{_dump(shapely.geometry.mapping(tidy))}'


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if isinstance(value, str)))


def collection_bytes(layer: LayerTable, texts: Sequence[str], mask: NDArray[np.bool_], title: str) -> bytes:
    """Return the features of a layer that pass as one GeoJSON document.

    Parameters
    ----------
    layer
        The layer, whose frame gives the bounding box.
    texts
        The layer's features as :func:`feature_texts` gives them.
    mask
        One truth value a feature.
    title
        The layer's title. Beside it the document says whom to credit and under which licences, gathered from its features.

    Returns
    -------
    bytes
        UTF-8. The same data and mask give the same bytes.
    """
    head: dict[str, Any] = {"type": "FeatureCollection", "name": layer.rule.id, "title": title}
    kept = layer.frame[mask]
    head |= {"attribution": _joined(kept["geometry_source"]), "licence": _joined(kept["geometry_licence"])}
    bounds = _bounds(kept.geometry)
    if bounds:
        head["bbox"] = bounds
    body = ",\n".join(text for text, passes in zip(texts, mask, strict=True) if passes)
    return f'{_dump(head)[:-1]},"features":[\n{body}\n]}}\n'.encode()


def _bounds(shapes: Iterable[BaseGeometry | None]) -> list[float] | None:
    drawn = np.array([shape.bounds for shape in shapes if shape is not None])
    if not len(drawn):
        return None
    west, south = drawn[:, :2].min(axis=0)
    east, north = drawn[:, 2:].max(axis=0)
    return [round(float(value), DECIMALS) for value in (west, south, east, north)]
