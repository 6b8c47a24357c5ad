"""The API's definition: real parameters with the atlas's words. That answers keep it, test_ogc_contract.py proves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import api
from api.ogc_collections import parts
from api.ogc_query import DEFAULT_LIMIT, FILTERS, MAX_LIMIT, parse_query
from geo.atlas import atlas
from geo.view.parsers import Choice

pytestmark = pytest.mark.slow

NAMES = tuple(parts(atlas()))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=api.routes())) as made:
        yield made


@pytest.fixture(scope="module")
def definition(client: TestClient) -> dict[str, Any]:
    answer = client.get("/ogc/api?f=json")
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    found: dict[str, Any] = answer.json()
    return found


def test_it_says_where_it_stands_and_what_it_has(definition: dict[str, Any]) -> None:
    assert definition["openapi"].startswith("3.0.")
    assert definition["servers"] == [{"url": "http://testserver/ogc"}]
    found = {f"/collections/{name}{rest}" for name in NAMES for rest in ("", "/items", "/items/{featureId}")}
    assert set(definition["paths"]) == {"/", "/api", "/conformance", "/collections"} | found
    idents = [path["get"]["operationId"] for path in definition["paths"].values()]
    assert len(set(idents)) == len(idents)


def test_the_standards_parameters_have_its_form(definition: dict[str, Any]) -> None:
    parts = definition["components"]["parameters"]
    for name in ("bbox", "datetime", "limit"):
        assert {key: parts[name][key] for key in ("in", "required", "style", "explode")} == {
            "in": "query",
            "required": False,
            "style": "form",
            "explode": False,
        }
    assert parts["bbox"]["schema"]["oneOf"] == [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}]
    assert parts["datetime"]["schema"]["type"] == "string"
    assert parts["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}


def test_every_filter_is_a_parameter_of_every_collection_with_the_atlass_words(definition: dict[str, Any]) -> None:
    parts = definition["components"]["parameters"]
    for name in NAMES:
        listed = [item["$ref"] for item in definition["paths"][f"/collections/{name}/items"]["get"]["parameters"]]
        assert {f"#/components/parameters/{item.name}" for item in FILTERS} <= set(listed)
        assert {reference.rsplit("/", 1)[-1] for reference in listed} == set(parts)
    for item in FILTERS:
        schema = parts[item.name]["schema"]
        if item.name in atlas().vocabulary:
            assert schema.get("items", schema)["enum"] == sorted(atlas().vocabulary[item.name])
        if isinstance(item.parse, Choice):
            assert schema["enum"] == list(item.parse.words)


def test_what_a_parameters_schema_takes_the_parser_takes(definition: dict[str, Any]) -> None:
    for name, part in definition["components"]["parameters"].items():
        schema = part["schema"]
        words = schema.get("enum") or schema.get("items", {}).get("enum") or []
        examples = part.get("example", [])
        told = [",".join(map(str, examples))] if isinstance(examples, list) else [examples]
        for text in [*words, *filter(None, told)]:
            if name != "f":
                assert parse_query([(name, text)], atlas().vocabulary)[1] == [], (name, text)
        # A text that is free, says the schema: then any word must do.
        if schema["type"] == "string" and not {"enum", "pattern"} & set(schema):
            assert parse_query([(name, "zzz")], atlas().vocabulary)[1] == [], name
