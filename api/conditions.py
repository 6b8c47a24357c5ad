"""What a request asks of a document by its headers (RFC 9110): its encoding, whether it is known already, and which part."""

from __future__ import annotations

from typing import Literal

from starlette.requests import Request
from werkzeug.http import parse_accept_header, parse_etags, parse_range_header

from geo.export.documents import CODINGS

_LEAST = 0.0005
"""Weight of plain bytes where a client names other encodings and not these: it takes them, and likes what it named better."""


def header(request: Request, name: str) -> str | None:
    """Return a header whose value is a list, all its lines as one (RFC 9110, section 5.3); ``None`` where there is none.

    Parameters
    ----------
    request
        The request.
    name
        The header's name, in any letters.
    """
    lines = request.headers.getlist(name)
    return ", ".join(lines) if lines else None


def coding(request: Request, *, packed: bool) -> str | None:
    """Return how a document is to be encoded (section 12.5.3): the best liked of our codings and plain bytes.

    Plain bytes go first where they are packed already, and where a part of them may be asked for.

    Parameters
    ----------
    request
        Its ``Accept-Encoding`` is weighed; ``identity`` is acceptable unless it, or ``*``, has the weight 0.
    packed
        The document is a packed format, and is better not compressed again.

    Returns
    -------
    str or None
        ``identity`` or one of :data:`geo.export.documents.CODINGS`; ``None`` where the client takes none.
    """
    weights = {name.lower(): weight for name, weight in parse_accept_header(header(request, "accept-encoding"))}
    others = weights.get("*")
    weights.setdefault("gzip", weights.get("x-gzip", others or 0))
    liked = max(CODINGS, key=lambda name: weights.get(name, others or 0))
    plain = weights.get("identity", _LEAST if others is None else others)
    if plain and (packed or weights.get(liked, others or 0) < plain or asks_for_part(request)):
        return "identity"
    return liked if weights.get(liked, others or 0) else None


def asks_for_part(request: Request) -> bool:
    """Tell whether a request names a range; one of another method than ``GET`` does not count (section 14.2)."""
    return request.method == "GET" and "range" in request.headers


def is_refused(request: Request, tag: str) -> bool:
    """Tell whether ``If-Match`` names other documents than this one (section 13.1.1).

    Parameters
    ----------
    request
        The request.
    tag
        The strong entity tag of what would be sent, without quotes.
    """
    named = header(request, "if-match")
    return named is not None and not parse_etags(named).contains(tag)


def is_known(request: Request, tag: str) -> bool:
    """Tell whether the client has this document, by ``If-None-Match`` (section 13.1.2), which is compared weakly.

    Parameters
    ----------
    request
        The request.
    tag
        The strong entity tag of what would be sent, without quotes.
    """
    return parse_etags(header(request, "if-none-match")).contains_weak(tag)


def part(request: Request, tag: str, size: int) -> tuple[int, int] | Literal["whole", "none"]:
    """Return which bytes are asked for (section 14.2).

    What is no range of bytes by the rules, several ranges, and a range of another document than this (``If-Range``, section
    13.1.5) are passed over, as the standard allows or asks: the whole is sent.

    Parameters
    ----------
    request
        The request.
    tag
        The strong entity tag of what would be sent, without quotes.
    size
        How many bytes there are.

    Returns
    -------
    tuple of int, or str
        Where the part begins, and before which byte it ends; ``whole``, or ``none`` where there is no byte in the range.
    """
    asked = parse_range_header(header(request, "range")) if asks_for_part(request) else None
    given = request.headers.get("if-range")
    if asked is None or asked.units != "bytes" or len(asked.ranges) > 1 or given not in (None, f'"{tag}"'):
        return "whole"
    first, end = asked.ranges[0]
    # A range from the end may be longer than the document.
    first = max(0, size + first) if first < 0 else first
    return (first, size if end is None else min(end, size)) if first < size else "none"
