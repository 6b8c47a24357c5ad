"""A reader's journeys, in a real browser on the real server with the shipped data."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from browsing import WatchedPage
from conftest import NewPage, StartServer
from journeys import (
    FRAME,
    after_apply,
    camera,
    expect_facts,
    facts,
    in_map,
    open_atlas,
    pill,
    settle,
    until,
    visible_features,
)
from playwright.sync_api import expect
from serving import Server

from geo.atlas import Atlas
from geo.atlas import open_atlas as read_atlas
from geo.export import documents
from geo.paths import ROOT
from geo.view.parameters import View

ISLANDS = ("etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai")


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return read_atlas(ROOT / "data")


def test_the_first_screen_tells_the_news(server: Server, page: WatchedPage, shipped: Atlas) -> None:
    frame = open_atlas(page, server.url)
    expect(page.locator(".facts .card .statement")).to_have_text(shipped.catalog.facts["p06-offer"].statement)
    assert camera(page)[2] == 7
    for name in ("Etorofu / Iturup", "Kunashiri / Kunashir", "Shikotan", "Habomai"):
        expect(frame.locator(".label-at b", has_text=name).first).to_be_visible()
    expect(frame.locator(".inset .pin")).to_have_count(3)
    assert [chip.inner_text() for chip in frame.locator(".chip").all()] == [
        "Four islands",
        "Vladivostok",
        "Nagato",
        "All",
    ]
    hidden = int((~shipped.mapped & shipped.facts.from_article).sum())
    expect(page.get_by_text(f"{hidden} of these 40 facts are not on the map")).to_be_visible()
    expect_facts(page, names_of(shipped, View()))


def test_the_readers_journey(server: Server, new_page: NewPage, shipped: Atlas, tmp_path: Path) -> None:
    """Filter to military, click an island, read its facts, choose a fact, see the map move, download, read the file."""
    page = new_page(reduced_motion="no-preference")
    open_atlas(page, server.url)
    after_apply(page, lambda: pill(page, "military").click())
    military = View(topic=("military",))
    wanted = {name: int(mask.sum()) for name, mask in shipped.select(military).features.items()}
    shown = visible_features(page)
    assert set(shown) >= {"islands", "deployments", "events", "lines"}
    assert shown == {name: wanted[name] for name in shown}
    expect(page).to_have_url(re.compile(r"\?topic=military$"))

    # A click on land, as a reader clicks: at a point of Kunashir on the screen.
    spot = in_map(page, "const p = A.store.map.latLngToContainerPoint([44.10, 145.86]); return [p.x, p.y];")
    box = page.locator(FRAME).bounding_box()
    assert box
    after_apply(page, lambda: page.mouse.click(box["x"] + spot[0], box["y"] + spot[1]))
    heading = page.locator(".facts .heading")
    expect(heading).to_contain_text("about")
    expect(heading.locator(".notice")).to_contain_text("names no single island")
    military_there = [
        ident for ident in names_of(shipped, military) if ident in shipped.facts_by_place["kunashiri-kunashir"]
    ]
    expect_facts(page, military_there)
    there = facts(page)
    group = {fact.id for fact in shipped.facts.facts if any(link.place == "four-islands" for link in fact.places)}
    assert there
    assert set(there) <= group
    assert all(shipped.catalog.facts[fact].topic == "military" for fact in there)

    after_apply(page, lambda: page.locator(".facts .close").click())
    start = camera(page)
    # A list that is narrowed down opens no card by itself.
    expect(page.locator(".facts .card")).to_have_count(0)
    after_apply(page, page.locator('.facts .row[data-fact="p05-first-military"]').click)
    expect(page.locator('.facts .card[data-fact="p05-first-military"]')).to_contain_text("¶ 5")
    deadline = time.monotonic() + 10
    while abs(camera(page)[1] - 131.87) > 0.5 and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    end = camera(page)
    assert abs(start[1] - end[1]) > 10
    assert abs(end[0] - 43.1) < 0.5
    assert in_map(page, "return A.store.ring.getLayers().length;") == 1

    page.get_by_role("button", name="Download layers").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Military claims and plans:").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.read_bytes() == documents.geojson(shipped, "deployments", military).content
    frame = gpd.read_file(path)
    assert set(frame["topic"]) == {"military"}
    assert len(frame) == int(shipped.select(military).features["deployments"].sum())


def names_of(atlas: Atlas, view: View) -> list[str]:
    """Return the facts that pass in the order of the list: the news first."""
    passing = [ident for ident, passes in zip(atlas.facts.ids, atlas.select(view).facts, strict=True) if passes]
    return sorted(passing, key=lambda ident: ident != atlas.lead)


def test_every_filter_and_a_download_stay_on_this_host(server: Server, page: WatchedPage, shipped: Atlas) -> None:
    """From opening the page, through every filter, to a download: no other host, nothing failed, no error."""
    open_atlas(page, server.url)
    for label in ("Islands", "history", "Vladimir Putin", "contradicted", "reported as fact", "Shinzo Abe"):
        after_apply(page, lambda label=label: pill(page, label).click())
        after_apply(page, lambda label=label: pill(page, label).click())
    search = page.get_by_label("Search")
    search.fill("Nagato")
    after_apply(page, lambda: search.press("Enter"))
    expect_facts(page, names_of(shipped, View(text="Nagato")))
    after_apply(page, lambda: page.get_by_role("button", name="Reset").click())
    expect(search).to_have_value("")
    after_apply(page, lambda: page.locator(".timeline .bin", has_text="1945").click())
    expect_facts(page, ["p10-seizure"])
    after_apply(page, lambda: page.locator(".timeline .clear").click())
    after_apply(page, lambda: page.locator(".timeline .only").click())
    expect_facts(page, names_of(shipped, View(undated="only")))
    after_apply(page, lambda: page.locator(".timeline .clear").click())
    page.get_by_role("button", name="Sources and method").click()
    expect(page.locator(".areas")).to_contain_text("Shikotan")
    page.keyboard.press("Escape")
    page.get_by_text("Table", exact=True).click()
    expect(page.locator(".facts table")).to_be_visible()
    page.get_by_role("button", name="Download layers").click()
    with page.expect_download():
        page.get_by_role("link", name="filtered").first.click()
    assert page.watch.other_hosts(server.origin) == []
    assert page.watch.failed == []
    assert page.watch.errors == []


def test_a_layer_and_all_layers_download_in_the_format_of_choice(
    server: Server, page: WatchedPage, shipped: Atlas, tmp_path: Path
) -> None:
    open_atlas(page, f"{server.url}/?topic=history")
    history = View(topic=("history",))
    page.get_by_role("button", name="Download layers").click()
    page.get_by_label("Format of a layer").click()
    page.get_by_role("option", name="KML").click()
    expect(page.get_by_text("For Google Earth")).to_be_visible()
    for button, name, ident, view in [
        ("Events:", "events", "kml", history),
        ("Zip of", None, "zip", history),
        ("features: GeoPackage", None, "gpkg", history),
    ]:
        with page.expect_download() as download:
            page.get_by_role("link", name=button).click()
        assert download.value.suggested_filename == f"{name or 'atlas'}.{ident}"
        download.value.save_as(tmp_path / "file")
        assert (tmp_path / "file").read_bytes() == documents.document(shipped, name, ident, view).content
    page.get_by_text(re.compile(r"^All \(\d+\)$")).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Islands: all,").click()
    download.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == documents.document(shipped, "islands", "kml", View(basis="all")).content
    expect(page).to_have_url(re.compile(r"\?topic=history$"))


def test_online_tiles_are_the_readers_choice_and_fall_back_to_the_land(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url)
    after_apply(page, lambda: page.get_by_text("Online tiles").click())
    asked = until(page, lambda: any("tile.openstreetmap.org" in url for url in page.watch.requests), True)
    assert asked, page.watch.requests
    settle(page)
    assert in_map(page, "return A.store.map.getPane('land').style.opacity;") in ("", "1")


def test_hover_names_both_sides_and_counts(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, server.url)
    spot = in_map(page, "const p = A.store.map.latLngToContainerPoint([45.03, 147.75]); return [p.x, p.y];")
    box = page.locator(FRAME).bounding_box()
    assert box
    page.mouse.move(box["x"] + spot[0], box["y"] + spot[1])
    tip = frame.locator(".atlas-tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(re.compile("Iturup|Northern Territories"))
    expect(tip).to_contain_text(re.compile(r"択捉島 · Итуруп|北方領土"))
    expect(tip).to_contain_text(re.compile(r"\d"))


def test_an_empty_result_says_what_to_loosen(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url + "/?topic=humanitarian&said_by=putin")
    expect(page.get_by_text("No facts match all of these filters.")).to_be_visible()
    after_apply(page, lambda: page.get_by_role("button", name=re.compile("^Remove Vladimir Putin to see")).click())
    expect_facts(page, ["p12-graves"])


def test_a_link_brings_its_view_and_back_restores_the_last(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url + "/?topic=military&fact=p11-base&topik=1")
    page.evaluate("(frame) => { window.first = document.querySelector(frame).contentDocument; }", FRAME)
    expect(page.locator('.facts .card[data-fact="p11-base"]')).to_be_visible()
    expect(page.get_by_text("topik")).to_be_visible()
    expect(pill(page, "military")).to_have_attribute("aria-pressed", "true")
    after_apply(page, lambda: pill(page, "history").click())
    expect(page).to_have_url(re.compile("topic=history,military|topic=history%2Cmilitary"))
    after_apply(page, page.go_back)
    # The notice above the map has gone, and the map is still the one that the link opened.
    expect(page.get_by_text("topik")).to_have_count(0)
    assert page.evaluate("(frame) => window.first === document.querySelector(frame).contentDocument", FRAME)
    expect(pill(page, "history")).to_have_attribute("aria-pressed", "false")
    expect(pill(page, "military")).to_have_attribute("aria-pressed", "true")


def test_a_brush_on_the_timeline_filters_and_a_filter_shows_on_it(
    server: Server, page: WatchedPage, shipped: Atlas
) -> None:
    open_atlas(page, server.url)
    first, last = (page.locator(f'.timeline .bin[data-bin="{i}"]').bounding_box() for i in (3, 7))
    assert first
    assert last
    page.locator(".timeline").scroll_into_view_if_needed()
    first, last = (page.locator(f'.timeline .bin[data-bin="{i}"]').bounding_box() for i in (3, 7))
    assert first
    assert last
    y = first["y"] + 40
    page.mouse.move(first["x"] + first["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, y, steps=5)
    after_apply(page, page.mouse.up)
    expect(page).to_have_url(re.compile(r"from=2016-01-01&to=2018-03-31&undated=drop$"))
    brushed = View(since=date(2016, 1, 1), until=date(2018, 3, 31), undated="drop")
    expect_facts(page, names_of(shipped, brushed))
    expect(page.locator(".timeline .range")).to_have_text("1 January 2016 – 31 March 2018")
    # The other way: dates from a link show as the band, and the keyboard can widen it.
    open_atlas(page, server.url + "/?from=1945&to=1945")
    expect(page.locator(".timeline .bin.on")).to_have_count(1)
    page.locator('.timeline .bin[data-bin="3"]').focus()
    after_apply(page, lambda: page.keyboard.press("Shift+Enter"))
    expect(page.locator(".timeline .bin.on")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"from=1945-01-01&to=2016-12-31"))


def test_quick_clicks_are_all_kept(server: Server, page: WatchedPage) -> None:
    """A click that leaves before the address of the click before it has arrived must not undo that one."""
    open_atlas(page, server.url)
    wanted = ["p02-potential", "p05-pen-deal", "p06-offer", "p10-request", "p11-base", "p12-visit"]
    for pause in (20, 100, 180):
        for fact in wanted:
            page.locator(f'.facts .row[data-fact="{fact}"]').click()
            page.wait_for_timeout(pause)
        expect(page.locator('.facts .card[data-fact="p12-visit"]')).to_be_visible()
        expect(page).to_have_url(re.compile("fact=p12-visit$"))
    for pause in (20, 100, 180):
        for label in ("military", "diplomacy", "history"):
            pill(page, label).click()
            page.wait_for_timeout(pause)
        expect(page).to_have_url(re.compile("topic=diplomacy(,|%2C)history(,|%2C)military"))
        after_apply(page, lambda: page.get_by_role("button", name="Reset").click())
        expect(page).to_have_url(re.compile("8?[0-9]/?$"))


def test_the_map_is_never_mounted_again(server: Server, new_page: NewPage) -> None:
    page = new_page(reduced_motion="no-preference")
    open_atlas(page, server.url)
    page.evaluate(
        """(frame) => { window.loads = 0; window.first = document.querySelector(frame);
        window.first.addEventListener('load', () => { window.loads += 1; }); }""",
        FRAME,
    )
    for label in ("military", "diplomacy", "The reporter", "Events", "Events", "The reporter", "diplomacy", "military"):
        after_apply(page, lambda label=label: pill(page, label).click())
    assert page.evaluate("(frame) => [window.loads, window.first === document.querySelector(frame)]", FRAME) == [
        0,
        True,
    ]


def test_on_a_phone_nothing_is_cut_off(server: Server, phone_page: WatchedPage) -> None:
    frame = open_atlas(phone_page, server.url)
    assert phone_page.evaluate("() => document.documentElement.scrollWidth") <= 390
    box = phone_page.locator(FRAME).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] < 844
    expect(frame.locator(".chip").first).to_be_visible()


def test_the_page_works_under_a_base_path(start_server: StartServer, page: WatchedPage) -> None:
    with start_server(base_path="under/here") as server:
        open_atlas(page, server.url)
        after_apply(page, lambda: pill(page, "military").click())
        assert page.watch.failed == []
        assert page.watch.errors == []


def test_every_document_of_the_page_has_security_headers(server: Server, page: WatchedPage) -> None:
    seen: dict[str, dict[str, str]] = {}
    page.on("response", lambda response: seen.update({response.url: response.headers}))
    open_atlas(page, server.url)
    served = {url: headers for url, headers in seen.items() if url.startswith(server.origin)}
    assert len(served) > 20
    for url, headers in served.items():
        assert headers.get("x-content-type-options") == "nosniff", url
        assert "frame-ancestors" in headers.get("content-security-policy", ""), url
        assert headers.get("referrer-policy"), url


@pytest.mark.parametrize("query", ["basis=all", "basis=all&topic=military"])
def test_badges_do_not_lie_on_each_other(query: str, server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, f"{server.url}/?{query}")
    boxes = frame.locator(".badge").evaluate_all(
        "(found) => found.map((badge) => badge.getBoundingClientRect()).map((b) => [b.left, b.top, b.right, b.bottom])"
    )
    assert len(boxes) >= 5
    shapes = [shapely.box(*box) for box in boxes]
    for number, shape in enumerate(shapes):
        assert not any(shape.buffer(-0.5).intersects(other) for other in shapes[:number])
