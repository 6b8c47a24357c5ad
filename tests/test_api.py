"""The API's answers: documents, tags, compression, filters, errors and headers, without a browser."""

import gzip
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from geo.atlas import atlas
from geo.export import documents
from geo.export.formats import FORMATS, formats_for
from geo.view.parameters import DEFAULT, View
from web.assets import MAP_SCRIPT, MAP_SCRIPTS, asset_files, asset_hash

pytestmark = pytest.mark.slow


@pytest.mark.addresses
def test_layers_are_listed_with_an_address_that_works(client: TestClient) -> None:
    listed = client.get("api/layers").json()["layers"]
    assert [layer["id"] for layer in listed] == list(atlas().layers)
    for layer in listed:
        features = client.get(layer["href"]).json()["features"]
        assert len(features) == layer["count"]
        everything = client.get(layer["href"], params={"basis": "all"}).json()["features"]
        assert len(everything) == layer["count_all"]
        assert sorted(everything[0]["properties"]) == sorted(layer["fields"])
        assert layer["title"]
        assert layer["credit"]
        assert layer["licence"]


def test_a_layer_is_the_export_byte_for_byte(client: TestClient) -> None:
    answer = client.get("api/layers/events.geojson", params={"topic": "history", "fact": "p06-offer"})
    assert answer.content == documents.geojson(atlas(), "events", View(topic=("history",))).content
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_tag_saves_the_second_download(client: TestClient) -> None:
    first = client.get("api/layers/islands.geojson")
    tag = first.headers["etag"]
    assert client.get("api/layers/islands.geojson", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("api/layers/islands.geojson", headers={"If-None-Match": f'"x", {tag}'}).status_code == 304
    assert client.get("api/layers/islands.geojson", headers={"If-None-Match": '"x"'}).status_code == 200
    assert client.get("api/layers/islands.geojson", params={"topic": "economy"}).headers["etag"]


def test_compression_is_the_clients_choice(client: TestClient) -> None:
    plain = client.get("api/layers/islands.geojson", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "api/layers/islands.geojson", headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        packed = b"".join(answer.iter_raw())
    assert len(packed) < 0.6 * len(plain.content)
    assert gzip.decompress(packed) == plain.content == documents.geojson(atlas(), "islands", DEFAULT).content


def test_a_bad_parameter_is_400_with_the_reason(client: TestClient) -> None:
    answer = client.get("api/layers/events.geojson", params={"topic": "cookery", "colour": "red"})
    assert answer.status_code == 400
    problems = {item["parameter"]: item["reason"] for item in answer.json()["problems"]}
    assert problems == {"topic": "unknown value 'cookery'", "colour": "no such parameter"}


@pytest.mark.addresses
@pytest.mark.parametrize(
    "path",
    [
        "api",
        "api/",
        "api/nothing",
        "api/layers/rivers.geojson",
        "api/layers/rivers.gpkg",
        "api/layers/islands.shp",
        "api/layers/islands.zip",
        "api/layers/islands",
        "api/atlas.geojson",
        "api/atlas.tar.gz",
        "api/messages/xx.json",
        "api/land/x.geojson",
    ],
)
def test_unknown_addresses_are_404_in_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["error"]


def test_land_and_messages_and_health(client: TestClient) -> None:
    land = client.get("api/land/land_overview.geojson")
    assert land.json()["type"] == "FeatureCollection"
    assert (
        client.get("api/land/land_overview.geojson", headers={"If-None-Match": land.headers["etag"]}).status_code == 304
    )
    assert client.get("api/messages/en.json").json()["layer.islands"] == "Islands"
    health = client.get("api/health").json()
    assert (health["status"], health["data"]) == ("ok", atlas().hash)


@pytest.mark.addresses
def test_assets_live_under_their_hash_only(client: TestClient) -> None:
    for name, path in asset_files().items():
        answer = client.get(f"assets/{asset_hash()}/{name}")
        assert answer.content == Path(path).read_bytes()
        assert "immutable" in answer.headers["cache-control"]
    whole = client.get(f"assets/{asset_hash()}/{MAP_SCRIPT}").text
    # The scripts rest on each other: each stands whole in the one that the map loads, in their order.
    ends = [whole.index(asset_files()[name].read_text(encoding="utf-8")) for name in MAP_SCRIPTS]
    assert ends == sorted(ends)
    assert client.get("assets/0123456789abcdef/store.js").status_code == 404
    assert client.get(f"assets/{asset_hash()}/../../geo/atlas.py").status_code == 404


@pytest.mark.addresses
def test_every_answer_has_the_security_headers(client: TestClient) -> None:
    for path in ("api/layers", "api/nothing", f"assets/{asset_hash()}/store.js", "nowhere"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "unsafe-eval" not in headers["content-security-policy"]
    assert json.loads(client.get("api/layers").content)


def test_a_range_of_bytes_is_what_gdal_asks_for(client: TestClient) -> None:
    whole = documents.geojson(atlas(), "islands", DEFAULT).content
    for asked, part in [("0-99", whole[:100]), ("100-", whole[100:]), ("-7", whole[-7:]), ("5-99999999", whole[5:])]:
        answer = client.get("api/layers/islands.geojson", headers={"Range": f"bytes={asked}"})
        assert answer.status_code == 206
        assert answer.content == part
        assert answer.headers["content-range"].endswith(f"/{len(whole)}")
    behind = client.get("api/layers/islands.geojson", headers={"Range": f"bytes={len(whole)}-"})
    assert behind.status_code == 416


FILES = [("islands", item.ending) for item in formats_for("layer")] + [
    (None, item.ending) for item in formats_for("atlas")
]


@pytest.mark.addresses
@pytest.mark.parametrize(("name", "ending"), FILES, ids=str)
def test_every_format_has_an_address_with_the_same_rules(client: TestClient, name: str | None, ending: str) -> None:
    (file_format,) = (item for item in FORMATS.values() if item.ending == ending)
    address, query = f"api/layers/{name}.{ending}" if name else f"api/atlas.{ending}", {"topic": "economy", "zoom": "7"}
    document = documents.document(atlas(), name, file_format.id, View(topic=("economy",)))
    answer = client.get(address, params=query)
    assert answer.content == document.content
    assert answer.headers["content-type"] == file_format.media_type
    assert answer.headers["content-disposition"].endswith(f'filename="{name or "atlas"}.{ending}"')
    assert answer.headers["access-control-allow-origin"] == "*"
    assert ("content-encoding" in answer.headers) == (not file_format.packed)
    tag = answer.headers["etag"]
    assert client.get(address, params=query, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
    part = client.get(address, params=query, headers={"Range": "bytes=4-11"})
    assert (part.status_code, part.content) == (206, document.content[4:12])
    bad = client.get(address, params={"topic": "cookery"})
    assert (bad.status_code, bad.json()["problems"][0]["parameter"]) == (400, "topic")


@pytest.mark.addresses
def test_the_list_names_every_file_by_an_address_that_works(client: TestClient) -> None:
    listed = client.get("api/layers").json()
    for layer in listed["layers"]:
        assert list(layer["files"]) == [item.id for item in formats_for("layer")]
        assert layer["files"]["geojson"] == layer["href"]
        for ident, address in layer["files"].items():
            assert client.get(address).content == documents.document(atlas(), layer["id"], ident, DEFAULT).content
    assert list(listed["files"]) == [item.id for item in formats_for("atlas")]
    for ident, address in listed["files"].items():
        assert client.get(address).content == documents.document(atlas(), None, ident, DEFAULT).content
