"""Layers as GeoJSON (RFC 7946). One function makes the bytes for button, API and command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.export.cells import credit, dump, plain
from geo.geodesy.coordinates import DECIMALS, bounds_of, tidy
from geo.tables.features import LayerTable

if TYPE_CHECKING:
    from geo.export.extract import Extract
    from geo.export.provenance import Provenance

MEDIA_TYPE = "application/geo+json"


def feature_texts(layer: LayerTable) -> list[str]:
    """Return each feature of a layer as GeoJSON text. A place that is only listed has a null geometry."""
    frame = layer.frame
    columns = [list(frame[name]) for name in layer.fields]
    texts = []
    for position, place in enumerate(_geometry_texts(frame.geometry.to_numpy())):
        properties = {name: plain(column[position]) for name, column in zip(layer.fields, columns, strict=True)}
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


def geojson_bytes(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    """Return the features of one layer that pass as one GeoJSON document, in UTF-8.

    Beside them it says what it is called, how to cite it, and whom to credit under which licences, gathered from its features.
    The same data and selection give the same bytes.
    """
    (extract,) = extracts
    head: dict[str, Any] = {"type": "FeatureCollection", "name": extract.layer.rule.id, "title": extract.title}
    head |= {
        "citation": " ".join(provenance.citation.split("\n")),
        "data": provenance.atlas.hash,
        "date": provenance.day.isoformat(),
    }
    kept = extract.layer.frame[extract.mask]
    head |= credit(kept)
    bounds = bounds_of(kept.geometry)
    if bounds:
        head["bbox"] = bounds
    body = ",\n".join(text for text, passes in zip(extract.texts(), extract.mask, strict=True) if passes)
    return f'{dump(head)[:-1]},"features":[\n{body}\n]}}\n'.encode()
