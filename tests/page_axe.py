"""What axe-core finds in a page."""

from __future__ import annotations

from typing import Any

from journeys import FRAME
from playwright.sync_api import Frame, Page

from geo.paths import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
EVERY = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules whose findings a theme changes: all else is the same elements in both."""
THEIRS: dict[str, str] = {}
"""Rules that Streamlit's own elements break, each with why; a violation of another rule, or at another element, is ours."""


def violations(page: Page, runs: dict[str, Any] = EVERY) -> list[str]:
    """Return what axe finds in the page, its shadow roots and the map's frame, and is ours: the rule, the element and why."""
    return found(page, map_of(page), runs=runs)


def found(page: Page, *frames: Frame, runs: dict[str, Any] = EVERY) -> list[str]:
    """Return what axe finds in a page and some frames of it, of all rules or of some."""
    for frame in (page.main_frame, *frames):
        frame.evaluate(AXE.read_text(encoding="utf-8"))
    report: dict[str, Any] = page.evaluate(
        "(runs) => axe.run(document, { runOnly: runs, resultTypes: ['violations'] })", runs
    )
    items = [
        f"{rule['id']}: {node['target']} {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()[:200]})"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]
    return [item for item in items if not any(item.startswith(rule) for rule in THEIRS)]


def map_of(page: Page) -> Frame:
    frame = page.locator(FRAME).element_handle().content_frame()
    assert frame
    return frame
