"""A Frictionless data package of the tables: which columns each has, of which type, and how its text is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geo.export.csv_file import WKT
from geo.export.extract import Extract
from geo.export.media_types import MEDIA_TYPES
from geo.export.provenance import Provenance
from geo.text import article_text

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "datapackage.json"

_DAYS = frozenset({"earliest", "latest"})
"""Fields that hold ISO days. Other dates are EDTF, which has no type of its own: they are texts."""


def _type(name: str, kind: pa.DataType) -> dict[str, Any]:
    """Return the type of a column by Table Schema. What formats write as True and False is a truth value."""
    import pyarrow as pa

    if name in _DAYS:
        return {"type": "date"}
    if pa.types.is_list(kind):
        return {"type": "array"}
    if pa.types.is_boolean(kind):
        return {"type": "boolean", "trueValues": ["True"], "falseValues": ["False"]}
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return {"type": "integer" if pa.types.is_integer(kind) else "number"}
    return {"type": "string"}


def _schema(extract: Extract) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [{"name": name, **_type(name, extract.types[name])} for name in extract.layer.fields]
    fields[0]["constraints"] = {"required": True, "unique": True}
    fields.append({"name": WKT, "type": "string", "description": "EPSG:4326, longitude first; empty where only listed"})
    return {"fields": fields, "primaryKey": [fields[0]["name"]], "missingValues": [""]}


def _resource(extract: Extract, provenance: Provenance) -> dict[str, Any]:
    about = extract.about(provenance)
    return {
        "name": extract.name,
        "title": extract.title,
        "path": f"{extract.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": MEDIA_TYPES["csv"].partition(";")[0],
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        **({"sources": [{"title": about["attribution"]}]} if "attribution" in about else {}),
        "schema": _schema(extract),
    }


def data_package(extracts: Sequence[Extract], provenance: Provenance) -> dict[str, Any]:
    """Return the description of the tables, one a layer.

    Parameters
    ----------
    extracts
        All layers, each with the features that pass.
    provenance
        What the file says of data, view and licence.

    Returns
    -------
    dict
        Fit for JSON.
    """
    return {
        "name": provenance.atlas.catalog.about.id,
        "title": article_text.cited_as(provenance.atlas),
        "description": provenance.citation,
        "version": provenance.atlas.hash,
        "profile": "data-package",
        "licenses": [{"name": "other-open", "title": "LICENCE.txt", "path": "LICENCE.txt"}],
        "resources": [_resource(extract, provenance) for extract in extracts],
    }
