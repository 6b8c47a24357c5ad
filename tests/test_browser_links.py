"""Links: a view of many filters opens the same in a fresh browser, Back restores, and a map stands alone in a frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage, StartServer
from journeys import (
    FRAME,
    after_apply,
    camera,
    close_panel,
    expect_facts,
    facts,
    in_map,
    open_atlas,
    pill,
    settle,
    visible_features,
)
from playwright.sync_api import expect
from serving import Server

from geo.atlas import atlas


@dataclass(frozen=True, eq=False)
class Camera:
    """Where a map looks. It is another's equal within a quarter of a pixel at zoom 7: an address holds four decimals."""

    lat: float
    lon: float
    zoom: float

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Camera):
            return NotImplemented
        return max(abs(self.lat - other.lat), abs(self.lon - other.lon)) <= 0.002 and self.zoom == other.zoom

    __hash__ = None  # type: ignore[assignment]


def shown(page: WatchedPage) -> dict[str, Any]:
    """Return what a reader sees: the facts, the open card, the layers, the place that is marked and the camera."""
    return {
        "facts": facts(page),
        "card": [card.get_attribute("data-fact") for card in page.locator(".facts .card").all()],
        "features": visible_features(page),
        "marked": in_map(page, "return A.state.marked;"),
        "lines": in_map(page, "return [...A.store.layers.get('lines').ground.drawn.keys()];"),
        "camera": Camera(*camera(page)),
    }


FREE = """(frame) => {
    const map = document.querySelector(frame).contentDocument, { clientWidth, clientHeight } = map.documentElement;
    for (let y = clientHeight - 130; y > 90; y -= 20) {
        for (let x = 260; x < clientWidth - 120; x += 20) {
            const at = map.elementFromPoint(x, y), far = map.elementFromPoint(x + 60, y - 40);
            if (![at, far].some((one) => one.closest("button, a, .strip, .leaflet-control, .callout"))) return [x, y];
        }
    }
    throw new Error("no free spot");
}"""
"""Finds a spot of the map from which it can be dragged: no button lies there or where the drag ends."""


def pan(page: WatchedPage) -> None:
    """Drag the map by a spot where nothing else is, as a reader does, and wait until the address holds the new camera."""
    # A row that was clicked before may have brought the list up and the map out of sight.
    page.locator(FRAME).scroll_into_view_if_needed()
    box = page.locator(FRAME).bounding_box()
    assert box
    free = page.evaluate(FREE, FRAME)
    x, y = box["x"] + free[0], box["y"] + free[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile("lat=.*lon=.*zoom="))


def test_ten_choices_make_a_link_that_opens_the_same_elsewhere(
    server: Server, page: WatchedPage, new_page: NewPage
) -> None:
    open_atlas(page, server.url)
    after_apply(page, lambda: page.get_by_text("With other sources", exact=True).click())
    for label in (
        "military",
        "diplomacy",
        "history",
        "Published sources",
        "The reporter",
        "one independent",
        "several independent",
    ):
        after_apply(page, lambda label=label: pill(page, label).click())
    after_apply(page, lambda: page.get_by_role("radio", name="Japan", exact=True).click())
    after_apply(page, lambda: page.get_by_text("12-nautical-mile waters", exact=True).click())
    search = page.get_by_label("Search")
    search.fill("island")
    after_apply(page, lambda: search.press("Enter"))
    after_apply(page, lambda: page.locator(".facts .row").nth(1).click())
    settle(page)
    pan(page)
    before = shown(page)
    link = page.url
    for part in ("basis=all", "topic=", "said_by=", "evidence=", "claims=japan", "overlay=waters", "q=island", "fact="):
        assert part in link.replace("%2C", ",")
    other = new_page()
    open_atlas(other, link)
    settle(other)
    settle(page)
    after = shown(other)
    assert after == before
    assert other.url == link
    assert other.watch.errors == []


def test_back_restores_view_and_camera(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url)
    pan(page)
    first = shown(page)
    after_apply(page, lambda: pill(page, "military").click())
    expect(page).to_have_url(re.compile("topic=military"))
    expect(page.locator(".facts .card")).to_have_count(0)
    after_apply(page, page.locator('.facts .row[data-fact="p05-first-military"]').click)
    settle(page)
    assert camera(page)[1] < 140
    after_apply(page, page.go_back)
    expect(pill(page, "military")).to_have_attribute("aria-pressed", "true")
    after_apply(page, page.go_back)
    expect(pill(page, "military")).to_have_attribute("aria-pressed", "false")
    expect_facts(page, first["facts"])
    assert shown(page) == first


