"""Addresses that the page shows or links: under a base path they hold it."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urljoin

from browsing import WatchedPage
from conftest import NewPage, StartServer
from journeys import after_apply, open_atlas, pill
from playwright.sync_api import expect


def addresses(found: Any) -> set[str]:
    """Return every address in a document."""
    if isinstance(found, dict):
        return set[str]().union(*map(addresses, found.values()))
    if isinstance(found, list):
        return set[str]().union(*map(addresses, found))
    return {found} if isinstance(found, str) and re.match(r"(https?:/)?/", found) else set()


def shown_by(page: WatchedPage, panel: str) -> str:
    """Open a panel and return the address for a script that it shows."""
    page.get_by_role("button", name=panel).click()
    code = page.locator("[data-testid=stPopoverBody] code")
    expect(code).to_contain_text("/api/", timeout=20_000)
    found = code.inner_text()
    page.keyboard.press("Escape")
    expect(code).to_have_count(0)
    return found


def test_under_a_base_path_every_address_holds_it(start_server: StartServer, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    with start_server(base_path="under/here") as server:
        # Without a slash at the end too: what is relative must not lose the last part of the path.
        open_atlas(page, server.url)
        after_apply(page, lambda: pill(page, "military").click())
        for panel in ("Download", "Picture for print"):
            shown = shown_by(page, panel)
            assert shown.startswith("/under/here/api/")
            answer = page.request.get(urljoin(server.origin, shown))
            assert (answer.status, "topic=military" in shown) == (200, True)
        page.get_by_role("button", name="Share and cite").click()
        given = page.locator(".share textarea")
        expect(given).to_have_count(3)
        for field in given.all():
            found = re.findall(r"https?://[^\s\"]+", field.input_value())
            assert found
            assert all(url.startswith(f"{server.url}/?") for url in found)
        page.keyboard.press("Escape")
        link = page.locator(".facts .card .permalink")
        assert str(link.evaluate("(node) => node.href")).startswith(f"{server.url}/?")
        for path in ("/api/layers", "/api/none", "/ogc", "/ogc/collections", "/ogc/collections/events/items?limit=1"):
            text = page.request.get(server.url + path, headers={"Accept": "application/json"}).text()
            own = {url for url in addresses(json.loads(text)) if url.startswith((server.origin, "/"))}
            assert own, path
            assert all(url.startswith(server.url + "/") for url in own), path
        page.goto(f"{server.url}/ogc?f=html")
        linked = page.locator("a").evaluate_all("(all) => all.map((node) => node.href)")
        linked_own = [url for url in linked if url.startswith(server.origin)]
        assert linked_own
        assert all(url.startswith(f"{server.url}/ogc") for url in linked_own)
        expect(page.locator("code").first).to_have_text(f"{server.url}/ogc")
        page.goto(f"{server.url}/?embed=true&place=shikotan&topic=military")
        out = page.get_by_text("Open the whole page")
        expect(out).to_be_visible(timeout=30_000)
        assert out.evaluate("(node) => node.href") == f"{server.url}/?topic=military&place=shikotan"
        assert page.watch.other_hosts(server.origin) == []
