"""Steps of a reader, shared by the browser tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

FRAME = "iframe[title='streamlit_folium.st_folium']"


def open_atlas(page: Page, url: str, *, heading: bool = True) -> FrameLocator:
    """Open the page and wait until the map shows its data and, unless the walk is open, the list its heading."""
    page.goto(url)
    frame = page.frame_locator(FRAME)
    frame.locator(".atlas[data-ready=yes]").wait_for(timeout=60_000)
    expect(page.locator(".facts .heading" if heading else ".story .body")).to_be_visible()
    return frame


SETTLED = """(frame) => {
    const app = document.querySelector('[data-testid=stApp]');
    if (app && app.dataset.testScriptState !== 'notRunning' || document.querySelector('[data-stale=true]')) return false;
    const window = document.querySelector(frame)?.contentWindow, { store, state } = window?.Atlas || {};
    if (!store?.loaded || store.fetching || !Object.keys(state.bits).every((id) => store.layers.has(id))) return false;
    const { map, lettering } = store, ground = store.layers.get('places')?.ground, box = map.getContainer();
    const { clientWidth: wide, clientHeight: high } = box;
    const fits = (size) => Math.abs(size.x - wide) < 2 && Math.abs(size.y - high) < 2;
    const moves = map._animatingZoom || map._panAnim?._inProgress;
    return wide > 0 && high > 0 && fits(map.getSize()) && fits(lettering.room?.size ?? map.getSize()) && !moves
        && (!ground || Boolean(ground.map) && ground.waiting === null);
}"""
"""Tells whether nothing of the page is on its way: no run, no layer, no move of the map, no text that waits for its place."""


def settle(page: Page) -> None:
    """Wait until page and map stand still: what a busy machine does late has been done.

    What an act sets off is to have begun: see :func:`after_apply`.
    """
    # Twice, some frames apart: what begins in the frame after an answer is seen by the second look.
    for _ in range(2):
        page.wait_for_function(SETTLED, arg=FRAME, timeout=60_000)
        page.wait_for_timeout(100)


def until(page: Page, told: Callable[[], Any], wanted: Any) -> Any:
    """Return what is told once it is what is wanted, or what it is after half a minute; the page's events come in meanwhile."""
    for _ in range(300):
        if (last := told()) == wanted:
            break
        page.wait_for_timeout(100)
    return last


def applied(page: Page) -> int:
    """Return how often the map has applied a state."""
    return int(page.frame_locator(FRAME).locator(".atlas").get_attribute("data-applied") or 0)


def after_apply(page: Page, act: Any) -> None:
    """Do something and wait until the map has applied what follows from it."""
    before = applied(page)
    act()
    page.wait_for_function(
        """([frame, before]) => Number(
            document.querySelector(frame).contentDocument.querySelector('.atlas').dataset.applied) > before""",
        arg=[FRAME, before],
    )


def pill(page: Page, label: str) -> Locator:
    """Return the filter option whose label starts with some words; the menu that it stands in is opened."""
    buttons = page.locator(".filters .option")
    found = buttons.filter(has_text=re.compile("^" + re.escape(label))).first
    menu = found.evaluate("(node) => node.closest('[popover]:not(:popover-open)')?.dataset.panel")
    if menu:
        open_menu(page, str(menu))
    return found


def open_menu(page: Page, name: str) -> Locator:
    """Open a menu of the filters, and return its panel."""
    page.locator(f".filters [data-menu={name}]").click()
    panel = page.locator(f".filters [data-panel={name}]")
    expect(panel).to_be_visible()
    return panel


def close_panel(page: Page) -> None:
    """Close the open panel by the keyboard, which it hears once it has it."""
    page.wait_for_function("() => document.activeElement.closest('[data-testid=stPopoverBody]')")
    page.keyboard.press("Escape")


def in_map(page: Page, script: str) -> Any:
    """Run a script in the map's frame, with ``A`` for our script's own object, and return what it gives."""
    return page.evaluate(
        "([frame, script]) => { const A = document.querySelector(frame).contentWindow.Atlas;"
        " return document.querySelector(frame).contentWindow.eval(`(function (A) { ${script} })`)(A); }",
        [FRAME, script],
    )


def camera(page: Page) -> tuple[float, float, float]:
    """Return latitude, longitude and zoom of the map."""
    found = in_map(page, "const c = A.store.map.getCenter(); return [c.lat, c.lng, A.store.map.getZoom()];")
    return float(found[0]), float(found[1]), float(found[2])


def visible_features(page: Page) -> dict[str, int]:
    """Return how many features of each layer pass, as the map's script holds them."""
    return dict(
        in_map(
            page,
            "return [...A.store.layers.values()].map((l) => [l.look.id, l.bits.reduce((sum, bit) => sum + bit, 0)]);",
        )
    )


def expect_facts(page: Page, wanted: list[str]) -> None:
    """Wait until just these facts are listed, in this order."""
    page.wait_for_function(
        """(wanted) => [document, ...[...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)]
            .flatMap((root) => [...root.querySelectorAll('.facts .row')])
            .map((row) => row.dataset.fact).join() === wanted""",
        arg=",".join(wanted),
    )


def facts(page: Page) -> list[str]:
    """Return the ids of the facts that are listed."""
    return [str(row.get_attribute("data-fact")) for row in page.locator(".facts .row").all()]