def test_the_walk_turns_by_keyboard_and_by_link(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url + "/?step=p11", heading=False)
    story = page.locator(".story")
    expect(story.locator("h3")).to_contain_text("¶ 11")
    story.focus()
    after_apply(page, lambda: page.keyboard.press("ArrowRight"))
    expect(story.locator("h3")).to_contain_text("¶ 12")
    expect(page).to_have_url(re.compile("step=p12$"))
    settle(page)
    assert "nagato" in in_map(page, "return A.state.marked;")
    after_apply(page, lambda: page.keyboard.press("ArrowLeft"))
    expect(story.locator("h3")).to_contain_text("¶ 11")
    after_apply(page, story.get_by_role("button", name="Open the fact").first.click)
    expect(page.locator(".facts .card")).to_be_visible()
    expect(page).to_have_url(re.compile("fact=p11-"))


@pytest.mark.parametrize(
    ("claims", "first", "lines"),
    [
        ("both", "Etorofu / Iturup", ["etorofu-urup-median", "hokkaido-islands-median"]),
        ("administered", "Etorofu / Iturup", ["hokkaido-islands-median"]),
        ("japan", "Etorofu / Iturup", ["etorofu-urup-median"]),
        ("russia", "Iturup / Etorofu", ["hokkaido-islands-median"]),
    ],
)
def test_a_position_changes_lines_and_names_and_no_fact(
    server: Server, page: WatchedPage, claims: str, first: str, lines: list[str]
) -> None:
    frame = open_atlas(page, f"{server.url}/?claims={claims}")
    expect(frame.locator(".label-at b", has_text="Iturup").first).to_have_text(first)
    drawn = in_map(
        page, "const g = A.store.layers.get('lines').ground; return [...g.drawn.keys()].map((i) => g.features[i].id);"
    )
    assert sorted(drawn) == lines
    dashes = in_map(
        page,
        """const g = A.store.layers.get('lines').ground;
        return [...g.drawn.values()].map((d) => d.shape.getLayers()[0].options.dashArray);""",
    )
    # Control is a whole line, a claim a broken one, whoever claims.
    assert set(dashes) == ({None} if claims == "administered" else {"10 6"})
    assert len(facts(page)) == int(atlas().facts.from_article.sum())
    unsettled = (
        "return [...(A.store.layers.get('administration') || {ground: {drawn: new Map()}}).ground.drawn.values()]"
    )
    if claims == "japan":
        page.wait_for_function(
            "(frame) => document.querySelector(frame).contentWindow.Atlas.store.layers.has('administration')", arg=FRAME
        )
        assert in_map(page, unsettled + ".map((d) => d.symbol + ' ' + d.name);") == ["undetermined Japan"] * 2
    else:
        assert in_map(page, unsettled + ".length;") == 0


def test_who_administered_what_moves_by_the_keyboard(server: Server, page: WatchedPage) -> None:
    open_atlas(page, f"{server.url}/?period=from-1875")
    held = """const g = A.store.layers.get('administration').ground;
        const place = (i) => g.features[i].properties.place;
        return Object.fromEntries([...g.drawn.entries()].map(([i, d]) => [place(i), d.symbol + ' ' + d.name]));"""
    settle(page)
    japan, russia = (f"{strokes} {name}" for strokes, name in (("held-along", "Japan"), ("held-across", "Russia")))
    assert in_map(page, held) == {
        "four-islands": japan,
        "urup-to-shumshu": japan,
        "sakhalin-south": russia,
        "sakhalin-north": russia,
    }
    page.get_by_role("radio", name="1905", exact=True).focus()
    after_apply(page, lambda: page.keyboard.press("Enter"))
    expect(page).to_have_url(re.compile("period=from-1905"))
    assert in_map(page, held)["sakhalin-south"] == japan
    expect(page.locator(".period")).to_contain_text("Old Style")


