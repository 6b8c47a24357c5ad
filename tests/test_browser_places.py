"""Places by name in a real browser: which names stand where, that none lies on another text, and what a click and a search do."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import FRAME, after_apply, in_map, open_atlas, settle
from playwright.sync_api import expect
from serving import Server

pytestmark = pytest.mark.browser

HABOMAI = "lat=43.5&lon=146.1&zoom=9.5"
BOXES = """
    const kept = ".place .text, .label-at .names, .callout, .chips, .inset, .strip, .leaflet-control-zoom";
    return [...document.querySelectorAll(kept)].map((element) => {
        const at = element.getBoundingClientRect();
        const place = element.matches(".place .text");
        return { text: element.textContent, place, x0: at.left, y0: at.top, x1: at.right, y1: at.bottom };
    }).filter((box) => box.x1 > box.x0);
"""
SCREENS = [(390, 844, "dark"), (820, 1180, "light"), (1280, 800, "dark"), (1920, 1080, "light")]


def ids(page: WatchedPage) -> set[str]:
    """Return the places whose names stand on the map."""
    script = "const g = A.store.layers.get('places').ground; return [...g.drawn.keys()].map((i) => g.features[i].id);"
    return set(in_map(page, script))


def overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Tell whether two boxes lie on each other by more than the breadth of their halos."""
    wide, tall = min(a["x1"], b["x1"]) - max(a["x0"], b["x0"]), min(a["y1"], b["y1"]) - max(a["y0"], b["y0"])
    return bool(wide > 2 and tall > 2)


def test_names_come_by_rank_and_islets_one_by_one(server: Server, page: WatchedPage) -> None:
    open_atlas(page, f"{server.url}/?lat=44.5&lon=147.05&zoom=7")
    settle(page)
    ranks = in_map(
        page,
        """const g = A.store.layers.get('places').ground;
        return [...g.drawn.keys()].map((i) => g.features[i].properties.label_rank);""",
    )
    assert set(ranks) <= {1}
    # On a map that is as high as it is on a large screen each has room.
    page.set_viewport_size({"width": 1600, "height": 1200})
    open_atlas(page, f"{server.url}/?{HABOMAI}")
    settle(page)
    assert {"shibotsu-zelyony", "taraku-polonskogo", "nemuro"} <= ids(page)


@pytest.mark.parametrize(("width", "height", "theme"), SCREENS)
def test_no_name_lies_on_another_text(server: Server, new_page: NewPage, width: int, height: int, theme: str) -> None:
    page = new_page(viewport={"width": width, "height": height}, color_scheme=theme)
    written = 0
    for query in (HABOMAI, "basis=all&lat=44.2&lon=146.3&zoom=8", "lat=45&lon=147.8&zoom=8.5"):
        open_atlas(page, f"{server.url}/?{query}")
        settle(page)
        boxes = in_map(page, BOXES)
        written += sum(box["place"] for box in boxes)
        found = [
            (one["text"], other["text"])
            for one, other in itertools.combinations(boxes, 2)
            if (one["place"] or other["place"]) and overlap(one, other)
        ]
        assert found == [], query
    # On a phone the badges of other sources leave no room for names of places.
    assert written > 0
    assert page.watch.errors == []


def test_a_click_on_a_name_or_an_islet_opens_its_sheet(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, f"{server.url}/?{HABOMAI}")
    settle(page)
    after_apply(page, frame.locator(".place.city .text", has_text="Nemuro").first.click)
    expect(page).to_have_url(re.compile("place=nemuro"))
    expect(page.locator(".facts .heading")).to_contain_text("Nemuro")
    open_atlas(page, f"{server.url}/?{HABOMAI}")
    settle(page)
    at = in_map(
        page,
        """const g = A.store.layers.get('places').ground, i = g.features.findIndex((f) => f.id === 'shibotsu-zelyony');
        const c = A.bounds(g.features[i].geometry).getCenter(), p = A.store.map.latLngToContainerPoint(c); return [p.x, p.y];""",
    )
    box = page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert box
    after_apply(page, lambda: page.mouse.click(box["x"] + at[0], box["y"] + at[1]))
    expect(page).to_have_url(re.compile("place=shibotsu-zelyony"))
    sheet = page.locator(".facts")
    expect(sheet).to_contain_text("志発島")
    expect(sheet).to_contain_text("Зелёный")
    expect(sheet).to_contain_text("Distance to Hokkaido: 25 km")
    expect(sheet).to_contain_text("The article names no single island")


def test_a_search_offers_a_place_and_brings_the_map_there(server: Server, page: WatchedPage) -> None:
    open_atlas(page, f"{server.url}/?q=Тятя")
    button = page.get_by_role("button", name="Chachadake / Tyatya (peak)")
    expect(button).to_be_visible()
    after_apply(page, button.click)
    expect(page).to_have_url(re.compile("place=chachadake"))
    expect(page.locator(".facts")).to_contain_text("Height: 1,822 m")
    page.wait_for_function(
        """(frame) => {
            const { lat, lng } = document.querySelector(frame).contentWindow.Atlas.store.map.getCenter();
            return Math.abs(lat - 44.353) < 0.05 && Math.abs(lng - 146.252) < 0.05;
        }""",
        arg=FRAME,
    )


def test_both_cases_are_one_click_from_the_first_screen(server: Server, new_page: NewPage) -> None:
    for touch, width, height in ((True, 390, 844), (False, 390, 844), (False, 1280, 800)):
        page = new_page(viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch)
        open_atlas(page, server.url)
        button = page.get_by_role("button", name="Japan says / Russia says")
        at = button.bounding_box()
        assert at
        assert at["y"] + at["height"] <= height
        button.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator(".cases section")).to_have_count(2)
        for section in dialog.locator(".cases section").all():
            expect(section.locator("li")).to_have_count(5)
            expect(section.locator(".answer")).to_have_count(5)
        points = dialog.locator(".cases li")
        assert all(points.nth(i).locator("a[target=_blank]").count() >= 2 for i in range(points.count()))
        wide = dialog.evaluate("(box) => box.scrollWidth - box.clientWidth")
        assert wide <= 0
        page.close()
