"""The page of one file, opened from a disk in a browser without a network: it asks for nothing, and all of it works."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browsing import PHONE, WatchedPage
from conftest import NewPage
from hostile import poison
from playwright.sync_api import expect

from geo.atlas import Atlas, open_atlas
from geo.paths import ROOT
from geo.records.catalog import read_catalog
from geo.view.parameters import DEFAULT, EVERYTHING, View
from onefile import one_file

SHIPPED = open_atlas(ROOT / "data")


def open_file(
    make: NewPage, folder: Path, atlas: Atlas = SHIPPED, view: View = EVERYTHING, **options: Any
) -> WatchedPage:
    """Write the page to a folder and open it there, with the network off."""
    path = folder / "atlas.html"
    path.write_bytes(one_file(atlas, view))
    page = make(**options)
    page.context.set_offline(True)
    page.goto(path.as_uri())
    page.locator(".atlas[data-ready=yes]").wait_for()
    return page


def assert_quiet(page: WatchedPage, folder: Path) -> None:
    """Hold that the page asked for itself alone, and that nothing went wrong."""
    assert [url.partition("#")[0] for url in page.watch.requests] == [(folder / "atlas.html").as_uri()]
    assert page.watch.failed == []
    assert page.watch.errors == []


def bits(page: WatchedPage) -> dict[str, int]:
    """Return how many features of each layer pass on the map."""
    script = "[...Atlas.store.layers.values()].map((l) => [l.look.id, l.bits.reduce((sum, bit) => sum + bit, 0)])"
    return dict(page.evaluate(script))


def click_on(page: WatchedPage, place: str, lat: float, lon: float) -> None:
    """Click on the map where a place is drawn."""
    at = page.evaluate(
        "([lat, lon]) => { const p = Atlas.store.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }",
        [lat, lon],
    )
    page.locator(".atlas").click(position={"x": at[0], "y": at[1]})
    expect(page.locator(".facts .heading h2")).to_contain_text(SHIPPED.catalog.places[place].names.en)


def test_the_page_opens_with_no_network(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path)
    assert page.locator(".leaflet-marks-pane path").count() > 5
    assert page.locator(".leaflet-islands-pane path").count() >= 4
    assert page.locator(".leaflet-context-pane path").count() > 0
    assert page.locator(".leaflet-lines-pane path").count() > 0
    expect(page.locator(".legend .row").first).to_be_visible()
    expect(page.locator(".credit a")).to_contain_text("OpenStreetMap")
    expect(page.locator("footer")).to_contain_text(SHIPPED.hash)
    expect(page.locator(".facts .row")).to_have_count(50)
    assert_quiet(page, tmp_path)


def test_a_click_on_an_island_lists_its_facts(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path)
    click_on(page, "shikotan", 43.80, 146.74)
    there = SHIPPED.facts_by_place["shikotan"]
    shown = [row.get_attribute("data-fact") for row in page.locator(".facts .row").all()]
    assert shown == list(there)[:50]
    expect(page.locator(".facts .sheet")).to_contain_text("Area, islets included")
    page.get_by_role("button", name="Show all", exact=True).click()
    expect(page.locator(".facts .row")).to_have_count(50)
    # A callout is a button: it leads to the facts of its place.
    page.locator(".callout").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".facts .heading .close")).to_be_visible()
    assert_quiet(page, tmp_path)


WHEN_READY = """new MutationObserver((_, watch) => {
    const map = document.querySelector('.atlas[data-ready=yes]');
    if (!map) return;
    watch.disconnect();
    window.whenReady = { box: map.getBoundingClientRect().toJSON(), faces: [...document.fonts].map((f) => f.status) };
}).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-ready'] });"""


def test_the_map_stands_still_once_it_is_ready(new_page: NewPage, tmp_path: Path) -> None:
    """The typeface is there before the map: one that came later moved the map by a row, and a click met the sea."""
    page = new_page(fresh=True)
    page.add_init_script(WHEN_READY)
    path = tmp_path / "atlas.html"
    path.write_bytes(one_file(SHIPPED, EVERYTHING))
    page.goto(path.as_uri())
    page.wait_for_function("window.whenReady")
    page.wait_for_timeout(1000)
    ready = page.evaluate("window.whenReady")
    assert set(ready["faces"]) == {"loaded"}
    assert ready["box"] == page.evaluate("document.querySelector('.atlas').getBoundingClientRect().toJSON()")


