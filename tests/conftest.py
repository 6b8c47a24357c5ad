"""Fixtures: the real server, and a real browser that can reach it and nothing else."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import BRIEF, DESKTOP, PHONE, Pages, WatchedPage, launch
from find_browser import NoBrowser, find
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from serving import Server, Start
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from static_host import plain

import api
import cli

# Machines are shared and noisy: a slow example is no fault.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")

# A loaded machine takes its time: how long a test waits for what it expects bounds no speed.
expect.set_options(timeout=20_000)

StartServer = Callable[..., Server]
NewPage = Callable[..., WatchedPage]

_SERVERS = pytest.StashKey[list[Server]]()
_FAILED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SERVERS] = []


def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are processors: a test waits for a browser or a server for a tenth of its time and more."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Collect garbage seldom: Python would walk through all that libraries hold with each large document that a test reads."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that drives a browser, so that nobody has to remember to."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    # A test of a minute that begins last leaves the other processes idle. Its file comes whole, for the fixtures that it shares.
    long = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the servers' logs under a failed test."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
        running = (server for server in item.config.stash[_SERVERS] if not server.stopped)
        report.sections += [(f"log of the server {server.url}", server.log()) for server in running]
    return report


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Keep the main module: Streamlit's own test of a page puts the page there, and a process begun afresh would run it."""
    kept = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = kept


@pytest.fixture(scope="session")
def start_server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Give ``start_server(data_dir=…, extra_env=…, base_path=…, options=…)``. Without a ``with`` it runs to the end."""
    started = pytestconfig.stash[_SERVERS]

    def start(
        data_dir: Path | None = None,
        extra_env: dict[str, str] | None = None,
        base_path: str | None = None,
        options: dict[str, str] | None = None,
    ) -> Server:
        log = tmp_path_factory.mktemp("server") / "log.txt"
        server = Server(Start(data_dir, extra_env, base_path, options=options), log)
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="session")
def server(start_server: StartServer) -> Server:
    """Give the server with the shipped data."""
    return start_server()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser. Where there is none, skip aloud on a person's machine and fail under CI."""
    try:
        path = find()
    except NoBrowser as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))
    with sync_playwright() as playwright:
        running = launch(playwright.chromium, path, BRIEF)
        yield running
        running.close()


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Pages:
    """Give the pages that the tests of this process borrow."""
    return Pages(browser)


@pytest.fixture
def new_page(pages: Pages, request: pytest.FixtureRequest) -> Iterator[NewPage]:
    """Give ``new_page(fresh=False, **options)``: a watched page, with an empty cache if fresh; the options are a context's."""
    opened: list[WatchedPage] = []

    def make(*, fresh: bool = False, **options: Any) -> WatchedPage:
        opened.append(pages.lend({**DESKTOP, **options}, fresh=fresh))
        return opened[-1]

    yield make
    for page in opened:
        pages.take_back(page, passed=not request.node.stash.get(_FAILED, False))


@pytest.fixture
def page(new_page: NewPage) -> WatchedPage:
    """Give a page of 1440 × 900 pixels; ``page.watch`` holds its requests, failures and errors."""
    return new_page()


@pytest.fixture
def phone_page(new_page: NewPage) -> WatchedPage:
    """Give a page of a phone, 390 × 844 pixels and touched, watched like ``page``."""
    return new_page(**PHONE)


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    """Yield a client of the API alone: at the root, and for tests of addresses under a base path too."""
    base: str = request.param
    served = Starlette(routes=api.routes(base), middleware=[Middleware(api.SecurityHeaders, base=base)])
    with TestClient(served, base_url=f"http://testserver{base}/") as made:
        yield made


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that is marked ``addresses`` its client twice: at the root, and under a base path. All others once."""
    if "client" in metafunc.fixturenames:
        repeated = metafunc.definition.get_closest_marker("addresses") is not None
        metafunc.parametrize("client", ["", "/under/here"] if repeated else [""], indirect=True)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a publication of the shipped data: written once, by the command, two folders below a root of its own."""
    folder = tmp_path_factory.mktemp("web") / "under" / "atlas"
    assert cli.main(["publish", str(folder), "--base-url", "https://host.example/under/atlas", "--no-cards"]) == 0
    return folder


@pytest.fixture(scope="session")
def published_origin(published: Path) -> Iterator[str]:
    """Give the origin of a plain server, below which the publication lies two folders deep."""
    with plain(published.parent.parent) as served:
        yield served
