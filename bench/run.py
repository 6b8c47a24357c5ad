"""Measure the page in a real browser, and print it: ``make bench``.

Three servers run side by side on one data folder: the floor (the same page, a button that changes one text), ours, and the map
rebuilt by ``st_folium``. Their clicks are taken in turn, so that a busy machine slows all three alike; the ratios count,
the milliseconds are this machine's. A click is timed inside the page, from the click to the frame after the change.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from browsing import launch, open_page
from find_browser import NAMES, WHOLE, find
from playwright.sync_api import Browser, Page, sync_playwright
from serving import ROOT, Server, Start

from bench.card_click import FRAME, PATIENCE_MS, SETTLE_MS, WAIT, cards, ready
from bench.first_visit import first_visits
from bench.make_data import TOPICS, make

SIZES = (0, 5_000, 50_000)

FLOOR = (
    """async () => {"""
    + WAIT
    + """
  const text = () => [...document.querySelectorAll('[data-testid="stText"]')].map((node) => node.innerText).join();
  const before = text();
  [...document.querySelectorAll('button')].find((button) => button.innerText.trim() === 'tick').click();
  return painted(() => text() !== before);
}"""
)

OURS = (
    """async (topic) => {"""
    + WAIT
    + """
  const atlas = frame().querySelector('.atlas'), before = atlas.dataset.applied;
  pill(topic).click();
  return painted(() => frame().querySelector('.atlas') === atlas && atlas.dataset.applied !== before);
}"""
)

REBUILT = (
    """async (topic) => {"""
    + WAIT
    + """
  const before = document.querySelector(FRAME), old = before.contentDocument;
  pill(topic).click();
  return painted(() => {
    const now = document.querySelector(FRAME);
    const said = [...document.querySelectorAll('p')].map((node) => node.innerText)
      .find((text) => text.startsWith('rebuilt with '));
    const drawn = now.contentDocument.querySelectorAll('path.leaflet-interactive').length;
    return now.contentDocument !== old && drawn > 0 && drawn >= 0.5 * Number(said.slice(13));
  });
}"""
)


@dataclass(frozen=True)
class Variant:
    """One way to draw the map: its name, its server's program, and the script that clicks and waits."""

    name: str
    app: Path
    script: str


VARIANTS = (
    Variant("floor", ROOT / "bench" / "floor_app.py", FLOOR),
    Variant("ours", ROOT / "app.py", OURS),
    Variant("rebuilt", ROOT / "bench" / "rebuilt_app.py", REBUILT),
)


def memory_mb(pid: int) -> float:
    """Return the resident memory of a process in megabytes, from Linux's own count."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def _server(stack: ExitStack, variant: Variant, data: Path, log: Path) -> Server:
    extra = {"PYTHONPATH": str(ROOT)}
    return stack.enter_context(Server(Start(data_dir=data, extra_env=extra, app=variant.app), log))


def latencies(browser: Browser, size: int, folder: Path, runs: int) -> dict[str, list[float]]:
    """Return each variant's times in milliseconds, taken in turn, and print how often our map was mounted."""
    data = make(folder / "data", size)
    found: dict[str, list[float]] = {variant.name: [] for variant in VARIANTS}
    with ExitStack() as stack:
        pages: dict[str, Page] = {}
        for variant in VARIANTS:
            server = _server(stack, variant, data, folder / f"{variant.name}.txt")
            page = open_page(browser, viewport={"width": 1440, "height": 900})
            stack.callback(page.context.close)
            page.goto(server.url, timeout=PATIENCE_MS)
            ready(page, variant.name)
            pages[variant.name] = page
        mounts = watch_mounts(pages["ours"])
        for turn in range(runs + 1):
            for variant in VARIANTS:
                # Fewer of the slow ones: at 50,000 features a rebuilt map takes many seconds.
                if variant.name == "rebuilt" and turn > (2 if size > 5_000 else 8):
                    continue
                took = pages[variant.name].evaluate(variant.script, TOPICS[turn % len(TOPICS)])
                # A run goes on after its first change: let it end, or the next variant's click would wait for it.
                pages[variant.name].wait_for_timeout(SETTLE_MS if size <= 5_000 else 4 * SETTLE_MS)
                if turn:  # the first of each warms it up
                    found[variant.name].append(float(took))
        print(f"  re-mounts of our map in {runs + 1} filters: {mounts()}")
    return found


