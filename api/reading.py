"""Pages that read without scripts, and what tells machines of them: feed, sitemap, robots, a guide; kept for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

import reading
from api.answering import Address, in_own_thread, without_slash
from api.ogc_links import HTML
from api.sending import CORS, REVALIDATE, send
from geo.atlas import Atlas, atlas
from geo.export.documents import Document
from work.kept import Kept
from work.limits import READ

TEXT = "text/plain; charset=utf-8"
Make = Callable[[reading.Site, Atlas, str], str]


def _whatever_the_record(make: reading.Make) -> Make:
    return lambda site, opened, _: make(site, opened)


_LEAVES: dict[str, Make] = {path: _whatever_the_record(make) for path, make in reading.LISTS.items()} | {
    f"{folder}/{{ident}}": make for folder, make in reading.RECORDS.items()
}
_OTHERS: dict[str, tuple[str, Make]] = {
    "/feed.atom": ("application/atom+xml", _whatever_the_record(reading.feed)),
    "/sitemap.xml": ("application/xml", _whatever_the_record(reading.sitemap)),
    "/llms.txt": (TEXT, _whatever_the_record(reading.llms)),
}
PLACES = (*dict.fromkeys([*reading.LISTS, *reading.RECORDS]), *_OTHERS, "/robots.txt")
"""Under these paths all addresses are of this module."""

_kept: Kept[tuple[str, str, str], Document] = Kept(READ, lambda document: len(document.content))


def site_of(request: Request, base: str) -> reading.Site:
    """Return where everything stands by the name that a reader knows this server by.

    Parameters
    ----------
    request
        Any request to this server; its scheme is the reader's.
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    """
    return reading.Site(f"{request.url.scheme}://{request.url.netloc}{base}")


def _answer(base: str, kind: str, make: Make) -> Address:
    def answer(request: Request) -> Response:
        site, ident = site_of(request, base), request.path_params.get("ident", "")
        try:
            key = (atlas().hash, site.root, request.url.path)
            document = _kept.get(key, lambda: Document.of(make(site, atlas(), ident).encode()))
        except reading.Missing:
            return _missing(request, base)
        return send(request, document, {"Content-Type": kind, "Content-Language": "en"})

    return Address(answer)


def no_page(base: str) -> Callable[[Scope], Awaitable[str]]:
    """Return what gives the document that says that there is no page at an address.

    Parameters
    ----------
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    """

    async def make(scope: Scope) -> str:
        site = site_of(Request(scope), base)
        return await in_own_thread(lambda: reading.missing(site, atlas()))

    return make


def _missing(request: Request, base: str) -> Response:
    page = reading.missing(site_of(request, base), atlas())
    return Response(page, 404, CORS | REVALIDATE, media_type=HTML)


def routes(base: str = "") -> list[BaseRoute]:
    """Return the routes under a base path.

    Parameters
    ----------
    base
        Empty, or beginning with a slash and ending without one.
    """
    robots: Make = lambda site, *_: reading.robots(site, base)  # noqa: E731 - one of a table
    others = _OTHERS | {"/robots.txt": (TEXT, robots)}
    known: list[BaseRoute] = [
        *(Route(f"{base}{path}", _answer(base, f"{HTML}; charset=utf-8", make)) for path, make in _LEAVES.items()),
        *(Route(f"{base}{path}", _answer(base, kind, make)) for path, (kind, make) in others.items()),
    ]
    rest = Address(lambda request: without_slash(request, known) or _missing(request, base))
    return [*known, *(Route(f"{base}{path}/{{rest:path}}", rest) for path in PLACES), Route(f"{base}/articles", rest)]
