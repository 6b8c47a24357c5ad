"""What a request for items asks for: filters, a box, a period and a page, read from the address and written into links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geo.tables.extent import BoundingBox, DayRange
from geo.view.pairs import Dropped, read_pairs, unknown
from geo.view.parameters import EVERYTHING, PARAMETERS, View, format_view, parse_view
from geo.view.parsers import Vocabulary

FILTERS = tuple(item for item in PARAMETERS if item.kind == "selection" and item.name != "layer")
"""The view's parameters that narrow a collection. The layer is the collection itself."""

MAX_LIMIT = 10_000
DEFAULT_LIMIT = 100

_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_HOUR = "([01][0-9]|2[0-3]):[0-5][0-9]"
_MOMENT = f"{_DAY}([Tt]{_HOUR}:([0-5][0-9]|60)([.][0-9]+)?([Zz]|[+-]{_HOUR}))?"
PERIOD = f"^({_MOMENT}|{_MOMENT}/({_MOMENT}|[.]{{2}})?|([.]{{2}})?/{_MOMENT})$"
"""Pattern of a date or time by RFC 3339, or of an interval of two with at most one end open."""


@dataclass(frozen=True, slots=True)
class Query:
    """A request for items.

    Parameters
    ----------
    view
        What is selected and shown.
    box
        In degrees of WGS 84, lon lat; where ``west > east`` it crosses the antimeridian. ``None`` asks for all the world.
    period
        Calendar days, both included; ``None`` asks for all time.
    limit
        The most features on the page, 1 to :data:`MAX_LIMIT`.
    offset
        How many of the matching features stand before the page.
    """

    view: View = EVERYTHING
    box: BoundingBox | None = None
    period: DayRange | None = None
    limit: int = DEFAULT_LIMIT
    offset: int = 0


def _parse_box(text: str) -> BoundingBox:
    """Read ``west,south,east,north``, or six numbers with heights, which are checked and, as no feature has one, left."""
    parts = text.split(",")
    if len(parts) not in (4, 6) or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValueError("is no list of four or six numbers: west,south,east,north")
    numbers = [float(part) for part in parts]
    low, high = numbers[: len(parts) // 2], numbers[len(parts) // 2 :]
    if not all(-180 <= lon <= 180 for lon in (low[0], high[0])):
        raise ValueError("has a longitude outside -180 to 180")
    if not all(-90 <= lat <= 90 for lat in (low[1], high[1])):
        raise ValueError("has a latitude outside -90 to 90")
    if any(bottom > top for bottom, top in zip(low[1:], high[1:], strict=True)):
        raise ValueError("has its upper edge under its lower edge")
    return BoundingBox(low[0], low[1], high[0], high[1])


def _format_box(box: BoundingBox) -> str:
    return ",".join(repr(edge) for edge in (box.west, box.south, box.east, box.north))


def _parse_day(text: str) -> date:
    """Read a date or a date and time as the calendar day that it writes, whatever its offset from UTC."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError(f"'{text[:10]}' is no day of the calendar") from None


def _parse_period(text: str) -> DayRange:
    """Read a moment, or an interval; each counts by its calendar days."""
    if not re.fullmatch(PERIOD, text):
        raise ValueError(
            "is no date or time by RFC 3339, such as 2018-09-12, and no interval of two with an open end at most"
        )
    ends = [None if part in ("", "..") else _parse_day(part) for part in text.split("/")]
    first, last = ends[0], ends[-1]
    if first and last and first > last:
        raise ValueError("ends before it begins")
    return DayRange(first, last)


def _format_period(period: DayRange) -> str:
    first, last = (day.isoformat() if day else ".." for day in (period.first, period.last))
    return first if first == last else f"{first}/{last}"


def _parse_count(lowest: int, highest: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"\d+", text, re.ASCII):
            raise ValueError("is no whole number")
        # A number over the highest is taken as the highest; it may have more digits than Python cares to read.
        digits = text.lstrip("0") or "0"
        number = highest if len(digits) > len(str(highest)) else min(int(digits), highest)
        if number < lowest:
            raise ValueError(f"is less than {lowest}")
        return number

    return parse


_PARSERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "bbox": ("box", _parse_box),
    "datetime": ("period", _parse_period),
    "limit": ("limit", _parse_count(1, MAX_LIMIT)),
    "offset": ("offset", _parse_count(0, 10**9)),
}
"""The standard's parameters: each with its field in :class:`Query`, and its parser."""

_FILTER_NAMES = {item.name for item in FILTERS}
_NAMES = {*_FILTER_NAMES, *_PARSERS}


def parse_query(pairs: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> tuple[Query, list[Dropped]]:
    """Read a request for items from query parameters, and report each that cannot be used; this never raises.

    Parameters
    ----------
    pairs
        Names and values, decoded, in any order.
    vocabulary
        The ids that the filters may take (:meth:`geo.atlas.Atlas.vocabulary`).

    Returns
    -------
    tuple
        The request, with defaults for what cannot be used; and each parameter that cannot be used, with the reason.
    """
    given = list(pairs)
    read = read_pairs(given, {name: parse for name, (_, parse) in _PARSERS.items()})
    filters = [(name, text) for name, text in read.others if name in _FILTER_NAMES]
    strangers = unknown((name, text) for name, text in read.others if name not in _FILTER_NAMES)
    # On the page an empty value says nothing; in a request for items it is a mistake.
    empty = [Dropped(name, "has no value") for name, text in given if name in _NAMES and not text.strip()]
    view, unusable = parse_view(filters, vocabulary)
    # A collection is all of its features, so that a GIS sees all of them; the page and the files begin with the article's.
    if all(name != "basis" for name, _ in filters):
        view = replace(view, basis=EVERYTHING.basis)
    values = {_PARSERS[name][0]: value for name, value in read.values.items()}
    return Query(view, **values), strangers + empty + read.dropped + unusable


def format_query(query: Query) -> dict[str, str]:
    """Return a request as query parameters: the filters first, then box, period and page, defaults left out.

    Returns
    -------
    dict
        Texts by parameter: ``bbox`` as west, south, east, north in degrees, ``datetime`` as days of ISO 8601.
    """
    pairs = format_view(query.view)
    if query.view.basis != EVERYTHING.basis:
        pairs["basis"] = query.view.basis
    else:
        pairs.pop("basis", None)
    if query.box:
        pairs["bbox"] = _format_box(query.box)
    if query.period:
        pairs["datetime"] = _format_period(query.period)
    if query.limit != DEFAULT_LIMIT:
        pairs["limit"] = str(query.limit)
    if query.offset:
        pairs["offset"] = str(query.offset)
    return pairs
