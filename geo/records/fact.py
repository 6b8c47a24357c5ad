"""What the files under ``data/facts/`` hold.

Every model is frozen and refuses unknown fields, so that a misspelt field in a data file is an error and not a silence.
All values are read from YAML as strings (see :mod:`geo.records.catalog`), and become numbers here where a model asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from geo.records.base import ANCHOR, Breach, Date, Id, Paragraph, Record, Ruled, Text

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
    """Where in a source a fact stands."""

    source: Id
    """The source, by its id."""
    paragraph: Paragraph | None = None
    """The article's paragraph: ``H`` for the headline, ``P1``, ``P2`` and so on. Other sources have none."""
    anchor: Annotated[str, StringConstraints(pattern=ANCHOR.pattern, max_length=120)] | None = None
    """A quotation of at most six words, to find the spot."""
    backs: Literal["statement", "note"] = "statement"
    """What the source is cited for: with ``note``, for what stands beside the statement alone."""


class PlaceLink(Record):
    """A fact's tie to a place."""

    place: Id
    """The place, by its id."""
    role: Role
    """What the place is to the fact: where it was said, reported or planned, or what it is about."""
    named: Text | None = None
    """What the source calls the place. A fact of an article needs it; it is absent where several sources stand together
    or were seen in part."""
    precision: Precision
    """How exactly the source says where it is. No place may be drawn more exactly than that."""
    wider: Id | None = None
    """A place that the source's words may mean instead, where they leave it open, by its id."""


class Relation(Record):
    """How this fact bears on another one."""

    to: Id
    """The other fact, by its id."""
    kind: Relates
    """What this fact does to the other: it supports, refines, questions, contradicts or follows it, or is its background."""
    note: Text | None = None
    """In what it bears on it, in our own words."""


class Fact(Ruled):
    """One statement that a source makes, in our own words."""

    id: Id
    """Its name in the data, of no other fact: ``p06-offer``."""
    basis: Basis
    """``article`` for what an article states, ``context`` for what other sources say."""
    statement: Text
    """What is said, in our own words. Distances and areas are computed or name their source (see "Figures in prose")."""
    said_by: Id
    """Who says so, by the actor's id: the person or body that is quoted, or whoever tells it."""
    actors: tuple[Id, ...] = ()
    """Who is involved, by the actors' ids."""
    topic: Topic
    """What the fact is about, for the filter."""
    modality: Modality
    """Whether it happened or was stated, requested, planned or claimed."""
    lifecycle: Lifecycle | None = None
    """For a deployment, how far it has come."""
    date: Date | None = None
    """The day, month, year or span in local time, as EDTF: ``2018-09-12``, ``2018-09``, ``1945``, ``2018-01/2018-03``.
    Absent where the source gives none."""
    date_basis: DateBasis
    """How the date is known. With ``stated``, ``inferred`` or ``implied`` there is a date, with the others there is none."""
    date_note: Text | None = None
    """What was inferred, and from what."""
    places: tuple[PlaceLink, ...] = ()
    """The places that the statement names, each once."""
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
    """The sources that say so, and where in them. An article fact cites its article first, with the paragraph."""
    relations: tuple[Relation, ...] = ()
    """How it bears on other facts."""
    note: Text | None = None
    """What a reader should know beside the statement."""
    status: Status | None = None
    """How sure the matter is. A context fact needs it."""
    confidence: Confidence | None = None
    """How sure the compiler is of the sources. A context fact needs it."""
    chains: Literal["1", "2+"] | None = None
    """How many independent sources there are, as judged by the compiler: copies of one report are one. A context fact needs
    it."""
    chains_note: Text | None = None
    """Why the sources count as so many chains."""
    sources_note: Text | None = None
    """What could not be had, where a fact rests on encyclopedias, copies or blogs alone."""

    def _date_and_basis_agree(self) -> Iterator[Breach]:
        dated = self.date_basis in {"stated", "inferred", "implied"}
        if dated != (self.date is not None):
            yield "date", "give a date with date_basis stated, inferred or implied, and none with the others"

    def _article_names_places(self) -> Iterator[Breach]:
        for position, link in enumerate(self.places):
            if self.basis == "article" and link.named is None:
                yield f"places.{position}.named", "say what the article calls each place"

    def _context_is_judged(self) -> Iterator[Breach]:
        for name in ("status", "confidence", "chains"):
            if self.basis == "context" and getattr(self, name) is None:
                yield name, "is missing: a context fact needs status, confidence and chains"

    def _statement_is_cited(self) -> Iterator[Breach]:
        if all(citation.backs == "note" for citation in self.citations):
            yield "citations", "all are for the note: name a source of the statement"

    RULES = (_date_and_basis_agree, _article_names_places, _context_is_judged, _statement_is_cited)

    @property
    def article(self) -> str | None:
        """The source that is the article it is of: for basis ``article`` the one that its first citation names, else none."""
        return self.citations[0].source if self.basis == "article" else None
