"""Each party's case put into words: its points with their sources, and under each what the other party answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.parties import Point
from geo.text import fact_text, party_text
from geo.text.source_text import source_line


def _sources(idents: Iterable[str], atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    return [source_line(atlas.catalog.sources[ident], words) for ident in idents]


def _point(point: Point, answers: str, atlas: Atlas, words: Messages) -> dict[str, Any]:
    facts = [atlas.catalog.facts[ident] for ident in point.facts]
    return {
        "says": point.says,
        "sources": _sources(point.sources, atlas, words),
        "facts": [{"id": fact.id, "when": fact_text.date_label(fact, words)} for fact in facts],
        "answers": answers,
        "answer": point.answer.says,
        "answer_sources": _sources(point.answer.sources, atlas, words),
    }


def cases(atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    """Return the parties' cases in the parties' order; empty where the data hold none.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.

    Returns
    -------
    list of dict
        Each with ``party``, the party's id; ``title``; and ``points``: ``says``, ``sources``, ``facts`` with ``id`` and
        ``when``, ``answers`` (who answers), ``answer`` and ``answer_sources``.
    """
    held = {case.party: case for case in atlas.catalog.cases.values()}
    names = {party: party_text.party_name(party, atlas) for party in atlas.catalog.parties}
    found = []
    for party in (party for party in names if party in held):
        other = next(name for ident, name in names.items() if ident != party)
        answers = words.text("cases.answers", name=other)
        points = [_point(point, answers, atlas, words) for point in held[party].points]
        found.append({"party": party, "title": words.text("cases.says", name=names[party]), "points": points})
    return found
