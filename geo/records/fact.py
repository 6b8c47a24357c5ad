"""What the files under ``data/facts/`` hold.

Every model is frozen and refuses unknown fields, so that a misspelt field in a data file is an error and not a silence.
All values are read from YAML as strings (see :mod:`geo.records.catalog`), and become numbers here where a model asks for one.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from geo.records.base import Id, Paragraph, Record, Text

Basis = Literal["article", "context"]
Topic = Literal["diplomacy", "military", "economy", "history", "humanitarian", "provenance"]
Modality = Literal["happened", "stated", "requested", "planned", "claimed"]
Lifecycle = Literal["planned", "deployed", "visiting", "withdrawn", "cancelled"]
Role = Literal["said-there", "reported-there", "planned-there", "about"]
Precision = Literal["site", "city", "island", "island-group", "archipelago", "region", "country"]
Status = Literal["confirmed", "reported", "planned", "cancelled", "disputed", "speculated"]
Confidence = Literal["high", "medium", "low"]
Relates = Literal["supports", "refines", "questions", "contradicts", "follows", "background", "unrelated"]
Evidence = Literal["article-only", "supported", "refined", "questioned", "contradicted", "one-chain", "several-chains"]
DateBasis = Literal["stated", "inferred", "implied", "relative", "deadline", "standing", "unstated"]


class Citation(Record):
    """Where in a source a fact stands. ``anchor`` is a quotation of at most six words, to find the spot."""

    source: Id
    paragraph: Paragraph | None = None
    anchor: Annotated[str, StringConstraints(pattern=r"^\S+(\s+\S+){0,5}$", max_length=120)] | None = None


class PlaceLink(Record):
    """A fact's tie to a place: which role the place has, and how precisely the source gives it.

    ``named`` is what the source calls the place; it is absent where several sources stand together or were seen in part.

    ``wider`` names a place that the source's words may mean instead, where they leave it open.
    """

    place: Id
    role: Role
    named: Text | None = None
    precision: Precision
    wider: Id | None = None


class Relation(Record):
    """How this fact bears on another one: it supports, refines, questions, contradicts or follows the fact ``to``."""

    to: Id
    kind: Relates
    note: Text | None = None


class Fact(Record):
    """One statement that a source makes, in our own words.

    ``date`` is an EDTF string in local time, or absent where the source gives none; ``date_note`` says what was inferred.
    ``chains`` counts independent chains of reporting, as judged by the compiler: 1, or 2 for two or more.
    ``sources_note`` says what could not be had, where a fact rests on encyclopedias, copies or blogs alone.
    """

    id: Id
    basis: Basis
    statement: Text
    said_by: Id
    actors: tuple[Id, ...] = ()
    topic: Topic
    modality: Modality
    lifecycle: Lifecycle | None = None
    date: Text | None = None
    date_basis: DateBasis
    date_note: Text | None = None
    places: tuple[PlaceLink, ...] = ()
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    relations: tuple[Relation, ...] = ()
    note: Text | None = None
    status: Status | None = None
    confidence: Confidence | None = None
    chains: Literal["1", "2+"] | None = None
    chains_note: Text | None = None
    sources_note: Text | None = None

    @property
    def article(self) -> str | None:
        """The source that is the article it is of: for basis ``article`` the one that its first citation names, else none."""
        return self.citations[0].source if self.basis == "article" else None

    @model_validator(mode="after")
    def _date_and_basis_agree(self) -> Fact:
        dated = self.date_basis in {"stated", "inferred", "implied"}
        if dated != (self.date is not None):
            raise ValueError("date: give a date with date_basis stated, inferred or implied, and none with the others")
        if self.basis == "article" and any(link.named is None for link in self.places):
            raise ValueError("places: say what the article calls each place")
        if self.basis == "context" and (self.status is None or self.chains is None):
            raise ValueError("status: a context fact needs status, confidence and chains")
        return self
