"""What an island's sheet adds to a place: counts of people, each side and day for itself, and what its names may mean."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from geo.records.base import Id, Record, Text

Doubt = Literal["slip", "stale", "wider-area"]
Language = Literal["ainu", "japanese", "russian"]


class Population(Record):
    """How many people somebody counted. Counts of other people or days are other series, never one.

    ``people`` says whose count it is, ``date`` is EDTF and absent where the source gives none. ``doubt`` marks a count
    that is shown with its reason and not compared: a slip of the pen, a stale one, or one of a wider area.
    """

    count: Annotated[int, Field(ge=0)]
    people: Text
    date: Text | None = None
    approximate: bool = False
    source: Id
    doubt: Doubt | None = None
    note: Text | None = None


class NameOrigin(Record):
    """One explanation of a name. Rival explanations stand side by side; each says which sources give it."""

    language: Language
    form: Text
    meaning: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    note: Text | None = None
