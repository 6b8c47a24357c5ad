"""oEmbed 1.0: for addresses of ours alone, the frame's code within the room that a client has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from shared_links import VIEWS, Head, client
from starlette.testclient import TestClient

from geo.atlas import atlas
from geo.view.parameters import format_view, parse_view


@pytest.fixture(scope="module", params=["", "/under/here"], ids=["root", "under"])
def served(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    with client(request.param) as made:
        yield made


def ask(served: TestClient, address: str, **more: str) -> dict[str, Any]:
    answer = served.get("api/oembed", params={"url": address, **more})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    found: dict[str, Any] = answer.json()
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert {"html", "width", "height", "title", "provider_name", "provider_url"} <= set(found)
    return found


@pytest.mark.parametrize("query", VIEWS)
def test_a_view_is_shown_by_the_frame_of_its_map(served: TestClient, query: str) -> None:
    found = ask(served, f"{served.base_url}?{query}")
    frame = Head(found["html"])
    assert dict(frame.tags) == {"iframe": 1}
    asked = urlsplit(frame.hrefs[0])
    assert frame.hrefs[0].startswith(str(served.base_url))
    view = parse_view(parse_qsl(query), atlas().vocabulary)[0]
    assert dict(parse_qsl(asked.query)) == {**format_view(view), "embed": "true"}


@pytest.mark.parametrize(
    "path", ["facts/p06-offer", "facts/c-drill-oct", "places/shikotan", "articles/cnbc-2018-09-12", ""]
)
def test_the_pages_name_the_address_that_answers_for_them(served: TestClient, path: str) -> None:
    page = Head(served.get(path).text)
    answer = served.get(page.said["application/json+oembed"])
    assert answer.status_code == 200
    assert answer.json()["title"] in page.said["title"]


def test_a_frame_keeps_within_the_room_of_the_client(served: TestClient) -> None:
    address = str(served.base_url)
    assert (ask(served, address)["width"], ask(served, address)["height"]) == (800, 600)
    small = ask(served, address, maxwidth="320", maxheight="9999")
    assert (small["width"], small["height"]) == (320, 600)
    assert 'width="320"' in small["html"]
    assert "thumbnail_url" not in small


STRANGE = (
    "",
    "https://elsewhere.example/?fact=p06-offer",
    "http://atlas.example.evil/",
    "http://evil@atlas.example/",
    "javascript:alert(1)",
    "http://[",
    "file:///etc/passwd",
    "/ogc",
    "{root}ogc",
    "{root}facts/none",
    "{root}articles/none",
    "{root}?fact=none",
    "{root}?place=none&basis=all",
    "{root}?step=none",
    "{root}?period=none",
    "{root}?article=none",
    "{root}api/picture.png",
)


@pytest.mark.parametrize("address", STRANGE)
def test_other_addresses_are_not_answered_for(served: TestClient, address: str) -> None:
    asked = {"url": address.replace("{root}", str(served.base_url))} if address else {}
    assert served.get("api/oembed", params=asked).status_code == 404


@pytest.mark.parametrize(
    ("more", "status"),
    [({"format": "xml"}, 501), ({"maxwidth": "x"}, 400), ({"maxheight": "0"}, 400), ({"maxwidth": "100"}, 404)],
)
def test_what_cannot_be_given_has_its_status(served: TestClient, more: dict[str, str], status: int) -> None:
    assert served.get("api/oembed", params={"url": str(served.base_url), **more}).status_code == status
