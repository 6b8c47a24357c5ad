"""A first visit, measured in a real browser beside an empty Streamlit page and a map that ``st_folium`` rebuilds.

What the browser itself needs to draw is measured with the atlas as one file, opened from the disk: the same scripts and the same
marks, with no server and no line.

All times are milliseconds from the start of the navigation, taken inside the page; the browser's cache is empty. Layout shift is
that of the W3C's Layout Instability: shares of the window that moved by themselves, added up, the map's own frame not counted.
"""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from pathlib import Path

from browsing import open_page
from playwright.sync_api import Browser
from serving import ROOT, Server, Start

from geo.atlas import open_atlas
from geo.view.parameters import DEFAULT
from onefile import one_file

PATIENCE_MS = 180_000
SETTLE_MS = 2_500
APPS = {
    "empty": ROOT / "bench" / "empty_app.py",
    "ours": ROOT / "app.py",
    "rebuilt": ROOT / "bench" / "rebuilt_app.py",
}

WATCH = """if (window === window.top) {
  window.seen = { shift: 0 };
  const note = (name, found) => { if (window.seen[name] === undefined && found) window.seen[name] = performance.now(); };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const roots = () => [...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean);
  const look = () => {
    const frame = document.querySelector("iframe[title='streamlit_folium.st_folium']");
    const map = frame ? frame.contentDocument : document;
    note('text', document.querySelector('[data-testid=stText], .news h1'));
    note('marks', map?.querySelector('.atlas[data-ready=yes], body:not(:has(.atlas)) path.leaflet-interactive'));
    note('card', roots().some((root) => root.querySelector('.facts .card')));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""

READ = """() => ({ ...window.seen, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  start: (document.querySelector("iframe[title='streamlit_folium.st_folium']")?.contentWindow.performance.timeOrigin
    ?? performance.timeOrigin) - performance.timeOrigin })"""

Seen = dict[str, float]


def visit(browser: Browser, url: str, waits_for: str) -> Seen:
    """Open a page in a fresh context, and return what was seen when.

    Parameters
    ----------
    browser
        The running browser.
    url
        The page's address.
    waits_for
        The last sight that is waited for: ``text``, or ``marks`` of the map.
    """
    page = open_page(browser, viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.goto(url, timeout=PATIENCE_MS)
    page.wait_for_function("(name) => window.seen[name] !== undefined", arg=waits_for, timeout=PATIENCE_MS)
    page.wait_for_timeout(SETTLE_MS)
    found: Seen = {name: float(value) for name, value in page.evaluate(READ).items() if value is not None}
    page.context.close()
    return found


def first_visits(browser: Browser, data: Path, folder: Path, runs: int) -> None:
    """Print the medians of some first visits to each page, taken in turn.

    Parameters
    ----------
    browser
        The running browser.
    data
        The data folder of the two maps.
    folder
        Where logs may be written.
    runs
        Counted visits to each page.
    """
    found: dict[str, list[Seen]] = {name: [] for name in (*APPS, "alone")}
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(
                Server(Start(data_dir=data, extra_env={"PYTHONPATH": str(ROOT)}, app=app), folder / f"{name}.txt")
            )
            for name, app in APPS.items()
        }
        alone = folder / "alone.html"
        alone.write_bytes(one_file(open_atlas(data), DEFAULT))
        urls = {name: server.url for name, server in servers.items()} | {"alone": alone.as_uri()}
        for turn in range(runs + 1):
            for name, url in urls.items():
                seen = visit(browser, url, "text" if name == "empty" else "marks")
                if turn:  # the first of each warms the server up
                    found[name].append(seen)
    for name, visits in found.items():
        told = {
            key: statistics.median(seen[key] for seen in visits) for key in visits[0] if all(key in v for v in visits)
        }
        times = ", ".join(f"{key} {value:.0f} ms" for key, value in told.items() if key not in {"shift", "start"})
        print(f"  {name:8} {times}; layout shift {told['shift']:.3f}")
    ours, alone_ms = (statistics.median(seen["marks"] for seen in found[name]) for name in ("ours", "alone"))
    empty = statistics.median(seen["text"] for seen in found["empty"])
    print(f"  first marks of ours against the first text of an empty page: {ours / empty:.2f}")
    print(f"  and against that text plus what the browser needs to draw alone: {ours / (empty + alone_ms):.2f}")
