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
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from browsing import launch
from find_browser import NAMES, WHOLE, find
from playwright.sync_api import Browser, sync_playwright
from serving import ROOT, Server, Start

from bench.flood import KINDS
from bench.readers import memory_mb, new_page, processes, quantiles, start, watched
from work.limits import IDLE

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


def readers(browser: Browser, server: Server, name: str, seconds: float) -> Phase:
    """Measure for some seconds what readers wait for; then, for as many, pages in a browser, which would slow all else down."""
    with watched(server.url, seconds) as times:
        time.sleep(seconds)
    memory, until = memory_mb(server.pid), time.monotonic() + seconds
    opened = [new_page(browser, server)]
    while time.monotonic() < until:
        opened.append(new_page(browser, server))
    return Phase(name, times | {"page": opened}, max(memory, memory_mb(server.pid), key=sum))


def flooded(browser: Browser, server: Server, seconds: float, kinds: list[str]) -> tuple[Phase, str]:
    """Measure readers during a flood, and return what the flood got too."""
    words = [sys.executable, "-m", "bench.flood", server.url, "--seconds", str(2 * seconds), "--kinds", *kinds]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as flood:
        phase = readers(browser, server, "during", seconds)
        return phase, flood.communicate()[0]


def rested_mb(server: Server) -> float:
    """Return the megabytes of all, once what was started for the flood has ended for want of work."""
    until = time.monotonic() + IDLE + 30
    while len(processes(server.pid)) > 1 and time.monotonic() < until:
        time.sleep(1)
    return sum(memory_mb(server.pid))


def measure(browser: Browser, server: Server, seconds: float, kinds: list[str]) -> bool:
    """Print a table of one flood, and return whether readers were served as they should be."""
    print(f"flood of {', '.join(kinds)}: p50 and p95 in ms; memory of the server and of what it started")
    print(readers(browser, server, "before", seconds).line(), flush=True)
    during, told = flooded(browser, server, seconds, kinds)
    print(during.line(), flush=True)
    print(readers(browser, server, "after", seconds).line())
    print(f"  memory after a minute without work: {rested_mb(server):.0f} MB")
    got = json.loads(told)
    print(f"  the flood got {got['statuses']}, its slowest answer in {got['slowest_s']} s", flush=True)
    kept = quantiles(during.times["filter"])[1] <= FILTER_S and quantiles(during.times["visit"])[1] <= PAGE_S
    return kept and set(got["statuses"]) <= {"200", "503"}


def crowd(given: argparse.Namespace, folder: Path) -> int:
    """Print how many sessions that filter, with a pause after each act, some replicas carry; return 1 where one failed.

    Beside them one asks for the page's document, with its head, and one for its card, which was drawn before.
    """
    failed = 0
    print(f"{given.app.name}, replicas: {given.replicas}, pause {given.pause} s")
    asides = ("document", "card") if given.app == ROOT / "app.py" else ()
    print(
        "  sessions, p50 and p95 in ms, runs a second, memory, errors"
        + "".join(f"; {one}: p50, p95, worst" for one in asides)
    )
    for number in given.sessions:
        with ExitStack() as stack:
            servers = [stack.enter_context(_server(given.app, folder / f"log{n}.txt")) for n in range(given.replicas)]
            more = ("--at-once", str(number), "--pause", str(given.pause))
            beside = {one: start([servers[0].url], one, given.seconds) for one in asides}
            got = json.loads(start([one.url for one in servers], "filter", given.seconds, *more).communicate()[0])
            told = {one: json.loads(process.communicate()[0]) for one, process in beside.items()}
            middle, late = quantiles(got["times"])
            memory = sum(sum(memory_mb(one.pid)) for one in servers)
        failed += got["failed"] + sum(one["failed"] for one in told.values())
        speed = len(got["times"]) / given.seconds
        print(
            f"  {number:4} {middle * 1000:7.0f} {late * 1000:7.0f} {speed:6.1f}/s {memory:6.0f} MB {got['failed']:4}"
            + "".join(_aside(name, one["times"]) for name, one in told.items()),
            flush=True,
        )
    return int(failed > 0)


def _aside(name: str, times: list[float]) -> str:
    middle, late = quantiles(times)
    return f"  {name} {middle * 1000:4.0f} {late * 1000:4.0f} {max(times) * 1000:5.0f}"


def _server(app: Path, log: Path) -> Server:
    # A program of bench/ reads our packages, one of another working tree its own.
    home = app.parent if (app.parent / "geo").is_dir() else ROOT
    return Server(Start(app=app, extra_env={"PYTHONPATH": str(home)}), log)


def main() -> int:
    """Run the floods, or a crowd, and return 0, or 1 where readers had to wait."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=15, help="half of a flood")
    parser.add_argument(
        "--kinds", nargs="+", choices=list(KINDS), help="one flood of these; else one of each and one of all"
    )
    parser.add_argument("--app", type=Path, default=ROOT / "app.py", help="the program that is measured")
    parser.add_argument("--sessions", type=int, nargs="+", help="no flood: so many sessions that filter at once")
    parser.add_argument("--replicas", type=int, default=1, help="how many servers the sessions are spread over")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between the acts of a session")
    given = parser.parse_args()
    # The server runs in a folder of its own.
    given.app = given.app.resolve()
    if given.sessions:
        with tempfile.TemporaryDirectory() as folder:
            return crowd(given, Path(folder))
    kept = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright.chromium, find(names=(*WHOLE, *NAMES)))
        for kinds in [given.kinds] if given.kinds else [*([kind] for kind in KINDS), list(KINDS)]:
            with _server(given.app, Path(folder) / "log.txt") as server:
                kept.append(measure(browser, server, given.seconds, kinds))
        browser.close()
    print(f"bars: filter {FILTER_S} s, page {PAGE_S} s, nothing but 200 and 503:", "kept" if all(kept) else "missed")
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
