"""Pages of a publication that read without scripts: each link leads to a file; absolute addresses only where they are known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

import pytest
from published_pages import Links, own_links, pages_of, target
from shared_links import Head
from static_host import files_in

import reading
from geo.atlas import atlas
from geo.text.catalogue import words_of
from geo.view.parameters import DEFAULT, View, parse_view, to_query
from publish import packing
from publish.holdings import HOLDINGS, holdings
from publish.publication import HERE, File, Publication, hashed
from reading import views
from reading.folder import ABSENT

pytestmark = pytest.mark.slow

BASE = "https://host.example/under/atlas"
ATOM = "{http://www.w3.org/2005/Atom}"
BARE = {"title", "description", "ld"}
"""What a head says without an address."""


def stand_in(view: View) -> File:
    """Return a file in the place of a view's card: drawing all would take minutes."""
    return hashed("cards", "card.png", to_query(view).encode())


CARDS = {to_query(view): stand_in(view) for view in reading.with_cards(atlas())}


@pytest.fixture(scope="module")
def written(published: Path) -> dict[str, bytes]:
    """Give what the command wrote, without cards."""
    return files_in(published)


@pytest.fixture(scope="module", params=[BASE, None], ids=["with base", "without"])
def made(request: pytest.FixtureRequest, written: dict[str, bytes]) -> tuple[str | None, dict[str, bytes]]:
    """Give the base and the files of a publication with cards."""
    held = [(name, written[name]) for name in written if name.startswith("files/") and name != "files/index.html"]
    held = [(name, content) for name, content in held if not name.endswith((".gz", ".br"))]
    table = [(lambda _: held) if item.__name__ == "_files" else item for item in HOLDINGS]
    return request.param, holdings(Publication(atlas(), words_of(atlas(), "en"), request.param, CARDS), table)


def test_each_record_has_its_page(made: tuple[str | None, dict[str, bytes]]) -> None:
    catalog = atlas().catalog
    wanted = {f"facts/{ident}" for ident in catalog.facts} | {f"places/{ident}" for ident in catalog.places}
    wanted |= {f"articles/{ident}" for ident in catalog.articles} | {"facts", "places", "claims", "files"}
    assert {name.removesuffix("/index.html") for name in pages_of(made[1])} == wanted | {"index.html"}


def test_every_link_leads_to_a_file_or_to_a_source(made: tuple[str | None, dict[str, bytes]]) -> None:
    _, files = made
    found = list(own_links(files))
    assert [pair for pair in found if not re.match(r"[\w.]", pair[1])] == []
    # The list of hashes is made from the files.
    assert [pair for pair in found if target(*pair) not in {*files, packing.SUMS}] == []
    assert len(found) > 4000


def test_the_map_opens_each_view_that_a_page_leads_to(made: tuple[str | None, dict[str, bytes]]) -> None:
    found = {link.partition("?")[2] for _, link in own_links(made[1]) if "?" in link}
    read = [parse_view(parse_qsl(query), atlas().vocabulary) for query in found]
    assert [dropped for _, dropped in read if dropped] == []
    assert {to_query(view) for view, _ in read} == set(CARDS) - {to_query(DEFAULT)}
    assert [view for view, _ in read for name in ABSENT if getattr(view, name) != getattr(DEFAULT, name)] == []


def test_what_a_folder_does_not_open_is_what_its_map_refuses() -> None:
    script = (HERE / "link.js").read_text(encoding="utf-8")
    assert {*re.findall(r"^ +(\w+): \(text\) => absent\(", script, re.MULTILINE)} == {*ABSENT, "embed"}
    site = reading.Folder("..", None, {}, "x.css", "none")
    assert site.of_view(View(fact="p06-offer", step="h", basemap="online", article="x")) == "../?fact=p06-offer"


