"""Dates as EDTF (ISO 8601-2): the day range that a date spans, read by the ``edtf`` library.

A date here is a calendar day where the event was, never a moment in some time zone, so nothing can shift it.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import edtf


class Span(NamedTuple):
    """The first and the last day that an EDTF date may mean, both included."""

    earliest: date
    latest: date


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _whole_day(text: str) -> Span | None:
    """Read a whole day, as most dates are, by the standard library: the EDTF grammar takes milliseconds for each."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return Span(day, day) if day else None


@lru_cache(maxsize=100_000)
def parse_span(text: str) -> Span:
    """Read an EDTF date and return the days that it spans.

    Parameters
    ----------
    text
        For example ``2018-09-12``, ``1945``, ``2018-01/2018-03``, ``1946~``.

    Raises
    ------
    ValueError
        The text is no EDTF date, or lies outside the years 1 to 9999.
    """
    if day := _whole_day(text):
        return day
    try:
        parsed = edtf.parse_edtf(text)
    except edtf.EDTFParseException as error:
        raise ValueError(f"'{text}' is no EDTF date such as 2018-09-12, 2018-09, 1945 or 2018-01/2018-03") from error
    first, last = parsed.lower_strict(), parsed.upper_strict()
    span = Span(date(*first[:3]), date(*last[:3]))
    if span.earliest > span.latest:
        raise ValueError(f"'{text}' ends before it begins")
    return span


def parse_day(text: str, *, end: bool = False) -> date:
    """Read a day, month or year as the first day that it spans, or with ``end`` the last."""
    span = parse_span(text)
    return span.latest if end else span.earliest
