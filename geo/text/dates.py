"""Dates put into words, never surer than their EDTF."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal

from geo.messages import Messages
from geo.records.dates import parse_span

Unit = Literal["day", "month", "year"]

_DOUBTS = {"%": "date.about_perhaps", "~": "date.about", "?": "date.perhaps"}
"""The marks of EDTF for a date that is not sure, each with the message that says so."""

_WITHOUT_DOUBT = str.maketrans("", "", "%~?")


def span_label(edtf: str, words: Messages) -> str:
    """Return an EDTF date as a reader reads it.

    Parameters
    ----------
    edtf
        A date as EDTF (ISO 8601-2): ``2018-09-12``, ``2018-09``, ``1945``, ``2018-01/2018-03``.
    words
        The catalogue of one language.

    Raises
    ------
    ValueError
        The text is no EDTF date, or lies outside the years 1 to 9999.
    """
    ends = edtf.split("/")
    if len(ends) == 2:
        return _between(ends[0], ends[1], words)
    doubt = next((key for mark, key in _DOUBTS.items() if mark in edtf), None)
    if doubt is not None:
        return words.text(doubt, date=span_label(edtf.translate(_WITHOUT_DOUBT), words))
    first, last = parse_span(edtf)
    return words.span(first, last, _unit(first, last))


def _unit(first: date, last: date) -> Unit:
    """Return the widest unit of which a range holds whole ones."""
    if (first.day, last.day) != (1, monthrange(last.year, last.month)[1]):
        return "day"
    return "year" if (first.month, last.month) == (1, 12) else "month"


def _between(one: str, other: str, words: Messages) -> str:
    """Return a range of two EDTF dates: in one where both are sure and equally exact, else each in its own words."""
    units = {_unit(*parse_span(end)) for end in (one, other)}
    if len(units) == 1 and not any(mark in one + other for mark in _DOUBTS):
        return words.span(parse_span(one).earliest, parse_span(other).latest, units.pop())
    return words.text("date.range", first=span_label(one, words), last=span_label(other, words))


def days_label(first: date | None, last: date | None, words: Messages) -> str | None:
    """Return a range of days as a reader reads it; with one end open from or until the other; with none of them nothing.

    Parameters
    ----------
    first, last
        The first and the last day, both included.
    words
        The catalogue of one language.
    """
    if first and last:
        return words.span(first, last)
    if first:
        return words.text("timeline.since", first=words.day(first))
    return words.text("timeline.until", last=words.day(last)) if last else None
