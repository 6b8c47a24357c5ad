"""Dates as EDTF (ISO 8601-2): the day range that a date spans, read by the ``edtf`` library.

A date here is a calendar day where the event was, never a moment in some time zone, so nothing can shift it.
"""

from __future__ import annotations

import calendar
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
_MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")


def _plain(text: str) -> Span | None:
    """Read a day, month or year, as most dates are, by the standard library: the EDTF grammar takes milliseconds for each."""
    try:
        if _DAY.fullmatch(text):
            return Span(date.fromisoformat(text), date.fromisoformat(text))
        if month := _MONTH.fullmatch(text):
            year, first, last = int(month[1]), int(month[2] or 1), int(month[2] or 12)
            return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
    except ValueError:
        return None
    return None


@lru_cache(maxsize=100_000)
def parse_span(text: str) -> Span:
    """Read an EDTF date and return the days that it spans.

    Parameters
    ----------
    text
        For example ``2018-09-12``, ``1945``, ``2018-01/2018-03``, ``1946~``.

    Returns
    -------
    Span
        The first and the last day, both included. A date that is approximate or uncertain (``~``, ``?``) spans the days
        of the plain one.

    Raises
    ------
    ValueError
        The text is no EDTF date, ends before it begins, or lies outside the years 1 to 9999.
    """
    if plain := _plain(text):
        return plain
    try:
        parsed = edtf.parse_edtf(text)
    except edtf.EDTFParseException as error:
        raise ValueError(
            f"'{text}' is no EDTF date: write one such as 2018-09-12, 2018-09, 1945 or 2018-01/2018-03"
        ) from error
    if "/" in text and (".." in text or text.startswith("/") or text.endswith("/")):
        raise ValueError(f"'{text}' has an open end, which no day is known of: give both days, or say it in date_note")
    first, last = parsed.lower_strict(), parsed.upper_strict()
    try:
        span = Span(date(*first[:3]), date(*last[:3]))
    except ValueError as error:
        raise ValueError(f"'{text}' is no day of the years 1 to 9999: write one such as 2018-09-12") from error
    if span.earliest > span.latest:
        raise ValueError(f"'{text}' ends before it begins: write the earlier day first")
    return span


@lru_cache(maxsize=100_000)
def why_no_date(text: str) -> str:
    """Return why a text is no EDTF date, or nothing if it is one.

    Parameters
    ----------
    text
        What should be an EDTF date (ISO 8601-2).

    Returns
    -------
    str
        What is wrong and what to write, or an empty text.
    """
    try:
        parse_span(text)
    except ValueError as error:
        return str(error)
    return ""


def is_date(text: str | None) -> bool:
    """Tell whether a text is there and an EDTF date.

    Parameters
    ----------
    text
        What should be an EDTF date (ISO 8601-2).
    """
    return text is not None and not why_no_date(text)


def parse_day(text: str, *, end: bool = False) -> date:
    """Read a day, month or year as the first day that it spans, or with ``end`` the last.

    Parameters
    ----------
    text
        An EDTF date (ISO 8601-2): ``2018-09-12``, ``2018-09``, ``2018``.
    end
        Whether the last day is meant, and not the first.

    Raises
    ------
    ValueError
        The text is no EDTF date, ends before it begins, or lies outside the years 1 to 9999.
    """
    span = parse_span(text)
    return span.latest if end else span.earliest