def test_a_tooltip_tells_what_is_there(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path)
    at = page.evaluate(
        "(() => { const p = Atlas.store.map.latLngToContainerPoint([43.80, 146.74]); return [p.x, p.y]; })()"
    )
    box = page.locator(".atlas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + at[0], box["y"] + at[1])
    expect(page.locator(".atlas-tip")).to_contain_text("Shikotan")
    assert_quiet(page, tmp_path)


def test_no_name_lies_under_the_inset(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path)
    inset = page.locator(".inset").bounding_box()
    assert inset is not None
    names = page.locator(".island:visible")
    assert names.count() >= 4
    for name in names.all():
        box = name.bounding_box()
        assert box is not None
        clear = box["x"] > inset["x"] + inset["width"] or box["y"] > inset["y"] + inset["height"]
        assert clear or box["y"] + box["height"] < inset["y"]


def test_a_search_narrows_list_and_map(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path)
    before = bits(page)
    page.get_by_label("Search").fill("vladivostok treaty")
    view = View(basis="all", text="vladivostok treaty")
    wanted = int(SHIPPED.select(view).facts.sum())
    assert 0 < wanted < 50
    expect(page.locator(".facts .row")).to_have_count(wanted)
    expect(page.get_by_role("status")).to_have_text(f"{wanted} facts found")
    after = bits(page)
    assert after["events"] == int(SHIPPED.select(view).features["events"].sum()) < before["events"]
    page.get_by_label("Search").fill("xyzzy")
    expect(page.locator(".none")).to_be_visible()
    expect(page.locator(".facts .row")).to_have_count(0)
    assert_quiet(page, tmp_path)


def test_the_switches_do_as_the_dashboards(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path)
    features = SHIPPED.select(EVERYTHING).features
    assert {name: count for name, count in bits(page).items() if count} == {
        name: int(features[name].sum()) for name in ("lines", "islands", "deployments", "events", "places")
    }
    page.get_by_role("button", name="Article only", exact=True).click()
    expect(page.locator(".facts .row")).to_have_count(int(SHIPPED.select(DEFAULT).facts.sum()))
    assert page.locator(".leaflet-context-pane path").count() == 0
    assert bits(page)["deployments"] == int(SHIPPED.select(DEFAULT).features["deployments"].sum())
    page.get_by_role("button", name="With other sources", exact=True).click()
    assert page.locator(".leaflet-context-pane path").count() > 0
    page.get_by_role("button", name="Events", exact=True).click()
    assert bits(page)["events"] == 0
    page.get_by_role("button", name="12-nautical-mile waters", exact=True).click()
    expect(page.locator(".leaflet-waters-pane path")).to_have_count(1)
    page.get_by_label("Control over time").select_option("today")
    expect(page.locator(".atlas.of-period .leaflet-units-pane path").first).to_be_attached()
    today = SHIPPED.catalog.periods["today"]
    # The page's policy forbids wait_for_function, which evaluates text in the page.
    held = "Atlas.store.map.getBounds().contains(Atlas.store.boundsOf(Atlas.state.places))"
    for _ in range(50):
        if page.evaluate(held):
            break
        page.wait_for_timeout(100)
    assert page.evaluate(held)
    for text in (today.title, *(view.says for view in today.viewpoints)):
        expect(page.locator(".told")).to_contain_text(text)
    assert_quiet(page, tmp_path)


def test_a_card_leads_on_and_its_link_opens_it(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path)
    card = page.locator(".facts .card")
    assert card.get_attribute("data-fact") == SHIPPED.lead
    card.get_by_role("button", name="Open").first.click()
    other = card.get_attribute("data-fact")
    assert other != SHIPPED.lead
    assert page.url.endswith(f"#fact={other}")
    page.go_back()
    expect(card).to_have_attribute("data-fact", SHIPPED.lead or "")
    assert card.locator("a[href^=http]").first.get_attribute("rel") == "noopener noreferrer"


def test_the_articles_file_has_no_switch_to_what_it_does_not_hold(new_page: NewPage, tmp_path: Path) -> None:
    page = open_file(new_page, tmp_path, view=DEFAULT)
    expect(page.get_by_role("button", name="With other sources", exact=True)).to_have_count(0)
    expect(page.locator(".facts .row")).to_have_count(int(SHIPPED.select(DEFAULT).facts.sum()))
    assert_quiet(page, tmp_path)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_sees_the_islands_first_and_no_sideways_scroll(new_page: NewPage, tmp_path: Path, scheme: str) -> None:
    phone: dict[str, Any] = PHONE
    page = open_file(new_page, tmp_path, color_scheme=scheme, **phone)
    expect(page.locator(".atlas")).to_have_attribute("data-theme", scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    islands = page.evaluate("Atlas.store.boundsOf(Atlas.state.bookmarks[0][1]).toBBoxString()")
    west, south, east, north = (float(part) for part in islands.split(","))
    seen = page.evaluate("Atlas.store.map.getBounds().toBBoxString()")
    left, bottom, right, top = (float(part) for part in seen.split(","))
    assert (left <= west, bottom <= south, right >= east, top >= north) == (True,) * 4
    assert_quiet(page, tmp_path)


def test_hostile_data_stay_text(new_page: NewPage, tmp_path: Path) -> None:
    folder, _ = poison(tmp_path / "data")
    atlas = Atlas(read_catalog(folder))
    page = open_file(new_page, tmp_path, atlas)
    for fact in atlas.facts.facts[:60]:
        page.evaluate("(id) => { location.hash = 'fact=' + id; }", fact.id)
        card = page.locator(f'.facts .card[data-fact="{fact.id}"]')
        expect(card.locator(".statement")).to_have_text(fact.statement)
    texts = page.evaluate("[...Atlas.store.lettering.callouts.values()].map((c) => c.made.textContent)")
    assert any(atlas.catalog.places["four-islands"].names.en in text for text in texts)
    page.evaluate("(place) => Atlas.pick(place)", "habomai")
    expect(page.locator(".facts .heading h2")).to_contain_text(atlas.catalog.places["habomai"].names.en)
    page.get_by_label("Control over time").select_option("today")
    expect(page.locator(".told b")).to_have_text(atlas.catalog.periods["today"].title)
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main script, [onload], [onerror]").count() == 0
    assert json.loads(page.locator("#content").text_content() or "")["data"] == atlas.hash
    assert_quiet(page, tmp_path)
