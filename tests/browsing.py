"""The browser as the tests drive it: cut off from every other host, and watched."""

from __future__ import annotations

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
    # Any other host's name resolves to nothing: a request that leaves this machine fails, and the test sees it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


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


def launch(kind: BrowserType, path: str) -> Browser:
    """Start the browser without a window."""
    return kind.launch(executable_path=path, headless=True, args=list(FLAGS))


def open_page(browser: Browser, **options: Any) -> WatchedPage:
    """Open a page in a context of its own: no cookies, no cache, and a watch from the first request on."""
    context = browser.new_context(**{"locale": "en-GB", "timezone_id": "UTC", **options})
    page = cast(WatchedPage, context.new_page())
    page.watch = Watch()
    page.watch.attach(page)
    return page
