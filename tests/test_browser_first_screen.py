"""What a stranger does first: press what is on the map and above it, at several widths, by mouse and by finger."""

from __future__ import annotations

import re
from typing import Any

import pytest
from browsing import PHONE, WatchedPage
from conftest import NewPage
from journeys import after_apply, in_map, open_atlas, open_menu, pill
from playwright.sync_api import expect
from serving import Server

pytestmark = pytest.mark.browser

SCREENS = {True: [(360, 740), (390, 844), (820, 1180)], False: [(1280, 800), (1920, 1080)]}
"""By whether a finger presses."""

# Buttons of the map at whose middle lies something else: what looks like a control and is none.
DEAD = """return [...document.querySelectorAll('.atlas button, .atlas a')].map((node) => {
    const { left, right, top, bottom, width } = node.getBoundingClientRect();
    if (!width || node.matches('.inset *, .leaflet-disabled') || getComputedStyle(node).visibility === 'hidden') return null;
    const met = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return met === node || node.contains(met) ? null : node.textContent;
}).filter((text) => text !== null);"""
# Places of the buttons that lie out of the map, or under what stands on it.
HIDDEN = """const on = [...document.querySelectorAll('.inset, .chips, .credit, .leaflet-control-zoom, .strip')]
    .map((node) => node.getBoundingClientRect()).filter(({ width }) => width);
return A.state.bookmarks.flatMap(([, places]) => places).filter((place) => {
    const { x, y } = A.store.map.latLngToContainerPoint(A.store.boundsOf([place]).getCenter());
    const { x: wide, y: tall } = A.store.map.getSize();
    return x < 0 || y < 0 || x > wide || y > tall
        || on.some(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom);
});"""


def opened(new_page: NewPage, touch: bool) -> WatchedPage:
    """Return a page of the first of the sizes."""
    width, height = SCREENS[touch][0]
    return new_page(viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch)


def left(page: WatchedPage, script: str) -> Any:
    """Return what a script still finds once the map has taken its size and has placed its texts."""
    found = in_map(page, script)
    for _ in range(20):
        if not found:
            break
        page.wait_for_timeout(250)
        found = in_map(page, script)
    return found


@pytest.mark.parametrize("touch", SCREENS)
@pytest.mark.parametrize("query", ["", "?basis=all", "?lat=43.5&lon=146.1&zoom=9.5", "?period=today"])
def test_every_button_of_the_map_can_be_pressed(server: Server, new_page: NewPage, query: str, touch: bool) -> None:
    page = opened(new_page, touch)
    open_atlas(page, f"{server.url}/{query}")
    for width, height in SCREENS[touch]:
        page.set_viewport_size({"width": width, "height": height})
        assert left(page, DEAD) == [], width


@pytest.mark.parametrize("touch", SCREENS)
def test_all_places_can_be_seen_where_the_map_shows_them_all(server: Server, new_page: NewPage, touch: bool) -> None:
    page = opened(new_page, touch)
    frame = open_atlas(page, server.url)
    for width, height in SCREENS[touch]:
        page.set_viewport_size({"width": width, "height": height})
        expect(frame.locator(".inset")).to_be_visible()
        frame.locator(".chip", has_text=re.compile("^All$")).click()
        expect(frame.locator(".inset")).to_be_hidden()
        assert left(page, HIDDEN) == [], width
        frame.locator(".chip", has_text="Four islands").click()
        expect(frame.locator(".inset")).to_be_visible()


def test_a_place_button_tells_of_its_place_and_one_of_several_of_all(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, server.url)
    heading = page.locator(".facts .heading h2")
    all_of_them = heading.text_content() or ""
    for name in ("Nagato", "Vladivostok"):
        frame.locator(".chip", has_text=name).click()
        expect(heading).to_contain_text(f"about {name}")
        expect(page).to_have_url(re.compile(f"place={name.lower()}.*zoom="))
        expect(page.locator(".facts .card")).to_have_count(0)
    frame.locator(".chip", has_text="Four islands").click()
    expect(heading).to_have_text(all_of_them)
    expect(page.locator(".facts .card")).to_have_count(1)


@pytest.mark.parametrize("touch", SCREENS)
def test_an_islands_name_leads_to_its_facts_and_on_a_phone_to_where_they_stand(
    server: Server, new_page: NewPage, touch: bool
) -> None:
    page = opened(new_page, touch)
    frame = open_atlas(page, server.url)
    for width, height in SCREENS[touch]:
        page.set_viewport_size({"width": width, "height": height})
        frame.locator(".atlas").scroll_into_view_if_needed()
        name = frame.locator(".island", has_text="Shikotan")
        after_apply(page, lambda name=name: name.click())
        heading = page.locator(".facts .heading h2")
        expect(heading).to_contain_text("about Shikotan")
        expect(heading).to_be_in_viewport()
        after_apply(page, page.locator(".facts .close").click)


