"""oEmbed 1.0: the code that shows a view of ours in another page, for who pastes its link there."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

import reading
from api.answering import Address, lies_under
from api.page_head import read_view
from api.reading import site_of
from api.sending import problem, send_value
from geo.atlas import atlas
from geo.view.parameters import View
from reading import views
from reading.heads import FRAME, PIXELS

SMALLEST = 200
"""The least width and height of a frame, in pixels: in less the map cannot be used."""
CACHED_S = 86_400
OPENS = ("fact", "place", "step", "period", "article")
"""Parameters that name a record: with one of an unknown record an address is of nothing here."""


def _view(address: str, site: reading.Site) -> View | None:
    """Return the view that an address of ours is of; nothing for all others."""
    if not address:
        return None
    try:
        # A client may know the address from a page of ours, where it stands without host.
        asked, own = urlsplit(urljoin(f"{site.root}/", address)), urlsplit(site.root)
        if asked.scheme not in {"http", "https"} or asked.netloc.lower() != own.netloc.lower():
            return None
    except ValueError:
        return None
    if not lies_under(asked.path, own.path):
        return None
    kind, _, ident = unquote(asked.path.removeprefix(own.path)).strip("/").partition("/")
    catalog = atlas().catalog
    if kind == "facts" and ident in catalog.facts:
        return views.of_fact(catalog.facts[ident])
    if kind == "places" and ident in catalog.places:
        return views.of_place(ident)
    if kind == "articles" and ident in catalog.articles:
        return views.of_article(ident, atlas())
    return _opened(asked.query) if not kind else None


def _opened(query: str) -> View | None:
    """Return the view that a query of the page asks for; nothing where it opens what there is not."""
    view, dropped = read_view(query)
    return None if any(item.name in OPENS for item in dropped) else view


def _side(request: Request, name: str, usual: int) -> int:
    """Return a side of the frame that is no longer than the client takes.

    Raises
    ------
    ValueError
        What the client says is no whole number above nought.
    """
    text = request.query_params.get(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise ValueError(f"{name} is to be a whole number of pixels")
    return min(usual, int(text[:9]))


def _answer(request: Request, base: str) -> Response:
    """Answer with the code for an address of ours: 404 for all others, 501 for another format than JSON."""
    if request.query_params.get("format", "json") != "json":
        return problem(501, "oEmbed is answered in JSON only")
    site = site_of(request, base)
    try:
        width, height = (
            _side(request, f"max{name}", usual) for name, usual in zip(("width", "height"), FRAME, strict=True)
        )
    except ValueError as error:
        return problem(400, str(error))
    view = _view(request.query_params.get("url", ""), site)
    if view is None:
        return problem(404, "this address is none of a view, a fact, a place or an article here")
    if min(width, height) < SMALLEST:
        return problem(404, f"a view needs {SMALLEST} by {SMALLEST} pixels")
    return send_value(request, _document(view, site, width, height))


def _document(view: View, site: reading.Site, width: int, height: int) -> dict[str, object]:
    frame = reading.frame_of(view, site, atlas(), width, height)
    found: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        **frame,
        "width": width,
        "height": height,
        "provider_name": atlas().catalog.about.title,
        "provider_url": f"{site.root}/",
        "cache_age": CACHED_S,
    }
    # The standard wants a picture no larger than the frame that the client takes; the card has one size.
    if PIXELS[0] <= width and PIXELS[1] <= height:
        found |= {"thumbnail_url": site.card(view), "thumbnail_width": PIXELS[0], "thumbnail_height": PIXELS[1]}
    return found


def routes(base: str = "") -> list[BaseRoute]:
    """Return the route under a base path: empty, or beginning with a slash and ending without one."""
    return [Route(f"{base}/api/oembed", Address(lambda request: _answer(request, base)), name="oembed")]
