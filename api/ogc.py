"""OGC API – Features, Part 1: Core, with GeoJSON, HTML and OpenAPI 3.0, at ``/ogc``. Its collections are the layers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api import ogc_documents as documents
from api import ogc_html as html
from api.answering import Address, without_slash
from api.ogc_collections import part_of
from api.ogc_links import HTML, JSON, OPENAPI, Form, Site
from api.ogc_models import Fault, Model
from api.ogc_openapi import definition
from api.ogc_query import Query, format_query, parse_query
from api.sending import send, send_json
from geo.atlas import atlas
from geo.errors import UnknownFeature, UnknownLayer
from geo.export import geojson_file
from geo.export.documents import Document
from geo.export.json_text import dump
from geo.view.pairs import Dropped, unknown
from work import Job, add_task, desk


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


CODES = {400: "InvalidParameterValue", 404: "NotFound", 405: "MethodNotAllowed", 503: "ServiceUnavailable"}


def _refuse(status: int, description: str, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with the standard's exception, always in JSON."""
    return send_json(Fault(code=CODES[status], description=description).members(), status, headers)


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
    """Answer with a document that costs little."""
    asked = _asked(resource, request)
    if isinstance(asked, Response):
        return asked
    try:
        return _send(resource, request, asked.site, _make(resource, asked))
    except (UnknownLayer, UnknownFeature) as error:
        return _refuse(404, str(error))


async def _answer_filtered(resource: Resource, request: Request) -> Response:
    """Answer with a document that may be large, made by the desk."""
    asked = _asked(resource, request)
    if isinstance(asked, Response):
        return asked
    try:
        part_of(atlas(), asked.ids["collection"])
    except UnknownLayer as error:
        return _refuse(404, str(error))
    site, query = asked.site, format_query(asked.query)
    job = Job.of("ogc", path=resource.path, root=site.root, form=site.form, ids=dict(asked.ids), query=query)
    return _send(resource, request, site, await desk().wait(job, "pages"))


def _asked(resource: Resource, request: Request) -> Asked | Response:
    """Read a request, or answer what is wrong with it."""
    form, query, dropped = _read(resource, request)
    if dropped:
        return _refuse(400, "; ".join(map(str, dropped)))
    return Asked(Site(str(request.url_for("ogc")), form), request.path_params, query)


def _make(resource: Resource, asked: Asked) -> Document:
    made = resource.document(asked)
    content = made if isinstance(made, bytes) else dump(made.members() if isinstance(made, Model) else made).encode()
    return Document.of(
        resource.page(asked.site, json.loads(content)).encode() if asked.site.form == "html" else content
    )


def _make_ordered(arguments: Mapping[str, Any]) -> Document:
    """Make what :func:`_answer_filtered` orders."""
    resource = next(item for item in RESOURCES if item.path == arguments["path"])
    query = parse_query(arguments["query"].items(), atlas().vocabulary)[0]
    return _make(resource, Asked(Site(arguments["root"], arguments["form"]), arguments["ids"], query)).compress()


add_task("ogc", _make_ordered)


def _send(resource: Resource, request: Request, site: Site, document: Document) -> Response:
    kind = f"{HTML}; charset=utf-8" if site.form == "html" else resource.kind
    headers = {"Content-Type": kind, "Content-Language": "en", "Vary": "Accept, Accept-Encoding"}
    return send(request, document, headers)


def _not_found(request: Request) -> Response:
    return _refuse(404, f"no such address; the landing page is {request.url_for('ogc')}")


def routes(base: str = "") -> list[BaseRoute]:
    """Return the routes under a base path: empty, or beginning with a slash and ending without one."""

    def address(resource: Resource) -> Address:
        return Address(partial(_answer_filtered if resource.filtered else _answer, resource), _refuse)

    known: list[BaseRoute] = [
        Route(f"{base}/ogc{item.path}", address(item), name="ogc" if not item.path else None) for item in RESOURCES
    ]
    rest = Address(lambda request: without_slash(request, known) or _not_found(request), _refuse)
    return [*known, Route(f"{base}/ogc/{{rest:path}}", rest)]
