"""How an article is read: the walk through its paragraphs, what it leaves out, and where sources disagree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from geo.records.base import TITLE, Breach, Date, Id, Paragraph, Record, Ruled, Text
from geo.records.fact import Confidence


class Step(Record):
    """One step of the walk through an article. The facts of the step are those of the article that cite its paragraph."""

    id: Id
    """Its name in the data, of no other step, be it of another article."""
    article: Id
    """The article, by its source's id."""
    paragraph: Paragraph
    """The paragraph that it tells: ``H`` for the headline, ``P1``, ``P2`` and so on."""
    title: Annotated[str, StringConstraints(pattern=TITLE.pattern, max_length=80)]
    """A title of at most eight words."""
    text: Text
    """What the paragraph says and leaves open, in our words."""
    places: tuple[Id, ...] = ()
    """Where the map goes, by the places' ids; with none it stays."""


class Position(Ruled):
    """What one side of a disagreement says: a fact, or sources, or both."""

    fact: Id | None = None
    """The fact that says so, by its id."""
    sources: tuple[Id, ...] = ()
    """The sources that say so, by their ids."""
    says: Text
    """What they say, in our words."""
    date: Date | None = None
    """The day that it gives, as EDTF."""

    def _somebody_says_it(self) -> Iterator[Breach]:
        if self.fact is None and not self.sources:
            yield "sources", "name a fact or at least one source that says so"

    RULES = (_somebody_says_it,)


class Disagreement(Record):
    """A matter on which sources differ, their positions side by side, and how we show it. It gives no verdict of its own."""

    id: Id
    """Its name in the data, of no other disagreement."""
    matter: Text
    """What they differ on."""
    facts: tuple[Id, ...] = ()
    """The facts that it touches, by their ids; it may touch none, where it tells why something is not used."""
    positions: Annotated[tuple[Position, ...], Field(min_length=2)]
    """What each side says."""
    shown_as: Text
    """How the map and the cards show it."""
    weight: Confidence
    """How much hangs on it."""


class Absence(Record):
    """Something that an article does not say."""

    id: Id
    """Its name in the data, of no other absence."""
    article: Id
    """The article, by its source's id."""
    paragraphs: tuple[Paragraph, ...] = ()
    """In which paragraphs one would look for it; none means the whole article."""
    missing: Text
    """What is not said, in our words."""
    facts: tuple[Id, ...] = ()
    """The article's facts that it touches, by their ids."""
    filled_by: tuple[Id, ...] = ()
    """The facts of other sources that say it, by their ids."""
