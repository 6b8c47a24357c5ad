"""Pages that read without a script, in a browser: accessible in light and dark and whole at 320 pixels."""

from __future__ import annotations

import pytest
from browsing import WatchedPage
from conftest import NewPage
from page_axe import found
from serving import Server

PATHS = ("facts", "places", "claims", "facts/p06-offer", "places/shikotan", "articles/cnbc-2018-09-12")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_accessible_and_fits(server: Server, new_page: NewPage, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": 320, "height": 700}, fresh=True)
    for path in PATHS:
        page.goto(f"{server.url}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
        assert found(page) == [], path
        # A page that is asked for by nobody's script asks for its picture alone.
        assert page.watch.errors == [], path
    assert all(request.startswith(server.url) for request in page.watch.requests)


def test_the_head_of_the_page_breaks_nothing(server: Server, page: WatchedPage) -> None:
    answer = page.goto(f"{server.url}/?fact=p06-offer")
    assert answer
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert page.locator('head meta[property="og:image"]').count() == 1
    # A policy that refused the data of the head would say so.
    assert page.watch.errors == []