def test_each_page_shows_the_card_of_its_view(made: tuple[str | None, dict[str, bytes]]) -> None:
    base, files = made
    catalog = atlas().catalog
    own = {f"facts/{ident}": views.of_fact(fact) for ident, fact in catalog.facts.items()}
    own |= {f"places/{ident}": views.of_place(ident) for ident in catalog.places}
    own |= {f"articles/{ident}": views.of_article(ident, atlas()) for ident in catalog.articles}
    for name in pages_of(files):
        card = stand_in(own.get(name.removesuffix("/index.html"), DEFAULT))[0]
        shown = [target(name, link) for tag, link in Links(files[name].decode()).found if tag == "img"]
        assert shown == ([card] if name.removesuffix("/index.html") in own else [])
        if base and name != "files/index.html":
            assert Head(files[name].decode()).said["og:image"] == f"{base}/{card}"


def absolute(linked: Any) -> Iterator[str]:
    """Yield the addresses in what machines read, but for those of sources."""
    for key, value in linked.items() if isinstance(linked, dict) else ():
        if key in {"@id", "url", "image", "contentUrl"}:
            yield value
        elif key != "citation":
            for item in value if isinstance(value, list) else [value]:
                yield from absolute(item)


def test_heads_have_absolute_addresses_where_they_are_known_and_none_elsewhere(
    made: tuple[str | None, dict[str, bytes]],
) -> None:
    base, files = made
    for name in (name for name in pages_of(files) if name != "files/index.html"):
        text = files[name].decode()
        found = Head(text)
        assert "oembed" not in text.lower()
        given = set(absolute(found.linked))
        # The links of the body are relative all the same.
        assert not [link for link in found.hrefs if link.startswith(BASE)], name
        if base is None:
            assert given == set()
            assert not {
                one for one in found.said if one.startswith(("og:", "canonical", "twitter", "application/atom"))
            }
            continue
        address = f"{base}/{name.removesuffix('index.html')}"
        assert found.said["canonical"] == found.said["og:url"] == found.linked["url"] == address
        assert target(name, found.said["application/atom+xml"]) == "feed.atom"
        assert {link: within(base, link) for link in given if within(base, link) not in files} == {}


def within(base: str, address: str) -> str:
    """Return the file that an absolute address leads to; nothing for one outside."""
    path = address.partition("#")[0].removeprefix(f"{base}/")
    return "" if path == address else target("index.html", path)


def test_the_first_page_has_the_head_of_the_dashboards(made: tuple[str | None, dict[str, bytes]]) -> None:
    base, files = made
    head = Head(files["index.html"].decode())
    served = Head(str(reading.head_of_view(DEFAULT, reading.Site(base or ""), atlas())))
    for name in ("title", "description", *(["canonical", "og:title", "og:image:alt", "twitter:card"] if base else [])):
        assert head.said[name] == served.said[name]
    assert set(served.said) - set(head.said) == ({"application/json+oembed"} if base else set(served.said) - BARE)
    assert head.linked["@type"] == "Dataset"
    addresses = [item["contentUrl"] for item in head.linked.get("distribution", [])]
    wanted = [name for name in files if re.fullmatch(r"files/atlas\.\w+", name)]
    assert sorted(addresses) == (sorted(f"{base}/{name}" for name in wanted) if base else [])


def test_feed_and_guide_are_there_with_a_base_and_lead_somewhere(made: tuple[str | None, dict[str, bytes]]) -> None:
    base, files = made
    pages = [files[name].decode() for name in pages_of(files)]
    if base is None:
        assert not {"feed.atom", "llms.txt", "sitemap.xml"} & set(files)
        assert not [page for page in pages if "feed.atom" in page]
        return
    assert all("feed.atom" in page for page in pages)
    feed = ET.fromstring(files["feed.atom"])
    links = [item.get("href", "") for item in feed.iter(f"{ATOM}link")]
    links += [link for item in feed.iter(f"{ATOM}content") for link in Head(item.text or "").hrefs]
    links += re.findall(r"\]\(([^)]*)\)", files["llms.txt"].decode())
    assert len(links) > 7
    assert {link: within(base, link) for link in links if within(base, link) not in files} == {}


def test_without_cards_no_page_names_one(written: dict[str, bytes]) -> None:
    assert not [name for name in written if name.startswith("cards/")]
    for name in (name for name in pages_of(written) if name != "files/index.html"):
        found = Head(written[name].decode())
        assert found.tags["img"] == 0
        assert "og:image" not in found.said
        assert found.said["twitter:card"] == "summary"
        assert "image" not in json.dumps(found.linked)
