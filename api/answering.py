"""One way of answering for every address of ours: by method, with the costly in its place, and what is not there."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from typing import TypeVar
from urllib.parse import quote

import anyio
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from api.sending import ALLOW, CORS, PREFLIGHT, READ, problem
from work import Busy
from work.limits import QUICK

T = TypeVar("T")
Answer = Callable[[Request], Response | Awaitable[Response]]
Refusal = Callable[[int, str, Mapping[str, str] | None], Response]
"""Makes the answer to what cannot be served, of a status, a reason and further headers."""


def _refuse(status: int, error: str, headers: Mapping[str, str] | None = None) -> Response:
    return problem(status, error, headers=headers)


_limiter: RunVar[CapacityLimiter] = RunVar("own_threads")


def _threads() -> CapacityLimiter:
    """Return what bounds our threads. The default ones serve the page's files, which are to wait for none of ours."""
    try:
        return _limiter.get()
    except LookupError:
        _limiter.set(found := CapacityLimiter(QUICK))
        return found


def lies_under(path: str, place: str) -> bool:
    """Tell whether an address's path is a place or below it; one that only begins alike is neither."""
    return f"{path}/".startswith(f"{place}/")


async def in_own_thread(act: Callable[[], T]) -> T:
    """Return what a short act gives, which is done in a thread of ours, as the event loop is to wait for nothing.

    Parameters
    ----------
    act
        What is done.
    """
    return await anyio.to_thread.run_sync(act, limiter=_threads())


class Address:
    """What answers at the addresses of one route, as an ASGI application.

    Reading is answered by a function; ``OPTIONS``, which a script of another site may ask first, by itself; all else by 405.

    Parameters
    ----------
    answer
        Answers ``GET`` and ``HEAD``; one that is not asynchronous is called in one of a few threads of our own.
    refuse
        Makes the answers to what cannot be served.
    """

    def __init__(self, answer: Answer, refuse: Refusal = _refuse) -> None:
        self._answer, self._refuse = answer, refuse
        self._is_quick = not inspect.iscoroutinefunction(answer)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=CORS | PREFLIGHT | ALLOW)
        if request.method not in READ:
            return self._refuse(405, f"{request.method} is none of {', '.join(READ)}", ALLOW)
        try:
            return await self._read(request)
        except Busy as error:
            return self._refuse(503, str(error), {"Retry-After": str(error.again)})

    async def _read(self, request: Request) -> Response:
        if self._is_quick:
            found = await in_own_thread(partial(self._answer, request))
        else:
            found = self._answer(request)
        return found if isinstance(found, Response) else await found


def without_slash(request: Request, routes: Iterable[BaseRoute]) -> Response | None:
    """Lead an address with a slash too many at its end to the one that there is.

    Parameters
    ----------
    request
        A request that no route but the last met.
    routes
        The routes of addresses that there are.

    Returns
    -------
    Response or None
        308, so that the method stays, to an address relative to this one, which holds behind any proxy; else ``None``.
    """
    path: str = request.scope["path"]
    found = path.removesuffix("/")
    if found == path or not any(route.matches({**request.scope, "path": found})[0] == Match.FULL for route in routes):
        return None
    name, query = quote(found.rpartition("/")[2]), f"?{request.url.query}" if request.url.query else ""
    return Response(status_code=308, headers=CORS | {"Location": f"../{name}{query}"})
