"""Pages that read without a script: whole, escaped, under a strict policy; every link leads somewhere; what robots are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urldefrag, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hostile import poison
from shared_links import Head, client

import reading
from api.headers import Policies
from geo.atlas import Atlas, atlas, open_atlas
from geo.text import fact_text, view_text
from geo.text.catalogue import words_of
from geo.view.parameters import parse_view
from reading import linked_data

pytestmark = pytest.mark.slow

ROOT = "http://atlas.example"
SITE = reading.Site(ROOT)
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "script",
    "style",
    "body",
    "nav",
    "main",
    "footer",
    "section",
    "article",
}
TAGS |= {
    "h1",
    "h2",
    "h3",
    "p",
    "a",
    "br",
    "img",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "span",
    "b",
    "strong",
    "blockquote",
}


def leaves(opened: Atlas) -> Iterator[str]:
    """Yield every page of an atlas."""
    yield from (make(SITE, opened) for make in (reading.facts, reading.places, reading.claims, reading.missing))
    yield from (reading.article(SITE, opened, ident) for ident in opened.catalog.articles)
    yield from (reading.fact(SITE, opened, ident) for ident in opened.catalog.facts)
    yield from (reading.place(SITE, opened, ident) for ident in opened.catalog.places)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(poison(tmp_path_factory.mktemp("poisoned") / "data")[0])


def test_every_link_leads_somewhere_and_every_page_is_linked() -> None:
    waiting, seen, views = ["/facts"], set(), set()
    with client() as served:
        while waiting:
            path = waiting.pop()
            answer = served.get(path, follow_redirects=False)
            assert answer.status_code == 200, path
            for href in (urldefrag(found).url for found in Head(answer.text).hrefs):
                assert href.startswith(("http://", "https://")), (path, href)
                own = href.removeprefix(ROOT) if href.startswith(f"{ROOT}/") else ""
                if own.startswith(("/?", "/api/picture.png?")) or own == "/":
                    views.add(own)
                elif own and own not in seen:
                    seen.add(own)
                    waiting.append(own)
        listed = {element.text for element in ET.fromstring(served.get("/sitemap.xml").content).iter() if element.text}
    assert {f"{ROOT}{path}" for path in seen} == {text for text in listed if text.startswith(ROOT)} - {f"{ROOT}/"} | {
        f"{ROOT}/feed.atom"
    }
    for view in views:
        pairs = [pair for pair in parse_qsl(urlsplit(view).query) if pair != ("size", "card")]
        assert parse_view(pairs, atlas().vocabulary)[1] == [], view


def test_a_fact_reads_whole() -> None:
    words = words_of(atlas(), "en")
    for ident, fact in atlas().catalog.facts.items():
        text = " ".join(re.sub(r"<[^>]+>", " ", reading.fact(SITE, atlas(), ident)).split())
        page = reading.fact(SITE, atlas(), ident)
        for cited in fact.citations:
            assert (atlas().catalog.sources[cited.source].url or "").replace("&", "&amp;") in page
        card = fact_text.card(fact, atlas(), words, "both")
        for said in (
            card["who"],
            card["date"],
            card["evidence_label"],
            *(other["label"] for other in card["incoming"]),
        ):
            assert said in text, (ident, said)


def test_a_claimed_place_has_both_names_and_both_claims() -> None:
    for ident, place in atlas().catalog.places.items():
        page = reading.place(SITE, atlas(), ident)
        for name in filter(None, (place.names.ja, place.names.ru)):
            assert name in page, ident
        if place.claimed_by:
            assert f"{ROOT}/claims" in page
            assert all(atlas().catalog.actors[party].names.en in page for party in place.claimed_by)


def test_texts_of_the_data_stay_text(poisoned: Atlas) -> None:
    attributes = set(Head(reading.fact(SITE, atlas(), "p06-offer")).attributes)
    attributes |= Head(reading.places(SITE, atlas())).attributes | {"id"}
    count = 0
    for page in leaves(poisoned):
        found = Head(page)
        count += 1
        assert set(found.tags) <= TAGS
        assert found.tags["script"] == 1
        assert found.attributes <= attributes
        assert all(href.startswith(("http://", "https://")) for href in found.hrefs)
        assert found.linked["@context"] == "https://schema.org"
    assert count > 300
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(javascript", reading.llms(SITE, poisoned))


def test_xml_of_poisoned_data_is_whole(poisoned: Atlas) -> None:
    for make in (reading.sitemap, reading.feed):
        found = ET.fromstring(make(SITE, poisoned))
        for content in (element.text or "" for element in found.iter() if element.tag.endswith("}content")):
            assert set(Head(content).tags) <= {"p", "ul", "li", "a"}
        assert {element.tag.partition("}")[2] for element in found.iter()} & {"url", "entry"}


@pytest.mark.parametrize("base", ["", "/under/here"])
def test_the_policy_lets_one_style_and_own_pictures_through(base: str) -> None:
    with client(base) as served:
        for path in ("facts", "places", "claims", "facts/p06-offer", "facts/none"):
            answer = served.get(path)
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert f"style-src '{reading.STYLE_HASH}'" in policy
            assert "script-src" not in policy
            assert "unsafe" not in policy
            assert answer.text.count("<style>") == 1
        assert served.get("facts/none").status_code == 404
        assert f"Sitemap: {str(served.base_url).rstrip('/')}/sitemap.xml" in served.get("robots.txt").text
        assert f"Disallow: {base}/ogc/" in served.get("robots.txt").text


def test_pages_of_another_folder() -> None:
    small = open_atlas(Path(__file__).parent / "cases" / "small")
    assert all("<h1>" in page for page in leaves(small))
    assert ET.fromstring(reading.feed(SITE, small)) is not None


def test_an_address_that_only_begins_like_a_page_of_ours_has_not_its_policy() -> None:
    policies = Policies()
    leaf = policies.headers("/facts")["Content-Security-Policy"]
    assert policies.headers("/facts/p06-offer")["Content-Security-Policy"] == leaf
    assert policies.headers("/factsheet")["Content-Security-Policy"] != leaf


def test_no_day_is_told_to_machines_as_surer_than_its_source() -> None:
    for fact in atlas().facts.facts:
        told = linked_data.cited(fact, None, atlas()).get("temporalCoverage")
        assert told is None or fact.date_basis == "stated", fact.id
        assert told in {None, fact.date}, fact.id


@pytest.mark.parametrize(
    ("lines", "told"),
    [(("A", "B."), "A. B."), (("Who, when", "Where?"), "Who, when. Where?"), (("", " a  b "), "a b."), ((), "")],
)
def test_lines_that_stand_in_one_text_are_told_apart(lines: tuple[str, ...], told: str) -> None:
    assert view_text.sentences(lines) == told


def test_no_two_lines_run_together_in_what_is_told_of_a_page() -> None:
    opened = atlas()
    for page in leaves(opened):
        head = Head(page)
        assert head.said["og:image:alt"].endswith((".", "?", "!", "…"))
    summary = next(line for line in reading.llms(SITE, opened).splitlines() if line.startswith("> "))
    assert summary.endswith(".")
