"""Hostile strings in every text field show as the same text, wherever a reader meets them, and run nowhere."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from browsing import WatchedPage
from conftest import StartServer
from hostile import ATTACKS, poison
from journeys import after_apply, expect_facts, in_map, open_atlas, pill
from playwright.sync_api import expect
from serving import Server

from dashboard.rows import in_order
from geo.atlas import Atlas
from geo.export import documents
from geo.records.catalog import read_catalog
from geo.records.fact import Fact
from geo.view.parameters import EVERYTHING

PAGE, STEP = 50, 10
TIPS = """return [...A.store.layers.values()].flatMap((l) => l.marks).map((m) => [
    m.place, m.tooltip().textContent, m.tooltip().querySelectorAll('script, img, svg[onload]').length]);"""
NAMES = """const g = A.store.layers.get('places').ground;
return g.features.filter((f) => f.geometry)
    .map((f) => [f.id, A.placeTip(f.properties),
      g.button(f, { side: 'right', box: { left: 0, right: 9, top: 0, bottom: 9 } }, { x: 0, y: 0 })])
    .map(([id, tip, label]) => [id, tip.textContent + label.textContent, tip.querySelectorAll('script, img').length]);"""


class Poisoned(NamedTuple):
    """A data folder full of attacks, and the server that shows it."""

    atlas: Atlas
    server: Server


@pytest.fixture(scope="module")
def poisoned(start_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Poisoned]:
    folder, _ = poison(tmp_path_factory.mktemp("poisoned") / "data")
    with start_server(data_dir=folder) as server:
        yield Poisoned(Atlas(read_catalog(folder)), server)


def expect_clean(page: WatchedPage, server: Server) -> None:
    """Nothing ran, in the page or in the map's frame, and nothing was asked of another host."""
    assert page.evaluate("() => window.hacked") is None
    assert in_map(page, "return window.hacked === undefined;") is True
    assert page.watch.other_hosts(server.origin) == []
    assert page.watch.errors == []


def wanted(fact: Fact, atlas: Atlas) -> list[str]:
    """Return the texts that a fact's card must hold."""
    names = [atlas.catalog.places[link.place].names for link in fact.places]
    texts = [fact.note, fact.date_note, fact.chains_note, fact.citations[0].anchor]
    texts += [atlas.catalog.actors[fact.said_by].names.en]
    texts += [name for place in names for name in (place.en, place.ja, place.ru)]
    texts += [other.statement for other, _, _ in atlas.incoming_relations.get(fact.id, [])]
    texts += [atlas.catalog.sources[item.source].warning for item in fact.citations]
    return [text for text in texts if text]


@pytest.mark.long
def test_rows_and_cards(poisoned: Poisoned, page: WatchedPage) -> None:
    """Every row of the list, and every tenth card: so many that the cards meet every attack."""
    atlas, server = poisoned
    open_atlas(page, f"{server.url}/?basis=all")
    met: set[str] = set()
    facts = in_order(atlas, EVERYTHING, list(atlas.facts.facts))
    for first in range(0, len(facts), PAGE):
        if first:
            page.locator(".facts .pager button").last.click()
        shown = facts[first : first + PAGE]
        expect_facts(page, [fact.id for fact in shown])
        assert page.locator(".facts .rows .statement").all_text_contents() == [fact.statement for fact in shown]
        for fact in shown[::STEP]:
            # The first of the list may be open by itself.
            if not page.locator(f'.facts .card[data-fact="{fact.id}"]').count():
                page.locator(f'.facts .row[data-fact="{fact.id}"]').click()
            card = page.locator(f'.facts .card[data-fact="{fact.id}"]')
            expect(card.locator(".statement")).to_have_text(fact.statement)
            text = card.text_content() or ""
            assert [item for item in wanted(fact, atlas) if item not in text] == [], fact.id
            met |= {attack for attack in ATTACKS if attack in text}
    assert met == set(ATTACKS)
    expect_clean(page, server)


