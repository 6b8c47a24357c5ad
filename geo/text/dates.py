"""Dates put into words, never surer than their EDTF."""

from __future__ import annotations

from geo.messages import Messages
from geo.records.dates import parse_span


def span_label(edtf: str, words: Messages) -> str:
    """Return an EDTF date as a reader reads it."""
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
