"""The map for everyone: by keyboard, touch and wheel, in each theme, in forced colours, without motion, without a network."""

from __future__ import annotations

import re

import pytest
from browsing import PHONE, WatchedPage
from conftest import NewPage
from journeys import FRAME, after_apply, camera, in_map, open_atlas, settle
from playwright.sync_api import FrameLocator, expect
from serving import Server

from layers.inks import INKS

pytestmark = pytest.mark.browser

FOCUSED = "const one = document.activeElement; return one.textContent + '|' + one.className.split(' ')[0];"
STOPS = """return [...document.querySelectorAll(".atlas button, .atlas a, .atlas [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility()).map((one) => one.className);"""


def spot(page: WatchedPage, lat: float, lon: float) -> tuple[float, float]:
    """Return where a point of the map lies on the page."""
    x, y = in_map(page, f"const p = A.store.map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y];")
    box = page.locator(FRAME).bounding_box()
    assert box
    return box["x"] + x, box["y"] + y


def test_the_texts_are_one_stop_and_arrows_lead_through_them(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, f"{server.url}/?basis=all")
    settle(page)
    stops = in_map(page, STOPS)
    assert len([name for name in stops if re.match("callout|badge|island|place", name)]) == 1
    assert not [name for name in stops if "pin" in name]
    assert len(stops) <= 10
    frame.locator(".atlas [tabindex='0']:is(.callout, .badge, .island)").focus()
    page.keyboard.press("Home")
    seen = [in_map(page, FOCUSED)]
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        seen.append(in_map(page, FOCUSED))
    kinds = {text.rsplit("|", 1)[1] for text in seen}
    assert {"callout", "badge", "island", "place"} <= kinds
    assert any(re.search(r"Kunashiri / Kunashir.*, \d+ facts? from the article", text) for text in seen)
    page.keyboard.press("End")
    last = in_map(page, FOCUSED)
    page.keyboard.press("ArrowDown")
    assert in_map(page, FOCUSED) == last
    page.keyboard.press("Home")
    assert in_map(page, FOCUSED) == seen[0]
    ring = in_map(page, "return getComputedStyle(document.activeElement).outlineStyle;")
    assert ring == "solid"
    before = camera(page)
    for key in ("Enter", " "):
        after_apply(page, lambda key=key: page.keyboard.press(key))
        expect(page).to_have_url(re.compile("place="))
        page.keyboard.press("ArrowRight")
    assert camera(page) == before


def test_the_frame_says_what_it_is_and_every_name_its_language(server: Server, page: WatchedPage) -> None:
    open_atlas(page, f"{server.url}/?basis=all")
    assert in_map(page, "return [document.title, document.documentElement.lang];") == ["Map of the facts", "en"]
    region = in_map(page, "const c = document.querySelector('.atlas'); return [c.getAttribute('role'), c.ariaLabel];")
    assert region[0] == "region"
    assert region[1]
    bare = in_map(
        page,
        """const found = [], walker = document.createTreeWalker(document.querySelector(".atlas"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) { const node = walker.currentNode, text = node.textContent;
            const lang = node.parentElement.closest("[lang]").lang;
            if (/[\\u3040-\\u30ff\\u4e00-\\u9fff]/.test(text) && !["ja", "ain"].includes(lang)) found.push(text);
            if (/[\\u0400-\\u04ff]/.test(text) && lang !== "ru") found.push(text); }
        return found;""",
    )
    assert bare == []


def test_a_tip_stands_beside_its_island_and_goes(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, server.url)
    tip = frame.locator(".atlas-tip")
    island = in_map(
        page,
        """const b = A.store.boundsOf(["shikotan"]), m = A.store.map, at = (p) => m.latLngToContainerPoint(p);
        return [at(b.getNorthWest()).x, at(b.getNorthWest()).y, at(b.getSouthEast()).x, at(b.getSouthEast()).y];""",
    )
    away = page.locator(FRAME).bounding_box()
    assert away

    def hover() -> None:
        page.mouse.move(away["x"] + 5, away["y"] + away["height"] / 2)
        page.mouse.move(*spot(page, 43.795, 146.745), steps=4)
        expect(tip).to_be_visible()

    hover()
    left, top, right, bottom = in_map(
        page,
        "const t = document.querySelector('.atlas-tip').getBoundingClientRect(); return [t.left, t.top, t.right, t.bottom];",
    )
    assert left >= island[2] or right <= island[0] or top >= island[3] or bottom <= island[1]
    # It can be pointed at, and is still there then.
    page.mouse.move(away["x"] + (left + right) / 2, away["y"] + (top + bottom) / 2, steps=3)
    page.wait_for_timeout(700)
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    in_map(page, "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));")
    expect(tip).to_be_hidden()
    hover()
    page.mouse.down()
    page.mouse.up()
    expect(tip).to_be_hidden()
    hover()
    in_map(page, "A.store.map.panBy([40, 0], { animate: false });")
    expect(tip).to_be_hidden()