def test_sheets_steps_and_periods(poisoned: Poisoned, page: WatchedPage) -> None:
    """The sheets of islands and of a place that only has a name, a step of the walk, and a step of administration."""
    atlas, server = poisoned
    places, step, period = atlas.catalog.places, atlas.catalog.stories["p10"], atlas.catalog.periods["today"]
    heights = [height.note for height in places["chachadake"].heights if height.note]
    for query, texts in (
        ("place=habomai", [a.note for a in places["habomai"].published_areas if a.note]),
        ("place=chachadake", [places["chachadake"].names.en, *heights]),
        ("place=etorofu-iturup", [o.meaning for o in places["etorofu-iturup"].name_origins]),
        ("step=p10", [step.title, step.text]),
        ("period=today", [period.note, period.viewpoints[0].says]),
    ):
        open_atlas(page, f"{server.url}/?{query}", heading=not query.startswith("step"))
        for told in texts:
            assert told
            expect(page.get_by_text(told, exact=False).first).to_be_attached()
        expect_clean(page, server)


def test_callouts_labels_and_tooltips(poisoned: Poisoned, page: WatchedPage) -> None:
    atlas, server = poisoned
    frame = open_atlas(page, server.url)
    expect(frame.locator(".callout").first).to_be_attached()
    shown = in_map(page, "return [...A.store.lettering.callouts.values()].map((c) => c.made.textContent);")
    for place in ("vladivostok", "nagato", "four-islands"):
        assert any(atlas.catalog.places[place].names.en in text for text in shown), place
    tips = in_map(page, TIPS)
    assert len(tips) >= 8
    for place, text, elements in [*tips, *in_map(page, NAMES)]:
        # A long label breaks behind the stroke between its two names.
        assert atlas.catalog.places[place].names.en.replace(" / ", " /") in text.replace(" / ", " /")
        assert elements == 0
    expect_clean(page, server)


def test_cases_found_places_options_and_sources(poisoned: Poisoned, page: WatchedPage) -> None:
    atlas, server = poisoned
    open_atlas(page, server.url)
    page.locator(".st-key-cases button").click()
    told = page.get_by_role("dialog").locator(".cases")
    expect(told).to_be_attached()
    text = told.text_content() or ""
    points = [point for case in atlas.catalog.cases.values() for point in case.points]
    assert [part for point in points for part in (point.says, point.answer.says) if part not in text] == []
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    label = atlas.catalog.actors["putin"].names.en
    assert (pill(page, label.split()[0] + " ").text_content() or "").startswith(label)
    after_apply(page, lambda: pill(page, label.split()[0] + " ").click())
    page.get_by_role("button", name="Sources and method").click()
    source = atlas.catalog.sources["cnbc-2018-09-12"]
    expect(page.locator("ol.sources")).to_contain_text(source.title or source.publisher)
    page.keyboard.press("Escape")
    name = atlas.catalog.places["chachadake"].names.en
    open_atlas(page, f"{server.url}/?q={urllib.parse.quote(name)}")
    expect(page.locator(".st-key-found button").first).to_contain_text(name)
    expect_clean(page, server)


def test_pages_that_read_without_a_script(poisoned: Poisoned, page: WatchedPage) -> None:
    for path in ("facts", "places", "claims", "facts/p06-offer", "places/shikotan"):
        page.goto(f"{poisoned.server.url}/{path}")
        assert "window.hacked=1" in (page.locator("main").text_content() or "")
        assert page.evaluate("window.hacked") is None
    assert page.watch.errors == []


def test_pages_of_the_live_layers(poisoned: Poisoned, page: WatchedPage) -> None:
    page.goto(f"{poisoned.server.url}/ogc/collections/deployments/items")
    assert "<script>window.hacked=1</script>" in (page.locator("main").text_content() or "")
    assert page.evaluate("window.hacked") is None
    assert (page.watch.failed, page.watch.errors) == ([], [])


@pytest.mark.slow
def test_exports_hold_the_same_text(poisoned: Poisoned) -> None:
    atlas, server = poisoned
    for name, layer in atlas.layers.items():
        with urllib.request.urlopen(f"{server.url}/api/layers/{name}.geojson?basis=all") as answer:
            content = answer.read()
        assert content == documents.geojson(atlas, name, EVERYTHING).content
        features = json.loads(content)["features"]
        assert [feature["properties"]["name_en"] for feature in features] == list(layer.gdf["name_en"])
