"""Dates put into words, never surer than their EDTF."""

from __future__ import annotations

from geo.messages import Messages
from geo.records.dates import parse_span

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
        return words.text("date.range", first=span_label(ends[0], words), last=span_label(ends[1], words))
    doubt = next((key for mark, key in _DOUBTS.items() if mark in edtf), None)
    if doubt is not None:
        return words.text(doubt, date=span_label(edtf.translate(_WITHOUT_DOUBT), words))
    span = parse_span(edtf)
    if span.earliest == span.latest:
        return words.day(span.earliest)
    if (span.earliest.year, span.earliest.month) == (span.latest.year, span.latest.month):
        return words.month(span.earliest)
    if (span.earliest.month, span.latest.month) == (1, 12):
        years = [str(span.earliest.year), str(span.latest.year)]
        return years[0] if years[0] == years[1] else words.text("date.range", first=years[0], last=years[1])
    return edtf
