"""The view as a picture: PNG, SVG or PDF, drawn for the request or known to the client already."""

from __future__ import annotations

from threading import BoundedSemaphore

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

import pictures
from geo.atlas import atlas
from geo.view.parameters import View, parse_view

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Content-Disposition"}

_WAITING = BoundedSemaphore(3)
"""One drawing at a time, and two that wait: a fourth would only keep a thread from answering others."""


def _problem(status: int, error: str, **more: object) -> Response:
    return JSONResponse({"error": error, **more}, status, CORS)


def get_picture(request: Request) -> Response:
    """Answer with the view as a picture; 400 tells which parameter is wrong and why, 503 that others are being drawn."""
    ending = request.path_params["ending"]
    if ending not in pictures.FORMATS:
        return _problem(404, f"no such picture: there are {', '.join(pictures.FORMATS)}")
    opened = atlas()
    pairs = request.query_params.multi_items()
    spec, others, dropped = pictures.parse_spec(ending, pairs, list(opened.catalog.bookmarks))
    view, wrong = parse_view(others, opened.vocabulary)
    if problems := [{"parameter": item.name, "reason": item.reason} for item in (*dropped, *wrong)]:
        return _problem(400, "some parameters cannot be used", problems=problems)
    return _send(request, view, spec)


def _send(request: Request, view: View, spec: pictures.Spec) -> Response:
    """Answer with a picture, or with 304 if the client has it: its tag is known before it is drawn."""
    tag = f'"{pictures.tag(atlas(), view, spec)}"'
    headers = CORS | {"ETag": tag, "Cache-Control": "no-cache"}
    known = {item.strip().removeprefix("W/") for item in request.headers.get("if-none-match", "").split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    if not _WAITING.acquire(blocking=False):
        return JSONResponse({"error": "other pictures are being drawn"}, 503, CORS | {"Retry-After": "5"})
    try:
        content = pictures.draw(atlas(), view, spec)
    finally:
        _WAITING.release()
    headers["Content-Disposition"] = f'inline; filename="{pictures.file_name(atlas(), spec)}"'
    return Response(content, headers=headers, media_type=pictures.MEDIA_TYPES[spec.format])


def routes(base: str = "") -> list[BaseRoute]:
    """Return the routes of pictures under a base path."""
    return [Route(f"{base}/api/picture.{{ending}}", get_picture, methods=["GET"], name="picture")]
