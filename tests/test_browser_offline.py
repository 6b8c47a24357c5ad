"""A line that breaks for a while loses nothing that is clicked meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import WatchedPage
from journeys import open_atlas, settle
from playwright.sync_api import Page, expect
from relay import Relay
from serving import Server

from geo.atlas import atlas

AWAY_MS = 7_000


@pytest.fixture
def line(server: Server) -> Iterator[Relay]:
    with Relay(server.url) as relay:
        yield relay


def open_fact(page: Page, ident: str) -> None:
    page.locator(f'.facts .row[data-fact="{ident}"]').click()


def mended(page: Page, line: Relay) -> None:
    page.wait_for_timeout(AWAY_MS)
    line.mend()


def test_what_is_clicked_without_a_line_is_made_up_for(line: Relay, page: WatchedPage) -> None:
    open_atlas(page, line.url)
    settle(page)
    line.cut()
    page.locator(".filters .layer").nth(1).click()
    page.locator(".timeline .only").click()
    open_fact(page, "p06-no-reply")
    mended(page, line)
    for part in ("layer=", "undated=only", "fact=p06-no-reply"):
        expect(page).to_have_url(re.compile(re.escape(part)), timeout=40_000)
    expect(page.locator('.facts .card[data-fact="p06-no-reply"]')).to_be_visible()


def test_all_that_is_done_in_a_table_without_a_line_is_made_up_for_in_its_order(line: Relay, page: WatchedPage) -> None:
    open_atlas(page, line.url)
    page.locator(".st-key-form").get_by_text("Table", exact=True).click()
    expect(page.locator(".facts table")).to_be_visible()
    settle(page)
    line.cut()
    page.locator(".facts th.date .sort").click()
    open_fact(page, "p06-no-reply")
    open_fact(page, "p07-position")
    mended(page, line)
    expect(page).to_have_url(re.compile("fact=p07-position"), timeout=40_000)
    expect(page.locator(".facts th.date")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".facts .card")).to_have_count(1)


def test_a_step_that_is_turned_to_without_a_line_is_made_up_for(line: Relay, page: WatchedPage) -> None:
    steps = list(atlas().catalog.stories)
    open_atlas(page, f"{line.url}/?step={steps[0]}", heading=False)
    settle(page)
    line.cut()
    for _ in range(2):
        page.locator(".story .next").click()
    mended(page, line)
    expect(page).to_have_url(re.compile(f"step={steps[2]}$"), timeout=40_000)
