"""Everyone can use the page: axe-core finds nothing of ours on a phone either, and all works by keyboard alone."""

from __future__ import annotations

from browsing import WatchedPage
from conftest import NewPage
from page_axe import violations
from page_states import STATES, State, show
from playwright.sync_api import Page
from serving import Server


def test_a_phone_too(server: Server, phone_page: WatchedPage) -> None:
    for state in (STATES[0], State("sheet", act=next(one for one in STATES if one.name == "a menu").act)):
        show(phone_page, server.url, state)
        assert violations(phone_page) == []


FOCUSED = """() => { let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const said = (node.ariaLabel || node.textContent || '').trim();
  return [node.localName, node.className, node.dataset.fact || '', said]; }"""


def focused(page: Page) -> list[str]:
    """Return tag, class, fact and name of what has the keyboard, in whatever shadow root."""
    return [str(part) for part in page.evaluate(FOCUSED)]


def test_the_first_fact_is_reached_by_keyboard_within_25_stops(server: Server, page: WatchedPage) -> None:
    show(page, server.url, STATES[0])
    stops = 0
    while focused(page)[3] != "Skip to the facts":
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 3, "the skip links do not come first"
    page.keyboard.press("Enter")
    while not focused(page)[2]:
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 25, "no fact within 25 stops"
    # From there another fact is chosen, and its card says so, without a pointer: down leads past all that the open card holds.
    first = focused(page)[2]
    page.keyboard.press("ArrowDown")
    fact = focused(page)[2]
    assert fact != first
    page.keyboard.press("ArrowUp")
    assert focused(page)[2] == first
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**fact={fact}**")


def test_every_filter_works_by_keyboard(server: Server, page: WatchedPage) -> None:
    """A menu opens, takes the keyboard, gives it back, and an option in it is pressed with Space."""
    show(page, server.url, STATES[0])
    page.locator(".filters [data-menu=topic]").focus()
    page.keyboard.press("Enter")
    panel = page.locator(".filters [data-panel=topic]")
    panel.wait_for(state="visible")
    assert "panel" in focused(page)[1]
    page.keyboard.press("Tab")
    before = focused(page)
    page.keyboard.press("Space")
    page.wait_for_url("**topic=**")
    # The option keeps the keyboard while the page answers.
    page.wait_for_timeout(600)
    assert focused(page)[1].startswith("option")
    assert focused(page)[3].split()[0] == before[3].split()[0]
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert focused(page)[1] == "menu"


def test_what_is_chosen_shows_in_forced_colours(server: Server, new_page: NewPage) -> None:
    """With the system's few colours a chosen filter still differs from one that is not, and swatches keep theirs."""
    page = new_page(forced_colors="active")
    show(page, server.url, State("military", "topic=military"))
    page.locator(".filters [data-menu=topic]").click()
    look = "(node) => [getComputedStyle(node).outlineStyle, getComputedStyle(node).outlineWidth]"
    chosen = page.locator('.filters [data-option="topic.military"]').evaluate(look)
    other = page.locator('.filters [data-option="topic.history"]').evaluate(look)
    assert chosen != other
    assert chosen[0] == "solid"
    adjust = page.locator(".filters .swatch").first.evaluate("(node) => getComputedStyle(node).forcedColorAdjust")
    assert adjust == "none"


def test_nothing_moves_while_the_page_loads(server: Server, new_page: NewPage) -> None:
    """The sum of all layout shifts of a first visit is under a tenth of the window, wide and narrow."""
    watch = """if (window === window.top) { window.shift = 0; new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true }); }"""
    for wide, high, touch in (
        (1440, 900, False),
        (820, 1180, False),
        (820, 1180, True),
        (390, 844, False),
        (390, 844, True),
    ):
        screen = {"viewport": {"width": wide, "height": high}, "has_touch": touch, "is_mobile": touch}
        page = new_page(fresh=True, reduced_motion="no-preference", **screen)
        page.add_init_script(watch)
        show(page, server.url, STATES[0])
        page.wait_for_timeout(2_000)
        assert page.evaluate("() => window.shift") < 0.1, (wide, touch)
