"""What readers feel: how long the server's health, a filter in an open session and a new page take; and the memory of it all.

A first visit is measured twice: as what it asks the server for, and in a real browser, which is itself a load on the machine.
"""

from __future__ import annotations

import json
import re
import statistics
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from browsing import open_page
from playwright.sync_api import Browser
from serving import Server
from visits import Visit, visit

FRAME = "iframe[title='streamlit_folium.st_folium']"
QUERIES = ("topic=military", "topic=history&basis=all", "evidence=contradicted", "q=island", "topic=economy", "")
PAUSE = 0.2
PATIENCE_MS = 120_000


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds an act takes."""
    began = time.monotonic()
    act()
    return time.monotonic() - began


def again_and_again(act: Callable[[int], object], over: Event, times: list[float]) -> None:
    """Act with short pauses until it is over."""
    turn = 0
    while not over.wait(PAUSE):
        times.append(timed(lambda: act(turn)))  # noqa: B023 - called at once
        turn += 1


def health(server: Server) -> None:
    """Ask the server whether it is up."""
    _get(server, "/_stcore/health")


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


def first_visit(server: Server, layers: Sequence[str]) -> None:
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


def layers_of(server: Server) -> list[str]:
    """Return the ids of the layers that a server has."""
    return [layer["id"] for layer in json.loads(_get(server, "/api/layers"))["layers"]]


def _get(server: Server, path: str) -> bytes:
    with urllib.request.urlopen(f"{server.url}{path}", timeout=120) as answer:
        return bytes(answer.read())


def _until_drawn(page, server: Server) -> None:  # type: ignore[no-untyped-def]
    page.goto(server.url, timeout=PATIENCE_MS)
    page.frame_locator(FRAME).locator(".atlas[data-ready=yes]").wait_for(timeout=PATIENCE_MS)


@contextmanager
def watched(server: Server) -> Iterator[dict[str, list[float]]]:
    """Measure health and filters in the background; the lists fill while the block runs."""
    found: dict[str, list[float]] = {"health": [], "filter": [], "visit": []}
    over, layers = Event(), layers_of(server)
    with ExitStack() as stack:
        session = stack.enter_context(visit(server))
        session.run("")
        acts = {
            "health": lambda _: health(server),
            "filter": lambda turn: filtered(session, turn),
            "visit": lambda _: first_visit(server, layers),
        }
        threads = [Thread(target=again_and_again, args=(acts[name], over, found[name])) for name in found]
        for thread in threads:
            thread.start()
        try:
            yield found
        finally:
            over.set()
            for thread in threads:
                thread.join()


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
