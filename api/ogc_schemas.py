"""Schemas of the documents of OGC API – Features, for its OpenAPI definition; those of features are read from the atlas."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from api.ogc_documents import CRS84, GREGORIAN
from geo.atlas import Atlas
from geo.view.parameters import FACETS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
_DEPTHS = {"Point": 1, "MultiPoint": 2, "LineString": 2, "MultiLineString": 3, "Polygon": 3, "MultiPolygon": 4}
_NULL: Schema = {"type": "object", "nullable": True, "enum": [None]}


def reference(kind: str, name: str) -> Schema:
    """Return a reference to a component of the definition."""
    return {"$ref": f"#/components/{kind}/{name}"}


def array(of: Schema, least: int = 0, most: int | None = None) -> Schema:
    """Return the schema of an array."""
    return {"type": "array", "items": of, "minItems": least} | ({} if most is None else {"maxItems": most})


def record(required: Schema, optional: Schema | None = None, *, closed: bool = False) -> Schema:
    """Return the schema of an object; a closed one has no further member."""
    made: Schema = {"type": "object", "properties": {**required, **(optional or {})}}
    made |= {"required": list(required)} if required else {}
    return made | ({"additionalProperties": False} if closed else {})


def word(*words: str) -> Schema:
    """Return the schema of a text that is one of a few words."""
    return {"type": "string", "enum": list(words)}


def _nested(depth: int) -> Schema:
    return array(NUMBER, 2, 3) if depth == 1 else array(_nested(depth - 1))


def _geometry() -> Schema:
    kinds = [record({"type": word(kind), "coordinates": _nested(depth)}) for kind, depth in _DEPTHS.items()]
    # A place that is listed and never drawn has no geometry.
    return {"anyOf": [*kinds, _NULL]}


def _box() -> Schema:
    return array(NUMBER, 4, 4)


def _extent() -> Schema:
    moment: Schema = {"type": "string", "format": "date-time", "nullable": True}
    spatial = record({"bbox": array(_box(), 1)}, {"crs": word(CRS84)})
    temporal = record({"interval": array(array(moment, 2, 2), 1)}, {"trs": word(GREGORIAN)})
    return record({}, {"spatial": spatial, "temporal": temporal})


def _common() -> dict[str, Schema]:
    """Return the schemas that hold for every atlas."""
    links = array(reference("schemas", "link"))
    described = {"id": TEXT, "title": TEXT, "description": TEXT, "attribution": TEXT, "itemType": word("feature")}
    return {
        "link": record({"href": TEXT, "rel": TEXT, "type": TEXT, "title": TEXT}, {"hreflang": TEXT}, closed=True),
        "landingPage": record({"title": TEXT, "description": TEXT, "links": links}, closed=True),
        "confClasses": record({"conformsTo": array(TEXT, 1), "links": links}, closed=True),
        "extent": _extent(),
        "collection": record(
            {**described, "crs": array(word(CRS84), 1), "extent": reference("schemas", "extent"), "links": links},
            closed=True,
        ),
        "collections": record({"links": links, "collections": array(reference("schemas", "collection"))}, closed=True),
        "exception": record({"code": TEXT, "description": TEXT}, closed=True),
        "geometry": _geometry(),
    }


def _cell(column: pd.Series[Any], words: frozenset[str]) -> Schema:
    """Return the schema that the cells of a column have in common; ``words`` are those that a facet's cells may be."""
    present = column.dropna()
    nullable = {} if len(present) == len(column) else {"nullable": True}
    first = present.iloc[0] if len(present) else ""
    if isinstance(first, list):
        item = next((item for cell in present for item in cell), "")
        return array(TEXT if isinstance(item, str) else NUMBER) | nullable
    if isinstance(first, bool | np.bool_):
        return {"type": "boolean"} | nullable
    if not isinstance(first, str):
        return NUMBER | nullable
    if len(present) and words.issuperset(present.unique()) and not nullable:
        return word(*sorted(words))
    return TEXT | nullable


def _features(atlas: Atlas, name: str) -> tuple[Schema, Schema]:
    """Return the schemas of a layer's features and of a page of them."""
    layer = atlas.layer(name)
    # Facets have few words; the ids of places may be as many as the features.
    words = {facet: atlas.vocabulary[facet] for facet in FACETS}
    properties = {column: _cell(layer.frame[column], words.get(column, frozenset())) for column in layer.fields}
    links = array(reference("schemas", "link"))
    feature = record(
        {"type": word("Feature"), "id": TEXT, "geometry": reference("schemas", "geometry")}
        | {"properties": record(properties, closed=True)},
        {"bbox": _box(), "links": links},
        closed=True,
    )
    counts = {"numberMatched": COUNT, "numberReturned": COUNT}
    rows = array(reference("schemas", f"feature-{name}"))
    return feature, record({"type": word("FeatureCollection"), "links": links, **counts, "features": rows}, closed=True)


@lru_cache(maxsize=4)
def schemas(atlas: Atlas) -> dict[str, Schema]:
    """Return all schemas by name; each layer has ``feature-<id>`` and ``features-<id>``."""
    found = _common()
    for name in atlas.layers:
        found[f"feature-{name}"], found[f"features-{name}"] = _features(atlas, name)
    return found
