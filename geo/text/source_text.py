"""Sources put into words."""

from __future__ import annotations

from typing import Any

from geo.messages import Messages
from geo.records.catalog import Catalog
from geo.records.fact import Fact
from geo.records.source import Source
from geo.text.dates import span_label
from geo.text.languages import of_text


def source_line(cited: Source, words: Messages, *, for_note: bool = False) -> dict[str, Any]:
    """Return a source as a line of lists shows it, its date in words.

    Parameters
    ----------
    cited
        The source.
    words
        The catalogue of one language.
    for_note
        Whether a fact cites it for its note alone: the line then says so.
    """
    return {
        "publisher": cited.publisher,
        "title": cited.title,
        "date": span_label(cited.date, words) if cited.date else None,
        "scope": words.text("source.for_note") if for_note else None,
        "language": of_text(cited.title or "", cited.language),
        "url": cited.url,
        "warning": cited.warning,
    }


def source_lines(fact: Fact, catalog: Catalog, words: Messages) -> list[dict[str, Any]]:
    """Return the sources of a fact, each as :func:`source_line`, in the fact's order.

    Parameters
    ----------
    fact
        Of an article or of another source.
    catalog
        The checked records.
    words
        The catalogue of one language.
    """
    return [source_line(catalog.sources[item.source], words, for_note=item.backs == "note") for item in fact.citations]
