"""Measure what a flood of costly requests does to readers: ``make load``.

One client keeps 50 requests under way, each for a file, picture or page of features that nobody asked for before.
Meanwhile others ask for the server's health, filter in an open session, and open the page. The milliseconds are this machine's.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from browsing import launch
from find_browser import NAMES, WHOLE, find
from playwright.sync_api import Browser, sync_playwright
from serving import ROOT, Server, Start

from bench.flood import KINDS
from bench.readers import memory_mb, new_page, quantiles, watched

FILTER_S, PAGE_S = 1.0, 3.0
"""How long a filter and a new page may take during a flood, at the 95th percentile."""


@dataclass
class Phase:
    """What was measured before, during or after a flood: seconds by what was done, and megabytes at the end."""

    name: str
    times: dict[str, list[float]] = field(default_factory=dict)
    memory: tuple[float, float] = (0, 0)

    def line(self) -> str:
        """Return it as a row of the table."""
        parts = []
        for name in ("health", "filter", "visit", "page"):
            middle, late = quantiles(self.times.get(name, []))
            parts.append(f"{name} {middle * 1000:6.0f} {late * 1000:6.0f}")
        own, others = self.memory
        return f"  {self.name:8} {'   '.join(parts)}   {own:5.0f} + {others:4.0f} MB"


def quiet(browser: Browser, server: Server, name: str, pages: int) -> Phase:
    """Measure readers alone."""
    phase = Phase(name)
    with watched(server) as times:
        opened = [new_page(browser, server) for _ in range(pages)]
    phase.times, phase.memory = times | {"page": opened}, memory_mb(server.pid)
    return phase


def flooded(browser: Browser, server: Server, seconds: float, kinds: list[str]) -> tuple[Phase, str]:
    """Measure readers during a flood, and return what the flood got too."""
    words = [sys.executable, "-m", "bench.flood", server.url, "--seconds", str(seconds), "--kinds", *kinds]
    opened: list[float] = []
    with watched(server) as times, subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as flood:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            opened.append(new_page(browser, server))
        memory = memory_mb(server.pid)
        told = flood.communicate()[0]
    return Phase("during", times | {"page": opened}, memory), told


def measure(browser: Browser, server: Server, seconds: float, kinds: list[str]) -> bool:
    """Print a table of one flood, and return whether readers were served as they should be."""
    print(f"flood of {', '.join(kinds)}: p50 and p95 in ms; memory of the server and of what it started")
    before = quiet(browser, server, "before", 4)
    print(before.line(), flush=True)
    during, told = flooded(browser, server, seconds, kinds)
    print(during.line(), flush=True)
    print(quiet(browser, server, "after", 3).line())
    got = json.loads(told)
    print(f"  the flood got {got['statuses']}, its slowest answer in {got['slowest_s']} s", flush=True)
    kept = quantiles(during.times["filter"])[1] <= FILTER_S and quantiles(during.times["visit"])[1] <= PAGE_S
    return kept and set(got["statuses"]) <= {"200", "503"}


def main() -> int:
    """Run the floods and return 0, or 1 where readers had to wait."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20, help="how long each flood lasts")
    parser.add_argument(
        "--kinds", nargs="+", choices=list(KINDS), help="one flood of these; else one of each and one of all"
    )
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the program that is measured")
    given = parser.parse_args()
    kept = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright.chromium, find(names=(*WHOLE, *NAMES)))
        for kinds in [given.kinds] if given.kinds else [*([kind] for kind in KINDS), list(KINDS)]:
            start = Start(app=given.app, extra_env={"PYTHONPATH": str(given.app.parent)})
            with Server(start, Path(folder) / "log.txt") as server:
                kept.append(measure(browser, server, given.seconds, kinds))
        browser.close()
    print(f"bars: filter {FILTER_S} s, page {PAGE_S} s, nothing but 200 and 503:", "kept" if all(kept) else "missed")
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
