"""Addresses that the page shows, links or copies: under a base path they hold it, and a copied link holds the whole view."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from browsing import WatchedPage
from conftest import NewPage, StartServer
from journeys import FRAME, after_apply, close_panel, facts, in_map, open_atlas, pill
from playwright.sync_api import Locator, expect
from serving import Server

from geo.atlas import atlas
from geo.view.parameters import View, parse_view


def addresses(found: Any) -> set[str]:
    """Return every address in a document."""
    if isinstance(found, dict):
        return set[str]().union(*map(addresses, found.values()))
    if isinstance(found, list):
        return set[str]().union(*map(addresses, found))
    return {found} if isinstance(found, str) and re.match(r"(https?:/)?/", found) else set()


def shown_by(page: WatchedPage, panel: str) -> list[str]:
    """Open a panel and return the addresses for a script that it shows."""
    page.get_by_role("button", name=panel).click()
    code = page.locator("[data-testid=stPopoverBody] code")
    expect(code.last).to_contain_text("/api/", timeout=20_000)
    found = code.all_inner_texts()
    close_panel(page)
    expect(code).to_have_count(0)
    return found


def test_under_a_base_path_every_address_holds_it(start_server: StartServer, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    with start_server(base_path="under/here") as server:
        # Without a slash at the end too: what is relative must not lose the last part of the path.
        open_atlas(page, server.url)
        after_apply(page, lambda: pill(page, "military").click())
        for panel in ("Download", "Picture for print"):
            for shown in shown_by(page, panel):
                assert shown.startswith(f"{server.origin}/under/here/api/")
                answer = page.request.get(shown)
                assert (answer.status, "topic=military" in shown) == (200, True)
        page.get_by_role("button", name="Share and cite").click()
        given = page.locator(".share textarea")
        expect(given).to_have_count(3)
        for field in given.all():
            found = re.findall(r"https?://[^\s\"]+", field.input_value())
            assert found
            assert all(url.startswith(f"{server.url}/?") for url in found)
        close_panel(page)
        after_apply(page, page.locator(".facts .row").first.click)
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
        out = page.get_by_text("Open the full page")
        expect(out).to_be_visible(timeout=30_000)
        assert out.evaluate("(node) => node.href") == f"{server.url}/?topic=military&place=shikotan"
        assert page.watch.other_hosts(server.origin) == []


FILTERED = (
    "topic=diplomacy,history,military&said_by=putin,reporter&modality=happened,stated,planned&evidence=contradicted,questioned,supported"
    "&from=1850&to=2019&undated=keep&q=seized&basis=all&claims=russia&overlay=waters&period=from-1905&place=four-islands"
)


def view_of(url: str) -> View:
    """Return the view of a link; all of it can be read."""
    view, dropped = parse_view(parse_qsl(urlsplit(url).query), atlas().vocabulary)
    assert dropped == []
    return view


def copied(page: WatchedPage, button: Locator) -> str:
    """Press a button that copies, and return what is then in the clipboard."""
    page.evaluate("() => navigator.clipboard.writeText('')")
    button.click()
    # The button says so for two seconds only, which a loaded machine may miss: the clipboard keeps it.
    page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
    return str(page.evaluate("() => navigator.clipboard.readText()"))


def test_a_copied_link_holds_every_filter_and_where_the_map_looks(server: Server, new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    open_atlas(page, f"{server.url}/?{FILTERED}&utm_source=letter&fbclid=x1")
    expect(page.locator(".notice")).to_have_count(0)
    # The first run is over, and has written the address: what the reader does next stands in it.
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()
    page.wait_for_function("() => !location.search.includes('utm_source')")
    in_map(page, "A.store.map.setView([43.25, 146.5], 8.5, { animate: false });")
    page.wait_for_function("() => location.search.includes('zoom=8.5')")
    wanted = replace(view_of(f"/?{FILTERED}"), lat=43.25, lon=146.5, zoom=8.5)
    card = page.locator(".facts .card")
    opened = str(card.get_attribute("data-fact"))
    of_place = copied(page, page.locator(".facts .heading .copy"))
    of_fact = copied(page, card.locator(".copy"))
    assert view_of(of_place) == wanted
    assert view_of(of_fact) == replace(wanted, fact=opened)
    link = card.locator(".permalink")
    link.focus()
    assert link.evaluate("(node) => node.href.replace(/%2C/g, ',')") == of_fact
    page.get_by_role("button", name="Share and cite").click()
    shared = copied(page, page.locator(".share .copy").first)
    assert view_of(shared) == wanted
    frame = page.locator(".share textarea").nth(1).input_value()
    assert view_of(frame.split('src="')[1].split('"')[0].replace("&amp;", "&").replace("&embed=true", "")) == wanted
    for url in (of_place, of_fact, shared):
        assert url.startswith(f"{server.url}/?")
        assert "utm_source" not in url
        assert "fbclid" not in url
    close_panel(page)
    listed = facts(page)
    assert listed
    other = new_page()
    open_atlas(other, of_fact)
    assert facts(other) == listed
    assert other.locator(".facts .card").get_attribute("data-fact") == opened
    at = other.evaluate("(frame) => document.querySelector(frame).contentWindow.Atlas.store.map.getZoom()", FRAME)
    assert at == 8.5
    # A filter that is set afterwards is in the next copy; what the map shows stays as it is.
    pill(other, "military").click()
    again = other.locator(".facts .card .permalink")
    expect(again).not_to_have_attribute("href", re.compile("military"))
