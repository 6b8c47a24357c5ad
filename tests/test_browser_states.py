"""Every state of the page, in both themes: axe-core finds nothing of ours, nothing moves unasked, nothing is cut at any width."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from browsing import DESKTOP, Pages, WatchedPage
from journeys import FRAME, settle
from page_axe import COLOURS, EVERY, violations
from page_faults import faults
from page_states import STATES, State, show
from playwright.sync_api import expect
from serving import Server

FIRST = (1280, 800)
SCHEMES = ("light", "dark")
SIZES = (
    *((320, 640), (360, 740), (390, 844), (844, 390), (700, 900), (768, 1024), (820, 1180)),
    *((1024, 768), (1280, 800), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440)),
)
"""Width and height in CSS pixels. 320 and 640 px wide are also what 400 and 200 % of zoom leave of a screen of 1280."""


MOVING = """() => [...document.querySelectorAll('*')].flatMap((node) => ['', '::before', '::after'].map((part) => [node, part]))
  .filter(([node, part]) => getComputedStyle(node, part || null).transitionDuration.split(', ').some((d) => d !== '0s'))
  .map(([node, part]) => `${node.localName}.${node.getAttribute('class')}${part}`)"""


class Shown(NamedTuple):
    """A page that shows a state."""

    page: WatchedPage
    state: State

    def wear(self, scheme: Any) -> None:
        """Turn the reader's system to a theme, and wait until the page and its map wear it."""
        self.page.emulate_media(color_scheme=scheme)
        expect(self.page.frame_locator(FRAME).locator(f".atlas[data-theme={scheme}]")).to_be_attached()
        settle(self.page)


@pytest.fixture(scope="module", params=STATES, ids=lambda state: state.name)
def shown(request: pytest.FixtureRequest, server: Server, pages: Pages) -> Iterator[Shown]:
    """Give each state once, to all tests that only look at it: to open one takes longer than to look."""
    state = request.param
    page = pages.lend(DESKTOP, fresh=False)
    failed = request.session.testsfailed
    page.set_viewport_size({"width": FIRST[0], "height": FIRST[1]})
    show(page, server.url, state)
    yield Shown(page, state)
    pages.take_back(page, passed=request.session.testsfailed == failed)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(shown: Shown, scheme: str) -> None:
    shown.wear(scheme)
    assert violations(shown.page, EVERY if scheme == "light" else COLOURS) == []


def test_nothing_fades_for_who_wants_no_motion(shown: Shown) -> None:
    assert shown.page.evaluate("() => matchMedia('(prefers-reduced-motion: reduce)').matches")
    assert shown.page.evaluate(MOVING) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_is_cut_at_any_width(shown: Shown, scheme: str) -> None:
    """The last of these tests: the widths change what the others look at."""
    page, state = shown
    shown.wear(scheme)
    found: dict[int, list[Any]] = {}
    # A menu is placed for the width at which it is opened, and closes with it; the narrow ones have a sheet instead.
    sizes = (FIRST,) if state.name == "a menu" else SIZES if scheme == "light" else SIZES[2::4]
    for wide, high in sizes:
        page.set_viewport_size({"width": wide, "height": high})
        # What a width sets off is laid out within some frames; what is found is looked at once more, later.
        page.wait_for_timeout(100)
        if items := faults(page):
            found[wide] = items
    assert found == {}
