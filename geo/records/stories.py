"""How an article is read: the walk through its paragraphs, what it leaves out, and where sources disagree."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from geo.records.base import Id, Paragraph, Record, Text
from geo.records.fact import Confidence


class Step(Record):
    """One step of the walk through an article: what a paragraph says and leaves open, in our words.

    ``places`` is where the map goes; with none it stays. The facts of the step are those of its article that cite its paragraph.
    """

    id: Id
    article: Id
    """The source that is the article; a paragraph is one of an article, never a number alone."""
    paragraph: Paragraph
    title: Annotated[str, StringConstraints(pattern=r"^\S+(\s+\S+){0,7}$", max_length=80)]
    text: Text
    places: tuple[Id, ...] = ()


class Position(Record):
    """What one side of a disagreement says: a fact, or sources, or both. ``date`` is the day that it gives, as EDTF."""

    fact: Id | None = None
    sources: tuple[Id, ...] = ()
    says: Text
    date: Text | None = None

    @model_validator(mode="after")
    def _somebody_says_it(self) -> Position:
        if self.fact is None and not self.sources:
            raise ValueError("sources: name a fact or at least one source that says so")
        return self


class Disagreement(Record):
    """A matter on which sources differ, their positions side by side, and how we show it. It gives no verdict of its own.

    ``facts`` are those that it touches; it may touch none, where it tells why something is not used.
    """

    id: Id
    matter: Text
    facts: tuple[Id, ...] = ()
    positions: Annotated[tuple[Position, ...], Field(min_length=2)]
    shown_as: Text
    weight: Confidence


class Absence(Record):
    """Something that an article does not say: in which paragraphs one would look for it, none meaning the whole article.

    ``facts`` are the article's facts that it touches, ``filled_by`` those of other sources that say it.
    """

    id: Id
    article: Id
    """The source that is the article."""
    paragraphs: tuple[Paragraph, ...] = ()
    missing: Text
    facts: tuple[Id, ...] = ()
    filled_by: tuple[Id, ...] = ()
