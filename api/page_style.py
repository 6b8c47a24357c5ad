"""The page's style sheet and head, put into Streamlit's document: plain Streamlit has no way to.

What a run sends comes too late.

So each place has its room from the first thing that is drawn on. It stands at the end of the body: Streamlit's own styles go into
the head, and of two rules alike the later one counts.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_END = b"</body>"
_TITLE = re.compile(rb"<title>[^<]*</title>")
# A page that is put together anew has no validators or parts of the file that it is made of, and is read as plain text.
_ASKED = (b"if-none-match", b"if-modified-since", b"if-range", b"range", b"accept-encoding")
_SAID = ("etag", "last-modified", "accept-ranges")
HOME = ("", "/", "/index.html")
"""The addresses of the one page."""


Head = Callable[[Scope], Awaitable[str]]
"""Gives the elements of a document's head by its request, or a document."""


async def _nothing(_: Scope) -> str:
    return ""


class PageStyle:
    """ASGI middleware that puts a style sheet at the end of the page's body, and a head in the place of its title.

    Parameters
    ----------
    app
        The application that serves the page.
    style
        The style sheet as an element, HTML of ours.
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    head
        Gives the elements of the head, a title among them, HTML of ours; what it gives as empty leaves the title as it is.
    missing
        Gives the document that stands where there is no page: Streamlit would show the one page that there is under any address.
    """

    def __init__(
        self, app: ASGIApp, style: str, base: str = "", head: Head = _nothing, missing: Head | None = None
    ) -> None:
        self._app, self._style, self._base, self._head, self._missing = app, style.encode(), base, head, missing

    def _is_page(self, scope: Scope) -> bool:
        """Tell whether a request may be for a document of the page: under these paths stand none."""
        path = scope["path"].removeprefix(self._base) if scope["type"] == "http" else "/api"
        return not path.startswith(("/api", "/ogc", "/assets", "/component", "/_stcore", "/static", "/media"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to the page that comes back."""
        if not self._is_page(scope):
            await self._app(scope, receive, send)
            return
        asked = [(name, value) for name, value in scope["headers"] if name.lower() not in _ASKED]
        there = self._missing is None or scope["path"].removeprefix(self._base) in HOME
        compose = partial(self._filled if there else self._absent, scope)
        await self._app({**scope, "headers": asked}, receive, _Rewriter(send, compose, scope["method"]))

    async def _filled(self, scope: Scope, start: Message, body: bytes) -> bytes:  # noqa: ARG002 - as the other one
        """Return the page with style sheet and head in it."""
        if scope["method"] != "HEAD" and _TITLE.search(body) and (head := await self._head(scope)):
            body = _TITLE.sub(lambda _: head.encode(), body, count=1)
        before, end, after = body.partition(_END)
        return b"".join((before, self._style, end, after)) if end else body

    async def _absent(self, scope: Scope, start: Message, _: bytes) -> bytes:
        """Return what says that there is no such page, and let the answer be 404."""
        start["status"] = 404
        return (await self._missing(scope)).encode() if self._missing else b""


class _Rewriter:
    """Sends a response on: one that is HTML once all of it is there, and put together anew."""

    def __init__(self, send: Send, compose: Callable[[Message, bytes], Awaitable[bytes]], method: str) -> None:
        self._send, self._compose, self._method = send, compose, method
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if MutableHeaders(scope=message).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)
            return
        await self._send(message)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        for name in _SAID:
            if name in headers:
                del headers[name]
        body = await self._compose(start, self._body)
        if self._method == "HEAD":
            # How long the whole is was never read.
            if "content-length" in headers:
                del headers["content-length"]
        else:
            headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
