"""Hostile strings in every text field show as the same text, wherever a reader meets them, and run nowhere."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

from browsing import WatchedPage
from conftest import StartServer
from hostile import poison
from journeys import after_apply, in_map, open_atlas, pill
from playwright.sync_api import expect

from geo.atlas import Atlas
from geo.catalog import read_catalog
from geo.view import EVERYTHING


def test_hostile_strings_stay_text(start_server: StartServer, page: WatchedPage, tmp_path: Path) -> None:
    folder, _ = poison(tmp_path / "data")
    atlas = Atlas(read_catalog(folder))
    with start_server(data_dir=folder) as server:
        frame = open_atlas(page, f"{server.url}/?basis=all")

        # Every row of the list, a page of fifty after the other, and the card of every fact.
        for position, fact in enumerate(atlas.facts.facts):
            if position and position % 50 == 0:
                page.locator(".facts .pager button").last.click()
            row = page.locator(f'.facts .row[data-fact="{fact.id}"]')
            expect(row.locator(".statement")).to_have_text(fact.statement)
            row.click()
            card = page.locator(f'.facts .card[data-fact="{fact.id}"]')
            expect(card.locator(".statement")).to_have_text(fact.statement)
            text = card.text_content() or ""
            names = [atlas.catalog.places[link.place].names for link in fact.places]
            wanted = [
                fact.note,
                fact.date_note,
                fact.chains_note,
                fact.citations[0].anchor,
                atlas.catalog.actors[fact.said_by].names.en,
            ]
            wanted += [name for place in names for name in (place.en, place.ja, place.ru)]
            wanted += [other.statement for other, _, _ in atlas.heard.get(fact.id, [])]
            for item in filter(None, wanted):
                assert item in text, (fact.id, item)

        # The sheet of an island, a step of the walk, and a step of administration.
        for query, texts in (
            ("place=habomai", [a.note for a in atlas.catalog.places["habomai"].published_areas if a.note]),
            ("place=etorofu-iturup", [o.meaning for o in atlas.catalog.places["etorofu-iturup"].name_origins]),
            ("step=p10", [atlas.catalog.stories["p10"].title, atlas.catalog.stories["p10"].text]),
            ("period=today", [atlas.catalog.periods["today"].note, atlas.catalog.periods["today"].viewpoints[0].says]),
        ):
            frame = open_atlas(page, f"{server.url}/?{query}", heading=not query.startswith("step"))
            for told in texts:
                assert told
                expect(page.get_by_text(told, exact=False).first).to_be_attached()
        frame = open_atlas(page, server.url)

        # Every callout, label and tooltip of the map.
        expect(frame.locator(".callout").first).to_be_attached()
        shown = in_map(page, "return [...A.store.lettering.callouts.values()].map((c) => c.getElement().textContent);")
        for place in ("vladivostok", "nagato", "four-islands"):
            assert any(atlas.catalog.places[place].names.en in text for text in shown), place
        tips = in_map(
            page,
            """return [...A.store.layers.values()].flatMap((l) => l.marks).map((m) => [
                 m.place, m.tooltip().textContent, m.tooltip().querySelectorAll('script, img, svg[onload]').length]);""",
        )
        assert len(tips) >= 8
        for place, text, elements in tips:
            assert atlas.catalog.places[place].names.en in text
            assert elements == 0

        # The sidebar's options, the table, sources and method, and an empty result.
        label = atlas.catalog.actors["putin"].names.en
        assert (pill(page, label.split()[0] + " ").text_content() or "").startswith(label)
        after_apply(page, lambda: pill(page, label.split()[0] + " ").click())
        page.get_by_role("button", name="Sources and method").click()
        source = atlas.catalog.sources["cnbc-2018-09-12"]
        expect(page.locator("ol.sources")).to_contain_text(source.title or source.publisher)
        page.keyboard.press("Escape")

        # The exports hold the same text.
        for name, layer in atlas.layers.items():
            with urllib.request.urlopen(f"{server.url}/api/layers/{name}.geojson?basis=all") as answer:
                content = answer.read()
            assert content == atlas.geojson(name, EVERYTHING).content
            features = json.loads(content)["features"]
            assert [feature["properties"]["name_en"] for feature in features] == list(layer.frame["name_en"])

        assert page.evaluate("() => window.hacked") is None
        assert in_map(page, "return window.hacked === undefined;") is True
        assert page.watch.other_hosts(server.origin) == []
        assert page.watch.errors == []