def test_a_narrowed_list_is_rows_and_the_only_fact_is_open(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url)
    cards, rows = page.locator(".facts .card"), page.locator(".facts .row")
    expect(cards).to_have_count(1)
    after_apply(page, pill(page, "military").click)
    expect(page.locator(".facts .heading h2")).to_contain_text("8 of 40")
    expect(cards).to_have_count(0)
    open_atlas(page, f"{server.url}/?q=seized")
    expect(rows).to_have_count(1)
    expect(cards).to_have_count(1)


def test_a_link_is_copied_with_one_click_from_where_the_map_looks(server: Server, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    frame = open_atlas(page, server.url)
    open_menu(page, "topic")
    after_apply(page, pill(page, "military").click)
    page.keyboard.press("Escape")
    frame.locator(".leaflet-control-zoom-in").click()
    expect(page).to_have_url(re.compile("topic=military.*zoom="))
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.get_by_role("button", name="Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url.replace("%2C", ",")
    expect(page.get_by_role("button", name="Copy link", exact=True)).to_be_visible()


def test_what_sources_tell_otherwise_than_the_article_comes_first(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url)
    page.get_by_role("button", name="Where sources disagree (12 on the article)").click()
    groups = page.locator(".matters h3")
    expect(groups).to_have_count(2)
    expect(groups.first).to_contain_text("the article: 12")
    paragraphs = [text for text in page.locator(".matters summary b").all_inner_texts() if text]
    numbers = [int(text.removeprefix("¶ ")) for text in paragraphs]
    assert len(numbers) == 12
    assert numbers == sorted(numbers)
    first = page.locator(".matters details").first
    first.locator("summary").click()
    first.locator("a", has_text=paragraphs[0]).click()
    expect(page).to_have_url(re.compile("fact=p01-"))
    expect(page.locator(".facts .card")).to_be_visible()


@pytest.mark.parametrize("touch", [False, True])
def test_what_other_sources_have_is_one_click_from_the_count(server: Server, new_page: NewPage, touch: bool) -> None:
    page = opened(new_page, touch)
    for query in ("/", "/?place=kunashiri-kunashir", "/?topic=military&facts=table"):
        open_atlas(page, server.url + query)
        heading = page.locator(".facts .heading")
        more = heading.locator("button.more")
        told = re.fullmatch(r"\+ (\d+) from (other sources|another source)", more.inner_text())
        assert told, query
        after_apply(page, more.click)
        expect(heading.locator("h2")).to_contain_text(f"and {told[1]} from ")
        expect(more).to_have_count(0)
        expect(page).to_have_url(re.compile("basis=all"))
        # The button has gone: the focus is on what it changed.
        assert page.evaluate("() => document.activeElement.shadowRoot?.activeElement?.localName") == "h2"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_either_sides_case_is_one_touch_away(server: Server, new_page: NewPage, scheme: str) -> None:
    page = new_page(**{**PHONE, "color_scheme": scheme})
    open_atlas(page, server.url)
    page.locator(".st-key-cases button").click()
    dialog = page.get_by_role("dialog")
    for number, name in enumerate(("Japan says", "Russia says")):
        dialog.locator(".sides a").nth(number).click()
        heading = dialog.locator(".cases h3").nth(number)
        expect(heading).to_have_text(name)
        expect(heading).to_be_in_viewport()
        dialog.locator(".sides").scroll_into_view_if_needed()
    # On a wide page both stand side by side.
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(dialog.locator(".sides")).to_be_hidden()


def test_a_badge_of_a_chain_says_whose_it_is(server: Server, page: WatchedPage) -> None:
    """It stands by some island of the chain: a number alone would be read as that one's."""
    for query in ("/?basis=all", "/?layer=deployments&basis=all", "/?basis=all&place=kunashiri-kunashir"):
        open_atlas(page, server.url + query)
        badges = in_map(
            page,
            """return [...A.store.lettering.callouts.values()].filter((one) => one.isBadge).map(({ place, made }) =>
              [A.store.context.get(place).first.kind, A.store.context.get(place).first.name_en, made.innerText]);""",
        )
        assert {kind for kind, _, _ in badges} >= {"archipelago", "island"}
        for kind, name, text in badges:
            assert (name in text) == (kind == "archipelago"), text
