"""How the page is laid out: the map has most of the first screen, and the sheet of filters holds all of them."""

from __future__ import annotations

import re

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import settle
from page_faults import faults
from page_states import STATES, State, show
from playwright.sync_api import expect
from serving import Server


def test_the_map_takes_sixty_percent_of_the_width(server: Server, page: WatchedPage) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    show(page, server.url, STATES[0])
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["width"] >= 0.6 * 1280
    assert box["y"] + 0.6 * box["height"] < 800


SIZES = ((320, 640), (390, 844), (844, 390), (820, 1180))


@pytest.mark.parametrize("size", SIZES)
def test_a_layer_is_one_tap_away_and_its_chip_is_the_legend(
    server: Server, new_page: NewPage, size: tuple[int, int]
) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True)
    show(page, server.url, STATES[0])
    chips = page.locator(".filters .layer")
    tops = {round(box["y"]) for chip in chips.all() if (box := chip.bounding_box()) and box["height"] >= 44}
    assert len(tops) == 1, "side by side, each as high as a finger needs"
    assert all(chip.locator(".swatch").is_visible() for chip in chips.all())
    chip = page.locator("[data-option='layer.deployments']")
    chip.tap()
    page.wait_for_url("**layer=deployments**")
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".filters .count")).to_have_text(re.compile(r"\d of \d"))
    assert faults(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_what_is_pressed_after_a_reset_stays_under_the_finger(
    server: Server, new_page: NewPage, size: tuple[int, int]
) -> None:
    """The row of what is chosen has the keyboard then, and loses it as the finger comes down."""
    page = new_page(viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True)
    show(page, server.url, State("military", "topic=military"))
    page.locator(".filters .reset").click()
    expect(page).not_to_have_url(re.compile("topic="))
    settle(page)
    walk = page.get_by_role("button", name="Walk through the article")
    walk.scroll_into_view_if_needed()
    before = walk.bounding_box()
    walk.hover()
    page.mouse.down()
    assert walk.bounding_box() == before
    page.mouse.up()
    expect(page.locator(".story h3")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_sheet_of_filters_holds_all_and_closes(server: Server, new_page: NewPage, size: tuple[int, int]) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True)
    show(page, server.url, next(state for state in STATES if state.name == "a menu"))
    assert faults(page) == []
    sheet = page.locator(".filters .sheet")
    box = sheet.bounding_box()
    assert box
    assert box["x"] == 0
    assert box["y"] >= 0
    assert abs(box["y"] + box["height"] - size[1]) < 2
    sheet.locator("[data-option='topic.military']").click()
    sheet.locator(".done").click()
    page.wait_for_url("**topic=military**")
