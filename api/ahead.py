"""Our addresses are answered before Streamlit's own middleware, and what goes wrong anywhere is told in JSON.

Streamlit would compress what a client wants plain under a tag that is not of those bytes, and set cookies of its own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from api.answering import lies_under
from api.headers import Policies
from api.readiness import readiness
from api.reading import PLACES as READING
from api.sending import problem
from work import desk

PLACES = ("/api", "/ogc", "/assets", *READING)
"""Under these paths all addresses are ours."""


def _fault(_: Request, __: Exception) -> Response:
    """Answer that something went wrong; the server's log says what."""
    return problem(500, "something went wrong on the server; its log says what")


def fault_of_page(base: str = "") -> Callable[[Request, Exception], Response]:
    """Return what answers where something goes wrong outside all middleware, and so sets the security headers itself.

    Parameters
    ----------
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    """
    policies = Policies(base)

    def answer(request: Request, error: Exception) -> Response:
        response = _fault(request, error)
        response.headers.update(policies.headers(request.url.path))
        return response

    return answer


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Make what readers ask for first, and end with the server what makes its answers, whatever it is doing."""
    async with readiness():
        yield
    desk().stop()


class Ahead:
    """ASGI middleware that answers our addresses and passes all others on.

    Parameters
    ----------
    app
        The application that answers the others.
    routes
        Our routes, the base path in them.
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], base: str = "") -> None:
        self._app, self._places = app, tuple(f"{base}{place}" for place in PLACES)
        self._ours = Starlette(routes=list(routes), exception_handlers={Exception: _fault})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        ours = scope["type"] == "http" and any(lies_under(scope["path"], place) for place in self._places)
        if scope["type"] == "http" and not scope["path"].isprintable():
            # A line's end would pass for the end of an address, and stand in what leads to another one.
            await problem(404, "an address holds no control characters")(scope, receive, send)
            return
        await (self._ours if ours else self._app)(scope, receive, send)
