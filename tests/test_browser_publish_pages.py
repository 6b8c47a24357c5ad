"""Pages of a publication in a browser without scripts: whole, accessible, of this host alone, and within their policy."""

from __future__ import annotations

import pytest
from browsing import WatchedPage
from conftest import NewPage
from page_axe import found
from playwright.sync_api import expect
from publication import BASE, open_published

from geo.atlas import atlas

pytestmark = [pytest.mark.slow, pytest.mark.long]

PATHS = (
    "facts/p06-offer/",
    "places/shikotan/",
    "articles/cnbc-2018-09-12/",
    "claims/",
    "facts/",
    "places/",
    "files/",
    "",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_read_whole_without_scripts(new_page: NewPage, published_origin: str, scheme: str) -> None:
    page = new_page(fresh=True, color_scheme=scheme, java_script_enabled=False, viewport={"width": 320, "height": 700})
    for path in PATHS:
        page.goto(f"{published_origin}{BASE}{path}")
        # What a policy stops is told on the console, with scripts or without.
        assert (page.watch.errors, page.watch.failed, page.watch.other_hosts(published_origin)) == ([], [], [])
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground.strip("rgb()").split(","))) < 300) == (scheme == "dark"), path
    expect(page.get_by_text("The map is being loaded.")).to_be_hidden()


def test_a_reader_without_scripts_goes_from_the_first_page_to_a_fact_and_its_place(
    new_page: NewPage, published_origin: str
) -> None:
    page = new_page(fresh=True, java_script_enabled=False)
    page.goto(f"{published_origin}{BASE}")
    page.locator("noscript a").first.click()
    page.get_by_role("link", name=atlas().catalog.facts["p06-offer"].statement).click()
    assert page.url == f"{published_origin}{BASE}facts/p06-offer/"
    expect(page.get_by_role("heading", level=1)).to_contain_text(atlas().catalog.facts["p06-offer"].statement)
    page.get_by_role("link", name="Vladivostok", exact=True).first.click()
    assert page.url == f"{published_origin}{BASE}places/vladivostok/"
    assert (page.watch.errors, page.watch.failed) == ([], [])


def test_a_page_leads_to_its_view_on_the_map(page: WatchedPage, published_origin: str) -> None:
    page.goto(f"{published_origin}{BASE}facts/p06-offer/")
    link = page.get_by_role("link", name="Open on the map").last.get_attribute("href")
    assert link == "../../?fact=p06-offer"
    open_published(page, f"{published_origin}{BASE}{link.removeprefix('../../')}")
    expect(page.locator('.facts .card[data-fact="p06-offer"]')).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_pages(new_page: NewPage, published_origin: str, scheme: str) -> None:
    page = new_page(bypass_csp=True, color_scheme=scheme)
    for path in PATHS[:6]:
        page.goto(f"{published_origin}{BASE}{path}")
        assert found(page) == [], path