def test_a_plain_wheel_scrolls_the_page_and_tells_how_to_zoom(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, server.url)
    before = camera(page)
    hint = frame.locator(".hint")
    expect(hint).to_be_hidden()
    page.mouse.move(*spot(page, 44.0, 148.2))
    page.mouse.wheel(0, 300)
    expect(hint).to_be_visible()
    assert "Ctrl" in (hint.text_content() or "")
    assert camera(page) == before
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") > 0
    expect(hint).to_be_hidden()


def test_a_finger_scrolls_the_page_and_targets_are_large(server: Server, new_page: NewPage) -> None:
    page = new_page(**PHONE)
    frame: FrameLocator = open_atlas(page, server.url)
    assert in_map(page, "return getComputedStyle(document.querySelector('.atlas')).touchAction;") == "pan-x pan-y"
    small = in_map(
        page,
        """const pressed = (one) => one.matches('.island') ? parseFloat(getComputedStyle(one, '::after').height)
            : one.getBoundingClientRect().height;
        return [...document.querySelectorAll(".chip, .leaflet-control-zoom a, .callout, .badge, .place, .island")]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.className, one.getBoundingClientRect().width, pressed(one)])
            .filter(([, wide, tall]) => wide < 43.5 || tall < 43.5);""",
    )
    assert small == []
    before = camera(page)
    x, y = spot(page, 43.9, 147.9)
    touch = page.context.new_cdp_session(page)
    for kind, at in (("touchStart", [(x, y)]), ("touchMove", [(x, y - 30)]), ("touchMove", [(x, y - 60)])):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in at]})
    expect(frame.locator(".hint")).to_contain_text("two fingers")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert camera(page) == before


@pytest.mark.parametrize(("first", "then"), [("light", "dark"), ("dark", "light")])
def test_the_map_wears_a_theme_that_is_changed_while_it_is_open(
    server: Server, new_page: NewPage, first: str, then: str
) -> None:
    page = new_page(color_scheme=first)
    frame = open_atlas(page, server.url)
    expect(frame.locator(f".atlas[data-theme={first}]")).to_be_visible()
    page.emulate_media(color_scheme=then)  # type: ignore[arg-type]
    expect(frame.locator(f".atlas[data-theme={then}]")).to_be_visible()
    sea = in_map(page, "return getComputedStyle(document.querySelector('.atlas')).backgroundColor;")
    wanted = INKS["sea"].of(then)  # type: ignore[arg-type]
    assert sea == "rgb({}, {}, {})".format(*(int(wanted[i : i + 2], 16) for i in (1, 3, 5)))
    after_apply(page, lambda: page.locator(".facts .row").nth(2).click())
    expect(frame.locator(f".atlas[data-theme={then}]")).to_be_visible()


def test_tiles_that_cannot_be_reached_are_told_once_and_the_land_stays(server: Server, page: WatchedPage) -> None:
    frame = open_atlas(page, f"{server.url}/?basemap=online")
    notice = frame.locator(".notice")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("built-in map")
    assert in_map(page, "return A.store.map.getPane('land').style.opacity;") in ("", "1")
    notice.get_by_role("button").click()
    in_map(page, "A.store.map.setZoom(8, { animate: false });")
    page.wait_for_timeout(800)
    expect(notice).to_have_count(0)


def test_a_reader_who_wants_no_motion_gets_none(server: Server, new_page: NewPage) -> None:
    page = new_page(reduced_motion="reduce")
    frame = open_atlas(page, server.url)
    for button in (frame.locator(".leaflet-control-zoom-in"), frame.locator(".chip", has_text="Vladivostok")):
        before = camera(page)
        button.click()
        after = camera(page)
        page.wait_for_timeout(500)
        assert after != before
        assert camera(page) == after


def test_in_forced_colours_marks_keep_their_inks_and_texts_take_the_readers(server: Server, new_page: NewPage) -> None:
    page = new_page(forced_colors="active")
    open_atlas(page, f"{server.url}/?basis=all")
    sea, callout, ring = in_map(
        page,
        """const color = (query, name) => getComputedStyle(document.querySelector(query))[name];
        return [color(".atlas", "backgroundColor"), color(".callout", "backgroundColor"),
            color(".leaflet-marks-pane path", "stroke")];""",
    )
    assert sea == "rgb(230, 237, 242)"
    assert callout in ("rgb(255, 255, 255)", "rgb(240, 240, 240)", "rgb(239, 239, 239)")
    assert ring not in ("none", "rgb(0, 0, 0)")


def test_a_step_that_draws_nothing_leaves_the_map_where_it_is(server: Server, page: WatchedPage) -> None:
    open_atlas(page, server.url)
    home = camera(page)
    open_atlas(page, f"{server.url}/?period=before-1855")
    assert camera(page) == home
