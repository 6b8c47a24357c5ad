"""Sources put into words."""

from __future__ import annotations

from typing import Any

from geo.messages import Messages
from geo.records.source import Source
from geo.text.dates import span_label
from geo.text.languages import of_text


def source_line(cited: Source, words: Messages) -> dict[str, Any]:
    """Return a source as a line of lists shows it, its date in words.

    Parameters
    ----------
    cited
        The source.
    words
        The catalogue of one language.
    """
    return {
        "publisher": cited.publisher,
        "title": cited.title,
        "date": span_label(cited.date, words) if cited.date else None,
        "language": of_text(cited.title or "", cited.language),
        "url": cited.url,
        "warning": cited.warning,
    }
