"""A fact as a row: what a table's columns, a printed list and their order need beside what a list shows."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact
from geo.text import fact_text, place_names
from geo.text.dates import span_label


def _where(fact: Fact, atlas: Atlas, claims: str) -> str:
    names = (place_names.label(atlas.catalog.places[link.place], claims, atlas.catalog) for link in fact.places)
    return ", ".join(dict.fromkeys(names))


def cited(fact: Fact, atlas: Atlas, words: Messages) -> str:
    """Return the sources of a fact in one line: each publisher once, with the day of what it printed.

    Parameters
    ----------
    fact
        Of an article or of another source.
    atlas, words
        The opened data; the catalogue of one language.
    """
    sources = (atlas.catalog.sources[item.source] for item in fact.citations)
    told = (", ".join(filter(None, (s.publisher, span_label(s.date, words) if s.date else None))) for s in sources)
    return "; ".join(dict.fromkeys(told))


def row(fact: Fact, atlas: Atlas, words: Messages, claims: str, text: str = "") -> dict[str, Any]:
    """Return a fact as a row of list or table.

    Parameters
    ----------
    fact
        Of an article or of another source.
    atlas, words
        The opened data; the catalogue of one language.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    text
        What is searched: the row then says what matched where it does not show it.

    Returns
    -------
    dict
        What :func:`geo.text.fact_text.item` gives, with ``origin``, the paragraph or else the publisher; ``where``, the names of
        its places; and ``cited``, its sources in one line.
    """
    shown = fact_text.item(fact, atlas, words, text)
    publisher = atlas.catalog.sources[fact.citations[0].source].publisher
    return shown | {
        "origin": shown["paragraph"] if fact.article else publisher,
        "where": _where(fact, atlas, claims),
        "cited": cited(fact, atlas, words),
    }


def printed(fact: Fact, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return what a printed list says of a fact that is on none of the shown pages.

    Parameters
    ----------
    fact
        Of an article or of another source.
    atlas, words
        The opened data; the catalogue of one language.
    """
    who, when = atlas.catalog.actors[fact.said_by].names.en, fact_text.date_label(fact, words)
    return {"statement": fact.statement, "said": f"{who} · {when}", "cited": cited(fact, atlas, words)}
