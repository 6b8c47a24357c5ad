"""Everyone can use the page: axe-core finds nothing of ours in any state, and all works by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage
from journeys import FRAME
from page_states import STATES, State, show
from playwright.sync_api import Frame, Page
from serving import Server

from geo.paths import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THEIRS: dict[str, str] = {}
"""Rules that Streamlit's own elements break, each with why; a violation of another rule, or at another element, is ours."""


def violations(page: Page) -> list[str]:
    """Return what axe finds in the page, its shadow roots and the map's frame: the rule, the element and why."""
    for frame in (page, map_of(page)):
        frame.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })", TAGS
    )
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()[:200]})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(server: Server, new_page: NewPage, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    found: dict[str, list[str]] = {}
    for state in STATES:
        show(page, server.url, state)
        found[state.name] = [item for item in violations(page) if not is_theirs(item)]
    assert {name: items for name, items in found.items() if items} == {}


def is_theirs(item: str) -> bool:
    return any(item.startswith(rule) for rule in THEIRS)


def map_of(page: Page) -> Frame:
    frame = page.locator(FRAME).element_handle().content_frame()
    assert frame
    return frame


def test_a_phone_too(server: Server, phone_page: WatchedPage) -> None:
    for state in (STATES[0], State("sheet", act=next(one for one in STATES if one.name == "a menu").act)):
        show(phone_page, server.url, state)
        assert [item for item in violations(phone_page) if not is_theirs(item)] == []