def test_a_map_in_another_sites_frame_needs_the_setting(start_server: StartServer, page: WatchedPage) -> None:
    with start_server(extra_env={"ATLAS_FRAME_ANCESTORS": "http://127.0.0.1:8999"}) as allowed:
        answer = page.request.get(f"{allowed.url}/?embed=true")
        assert "frame-ancestors 'self' http://127.0.0.1:8999" in answer.headers["content-security-policy"]
        assert "x-frame-options" not in answer.headers
        frame = open_atlas_alone(page, f"{allowed.url}/?embed=true&place=shikotan")
        expect(frame.locator(".credit")).to_be_visible()
        expect(page.locator("[data-testid=stSidebar]")).to_have_count(0)
        expect(page.get_by_text("Open the full page")).to_have_attribute("href", "?place=shikotan")
        assert page.watch.other_hosts(allowed.origin) == []
        assert page.watch.errors == []


def open_atlas_alone(page: WatchedPage, url: str) -> Any:
    """Open the embedded page and wait until its map shows its data."""
    page.goto(url)
    frame = page.frame_locator(FRAME)
    frame.locator(".atlas[data-ready=yes]").wait_for(timeout=60_000)
    return frame


@pytest.mark.slow
def test_a_wrong_setting_stops_the_start_with_its_name(start_server: StartServer) -> None:
    with pytest.raises(RuntimeError, match="ATLAS_FRAME_ANCESTORS: 'nonsense;' is no origin"):
        start_server(extra_env={"ATLAS_FRAME_ANCESTORS": "nonsense;"})


def test_each_fact_and_place_has_a_link_and_a_button_that_copies_it(server: Server, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_atlas(page, f"{server.url}/?place=shikotan")
    page.locator(".facts .heading .copy").click()
    expect(page.locator(".facts .heading .copy")).to_have_text("Copied")
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{server.url}/?place=shikotan"
    open_atlas(page, f"{server.url}/?place=shikotan&fact=p11-base")
    card = page.locator(".facts .card")
    card.locator(".copy").click()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    ident = card.get_attribute("data-fact")
    assert copied == f"{server.url}/?fact={ident}&place=shikotan"
    open_atlas(page, copied)
    expect(page.locator(f'.facts .card[data-fact="{ident}"]')).to_be_visible()
    page.get_by_role("button", name="Share and cite").click()
    page.locator(".share .copy").first.click()
    assert page.evaluate("() => navigator.clipboard.readText()") == page.url
    expect(page.locator(".share textarea").last).to_have_value(re.compile(r"data version [0-9a-f]{16}"))


def test_a_panel_opens_with_the_present_camera_and_keeps_what_was_chosen(server: Server, page: WatchedPage) -> None:
    """A panel is filled when it opens, by a rerun of itself alone: the map moved since the last run of the page."""
    open_atlas(page, server.url)
    before = int(page.frame_locator(FRAME).locator(".atlas").get_attribute("data-applied") or 0)
    expect(page.get_by_text("PNG", exact=True)).to_have_count(0)
    pan(page)
    picture = page.get_by_role("button", name="Picture for print")
    picture.click()
    address = page.locator("[data-testid=stPopoverBody] code")
    expect(address).to_contain_text(re.compile(r"size=a4.*lat=.*lon=.*zoom="))
    seen, given = (re.findall(r"(?:lat|lon|zoom)=([\d.]+)", text) for text in (page.url, address.inner_text()))
    assert [float(number) for number in given] == [float(number) for number in seen]
    page.get_by_text("Square", exact=True).click()
    expect(address).to_contain_text("size=square")
    assert int(page.frame_locator(FRAME).locator(".atlas").get_attribute("data-applied") or 0) == before
    close_panel(page)
    expect(address).to_have_count(0)
    after_apply(page, lambda: pill(page, "military").click())
    # A second move, after an act whose address Streamlit has written: it knows no more of the camera than that.
    pan(page)
    picture.click()
    expect(address).to_contain_text(re.compile("size=square.*topic=military"))
    for name, value in re.findall(r"(lat|lon|zoom)=([\d.]+)", str(page.evaluate("location.href"))):
        expect(address).to_contain_text(re.compile(f"{name}={value}"))
    close_panel(page)
    expect(address).to_have_count(0)
    page.go_back()
    expect(page).not_to_have_url(re.compile("topic="))
    expect(pill(page, "military")).to_have_attribute("aria-pressed", "false")
