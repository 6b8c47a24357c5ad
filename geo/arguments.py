"""Each party's case put into words: its points with their sources, and under each what the other party answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo import standing, wording
from geo.atlas import Atlas
from geo.messages import Messages
from geo.parties import Point


def _sources(idents: Iterable[str], atlas: Atlas) -> list[dict[str, Any]]:
    return [wording.source(atlas.catalog.sources[ident]) for ident in idents]


def _point(point: Point, answers: str, atlas: Atlas, words: Messages) -> dict[str, Any]:
    facts = [atlas.catalog.facts[ident] for ident in point.facts]
    return {
        "says": point.says,
        "sources": _sources(point.sources, atlas),
        "facts": [{"id": fact.id, "when": wording.date_label(fact, words)} for fact in facts],
        "answers": answers,
        "answer": point.answer.says,
        "answer_sources": _sources(point.answer.sources, atlas),
    }


def cases(atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    """Return the parties' cases in the parties' order; empty where the data hold none."""
    held = {case.party: case for case in atlas.catalog.cases.values()}
    names = {party: standing.party_name(party, atlas) for party in atlas.catalog.parties}
    found = []
    for party in (party for party in names if party in held):
        other = next(name for ident, name in names.items() if ident != party)
        answers = words.text("cases.answers", name=other)
        points = [_point(point, answers, atlas, words) for point in held[party].points]
        found.append({"party": party, "title": words.text("cases.says", name=names[party]), "points": points})
    return found
