"""A browser opens the pages of OGC API – Features: styled, and with no other request."""

from __future__ import annotations

from browsing import WatchedPage
from serving import Server


def test_a_page_has_its_style_and_asks_for_nothing_else(server: Server, page: WatchedPage) -> None:
    address = f"{server.url}/ogc"
    page.goto(address)
    assert page.locator("body").evaluate("body => getComputedStyle(body).maxWidth") == "960px"
    page.locator('main a[rel="data"]').click()
    page.locator('a[rel="items"]').last.click()
    page.locator("article h2 a").first.click()
    assert page.locator("details pre").count() == 1
    assert len(page.watch.requests) == 4
    assert all(request.startswith(address) for request in page.watch.requests)
    assert (page.watch.failed, page.watch.errors) == ([], [])
