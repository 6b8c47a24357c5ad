"""One sender for everything: tags, HEAD, ranges and compression are the same at every address."""

from __future__ import annotations

import gzip

import pytest
from addresses import DOCUMENTS, MOMENTARY, SAMPLES, SCRIPTS
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

import api
from web.assets import asset_hash

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=api.routes("", SCRIPTS)))


def test_every_route_is_swept() -> None:
    assert {route.path for route in api.routes("", SCRIPTS) if isinstance(route, Route)} == {*SAMPLES, *MOMENTARY}


@pytest.mark.parametrize("address", DOCUMENTS)
def test_the_rules_hold_at_every_address(client: TestClient, address: str) -> None:
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert plain.status_code == 200
    tag = plain.headers["etag"]
    assert tag.startswith('"')
    assert "Accept-Encoding" in plain.headers["vary"]
    assert plain.headers["access-control-allow-origin"] == "*"
    assert plain.headers["accept-ranges"] == "bytes"
    assert plain.headers["cache-control"] == (
        "public, max-age=31536000, immutable" if address.startswith("/assets/") else "no-cache"
    )
    head = client.head(address, headers={"Accept-Encoding": "identity"})
    assert (head.status_code, dict(head.headers)) == (200, dict(plain.headers))
    check_tags(client, address, tag)
    check_ranges(client, address, plain.content)
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.content == plain.content
    assert (packed.headers["etag"] == tag) == ("content-encoding" not in packed.headers)


def check_tags(client: TestClient, address: str, tag: str) -> None:
    for known in (tag, f"W/{tag}", "*", f'"other", {tag}'):
        for method in ("GET", "HEAD"):
            answer = client.request(method, address, headers={"If-None-Match": known, "Accept-Encoding": "identity"})
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer.headers["etag"] == tag
    assert client.head(address, headers={"If-None-Match": '"other"'}).status_code == 200


def check_ranges(client: TestClient, address: str, whole: bytes) -> None:
    for asked, part in (("0-3", whole[:4]), ("4-", whole[4:]), ("-5", whole[-5:])):
        answer = client.get(address, headers={"Range": f"bytes={asked}"})
        assert (answer.status_code, answer.content) == (206, part)
        assert answer.headers["content-range"].endswith(f"/{len(whole)}")
    refused = client.get(address, headers={"Range": f"bytes={len(whole)}-"})
    assert (refused.status_code, refused.headers["content-range"]) == (416, f"bytes */{len(whole)}")


@pytest.mark.parametrize("address", ["/api/layers", "/api/picture.svg?size=square", f"/assets/{asset_hash()}/store.js"])
def test_what_is_text_is_compressed_for_who_takes_it(client: TestClient, address: str) -> None:
    with client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        packed = b"".join(answer.iter_raw())
    assert gzip.decompress(packed) == client.get(address, headers={"Accept-Encoding": "identity"}).content


@pytest.mark.parametrize("address", ["/api/picture.png?size=square&dpi=72", "/api/atlas.zip"])
def test_what_is_packed_already_is_sent_as_it_is(client: TestClient, address: str) -> None:
    assert "content-encoding" not in client.get(address, headers={"Accept-Encoding": "gzip"}).headers


def test_a_known_picture_is_not_drawn(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/api/picture.png?size=square&dpi=72"
    tag = client.head(address).headers["etag"]

    def fail(*_: object) -> bytes:
        raise AssertionError("drawn")

    monkeypatch.setattr("pictures.draw", fail)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_what_is_like_itself_far_apart_is_small_by_brotli(client: TestClient) -> None:
    address = "/api/layers/events.geojson?basis=all"
    sizes = {}
    for coding in ("br", "gzip", "br, gzip", "gzip;q=0.5, br;q=0.1"):
        with client.stream("GET", address, headers={"Accept-Encoding": coding}) as answer:
            sizes[coding] = (answer.headers["content-encoding"], len(b"".join(answer.iter_raw())))
            tag = answer.headers["etag"]
        assert client.get(address, headers={"Accept-Encoding": coding, "If-None-Match": tag}).status_code == 304
    assert sizes["br"] == sizes["br, gzip"]
    assert sizes["gzip"] == sizes["gzip;q=0.5, br;q=0.1"]
    assert (sizes["br"][0], sizes["gzip"][0]) == ("br", "gzip")
    assert sizes["br"][1] < 0.3 * sizes["gzip"][1]
