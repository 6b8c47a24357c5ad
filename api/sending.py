"""How everything leaves, assets too: with a tag that saves the second download, compressed, or in part."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from geo.export.documents import Document

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Content-Disposition"}
REVALIDATE = {"Cache-Control": "no-cache"}
JSON = "application/json"

SMALL = 2_000_000
"""Bytes up to which a compressed document is kept for the next reader."""


def send_json(content: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a value as JSON that is good for this moment alone: a fault, or how the server is.

    Parameters
    ----------
    content
        What JSON can hold.
    status
        Status code of HTTP.
    headers
        Further headers, beside those of :data:`CORS`.
    """
    return Response(_json(content), status, CORS | dict(headers or {}), media_type=JSON)


def problem(status: int, error: str, *, headers: Mapping[str, str] | None = None, **more: object) -> Response:
    """Answer that a request cannot be served, and why.

    Parameters
    ----------
    status
        Status code of HTTP, from 400 on.
    error
        The reason in English; the member ``error``.
    headers
        Further headers, such as ``Retry-After``.
    **more
        Further members of the JSON object, by name.
    """
    return send_json({"error": error, **more}, status, headers)


def send_value(request: Request, value: object) -> Response:
    """Answer with a value as a JSON document.

    Parameters
    ----------
    request
        Its headers ``If-None-Match``, ``Range`` and ``Accept-Encoding`` are heeded.
    value
        What JSON can hold.
    """
    return send(request, Document.of(_json(value)), {"Content-Type": JSON})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _compress(document: Document) -> bytes:
    return gzip.compress(document.content, 6, mtime=0)


_compress_once = lru_cache(maxsize=96)(_compress)


def _common(etag: str, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that every answer with a document has, one without a body too."""
    # The tag is weak: it names the document, and the bytes on the wire differ with their encoding.
    return CORS | REVALIDATE | {"Vary": "Accept-Encoding"} | dict(headers) | {"ETag": f'W/"{etag}"'}


def unchanged(request: Request, etag: str, headers: Mapping[str, str]) -> Response | None:
    """Answer 304 if the client has the document of a tag already; else ``None``, and it is to be made and sent.

    Parameters
    ----------
    request
        Its header ``If-None-Match`` is compared weakly (RFC 9110, section 13.1.2); ``*`` meets every tag.
    etag
        The document's entity tag, without quotes and ``W/``.
    headers
        Further headers, which a 304 bears too.
    """
    known = [item.strip() for item in request.headers.get("if-none-match", "").split(",")]
    if "*" in known or etag in {item.removeprefix("W/").strip('"') for item in known}:
        return Response(status_code=304, headers=_common(etag, headers))
    return None


def send(request: Request, document: Document, headers: Mapping[str, str], *, packed: bool = False) -> Response:
    """Answer with a document, compressed if the client takes it, or with 304 if the client has it.

    Parameters
    ----------
    request
        Its headers ``If-None-Match``, ``Range`` and ``Accept-Encoding`` are heeded.
    document
        What to send.
    headers
        Further headers, ``Content-Type`` among them. A ``Vary`` among them must name ``Accept-Encoding`` too.
    packed
        The document is a packed format already, and is not compressed again.
    """
    if answer := unchanged(request, document.etag, headers):
        return answer
    common = _common(document.etag, headers)
    if asked := request.headers.get("range"):
        return _send_part(document, asked, common)
    common["Accept-Ranges"] = "bytes"
    if not packed and "gzip" in request.headers.get("accept-encoding", ""):
        small = _compress_once(document) if len(document.content) <= SMALL else _compress(document)
        return Response(small, headers=common | {"Content-Encoding": "gzip"})
    return Response(document.content, headers=common)


def _send_part(document: Document, asked: str, headers: dict[str, str]) -> Response:
    """Answer with one range of bytes, as GDAL's /vsicurl/ asks for; anything but one plain range gets 416."""
    size = len(document.content)
    wanted = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", asked)
    if wanted is None or wanted.group(1) == wanted.group(2) == "":
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    if wanted.group(1):
        first, last = int(wanted.group(1)), min(int(wanted.group(2) or size - 1), size - 1)
    else:
        first, last = max(0, size - int(wanted.group(2))), size - 1
    if first > last:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    headers = headers | {"Content-Range": f"bytes {first}-{last}/{size}", "Accept-Ranges": "bytes"}
    return Response(document.content[first : last + 1], 206, headers)
