"""OGC API – Features, Part 1: Core, with GeoJSON, HTML and OpenAPI 3.0, at ``/ogc``. Its collections are the layers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api import ogc_documents as documents
from api import ogc_html as html
from api.ogc_links import HTML, JSON, OPENAPI, Form, Site
from api.ogc_models import Fault, Model
from api.ogc_openapi import definition
from api.ogc_query import Query, parse_query
from api.sending import CORS, send, send_json
from geo.atlas import atlas
from geo.errors import UnknownFeature, UnknownLayer
from geo.export import geojson_file
from geo.export.documents import Document
from geo.export.json_text import dump
from geo.view.pairs import Dropped, unknown

READ = ("GET", "HEAD", "OPTIONS")
"""What may be asked of every address."""

_OTHERS = ("POST", "PUT", "PATCH", "DELETE", "TRACE")
_PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(READ),
    "Access-Control-Allow-Headers": "Accept, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, read: where it stands and in which form it is wanted, the ids in its path, and its query.

    Parameters
    ----------
    site
        Where the documents stand, and in which form this one is asked for.
    ids
        What the path names: ``collection``, the id of a layer, and ``feature``, of a feature; each where the path has it.
    query
        Filters, box, period and page; all at their defaults where the resource is not ``filtered``.
    """

    site: Site
    ids: Mapping[str, str]
    query: Query


@dataclass(frozen=True, slots=True)
class Resource:
    """What answers at one address: its document, as a value or as bytes, and the page that shows it.

    Parameters
    ----------
    path
        Path under ``/ogc``, in the form of Starlette's routes.
    document
        Makes the document for a request.
    page
        Makes the HTML page from the document's JSON.
    kind
        Media type of the document; the page is always HTML.
    filtered
        Whether it takes filters, box, period and page; other resources take ``f`` alone.
    """

    path: str
    document: Callable[[Asked], Model | dict[str, Any] | bytes]
    page: Callable[[Site, Mapping[str, Any]], str]
    kind: str = JSON
    filtered: bool = False


_COLLECTION = "/collections/{collection}"
RESOURCES = (
    Resource("", lambda asked: documents.landing(asked.site, atlas()), html.landing),
    Resource("/", lambda asked: documents.landing(asked.site, atlas()), html.landing),
    Resource("/api", lambda asked: definition(asked.site, atlas()), html.definition, OPENAPI),
    Resource("/conformance", lambda asked: documents.conformance(asked.site), html.conformance),
    Resource("/collections", lambda asked: documents.collections(asked.site, atlas()), html.collections),
    Resource(
        _COLLECTION,
        lambda asked: documents.collection(asked.site, atlas(), asked.ids["collection"]),
        html.collection,
    ),
    Resource(
        f"{_COLLECTION}/items",
        lambda asked: documents.items(asked.site, atlas(), asked.ids["collection"], asked.query),
        html.items,
        geojson_file.MEDIA_TYPE,
        filtered=True,
    ),
    Resource(
        f"{_COLLECTION}/items/{{feature}}",
        lambda asked: documents.feature(asked.site, atlas(), asked.ids["collection"], asked.ids["feature"]),
        html.feature,
        geojson_file.MEDIA_TYPE,
    ),
)


def _refuse(status: int, code: str, description: str) -> Response:
    """Answer with the standard's exception, always in JSON."""
    headers = {"Allow": ", ".join(READ)} if status == 405 else None
    return send_json(Fault(code=code, description=description).members(), status, headers)


def _weight(accept: str, *kinds: str) -> float:
    """Return how much a client wants one of some media types, by its ``Accept``; 0 where it does not."""
    found = [0.0]
    for part in accept.lower().split(","):
        kind, *options = (item.strip() for item in part.split(";"))
        if kind in kinds:
            weights = [option[2:] for option in options if re.fullmatch(r"q=[01](\.\d{0,3})?", option)]
            found.append(float(weights[0]) if weights else 1.0)
    return max(found)


def _negotiate(accept: str, kind: str) -> Form:
    """Return the form that a client likes better by its ``Accept``; JSON where it likes both alike, or neither."""
    liked = _weight(accept, HTML, "application/xhtml+xml")
    return "html" if liked > _weight(accept, kind.partition(";")[0], JSON, "application/*", "*/*") else "json"


def _read(resource: Resource, request: Request) -> tuple[Form, Query, list[Dropped]]:
    """Return in which form a document is wanted, by ``f`` or else by ``Accept``, its query, and what cannot be used."""
    pairs = request.query_params.multi_items()
    wanted = [value for name, value in pairs if name == "f"]
    others = [(name, value) for name, value in pairs if name != "f"]
    if resource.filtered:
        query, dropped = parse_query(others, atlas().vocabulary)
    else:
        query, dropped = Query(), unknown(others)
    if len(wanted) > 1 or not set(wanted) <= {"json", "html"}:
        dropped.append(Dropped("f", "is to be json or html, once"))
    if not wanted:
        return _negotiate(request.headers.get("accept", ""), resource.kind), query, dropped
    return ("html" if wanted == ["html"] else "json"), query, dropped


def _answer(resource: Resource, request: Request) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=CORS | _PREFLIGHT | {"Allow": ", ".join(READ)})
    if request.method not in READ:
        return _refuse(405, "MethodNotAllowed", f"{request.method} is none of {', '.join(READ)}")
    form, query, dropped = _read(resource, request)
    if dropped:
        return _refuse(400, "InvalidParameterValue", "; ".join(map(str, dropped)))
    return _document(resource, request, form, query)


def _document(resource: Resource, request: Request, form: Form, query: Query) -> Response:
    asked = Asked(Site(str(request.url_for("ogc")), form), request.path_params, query)
    try:
        made = resource.document(asked)
    except (UnknownLayer, UnknownFeature) as error:
        return _refuse(404, "NotFound", str(error))
    content = made if isinstance(made, bytes) else dump(made.members() if isinstance(made, Model) else made).encode()
    if form == "html":
        content = resource.page(asked.site, json.loads(content)).encode()
    kind = f"{HTML}; charset=utf-8" if form == "html" else resource.kind
    headers = {"Content-Type": kind, "Content-Language": "en", "Vary": "Accept, Accept-Encoding"}
    return send(request, Document.of(content), headers)


def _not_found(request: Request) -> Response:
    return _refuse(404, "NotFound", f"no such address; the landing page is {request.url_for('ogc')}")


def routes(base: str = "") -> list[BaseRoute]:
    """Return the routes under a base path: empty, or beginning with a slash and ending without one."""

    def endpoint(resource: Resource) -> Callable[[Request], Response]:
        return lambda request: _answer(resource, request)

    methods = [*READ, *_OTHERS]
    found: list[BaseRoute] = [
        Route(f"{base}/ogc{item.path}", endpoint(item), methods=methods, name="ogc" if not item.path else None)
        for item in RESOURCES
    ]
    return [*found, Route(f"{base}/ogc/{{rest:path}}", _not_found, methods=methods)]
