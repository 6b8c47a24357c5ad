"""What an island's sheet adds to a place: counts of people, each side and day for itself, and what its names may mean."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from geo.records.base import Date, Id, Record, Text

Doubt = Literal["slip", "stale", "wider-area"]
Language = Literal["ainu", "japanese", "russian"]


class Population(Record):
    """How many people somebody counted. Counts of other people or days are other series, never one."""

    count: Annotated[int, Field(ge=0)]
    """How many, in digits alone: ``3000``."""
    people: Text
    """Whose count it is, such as ``Japanese residents``."""
    date: Date | None = None
    """The day, month or year of the count, as EDTF; absent where the source gives none."""
    approximate: bool = False
    """Whether the source rounds it: ``true`` or ``false``."""
    source: Id
    """The source of the count, by its id."""
    doubt: Doubt | None = None
    """Marks a count that is shown with its reason and not compared: a slip of the pen, a stale one, or one of a wider area."""
    note: Text | None = None
    """What a reader should know beside the count; with ``doubt``, the reason for it."""


class NameOrigin(Record):
    """One explanation of a name. Rival explanations stand side by side; each says which sources give it."""

    language: Language
    """The language that the name is explained from."""
    form: Text
    """The word or words that it is said to come from."""
    meaning: Text
    """What they are said to mean."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The sources that explain it so, by their ids."""
    note: Text | None = None
    """What a reader should know beside it."""
