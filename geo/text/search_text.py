"""What a search matched, in words."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact

LONGEST = 60
"""Characters of a text that matched, as it stands beside others."""


def _shortened(text: str) -> str:
    """Return a text of at most :data:`LONGEST` characters, cut at a word."""
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST - 2]
    return f"{head.rpartition(' ')[0] or head} …"


def matched(fact: Fact, atlas: Atlas, words: Messages, text: str) -> str | None:
    """Return what matched a search where the row of a fact does not show it, such as a name of a place; else nothing.

    Parameters
    ----------
    fact
        A fact that the search found.
    atlas, words
        The opened data; the catalogue of one language.
    text
        What a reader typed; empty for no search.
    """
    found = atlas.search.matched(atlas.facts.index[fact.id], text) if text else []
    what = [words.text(f"search.in.{piece.kind}", text=_shortened(piece.text)) for piece in found]
    return words.text("search.matches", what="; ".join(dict.fromkeys(what))) if what else None
