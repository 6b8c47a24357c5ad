"""A page whose session was lost, with the server or by a long sleep, comes back, and what its reader does first counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from browsing import WatchedPage
from conftest import NewPage, StartServer
from journeys import FRAME, in_map, open_atlas, open_menu, pill
from playwright.sync_api import Page, expect
from relay import Relay
from serving import Server

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.faults]

CONNECTED = "[data-testid=stApp][data-test-connection-state={}]"


@pytest.fixture(scope="module")
def forgetful(start_server: StartServer) -> Server:
    """Give a server that forgets a session as soon as its line is cut."""
    return start_server(options={"server.disconnectedSessionTTL": "0"})


@pytest.fixture
def line(forgetful: Server) -> Iterator[Relay]:
    with Relay(forgetful.url) as relay:
        yield relay


def lose_session(page: Page, line: Relay) -> None:
    """Cut the line until the page knows, mend it, and return as soon as it is connected: to a session that knows nothing."""
    line.cut()
    page.locator(f"[data-testid=stApp]:not({CONNECTED.format('CONNECTED')})").wait_for(timeout=30_000)
    line.mend()
    page.locator(CONNECTED.format("CONNECTED")).wait_for(timeout=30_000)


def wait_until_back(page: Page, line: Relay, session: str) -> None:
    """Lose the session, and wait until the page has been drawn by the next one."""
    lose_session(page, line)
    wait_for_session_after(page, session)


def wait_for_session_after(page: Page, session: str) -> None:
    page.wait_for_function(
        "([frame, old]) => document.querySelector(frame).contentWindow.Atlas.state.session !== old",
        arg=[FRAME, session],
    )
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


class Act(NamedTuple):
    """What a reader does first: on which view, how, and what follows, in the address or on the page.

    What is done on a component of ours counts even before the page is back; what Streamlit's own widgets send is not sent again.
    """

    query: str
    do: Callable[[Page], object]
    address: str = ""
    seen: Callable[[Page], object] = lambda _: None


def option(name: str) -> Callable[[Page], object]:
    return lambda page: page.locator(f'.filters [data-option="{name}"]').first.click()


def in_menu(label: str) -> Callable[[Page], object]:
    return lambda page: pill(page, label).click()


def chosen(name: str, value: str = "true") -> Callable[[Page], object]:
    return lambda page: expect(page.locator(f'.filters [data-option="{name}"]').first).to_have_attribute(
        "aria-pressed", value
    )


def click(selector: str, at: int = 0) -> Callable[[Page], object]:
    return lambda page: page.locator(selector).nth(at).click()


def button(name: str, *, exact: bool = True) -> Callable[[Page], object]:
    return lambda page: page.get_by_role("button", name=name, exact=exact).first.click()


def radio(name: str) -> Callable[[Page], object]:
    return lambda page: page.get_by_role("radio", name=name, exact=True).click()


def there(selector: str, count: int | None = None) -> Callable[[Page], object]:
    def look(page: Page) -> None:
        found = page.locator(selector)
        expect(found).to_have_count(count) if count is not None else expect(found.first).to_be_visible()

    return look


def search(page: Page) -> None:
    page.get_by_label("Search").fill("Nagato")
    page.get_by_label("Search").press("Enter")


def since(page: Page) -> None:
    open_menu(page, "dates").locator("input[name=since]").fill("2018-09-01")


def undated(page: Page) -> None:
    open_menu(page, "dates").locator('[data-option="undated.only"]').click()


def bar(page: Page) -> None:
    page.locator(".timeline .bin").filter(has=page.locator(".n", has_text=re.compile(r"\d"))).last.focus()
    page.keyboard.press("Enter")


def on_map(page: Page) -> None:
    in_map(page, "A.choose('shikotan', false);")


def sorted_by_day(page: Page) -> None:
    expect(page.locator(".facts th.date")).to_have_attribute("aria-sort", "ascending")


def titled(text: str) -> Callable[[Page], object]:
    return lambda page: expect(page.locator(".story h3").first).to_contain_text(text)


TABLE = "table "
"""Stands before the query of what is done in the table."""

ACTS: dict[str, Act] = {
    "topic": Act("", in_menu("military"), "topic=military", chosen("topic.military")),
    "topic taken away": Act("?topic=military", in_menu("military"), r"^[^?]*$", chosen("topic.military", "false")),
    "layer": Act("", click(".filters .layer", 1), "layer="),
    "basis": Act("", option("basis.all"), "basis=all", chosen("basis.all")),
    "search": Act("", search, "q=Nagato"),
    "first day": Act("", since, "from=2018-09-01"),
    "undated": Act("", undated, "undated=only"),
    "cross of a filter": Act("?topic=military&q=island", click(".filters .active"), r"\?q=island$"),
    "reset": Act("?topic=military&q=island", click(".filters .reset"), r"^[^?]*$", chosen("topic.military", "false")),
    "card": Act("", click(".facts .row", 2), "fact=", there(".facts .card")),
    "fold": Act("", click(".facts .card .row"), "", there(".facts .card", 0)),
    "page of the list": Act("?basis=all", click(".facts [data-key=next]"), "", there(".facts .pager:has-text('51')")),
    "order of the table": Act(TABLE, click(".facts th.date .sort"), "", sorted_by_day),
    "way out of a place": Act("?place=shikotan", click(".facts .heading .close"), r"^[^?]*$"),
    "bar of the timeline": Act("", bar, "from=.*to="),
    "lane of the timeline": Act("", click(".timeline .only"), "undated=only"),
    "dates cleared": Act("?from=2018&to=2018", button("Clear dates"), r"^[^?]*$"),
    "walk": Act("", button("Walk through the article"), "step=", there(".story h3")),
    "step": Act("?step=p11", click(".story .next"), "step=p12$", titled("¶ 12")),
    "fact of a step": Act("?step=p11", click(".story .fact .open"), "fact=p11-", there(".facts .card")),
    "borders": Act("", radio("Japan"), "claims=japan"),
    "waters": Act("", button("12-nautical-mile waters"), "overlay=waters"),
    "period": Act("", radio("1905"), "period=from-1905", there(".period")),
    "table": Act("", radio("Table"), "", there(".facts table")),
    "place found": Act("?q=Nagato", click(".st-key-found button"), "place=nagato"),
    "filter loosened": Act("?topic=military&q=economy", click(".st-key-empty button"), ""),
    "mark on the map": Act("", on_map, "place=shikotan"),
    "dialog": Act("", button("Sources and method"), "", there("[data-testid=stDialog] .sources")),
    "panel": Act("", button("Share and cite"), "", there(".share textarea")),
    "map alone": Act("?embed=true", on_map, "place=shikotan"),
}


OURS = set(list(ACTS)[: list(ACTS).index("walk")]) | {"step", "fact of a step"}


def open_view(page: WatchedPage, url: str, query: str) -> None:
    if "embed" in query:
        page.goto(f"{url}/{query}")
        page.frame_locator(FRAME).locator(".atlas[data-ready=yes]").wait_for()
        return
    open_atlas(page, f"{url}/{query.removeprefix(TABLE)}", heading="step" not in query)
    if query.startswith(TABLE):
        radio("Table")(page)
        expect(page.locator(".facts table")).to_be_visible()
    expect(page.locator(".timeline .bin").first).to_be_visible()
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()


@pytest.mark.parametrize("name", ACTS)
def test_what_is_done_first_in_a_new_session_counts(line: Relay, page: WatchedPage, name: str) -> None:
    act = ACTS[name]
    open_view(page, line.url, act.query)
    before = page.url
    session = in_map(page, "return A.state.session;")
    if name in OURS:
        lose_session(page, line)
    else:
        wait_until_back(page, line, session)
    act.do(page)
    if act.address:
        expect(page).to_have_url(re.compile(act.address), timeout=10_000)
    elif not act.query:
        assert page.url == before
    act.seen(page)


def test_a_server_that_was_killed_finds_its_readers_views_again(start_server: StartServer, new_page: NewPage) -> None:
    names = ("topic", "borders", "step", "mark on the map")
    with start_server() as server:
        readers = {name: new_page() for name in names}
        for name, page in readers.items():
            open_view(page, server.url, ACTS[name].query)
        sessions = {name: in_map(page, "return A.state.session;") for name, page in readers.items()}
        server.kill()
        server.start_again()
        for name, page in readers.items():
            wait_for_session_after(page, sessions[name])
            ACTS[name].do(page)
            expect(page).to_have_url(re.compile(ACTS[name].address), timeout=20_000)
            ACTS[name].seen(page)
