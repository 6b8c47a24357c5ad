"""Where sources differ, their positions side by side, and what the article leaves open, in words."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact
from geo.records.stories import Absence, Disagreement, Position
from geo.text import article_text
from geo.text.dates import span_label
from geo.text.source_text import source_line


def _who(position: Position, atlas: Atlas, words: Messages) -> str:
    """Return who holds a position: an article, or the sources by their publishers."""
    if position.fact:
        fact = atlas.catalog.facts[position.fact]
        return article_text.speaker(fact.article, atlas, words) if fact.article else fact.statement
    publishers = dict.fromkeys(atlas.catalog.sources[ident].publisher for ident in position.sources)
    return ", ".join(publishers)


def _position(position: Position, atlas: Atlas, words: Messages) -> dict[str, Any]:
    return {
        "who": _who(position, atlas, words),
        "says": position.says,
        "date": span_label(position.date, words) if position.date else None,
        "sources": [source_line(atlas.catalog.sources[ident], words) for ident in position.sources],
    }


def beside(matter: Disagreement, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return a disagreement with its positions side by side, in the order of the data: the article's first.

    Parameters
    ----------
    matter
        What sources differ on.
    atlas
        The opened data.
    words
        The catalogue of one language.

    Returns
    -------
    dict
        ``matter`` and ``shown_as`` as the data have them; ``positions``, each with ``who``, ``says``, ``date`` in words or
        ``None``, and ``sources``.
    """
    return {
        "matter": matter.matter,
        "positions": [_position(position, atlas, words) for position in matter.positions],
        "shown_as": matter.shown_as,
    }


def told_otherwise(atlas: Atlas) -> dict[str, str]:
    """Return the disagreements in which an article's own account is one of the positions: id and the article's fact.

    They stand in the order of the article; what sources tell otherwise among themselves alone is not there.

    Parameters
    ----------
    atlas
        The opened data.
    """
    known = atlas.facts.index
    first = {
        matter.id: fact
        for matter in atlas.catalog.disagreements.values()
        if (fact := next((one.fact for one in matter.positions if one.fact in known), None))
    }
    return dict(sorted(first.items(), key=lambda item: known[item[1]]))


def _open(absence: Absence, atlas: Atlas) -> dict[str, Any]:
    filled = [{"id": ident, "statement": atlas.catalog.facts[ident].statement} for ident in absence.filled_by]
    return {"missing": absence.missing, "filled": filled}


def of_fact(fact: Fact, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return what a card says of a fact's disagreements, and of what the article leaves open about it.

    Parameters
    ----------
    fact
        The fact that the card is of.
    atlas
        The opened data.
    words
        The catalogue of one language.

    Returns
    -------
    dict
        ``beside``: the disagreements, each as by :func:`beside`. ``open``: what is left open, each with ``missing`` and
        ``filled``, the facts of other sources that say it.
    """
    matters = [matter for matter in atlas.catalog.disagreements.values() if fact.id in matter.facts]
    absences = [absence for absence in atlas.catalog.absences.values() if fact.id in absence.facts]
    return {
        "beside": [beside(matter, atlas, words) for matter in matters],
        "open": [_open(absence, atlas) for absence in absences],
    }
