"""Dates put into words, never surer than their EDTF."""

from __future__ import annotations

from geo.messages import Messages
from geo.records.dates import parse_span


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
    span = parse_span(edtf)
    if span.earliest == span.latest:
        return words.day(span.earliest)
    ends = edtf.split("/")
    if len(ends) == 2:
        return words.text("date.range", first=span_label(ends[0], words), last=span_label(ends[1], words))
    if span.earliest.month == span.latest.month and span.earliest.year == span.latest.year:
        return words.month(span.earliest)
    if (span.earliest.month, span.latest.month) == (1, 12):
        return str(span.earliest.year)
    return edtf
