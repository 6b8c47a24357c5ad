"""What readers feel: how long the server's health, a filter in an open session and a new page take; and the memory of it all.

A first visit is measured twice: as what it asks the server for, and in a real browser, which is itself a load on the machine.
"""

from __future__ import annotations

import argparse
import html
import itertools
import json
import os
import random
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from browsing import open_page
from playwright.sync_api import Browser, Page
from serving import ROOT, Server
from visits import Visit, visit
from websockets.exceptions import WebSocketException

FRAME = "iframe[title='streamlit_folium.st_folium']"
QUERIES = ("topic=military", "topic=history&basis=all", "evidence=contradicted", "q=island", "topic=economy", "")
PAUSE = 0.2
PATIENCE_MS = 120_000


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds an act takes."""
    began = time.monotonic()
    act()
    return time.monotonic() - began


class Place(NamedTuple):
    """Where a server is, with and without its base path."""

    url: str
    origin: str


def health(server: Place) -> None:
    """Ask the server whether it is up."""
    _get(server, "/_stcore/health")


def card_of(server: Place) -> str:
    """Return where the card of the page is, as its head says."""
    found = re.search(r'property="og:image" content="([^"]+)"', _get(server, "/").decode())
    if found is None:
        raise RuntimeError(f"{server.url} names no card")
    return html.unescape(found[1]).removeprefix(server.url)


def filtered(session: Visit, turn: int) -> None:
    """Run the page with another view, as one who filters."""
    session.run(QUERIES[turn % len(QUERIES)])


def new_page(browser: Browser, server: Server) -> float:
    """Return how long a reader with an empty cache waits for the map with its marks, in seconds."""
    page = open_page(browser)
    try:
        return timed(lambda: _until_drawn(page, server))
    finally:
        page.context.close()


def first_visit(server: Place | Server, layers: Sequence[str]) -> None:
    """Ask for all that a first visit asks the server for: the page, its files, a session's first run, and the map's layers."""
    document = _get(server, "/").decode()
    for path in re.findall(r'(?:src|href)="\.?(/[^"]+\.(?:js|css))"', document):
        _get(server, path.removeprefix(urlsplit(server.url).path))
    with visit(server) as session:
        session.run("")
    for path in (
        "messages/en.json",
        "land/land_overview.geojson",
        *(f"layers/{name}.geojson?basis=all" for name in layers),
    ):
        _get(server, f"/api/{path}")


def layers_of(server: Place | Server) -> list[str]:
    """Return the ids of the layers that a server has."""
    return [layer["id"] for layer in json.loads(_get(server, "/api/layers"))["layers"]]


def _get(server: Place | Server, path: str) -> bytes:
    with urllib.request.urlopen(f"{server.url}{path}", timeout=120) as answer:
        return bytes(answer.read())


def _until_drawn(page: Page, server: Server) -> None:
    page.goto(server.url, timeout=PATIENCE_MS)
    page.frame_locator(FRAME).locator(".atlas[data-ready=yes]").wait_for(timeout=PATIENCE_MS)


def watch(server: Place, what: str, seconds: float, pause: float) -> tuple[list[float], int]:
    """Do one thing again and again for some seconds; return how long it took each time, and how often it failed.

    Parameters
    ----------
    server
        Where.
    what
        ``health``, ``document``, ``card``, ``filter`` or ``visit``.
    seconds
        How long.
    pause
        Seconds between the end of one and the beginning of the next, give or take half: readers do not act in step.
    """
    times: list[float] = []
    failed = 0
    with ExitStack() as stack:
        act = _act(stack, server, what)
        over = time.monotonic() + seconds
        for turn in itertools.count():
            if time.monotonic() >= over:
                return times, failed
            try:
                times.append(timed(partial(act, turn)))
            except (OSError, WebSocketException):
                failed += 1
            time.sleep(pause * random.uniform(0.5, 1.5))
    return times, failed


def _act(stack: ExitStack, server: Place, what: str) -> Callable[[int], object]:
    if what == "health":
        return lambda _: health(server)
    if what == "document":
        return lambda _: _get(server, "/")
    if what == "card":
        path = card_of(server)
        _get(server, path)
        return lambda _: _get(server, path)
    if what == "visit":
        layers = layers_of(server)
        return lambda _: first_visit(server, layers)
    session = stack.enter_context(visit(server))
    session.run("")
    return lambda turn: filtered(session, turn)


@contextmanager
def watched(url: str, seconds: float) -> Iterator[dict[str, list[float]]]:
    """Measure health, filters and visits for some seconds, each in a process of its own, as one would slow the others down.

    At the end of the block the dictionary holds the times by what was done.
    """
    found: dict[str, list[float]] = {}
    started = {what: start([url], what, seconds) for what in ("health", "filter", "visit")}
    yield found
    for what, process in started.items():
        found[what] = json.loads(process.communicate()[0])["times"]


def start(urls: Sequence[str], what: str, seconds: float, *more: str) -> subprocess.Popen[str]:
    """Start readers of one or several replicas in a process of their own."""
    words = [sys.executable, "-m", "bench.readers", *urls, what, "--seconds", str(seconds), *more]
    env = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    return subprocess.Popen(words, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)


def quantiles(times: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile of some times; of one, twice itself."""
    if len(times) < 2:
        return (times[0], times[0]) if times else (float("nan"), float("nan"))
    parts = statistics.quantiles(times, n=20, method="inclusive")
    return parts[9], parts[18]


def processes(pid: int) -> list[int]:
    """Return a process and all that it started (Linux)."""
    children = [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    ]
    return [pid, *(each for child in children for each in processes(child))]


def memory_mb(pid: int) -> tuple[float, float]:
    """Return the megabytes that a server holds, and those of the processes that it started (Linux)."""
    own, *others = [_resident_mb(each) for each in processes(pid)]
    return own, sum(others)


def _resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0) / 1024


def main() -> None:
    """Be some readers at once, and print how long each act took, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url", nargs="+", help="one server, or several replicas")
    parser.add_argument("what", choices=["health", "document", "card", "filter", "visit"])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--at-once", type=int, default=1)
    parser.add_argument("--pause", type=float, default=PAUSE)
    given = parser.parse_args()
    places = itertools.cycle([Place(url, "/".join(url.split("/")[:3])) for url in given.url])
    with ThreadPoolExecutor(given.at_once) as crowd:
        acts = [crowd.submit(watch, next(places), given.what, given.seconds, given.pause) for _ in range(given.at_once)]
    times = [each for act in acts for each in act.result()[0]]
    print(json.dumps({"times": times, "failed": sum(act.result()[1] for act in acts)}))


if __name__ == "__main__":
    main()