def watch_mounts(page: Page) -> Callable[[], int]:
    """Count from now on how often the map's frame loads a document or gives way to another frame."""
    page.evaluate(f"""() => {{ window.mounts = 0; const frame = document.querySelector("{FRAME}");
      frame.addEventListener('load', () => {{ window.mounts += 1; }});
      new MutationObserver(() => {{ if (!frame.isConnected) window.mounts += 1; }})
        .observe(document.body, {{ childList: true, subtree: true }}); }}""")
    return lambda: int(page.evaluate("() => window.mounts"))


def report(found: dict[str, list[float]]) -> float:
    """Print one size's medians and ratios; return ours against the floor."""
    medians = {name: statistics.median(times) for name, times in found.items()}
    for name, times in found.items():
        spread = f"{min(times):7.0f} to {max(times):7.0f}"
        print(
            f"  {name:8} {medians[name]:7.0f} ms   {spread}   {medians[name] / medians['floor']:6.2f} × floor   n={len(times)}"
        )
    return medians["ours"] / medians["floor"]


def first_map(browser: Browser, folder: Path) -> None:
    """Print start to first map, bytes to first map, and memory a session, at the shipped data."""
    data = make(folder / "data", 0)
    with ExitStack() as stack:
        began = time.monotonic()
        server = _server(stack, VARIANTS[1], data, folder / "first.txt")
        healthy = time.monotonic() - began
        idle = memory_mb(server.pid)
        for label in ("all cold", "warm process, cold browser"):
            began = time.monotonic() if label != "all cold" else began
            page = open_page(browser)
            received = _count_bytes(page)
            page.goto(server.url)
            page.frame_locator(FRAME).locator(".atlas[data-ready=yes]").wait_for(timeout=PATIENCE_MS)
            took = time.monotonic() - began
            own = received(("/api/", "/assets/"))
            print(
                f"  {label}: first map after {took:.2f} s; {received(('/',)):,.0f} KB on the wire, of which ours {own:,.0f} KB"
            )
            page.wait_for_timeout(1500)
            page.context.close()
        first = memory_mb(server.pid)
        sessions = [open_page(browser) for _ in range(8)]
        for page in sessions:
            page.goto(server.url)
            page.frame_locator(FRAME).locator(".atlas[data-ready=yes]").wait_for(timeout=PATIENCE_MS)
        each = (memory_mb(server.pid) - first) / len(sessions)
        for page in sessions:
            page.context.close()
    print(f"  process healthy after {healthy:.2f} s; {idle:.0f} MB idle, {first:.0f} MB after two sessions")
    print(f"  memory a session, over {len(sessions)} more: {each:.2f} MB")


def _count_bytes(page: Page) -> Callable[[tuple[str, ...]], float]:
    """Return a function that gives the kilobytes received so far, as they came over the wire, for some paths."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, float] = {}
    client.on("Network.responseReceived", lambda event: urls.update({event["requestId"]: event["response"]["url"]}))
    client.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))

    def total(parts: tuple[str, ...]) -> float:
        return sum(size for ident, size in sizes.items() if any(part in urls.get(ident, "") for part in parts)) / 1024

    return total


def main() -> int:
    """Run everything and return 0, or 1 where ours is slower than 1.3 floors at any size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=25, help="counted clicks of each variant and size")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=list(SIZES), help="made-up features beside the shipped ones"
    )
    arguments = parser.parse_args()
    ratios = {}
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium, find(names=(*WHOLE, *NAMES)))
        print("first map, at the shipped data")
        with tempfile.TemporaryDirectory() as folder:
            first_map(browser, Path(folder))
        print("a first visit beside an empty page and a rebuilt map, at the shipped data")
        with tempfile.TemporaryDirectory() as folder:
            first_visits(browser, make(Path(folder) / "data", 0), Path(folder), max(3, arguments.runs // 5))
        print("a click on a fact, at the shipped data")
        with tempfile.TemporaryDirectory() as folder:
            cards(browser, Path(folder), arguments.runs)
        for size in arguments.sizes:
            print("click to map,", f"{size:,} features and the shipped ones" if size else "the shipped data")
            with tempfile.TemporaryDirectory() as folder:
                ratios[size] = report(latencies(browser, size, Path(folder), arguments.runs))
        browser.close()
    slow = [size for size, ratio in ratios.items() if ratio > 1.3]
    print("bars: ours at most 1.3 × floor at every size:", "missed" if slow else "kept")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
