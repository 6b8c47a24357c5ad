"""The pages of OGC API – Features: whole, plain, with no script and no request, and every text from the data stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hostile import poison
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import api
from api.ogc_html import STYLE, STYLE_HASH
from geo.atlas import atlas

pytestmark = pytest.mark.slow

NAMES = tuple(atlas().layers)
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "nav",
    "main",
    "h1",
    "h2",
    "p",
    "a",
    "article",
    "section",
    "br",
}
TAGS |= {"ul", "li", "dl", "dt", "dd", "code", "pre", "details", "summary", "span"}
ATTRIBUTES = {"lang", "charset", "name", "content", "class", "href", "rel"}


class Page(HTMLParser):
    """A page taken apart: its tags, attributes, the addresses that it links to, and its text outside the head."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.hrefs: list[str] = []
        self.styles: list[str] = []
        self.text = ""
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in = tag
        self.attributes |= {name for name, _ in attrs}
        self.hrefs += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - named by the base class
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "style":
            self.styles.append(data)
        elif self._in != "title":
            self.text += data


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=api.routes(), middleware=[Middleware(api.SecurityHeaders)])) as made:
        yield made


def paths() -> list[str]:
    found = ["/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/api"]
    for name, layer in atlas().layers.items():
        found += [f"/ogc/collections/{name}", f"/ogc/collections/{name}/items?limit=10000"]
        found += [f"/ogc/collections/{name}/items/{ident}" for ident in layer.ids]
    return found


def ask(client: TestClient, path: str, form: str) -> str:
    return client.get(f"{path}{'&' if '?' in path else '?'}f={form}").text


def texts(value: Any) -> Iterator[str]:
    """Yield every text and number of a document, but links and coordinates, which pages show in a form of their own."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in {"links", "coordinates", "type"}:
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif value is not None:
        yield value if isinstance(value, str) else json.dumps(value)


def check(client: TestClient, path: str) -> None:
    """Check that a page has plain tags alone, and all that its JSON document holds."""
    page = Page(ask(client, path, "html"))
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert page.styles == [STYLE]
    assert all(href.startswith(("http://", "https://")) for href in page.hrefs)
    if path == "/ogc/api":
        return
    document = json.loads(ask(client, path, "json"))
    for text in texts(document):
        assert text in page.text, text
    swapped = {link["href"] for link in document["links"] if link["rel"] not in {"next", "prev"}}
    assert swapped <= set(page.hrefs)


def test_a_page_shows_all_that_its_document_holds(client: TestClient) -> None:
    for path in paths():
        check(client, path)


def test_hostile_texts_stay_text(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder, made = poison(tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    assert any("<script>" in text for text in made.texts)
    for path in paths():
        check(client, path)
    shown = Page(ask(client, f"/ogc/collections/{NAMES[0]}/items", "html")).text
    assert "<script>window.hacked=1</script>" in shown


def test_a_hostile_host_name_stays_text(client: TestClient) -> None:
    for host in (b'"><script>x</script>', b"[", b"a b", "é".encode(), b""):
        answer = client.get("/ogc?f=html", headers={b"Host": host})
        assert answer.status_code == 200
        assert Page(answer.text).tags <= TAGS


def test_the_policy_allows_the_one_style_and_nothing_else(client: TestClient) -> None:
    for path in ("/ogc", "/ogc/", "/ogc/collections/events/items?f=html", "/ogc/nothing"):
        policy = dict(part.split(" ", 1) for part in client.get(path).headers["content-security-policy"].split("; "))
        assert policy == {
            "default-src": "'none'",
            "style-src": f"'{STYLE_HASH}'",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }
    assert STYLE_HASH not in client.get("/ogcx").headers["content-security-policy"]


def test_the_definitions_page_lists_every_operation_and_word(client: TestClient) -> None:
    page, document = Page(ask(client, "/ogc/api", "html")), json.loads(ask(client, "/ogc/api", "json"))
    for path, methods in document["paths"].items():
        assert f"GET http://testserver/ogc{path}" in page.text
        assert methods["get"]["summary"] in page.text
    for options in atlas().vocabulary.keys() & set(document["components"]["parameters"]):
        assert all(option in page.text for option in atlas().vocabulary[options])
