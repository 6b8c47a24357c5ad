"""The states of the page that the sweeps look at: a link, and what a reader does there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeys import FRAME, settle
from playwright.sync_api import Page, expect


def _nothing(page: Page) -> None:
    """Leave the page as its link opens it."""


def _press(selector: str, shown: str) -> Callable[[Page], None]:
    """Return an act: a click, after which something shows."""

    def act(page: Page) -> None:
        page.locator(selector).first.click()
        expect(page.locator(shown).first).to_be_visible()

    return act


def _menu(page: Page) -> None:
    """Open the fullest menu of the filters, or on a narrow screen their sheet."""
    opener = page.locator(".filters [data-menu=all], .filters [data-menu=who]").first
    opener.click()
    expect(page.locator(".filters .panel:popover-open").first).to_be_visible()


def _table(page: Page) -> None:
    page.locator(".st-key-form").get_by_text("Table", exact=True).click()
    expect(page.locator(".facts table")).to_be_visible()


@dataclass(frozen=True)
class State:
    """A state of the page: its name, the query of its link, and what is done there."""

    name: str
    query: str = ""
    act: Callable[[Page], None] = _nothing


DIALOG = "[role=dialog]"
STATES = (
    State("first visit"),
    State("other sources too", "basis=all"),
    State("a fact", "basis=all&fact=p10-warplanes"),
    State("a place", "basis=all&place=kunashiri-kunashir"),
    State("a step of the walk", "step=p06"),
    State("nothing passes", "q=no+such+words"),
    State("filters", "topic=military,history&said_by=abe&from=1945-01-01&undated=drop&q=island"),
    State("a period", "period=from-1875&claims=russia&overlay=waters"),
    State("a menu", act=_menu),
    State("a table", act=_table),
    State("both cases", act=_press(".st-key-cases button", DIALOG)),
    State("sources", act=_press(".st-key-about button", DIALOG)),
    State("downloads", act=_press(".st-key-files button", "[data-testid=stPopoverBody]")),
)


def show(page: Page, url: str, state: State) -> None:
    """Open a state, and wait until the map has drawn it."""
    page.goto(f"{url}/?{state.query}")
    page.frame_locator(FRAME).locator(".atlas[data-ready=yes]").wait_for(timeout=60_000)
    expect(page.locator(".filters .layer").first).to_be_visible()
    state.act(page)
    settle(page)
