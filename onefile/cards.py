"""The facts that the one file holds: which, as cards, and what its search looks through."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact
from geo.text import disagreement_text, fact_rows, fact_text

CLAIMS = "both"
"""The view of claims by which its texts name places."""


def _linked(fact: Fact, atlas: Atlas) -> set[str]:
    """Return the facts that a card leads to."""
    found = {other.id for other, _, _ in atlas.incoming_relations.get(fact.id, [])} | {
        item.to for item in fact.relations
    }
    gaps = (absence for absence in atlas.catalog.absences.values() if fact.id in absence.facts)
    return found.union(*(absence.filled_by for absence in gaps))


def held(atlas: Atlas, passing: set[str]) -> list[Fact]:
    """Return the facts whose cards the file holds: those that pass, and all that a card in it leads to."""
    held, waiting = set(passing), list(passing)
    while waiting:
        fact = atlas.facts.facts[atlas.facts.index[waiting.pop()]]
        new = _linked(fact, atlas) - held
        held |= new
        waiting += sorted(new)
    return [fact for fact in atlas.facts.facts if fact.id in held]


def searched(fact: Fact, atlas: Atlas, texts: dict[str, int]) -> dict[str, Any]:
    """Return what a search looks through: pieces by kind and number of their text, and the places whose names find the fact.

    Names and labels come again and again: ``texts`` holds each once, by its number, and grows. The card has the statement.
    """
    position = atlas.facts.index[fact.id]
    own = [(kind, text.removeprefix(fact.statement)) for kind, text in atlas.search.own(position)]
    pieces = [[kind, texts.setdefault(text, len(texts))] for kind, text in own]
    return {"pieces": pieces, "places": atlas.search.places_of(position)}


def card(fact: Fact, atlas: Atlas, words: Messages, passing: set[str]) -> dict[str, Any]:
    """Return a fact as a row and a card in one.

    Parameters
    ----------
    fact
        A fact that the file holds.
    atlas
        The opened data.
    words
        The catalogue of one language.
    passing
        The ids of the facts that pass.
    """
    drawn = [item.place for item in fact.places if item.place in atlas.catalog.places and is_drawn(atlas, item.place)]
    made = fact_rows.row(fact, atlas, words, CLAIMS) | fact_text.card(fact, atlas, words, CLAIMS)
    made |= disagreement_text.of_fact(fact, atlas, words)
    return made | {"link": f"#fact={fact.id}", "marked": drawn, "passes": fact.id in passing}


def is_drawn(atlas: Atlas, ident: str) -> bool:
    """Tell whether a place, by its id, has a geometry that a map may draw."""
    place = atlas.catalog.places[ident]
    return bool(place.outline or place.point)
