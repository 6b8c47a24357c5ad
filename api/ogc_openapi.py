"""The definition of the API: OpenAPI 3.0, with the filters' words taken from the atlas."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args, get_type_hints

from api.ogc_collections import Part, parts
from api.ogc_documents import described
from api.ogc_links import HTML, JSON, OPENAPI, WORDS, Site
from api.ogc_query import DEFAULT_LIMIT, FILTERS, MAX_LIMIT, PERIOD, Query, format_query
from api.ogc_schemas import NUMBER, TEXT, Schema, array, reference, schemas, word
from geo.atlas import Atlas
from geo.export import geojson_file
from geo.tables.extent import extent_of
from geo.text.catalogue import words_of
from geo.view.parameters import Parameter, View
from geo.view.parsers import MAX_TEXT, MAX_VALUES, Choice, Vocabulary

VERSION = "1.0.0"
"""Version of this API: its addresses and parameters."""

_HINTS = get_type_hints(View)
_DAY = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def definition(site: Site, atlas: Atlas) -> dict[str, Any]:
    """Return the definition as an OpenAPI 3.0 document.

    Parameters
    ----------
    site
        Where the documents stand; its root is the server of the definition.
    atlas
        The opened data.
    """
    said = described(atlas)
    return {
        "openapi": "3.0.3",
        "info": {"title": words_of(atlas, "en").text("page.title"), "description": said, "version": VERSION},
        "servers": [{"url": site.root}],
        "paths": _paths(atlas),
        "components": {
            "parameters": _parameters(atlas),
            "schemas": schemas(atlas),
            "responses": _responses(),
        },
    }


def _filter_schema(item: Parameter, vocabulary: Vocabulary) -> Schema:
    if item.name in vocabulary and _HINTS[item.field] is str:
        return word(*sorted(vocabulary[item.name]))
    if item.name in vocabulary:
        return array(word(*sorted(vocabulary[item.name])), 1, MAX_VALUES)
    if isinstance(item.parse, Choice):
        return word(*item.parse.words)
    if date in get_args(_HINTS[item.field]):
        return {**TEXT, "pattern": _DAY}
    return {**TEXT, "minLength": 1, "maxLength": MAX_TEXT}


def _parameter(name: str, schema: Schema, description: str) -> Schema:
    made = {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
    return made | {"style": "form", "explode": False}


def _parameters(atlas: Atlas) -> dict[str, Schema]:
    """Return the parameters by name: ``f`` of every document, the others of items."""
    own: dict[str, Schema] = {
        "f": word("json", "html"),
        "bbox": {"type": "array", "items": NUMBER, "oneOf": [{"minItems": n, "maxItems": n} for n in (4, 6)]},
        "datetime": {**TEXT, "pattern": PERIOD},
        "limit": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        "offset": {"type": "integer", "minimum": 0, "default": 0},
    }
    found = {name: _parameter(name, schema, WORDS.text(f"ogc.parameter.{name}")) for name, schema in own.items()}
    found |= {item.name: _parameter(item.name, _filter_schema(item, atlas.vocabulary), item.help) for item in FILTERS}
    for name, example in _examples(atlas).items():
        found[name]["example"] = example
    return found


def _examples(atlas: Atlas) -> dict[str, Any]:
    """Return examples that select something: the box, and the days, of the first layer that has them."""
    extents = [extent_of(atlas.layer(name)) for name in atlas.layers]
    boxes = [list(extent.bounds) for extent in extents if extent.bounds]
    periods = [extent.period for extent in extents if extent.period]
    found: dict[str, Any] = {"bbox": boxes[0]} if boxes else {}
    if periods:
        days = {"since": periods[0].first, "until": periods[0].last}
        found["datetime"] = format_query(Query(period=periods[0]))["datetime"]
        found |= {item.name: item.format(days[item.field]) for item in FILTERS if item.field in days}
    return found


def _responses() -> dict[str, Schema]:
    """Return the answers that are not documents: errors, and those that a cache or a part asks for."""
    fault = {JSON: {"schema": reference("schemas", "exception")}}
    with_body = {"400": fault, "404": fault}
    return {
        f"status-{status}": {"description": WORDS.text(f"ogc.status.{status}")}
        | ({"content": with_body[status]} if status in with_body else {})
        for status in ("206", "304", "400", "404", "416", "500")
    }


def _operation(ident: str, summary: str, answer: tuple[str, str], parameters: list[Schema]) -> dict[str, Schema]:
    """Return a GET operation. ``answer`` is the media type and the schema of its document beside the HTML form."""
    kind, schema = answer
    # The document that defines the API has no schema here: its form is OpenAPI's own.
    content = {kind: {"schema": reference("schemas", schema) if schema else {"type": "object"}}, HTML: {"schema": TEXT}}
    named = any(item.get("in") == "path" for item in parameters)
    others = [status for status in ("206", "304", "400", "404", "416", "500") if status != "404" or named]
    responses: Schema = {"200": {"description": summary, "content": content}}
    responses |= {status: reference("responses", f"status-{status}") for status in others}
    parameters = [*parameters, reference("parameters", "f")]
    return {"get": {"operationId": ident, "summary": summary, "parameters": parameters, "responses": responses}}


def _paths(atlas: Atlas) -> dict[str, Schema]:
    """Return all addresses under the landing page."""
    found = {
        "/": _operation("getLandingPage", WORDS.text("ogc.landing"), (JSON, "landingPage"), []),
        "/api": _operation("getApi", WORDS.text("ogc.api"), (OPENAPI, ""), []),
        "/conformance": _operation("getConformance", WORDS.text("ogc.conformance"), (JSON, "confClasses"), []),
        "/collections": _operation("getCollections", WORDS.text("ogc.collections"), (JSON, "collections"), []),
    }
    for part in parts(atlas).values():
        found |= _collection_paths(atlas, part)
    return found


def _collection_paths(atlas: Atlas, part: Part) -> dict[str, Schema]:
    name, layer, title, path = part.id, part.layer.rule.id, part.title(atlas), f"/collections/{part.id}"
    names = ("bbox", "datetime", "limit", "offset", *(item.name for item in FILTERS))
    filters = [reference("parameters", item) for item in names]
    one: Schema = {"name": "featureId", "in": "path", "required": True, "schema": TEXT}
    one["description"] = WORDS.text("ogc.parameter.feature")
    if ids := part.ids:
        one["example"] = ids[0]
    said = {what: WORDS.text(f"ogc.operation.{what}", title=title) for what in ("collection", "items", "feature")}
    geojson = geojson_file.MEDIA_TYPE
    return {
        path: _operation(f"getCollection-{name}", said["collection"], (JSON, "collection"), []),
        f"{path}/items": _operation(f"getItems-{name}", said["items"], (geojson, f"features-{layer}"), filters),
        f"{path}/items/{{featureId}}": _operation(
            f"getItem-{name}", said["feature"], (geojson, f"feature-{layer}"), [one]
        ),
    }
