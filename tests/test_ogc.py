"""OGC API – Features, rule by rule (Part 1: Core, with GeoJSON, HTML and OpenAPI 3.0), at the root and under a base path."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import shapely
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import api
from api.ogc_collections import parts
from api.ogc_query import MAX_LIMIT
from geo.atlas import atlas
from geo.paths import ROOT
from geo.records.licences import licence_addresses

pytestmark = pytest.mark.slow

NAMES = tuple(parts(atlas()))
LINKED: tuple[str, ...] = ("", "/conformance", "/collections")
LINKED += tuple(f"/collections/{name}{rest}" for name in NAMES for rest in ("", "/items"))
LINKED += tuple(f"/collections/{name}/items/{part.ids[0]}" for name, part in parts(atlas()).items())
PATHS = (*LINKED, "/", "/api")
BAD = """bbox=1,2,3 bbox= datetime=yesterday limit=0 limit=x offset=-1 topic=cookery topic= undated=x f=xml f= f=json&f=json
    limit=1&limit=2 topic=history&topic=military from=2019&to=2018 q=%20"""
ABSENT = """nothing collections/rivers collections/rivers/items collections/rivers/items/x collections/rivers/ api/x
    collections/events/items/none collections/islands/items/p06-offer collections/events/items/%3Cb%3E"""


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    base: str = request.param
    served = Starlette(routes=api.routes(base), middleware=[Middleware(api.SecurityHeaders, base=base)])
    with TestClient(served, base_url=f"https://testserver{base}/") as made:
        yield made


def links(document: dict[str, Any], rel: str) -> list[dict[str, str]]:
    return [link for link in document["links"] if link["rel"] == rel]


def all_links(value: Any) -> Iterator[dict[str, str]]:
    """Yield every link of a document, wherever it stands."""
    if isinstance(value, dict):
        yield from value.get("links", [])
        for part in value.values():
            yield from all_links(part)
    elif isinstance(value, list):
        for part in value:
            yield from all_links(part)


@pytest.mark.addresses
@pytest.mark.parametrize("path", LINKED)
def test_a_document_links_to_itself_and_to_its_other_form(client: TestClient, path: str) -> None:
    media = {"json": "application/geo+json" if "/items" in path else "application/json", "html": "text/html"}
    for form, other in (("json", "html"), ("html", "json")):
        answer = client.get(f"ogc{path}", params={"f": form})
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == media[form]
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        if form == "json":
            itself, alternate = links(answer.json(), "self"), links(answer.json(), "alternate")
            assert [link["type"] for link in itself + alternate] == [media[form], media[other]]
            assert client.get(itself[0]["href"]).content == answer.content
            assert client.get(alternate[0]["href"]).headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.addresses
@pytest.mark.parametrize("path", LINKED)
def test_every_link_is_whole_and_those_to_this_server_work(client: TestClient, path: str) -> None:
    here = urlsplit(str(client.base_url))
    found = list(all_links(client.get(f"ogc{path}").json()))
    assert found
    for link in found:
        assert link["href"].startswith("https://")
        assert link["rel"]
        assert link["type"]
        assert link["title"]
        address = urlsplit(link["href"])
        if address.netloc == here.netloc:
            assert address.path.startswith(f"{here.path}ogc")
            answer = client.get(link["href"], headers={"Accept": link["type"]})
            assert answer.status_code == 200
            assert answer.headers["content-type"].partition("; charset")[0] == link["type"]
        else:
            assert link["rel"] == "license"


@pytest.mark.addresses
def test_the_landing_page_links_to_definition_conformance_and_collections(client: TestClient) -> None:
    for path in ("ogc", "ogc/"):
        page = client.get(path).json()
        assert page["title"]
        assert page["description"]
        kinds = {
            rel: [link["type"] for link in links(page, rel)]
            for rel in ("service-desc", "service-doc", "conformance", "data")
        }
        assert kinds == {
            "service-desc": ["application/vnd.oai.openapi+json;version=3.0"],
            "service-doc": ["text/html"],
            "conformance": ["application/json"],
            "data": ["application/json"],
        }


def test_the_conformance_classes_are_those_of_the_standard(client: TestClient) -> None:
    classes = client.get("ogc/conformance").json()["conformsTo"]
    stem = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
    assert classes == [stem + part for part in ("core", "oas30", "html", "geojson")]


def test_the_collections_are_the_layers_and_their_kinds(client: TestClient) -> None:
    found = client.get("ogc/collections").json()["collections"]
    assert [one["id"] for one in found] == list(NAMES)
    for one in found:
        assert client.get(f"ogc/collections/{one['id']}").json() == one
        gdf = parts(atlas())[one["id"]].gdf
        assert {link["type"] for link in links(one, "items")} == {"application/geo+json", "text/html"}
        assert {link["title"] for link in links(one, "license")} == set(gdf["geometry_licence"].dropna()) & set(
            licence_addresses()
        )
        assert one["attribution"].split("; ") == list(dict.fromkeys(gdf["geometry_source"].dropna()))
        assert (one["itemType"], one["crs"]) == ("feature", ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"])


@pytest.mark.parametrize("name", NAMES)
def test_the_extent_holds_every_feature(client: TestClient, name: str) -> None:
    extent = client.get(f"ogc/collections/{name}").json()["extent"]
    features = client.get(f"ogc/collections/{name}/items", params={"limit": MAX_LIMIT}).json()["features"]
    around = shapely.box(*extent["spatial"]["bbox"][0])
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features if one["geometry"]]
    assert shapes
    assert all(around.covers(shape) for shape in shapes)
    days = [(p["earliest"], p["latest"]) for one in features if (p := one["properties"]).get("earliest")]
    assert ("temporal" in extent) == bool(days)
    if days:
        first, last = extent["temporal"]["interval"][0]
        assert (first, last) == (f"{min(days)[0]}T00:00:00Z", f"{max(day for _, day in days)}T23:59:59Z")


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_parameter_is_400_everywhere(client: TestClient, path: str) -> None:
    for query in ("colour=red", "f=json&lang=en", "crs=http://www.opengis.net/def/crs/EPSG/0/3857"):
        answer = client.get(f"ogc{path}?{query}")
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/json"
        assert answer.json()["code"] == "InvalidParameterValue"
        assert "no such parameter" in answer.json()["description"]
        assert list(answer.json()) == ["code", "description"]


@pytest.mark.parametrize("query", BAD.split())
def test_a_bad_value_is_400_with_the_parameter_and_the_reason(client: TestClient, query: str) -> None:
    answer = client.get(f"ogc/collections/events/items?{query}", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    name, _, reason = answer.json()["description"].partition(": ")
    assert name == query.partition("=")[0]
    assert reason


@pytest.mark.addresses
@pytest.mark.parametrize("path", ABSENT.split())
def test_what_is_not_there_is_404_in_json(client: TestClient, path: str) -> None:
    answer = client.get(f"ogc/{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["code"] == "NotFound"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", "json"),
        ("", "json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("application/geo+json, application/json", "json"),
        ("application/json;q=0.9, text/html", "html"),
        ("application/json, text/html;q=0.9", "json"),
        ("text/html;q=0, */*;q=0.1", "json"),
        ("TEXT/HTML", "html"),
        ("text/html;q=nonsense, application/json;q=0.5", "html"),
        ("image/png", "json"),
        (";;,q=,,/", "json"),
    ],
)
def test_the_form_is_what_the_client_likes_better(client: TestClient, accept: str, form: str) -> None:
    for path in ("ogc", "ogc/collections/events/items", "ogc/api"):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.headers["content-type"].startswith("text/html") == (form == "html")
        assert client.get(f"{path}?f=json", headers={"Accept": accept}).json()
        assert client.get(f"{path}?f=html", headers={"Accept": accept}).text.startswith("<!doctype html>")


@pytest.mark.parametrize("path", PATHS)
def test_head_options_and_other_methods(client: TestClient, path: str) -> None:
    got, head = client.get(f"ogc{path}"), client.head(f"ogc{path}")
    assert head.status_code == 200
    assert dict(head.headers) == dict(got.headers)
    options = client.options(
        f"ogc{path}", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    )
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert options.headers["access-control-allow-origin"] == "*"
    assert options.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        refused = client.request(method, f"ogc{path}")
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert refused.json()["code"] == "MethodNotAllowed"


@pytest.mark.parametrize("path", PATHS)
def test_a_tag_saves_the_second_download(client: TestClient, path: str) -> None:
    tags = {}
    for form in ("json", "html"):
        first = client.get(f"ogc{path}?f={form}")
        tags[form] = first.headers["etag"]
        again = client.get(f"ogc{path}?f={form}", headers={"If-None-Match": tags[form]})
        assert (again.status_code, again.content) == (304, b"")
        assert first.headers["access-control-allow-origin"] == "*"
        with client.stream("GET", f"ogc{path}?f={form}", headers={"Accept-Encoding": "gzip"}) as packed:
            assert packed.headers["content-encoding"] == "gzip"
            assert gzip.decompress(b"".join(packed.iter_raw())) == first.content
    assert tags["json"] != tags["html"]


def test_a_layer_without_words_and_with_nothing_in_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    rule = "{id: bare, order: 90, grain: fact-place, lifecycle: required, topics: [provenance]}"
    (tmp_path / "data" / "layers" / "bare.yaml").write_text(f"layers: [{rule}]\n", encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    one = client.get("ogc/collections/bare").json()
    assert (one["title"], one["extent"], one["attribution"]) == ("bare", {}, "")
    assert client.get("ogc/collections/bare/items").json()["features"] == []
    assert client.get("ogc/collections/bare/items?bbox=1,2,3,4&datetime=2018-01-01&f=html").status_code == 200
    schemas = client.get("ogc/api?f=json").json()["components"]["schemas"]
    assert schemas["feature-bare"]["properties"]["properties"] == {"$ref": "#/components/schemas/properties-bare"}
    assert schemas["properties-bare"]["properties"]["id"] == {"type": "string"}
