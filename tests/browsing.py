"""The browser as the tests drive it: cut off from every other host, and watched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, Request, Response

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page after another finds its scripts compiled: a process anew for each would compile them all again.
    "--renderer-process-limit=1",
    # Any other host's name resolves to nothing: a request that leaves this machine fails, and the test sees it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
BRIEF = ("--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --max-semi-space-size=64",)
"""For pages that live for seconds: to compile scripts for speed, and to tidy up after each megabyte, costs a sixth of a page."""
# Flights of the map are seen by the tests that ask for them; to draw each frame of every other one takes half of the time.
_STILL = {"reduced_motion": "reduce"}
DESKTOP = {"viewport": {"width": 1440, "height": 900}, **_STILL}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
    **_STILL,
}


@dataclass
class Watch:
    """What a page asked for, and what went wrong, since it was opened.

    Attributes
    ----------
    requests : list of str
        The address of every request, in order; ``data:`` and ``blob:`` are none.
    failed : list of str
        Requests with no answer, or one of 400 and above, with the reason.
    errors : list of str
        Errors on the console, and errors that no script caught.
    """

    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget all: the page begins anew."""
        for heard in (self.requests, self.failed, self.errors):
            heard.clear()

    def other_hosts(self, origin: str) -> list[str]:
        """Return the requests that went to another host than the given origin's."""
        own = (origin + "/", origin.replace("http", "ws", 1) + "/")
        return [url for url in self.requests if not url.startswith(own)]

    def attach(self, page: Page) -> None:
        """Listen to a page and to every frame in it."""
        page.on("request", self._request)
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("requestfailed", self._request_failed)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self.requests.append(request.url)

    def _request_failed(self, request: Request) -> None:
        self.failed.append(f"{request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")


class WatchedPage(Page):
    """A page with its watch. A type for the tests; the object is Playwright's own page."""

    watch: Watch


def launch(kind: BrowserType, path: str, more: Iterable[str] = ()) -> Browser:
    """Start the browser without a window, with :data:`FLAGS` and more."""
    return kind.launch(executable_path=path, headless=True, args=[*FLAGS, *more])


def open_page(browser: Browser, **options: Any) -> WatchedPage:
    """Open a page in a context of its own: no cookies, no cache, and a watch from the first request on."""
    context = browser.new_context(**{"locale": "en-GB", "timezone_id": "UTC", **options})
    page = cast(WatchedPage, context.new_page())
    page.watch = Watch()
    page.watch.attach(page)
    return page


LASTING = {
    "page": ("add_init_script", "emulate_media", "expose_binding", "expose_function", "on", "once", "route"),
    "context": (
        *("add_init_script", "expose_binding", "expose_function", "grant_permissions", "new_cdp_session", "new_page"),
        *("on", "once", "route", "set_offline"),
    ),
}
"""Calls whose effect stays with a page or its context: after one of them no other test gets the page."""
TURNS = 40
"""So many tests use a page before it gives way to a new one."""


@dataclass
class _Kept:
    page: WatchedPage
    options: dict[str, Any]
    turns: int = 0
    lasting: bool = False

    def watch_calls(self) -> None:
        """Notice what would change the page for the next test too."""
        for target, names in ((self.page, LASTING["page"]), (self.page.context, LASTING["context"])):
            for name in names:
                setattr(target, name, self._noticed(getattr(target, name)))

    def _noticed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def noticed(*args: Any, **options: Any) -> Any:
            self.lasting = True
            return call(*args, **options)

        return noticed

    def can_stay(self) -> bool:
        return not (self.lasting or self.turns >= TURNS or self.page.is_closed() or len(self.page.context.pages) != 1)

    def tidy(self) -> None:
        """Bring the page back to what a new one is, less what the browser has in its cache."""
        page = self.page
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.goto("about:blank")
        page.context.clear_cookies()
        page.mouse.move(0, 0)
        page.set_viewport_size(self.options["viewport"])
        page.watch.clear()


class Pages:
    """Pages that tests borrow one after the other: to open one anew, with all scripts read again, takes thrice as long.

    Parameters
    ----------
    browser
        The browser that they are opened in.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[_Kept]] = {}
        self._lent: dict[WatchedPage, _Kept] = {}

    def lend(self, options: dict[str, Any], *, fresh: bool) -> WatchedPage:
        """Return a page that nobody has, one with an empty cache if it is to be fresh; the options are those of a context."""
        free = self._free.setdefault(json.dumps(options, sort_keys=True), [])
        if fresh or not free:
            kept = _Kept(open_page(self._browser, **options), options)
            kept.watch_calls()
        else:
            kept = free.pop()
        self._lent[kept.page] = kept
        return kept.page

    def take_back(self, page: WatchedPage, *, passed: bool) -> None:
        """Take a page back, and keep it for the next test if this one has left nothing behind."""
        kept = self._lent.pop(page)
        kept.turns += 1
        if not (passed and kept.can_stay()):
            page.context.close()
            return
        kept.tidy()
        self._free[json.dumps(kept.options, sort_keys=True)].append(kept)
