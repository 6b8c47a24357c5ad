"""From the first screen two clicks lead to one topic at one place with all sources, and to its link."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import NewPage
from journeys import after_apply, expect_facts, open_atlas
from playwright.sync_api import expect
from serving import Server

from geo.atlas import Atlas, atlas
from geo.view.parameters import View, parse_view

WIDTHS = [(1440, 900), (390, 844)]
AT = View(place="kunashiri-kunashir", basis="all")


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return atlas()


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_military_facts_of_all_sources_at_kunashir_are_two_clicks_away(
    server: Server, new_page: NewPage, shipped: Atlas, width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height}, permissions=["clipboard-read", "clipboard-write"])
    frame = open_atlas(page, server.url)
    after_apply(page, frame.locator(".island", has_text="Kunashir").click)
    choice = page.locator(".facts .topics button", has_text="military")
    expect(choice).to_have_attribute("aria-pressed", "false")
    after_apply(page, choice.click)
    wanted = replace(AT, topic=("military",))
    listed = [fact.id for fact in shipped.listed(wanted)]
    assert {fact.basis for fact in shipped.listed(wanted)} == {"article", "context"}
    expect_facts(page, listed)
    expect(choice).to_have_attribute("aria-pressed", "true")
    expect(choice).to_be_focused()
    # The address is written at the end of the run, after the facts.
    expect(page).to_have_url(re.compile("topic=military.*basis=all.*place=kunashiri-kunashir"))
    page.locator(".facts .heading .copy").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('topic=')")
    for url in (page.url, str(page.evaluate("() => navigator.clipboard.readText()"))):
        view, dropped = parse_view(parse_qsl(urlsplit(url).query), shipped.vocabulary)
        assert dropped == []
        assert replace(view, lat=None, lon=None, zoom=None) == wanted
    # The same act again, by keyboard, takes the topic away; the sources stay.
    choice.focus()
    after_apply(page, lambda: page.keyboard.press("Enter"))
    expect(choice).to_have_attribute("aria-pressed", "false")
    expect_facts(page, [fact.id for fact in shipped.listed(AT)][:50])
