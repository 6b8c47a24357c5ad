"""Searching: what is typed is searched when the reader rests, and on a phone Enter leads to what is found."""

from __future__ import annotations

import pytest
from conftest import NewPage
from journeys import expect_facts, open_atlas
from playwright.sync_api import expect
from serving import Server

from geo.atlas import Atlas, atlas
from geo.view.parameters import View


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return atlas()


def test_what_is_typed_is_searched_without_a_key(server: Server, new_page: NewPage, shipped: Atlas) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    open_atlas(page, server.url)
    known = int(page.evaluate("() => history.length"))
    field = page.get_by_role("searchbox")
    field.press_sequentially("missile", delay=60)
    expect_facts(page, [fact.id for fact in shipped.listed(View(text="missile"))])
    expect(field).to_be_focused()
    expect(field).to_have_value("missile")
    # One step back takes the whole word away.
    page.wait_for_url("**q=missile**")
    assert page.evaluate("() => history.length") == known + 1
    page.go_back()
    expect(page).not_to_have_url("q=")
    expect(field).to_have_value("")


def test_what_is_being_composed_waits(server: Server, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    open_atlas(page, server.url)
    field = page.get_by_role("searchbox")
    field.focus()
    line = page.context.new_cdp_session(page)
    line.send("Input.imeSetComposition", {"text": "くなし", "selectionStart": 3, "selectionEnd": 3})
    expect(field).to_have_value("くなし")
    page.wait_for_timeout(1_500)
    assert "q=" not in page.url
    line.send("Input.insertText", {"text": "国後"})
    page.wait_for_url("**q=**")


def test_on_a_phone_enter_leads_to_what_is_found(server: Server, new_page: NewPage, shipped: Atlas) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    open_atlas(page, server.url)
    field = page.get_by_role("searchbox")
    field.fill("missile")
    field.press("Enter")
    expect_facts(page, [fact.id for fact in shipped.listed(View(text="missile"))])
    expect(page.locator(".facts .row").first).to_be_in_viewport()
    expect(field).not_to_be_focused()
