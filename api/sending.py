"""How everything leaves, assets too: with a tag that saves the second download, compressed, or in part."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from api import conditions
from geo.export.documents import CODINGS, Document
from work.kept import Kept
from work.limits import COMPRESSED

READ = ("GET", "HEAD", "OPTIONS")
"""What may be asked of every address of ours."""
EXPOSED = (
    "Accept-Ranges",
    "Allow",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Range",
    "ETag",
    "Retry-After",
    "Vary",
)
"""Headers that a script of another site may read, beside those that it always may."""
ASKING = ("Accept", "If-Match", "If-None-Match", "If-Range", "Range")
"""Headers that a script of another site may send, beside those that it always may."""

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": ", ".join(EXPOSED)}
PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(READ),
    "Access-Control-Allow-Headers": ", ".join(ASKING),
    "Access-Control-Max-Age": "86400",
}
ALLOW = {"Allow": ", ".join(READ)}
REVALIDATE = {"Cache-Control": "no-cache"}
JSON = "application/json"

_compressed: Kept[str, Document] = Kept(COMPRESSED, lambda document: document.size)
"""Files of ours and small answers, compressed, by their tags. What the desk gives comes compressed."""


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
    return Response(_json(content), status, CORS | REVALIDATE | dict(headers or {}), media_type=JSON)


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
        Its conditions, range and encodings are heeded.
    value
        What JSON can hold.
    """
    return send(request, Document.of(_json(value)), {"Content-Type": JSON})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _compress(document: Document, coding: str) -> bytes:
    made = document if document.codings else _compressed.get(document.etag, document.compress)
    return made.codings[coding]


def known(request: Request, etag: str, headers: Mapping[str, str], *, packed: bool = False) -> Response | None:
    """Answer what needs no document: 304 if the client has it, 412 if it wants another, 406 if it takes none of our encodings.

    Parameters
    ----------
    request
        Its ``Accept-Encoding``, ``If-Match`` and ``If-None-Match`` are heeded.
    etag
        The document's entity tag, without quotes.
    headers
        The headers that the document has. Of these a 304 bears ``Cache-Control`` and ``Vary``.
    packed
        The document is a packed format already.

    Returns
    -------
    Response or None
        ``None`` where the document is to be made and sent.
    """
    coding = conditions.coding(request, packed=packed)
    if coding is None:
        return problem(
            406,
            f"this can be sent plain or by {' or '.join(CODINGS)}, and the request takes none",
            headers=_vary(headers),
        )
    tag = _tag(etag, coding)
    if conditions.is_refused(request, tag):
        return problem(412, "the document is another than If-Match names")
    if conditions.is_known(request, tag):
        told = {name: value for name, value in headers.items() if name == "Cache-Control"}
        return Response(status_code=304, headers=CORS | REVALIDATE | told | _vary(headers) | {"ETag": f'"{tag}"'})
    return None


def _tag(etag: str, coding: str) -> str:
    # Tags are strong, as only such let a download be taken up again: so each encoding has its own.
    return etag if coding == "identity" else f"{etag}-{coding}"


def _vary(headers: Mapping[str, str]) -> dict[str, str]:
    return {"Vary": headers.get("Vary", "Accept-Encoding")}


def send(request: Request, document: Document, headers: Mapping[str, str], *, packed: bool = False) -> Response:
    """Answer with a document, compressed if the client takes it, in part, or with what :func:`known` answers.

    Parameters
    ----------
    request
        Its conditions, range and encodings are heeded.
    document
        What to send.
    headers
        Further headers, ``Content-Type`` among them. A ``Vary`` among them must name ``Accept-Encoding`` too.
    packed
        The document is a packed format already, and is not compressed again.
    """
    if answer := known(request, document.etag, headers, packed=packed):
        return answer
    coding = conditions.coding(request, packed=packed) or "identity"
    common = CORS | REVALIDATE | dict(headers) | _vary(headers) | {"Accept-Ranges": "bytes"}
    common["ETag"] = f'"{_tag(document.etag, coding)}"'
    if coding != "identity":
        return Response(_compress(document, coding), headers=common | {"Content-Encoding": coding})
    size = len(document.content)
    part = conditions.part(request, document.etag, size)
    if part == "whole":
        return Response(document.content, headers=common)
    if part == "none":
        return problem(416, f"there are {size} bytes", headers={"Content-Range": f"bytes */{size}"})
    first, end = part
    said = {"Content-Range": f"bytes {first}-{end - 1}/{size}"}
    return Response(document.content[first:end], 206, common | said)
