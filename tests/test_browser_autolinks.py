"""An address in a text from outside is a text: only what a record gives as its address is a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from browsing import WatchedPage
from conftest import StartServer
from hostile import poison
from journeys import FRAME, open_atlas
from playwright.sync_api import Page, expect
from serving import Server

pytestmark = [pytest.mark.slow, pytest.mark.faults]

ADDRESSES = (
    "https://evil.example/x",
    "see www.evil.example",
    "mail@evil.example",
    "<https://evil.example>",
    "//evil.example",
)
LINKED = """(frame) => {
    const found = [], look = (root) => {
        for (const node of root.querySelectorAll('*')) {
            if (node.shadowRoot) look(node.shadowRoot);
            const to = node.getAttribute('href') ?? node.getAttribute('src') ?? node.getAttribute('action') ?? '';
            if (/evil\\.example/.test(new URL(to, location.href).host) || /^mailto:/.test(to)) found.push(node.outerHTML);
        }
    };
    look(document);
    const map = document.querySelector(frame)?.contentDocument;
    if (map) look(map);
    return found;
}"""


@pytest.fixture(scope="module")
def addressed(start_server: StartServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a server whose data hold addresses in every text field."""
    folder, _ = poison(tmp_path_factory.mktemp("addressed") / "data", ADDRESSES)
    with start_server(data_dir=folder) as server:
        yield server


def opened(name: str, what: str) -> Callable[[Page], None]:
    """Return what opens a dialog or a panel by its key."""

    def act(page: Page) -> None:
        page.locator(f".st-key-{name} button").first.click()
        expect(page.locator(what).first).to_be_visible()

    return act


def nothing(_: Page) -> None:
    """Do nothing more than open the page."""


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "whole": ("?basis=all", nothing),
    "bad parameters": (
        f"?topic={quote(ADDRESSES[0])}&www.evil.example=1&lang=mail@evil.example&from={ADDRESSES[1]}",
        nothing,
    ),
    "search": (f"?q={quote(ADDRESSES[0])}", nothing),
    "search for a place": ("?q=evil", nothing),
    "place without facts": ("?place=chachadake", nothing),
    "fact": ("?fact=p11-base", nothing),
    "step": ("?step=p11", nothing),
    "overlay": ("?overlay=aegis,waters", nothing),
    "period": ("?period=today", nothing),
    "table": ("", lambda page: page.get_by_role("radio", name="Table", exact=True).click()),
    "cases": ("", opened("cases", ".cases")),
    "disagreements": ("", opened("differ", ".matters")),
    "sources": ("", opened("about", ".sources")),
    "files": ("?topic=military", opened("files", "[data-testid=stPopoverBody] a.download")),
    "picture": ("", opened("drawing", "[data-testid=stPopoverBody] a.download")),
    "share": ("", opened("sharing", ".share textarea")),
    "map alone": ("?embed=true&place=shikotan", nothing),
}


@pytest.mark.parametrize("name", STATES)
def test_no_text_becomes_a_link(addressed: Server, page: WatchedPage, name: str) -> None:
    query, act = STATES[name]
    if "embed" in query:
        page.goto(f"{addressed.url}/{query}")
        page.frame_locator(FRAME).locator(".atlas[data-ready=yes]").wait_for()
    else:
        open_atlas(page, f"{addressed.url}/{query}", heading="step" not in query)
    act(page)
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    assert "evil.example" in page.content() + str(page.locator(".facts").all_text_contents())
    assert page.evaluate(LINKED, FRAME) == []
