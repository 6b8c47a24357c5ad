"""Steps of a reader of a publication, shared by its browser tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from browsing import WatchedPage
from journeys import facts, until
from playwright.sync_api import Page
from test_browser_grammar import DRAWN

FEATURES = "return [...A.store.layers.values()].map((l) => [l.look.id, l.bits.reduce((sum, bit) => sum + bit, 0)]);"
COMPLETE = "return !A.store.fetching && Object.keys(A.state.bits).every((id) => A.store.layers.has(id));"
BASE = "/under/atlas/"


def on_page(page: Page, script: str) -> Any:
    """Run a script in the publication, which forbids text to be run as a script of its own."""
    return page.evaluate(f"(() => {{ const A = window.Atlas; {script} }})()")


def seen(page: Page, run: Callable[[Page, str], Any]) -> dict[str, Any]:
    """Return what a reader sees on either: facts, open card, marks, features that pass and marked places."""
    return {
        "facts": facts(page),
        "card": [card.get_attribute("data-fact") for card in page.locator(".facts .card").all()],
        "marks": {tuple(pair) for pair in run(page, DRAWN)},
        "features": dict(run(page, FEATURES)),
        "marked": run(page, "return A.state.marked;"),
        "claims": run(page, "return [A.state.claims, A.state.period, A.state.camera];"),
    }


def open_published(page: WatchedPage, url: str) -> WatchedPage:
    """Open a publication and wait for its map."""
    page.goto(url)
    page.locator(".atlas[data-ready=yes]").wait_for(timeout=60_000)
    assert until(page, lambda: on_page(page, COMPLETE), True)
    return page
