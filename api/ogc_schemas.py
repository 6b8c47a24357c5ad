"""Schemas of the documents of OGC API – Features, for its OpenAPI definition: made from the models that make the documents."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pandas as pd
from pydantic import create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from api.ogc_models import Collections, ConfClasses, Fault, FeatureBase, LandingPage, Model, PageBase
from geo.atlas import Atlas
from geo.view.parameters import FACETS

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}


def reference(kind: str, name: str) -> Schema:
    """Return a reference to a component of the definition.

    Parameters
    ----------
    kind
        Section of the components: ``schemas``, ``parameters`` or ``responses``.
    name
        Name of the component.
    """
    return {"$ref": f"#/components/{kind}/{name}"}


def array(of: Schema, least: int = 0, most: int | None = None) -> Schema:
    """Return the schema of an array.

    Parameters
    ----------
    of
        Schema of each item.
    least
        The fewest items.
    most
        The most items; ``None`` sets no bound.
    """
    return {"type": "array", "items": of, "minItems": least} | ({} if most is None else {"maxItems": most})


def word(*words: str) -> Schema:
    """Return the schema of a text that is one of a few words."""
    return {"type": "string", "enum": list(words)}


class _OpenApi30(GenerateJsonSchema):
    """JSON Schema as OpenAPI 3.0 has it: null is a mark, a constant a list of one, and names stay as the standard writes them."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        # A reference bears no marks beside it, and an empty alternative is how 3.0 says null.
        if "anyOf" in inner:
            return {"anyOf": [*inner["anyOf"], {"type": "object", "nullable": True, "enum": [None]}]}
        return inner | {"nullable": True}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        return word(*schema["expected"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - named by the base class
        return False

    def normalize_name(self, name: str) -> str:
        name = {"Fault": "exception"}.get(name, name)
        return super().normalize_name(name[:1].lower() + name[1:])


def _cell(column: pd.Series[Any], words: frozenset[str]) -> Any:
    """Return the type that the cells of a column have in common; ``words`` are those that a facet's cells may be."""
    present = column.dropna()
    kind = _kind(present, words if len(present) == len(column) else frozenset())
    return kind if len(present) == len(column) else kind | None


def _kind(present: pd.Series[Any], words: frozenset[str]) -> Any:
    first = present.iloc[0] if len(present) else ""
    if isinstance(first, list):
        item = next((item for cell in present for item in cell), "")
        return list[str] if isinstance(item, str) else list[float]
    if isinstance(first, bool | np.bool_):
        return bool
    if not isinstance(first, str):
        return float
    if len(present) and words.issuperset(present.unique()):
        return Literal[tuple(sorted(words))]
    return str


def _features(atlas: Atlas, name: str) -> tuple[type[Model], type[Model]]:
    """Return the models of a layer's features and of a page of them."""
    layer = atlas.layer(name)
    # Facets have few words; the ids of places may be as many as the features.
    words = {facet: atlas.vocabulary[facet] for facet in FACETS}
    cells: dict[str, Any] = {
        column: (_cell(layer.gdf[column], words.get(column, frozenset())), ...) for column in layer.fields
    }
    properties = create_model(f"properties-{name}", __base__=Model, **cells)
    feature = create_model(f"feature-{name}", __base__=FeatureBase, properties=(properties, ...))
    page = create_model(f"features-{name}", __base__=PageBase, features=(list[feature], ...))
    return feature, page


@lru_cache(maxsize=4)
def schemas(atlas: Atlas) -> dict[str, Schema]:
    """Return all schemas by name; each layer has ``feature-<id>`` and ``features-<id>``."""
    models: list[type[Model]] = [LandingPage, ConfClasses, Collections, Fault]
    for name in atlas.layers:
        models += _features(atlas, name)
    mode: JsonSchemaMode = "validation"
    _, made = models_json_schema(
        [(model, mode) for model in models],
        schema_generator=_OpenApi30,
        ref_template="#/components/schemas/{model}",
    )
    found: dict[str, Schema] = made["$defs"]
    return found
