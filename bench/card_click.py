"""From a click on a fact to its card, and to the map that marks its place; and what all clicks are timed with."""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from pathlib import Path

from browsing import open_page
from playwright.sync_api import Browser, Page
from serving import ROOT, Server, Start

from bench.make_data import make

FRAME = "iframe[title='streamlit_folium.st_folium']"
PATIENCE_MS = 180_000
SETTLE_MS = 800

# Each script runs in the page, clicks, waits for the change and gives milliseconds.
WAIT = (
    f"""
const FRAME = "{FRAME}", PATIENCE = {PATIENCE_MS};"""
    + """
const painted = (done) => new Promise((resolve, reject) => {
  const start = performance.now();
  const look = () => {
    let found = false;
    try { found = done(); } catch (error) { found = false; }
    if (found) requestAnimationFrame(() => resolve(performance.now() - start));
    else if (performance.now() - start > PATIENCE) reject(new Error('no change'));
    else requestAnimationFrame(look);
  };
  look();
});
const frame = () => document.querySelector(FRAME).contentDocument;
const pill = (topic) => [...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean)
  .map((root) => root.querySelector(`[data-option="topic.${topic}"]`)).find(Boolean);
"""
)

# From a click on a fact to its card, and to the map that marks its place.
CARD = (
    """async (fact) => {"""
    + WAIT
    + """
  const lists = [...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean);
  const row = lists.map((root) => root.querySelector(`.facts .row[data-fact="${fact}"]`)).find(Boolean);
  const atlas = frame().querySelector('.atlas'), before = atlas.dataset.applied;
  row.click();
  const card = painted(() => lists.some((root) => root.querySelector(`.facts .card[data-fact="${fact}"]`)));
  const map = painted(() => atlas.dataset.applied !== before);
  return [await card, await map];
}"""
)


def ready(page: Page, name: str) -> None:
    """Wait until the map of a variant is drawn."""
    frame = page.frame_locator(FRAME)
    sign = "path.leaflet-interactive" if name == "rebuilt" else ".atlas[data-ready=yes]"
    frame.locator(sign).first.wait_for(state="attached", timeout=PATIENCE_MS)
    page.wait_for_timeout(1500)


def cards(browser: Browser, folder: Path, runs: int) -> None:
    """Print from a click on a fact to its card and to the map, at the shipped data."""
    data = make(folder / "data", 0)
    with ExitStack() as stack:
        start = Start(data_dir=data, extra_env={"PYTHONPATH": str(ROOT)})
        server = stack.enter_context(Server(start, folder / "cards.txt"))
        page = open_page(browser, viewport={"width": 1440, "height": 900})
        stack.callback(page.context.close)
        page.goto(server.url)
        ready(page, "ours")
        rows = page.locator(".facts .row").all()
        facts = [ident for row in rows if (ident := row.get_attribute("data-fact"))][1 : runs + 2]
        took = []
        for fact in facts:
            took.append(page.evaluate(CARD, fact))
            page.wait_for_timeout(SETTLE_MS)
        card, shown = (statistics.median(times) for times in zip(*took[1:], strict=True))
    print(
        f"  click to card {card:.0f} ms, click to map {shown:.0f} ms; the card after the map by {card - shown:.0f} ms"
    )
