"""A low window: an opened menu leaves its button in sight. An address with a fragment keeps it."""

from __future__ import annotations

import re

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import open_atlas, open_menu, pill
from playwright.sync_api import expect
from serving import Server


@pytest.mark.parametrize("height", [420, 560])
def test_a_menu_stays_in_a_low_window_and_off_its_button(server: Server, new_page: NewPage, height: int) -> None:
    page = new_page(viewport={"width": 1280, "height": height})
    open_atlas(page, server.url)
    for name in [one.get_attribute("data-menu") for one in page.locator(".filters .bar [data-menu]").all()]:
        panel = open_menu(page, str(name))
        inside, button = panel.bounding_box(), page.locator(f".filters [data-menu={name}]").bounding_box()
        assert inside
        assert button
        assert inside["y"] >= button["y"] + button["height"] or inside["y"] + inside["height"] <= button["y"], name
        assert inside["y"] >= 0
        assert inside["y"] + inside["height"] <= height
        assert inside["height"] > 60
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()


def test_an_act_keeps_what_stands_behind_the_address(server: Server, page: WatchedPage) -> None:
    open_atlas(page, f"{server.url}/#here")
    page.locator(".facts .row").nth(2).click()
    expect(page).to_have_url(re.compile("fact=.*#here$"))
    pill(page, "Events").click()
    expect(page).to_have_url(re.compile("layer=.*#here$"))
