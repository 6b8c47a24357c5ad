"""What the files under ``data/`` hold: sources, facts, places and bookmarks.

Every model is frozen and refuses unknown fields, so that a misspelt field in a data file is an error and not a silence.
All values are read from YAML as strings (see :mod:`geo.catalog`), and become numbers here where a model asks for one.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from geo.schema import Id, Latitude, Longitude, Paragraph, Record, Text
from geo.sheet import NameOrigin, Population

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
SourceKind = Literal["article", "official", "wire", "press", "specialist", "encyclopedia", "copy", "blog", "dataset"]
Seen = Literal["excerpt", "page", "record"]
PlaceKind = Literal[
    "island",
    "island-group",
    "archipelago",
    "city",
    "town",
    "venue",
    "airfield",
    "village",
    "islet",
    "bay",
    "cape",
    "peak",
    "lake",
    "strait",
    "sea",
    "training-area",
    "region",
    "country",
    "line",
    "waters",
    "unit",
]
AreaScope = Literal["main-island", "with-islets", "main-islets", "group", "unstated"]

UNDRAWN_KINDS: frozenset[str] = frozenset({"region", "country"})
"""Kinds of place that are listed and never drawn: an outline of a country or region would decide sovereignty."""


class Source(Record):
    """A publication or record that facts rest on.

    ``date`` is an EDTF string or absent; ``date_basis`` says how the date is known. ``seen`` says what was read of the
    source when the fact was taken from it: an excerpt, the whole page, or a record of a catalogue. ``party`` is the party
    to the dispute whose government, agency or newsroom it is; absent for all others. ``lead`` names the fact that is an
    article's news: the page opens on it. ``warning`` is what a reader should know before following the link; it stands beside it.
    """

    id: Id
    kind: SourceKind
    publisher: Text
    title: Text | None = None
    date: Text | None = None
    date_basis: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)] | None = None
    language: Text
    licence: Text | None = None
    party: Id | None = None
    seen: Seen
    note: Text | None = None
    warning: Text | None = None
    lead: Id | None = None


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


class Names(Record):
    """A place's names: the neutral English label, then each side's own in its script and in Latin letters.

    A label that joins both sides' names, Japan's first, comes with ``en_russia_first``, the same in the other order.
    ``ainu`` is in kana, ``ainu_latin`` in Latin letters. ``spellings`` are further forms that people search for, never shown.
    """

    en: Text
    en_russia_first: Text | None = None
    ja: Text | None = None
    ja_romaji: Text | None = None
    ru: Text | None = None
    ru_translit: Text | None = None
    ainu: Text | None = None
    ainu_latin: Text | None = None
    other: Text | None = None
    spellings: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _both_orders(self) -> Names:
        if " / " in self.en and self.en_russia_first is None:
            raise ValueError("en_russia_first: a label of two names needs the Russian-first order too")
        return self


class Outline(Record):
    """A place drawn by a feature of a file under ``data/geometry/``. With ``members``, by the outlines of those places."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+\.geojson$")]
    feature: Id


class Point(Record):
    """A place known to a point, lon then lat in EPSG:4326, true within ``uncertainty_m`` metres for the reason given."""

    lon: Longitude
    lat: Latitude
    uncertainty_m: Annotated[float, Field(gt=0, le=5_000_000)]
    reason: Text
    source: Text
    licence: Text


class PublishedArea(Record):
    """An area that somebody published, in km²; ``scope`` tells main island from island with islets.

    ``side`` is the party whose figure it is, or ``other``.
    """

    km2: Annotated[float, Field(gt=0)]
    scope: AreaScope
    side: Id
    source: Id
    note: Text | None = None


class Height(Record):
    """A height above the sea that somebody published, in metres. Heights that differ stand side by side."""

    metres: Annotated[float, Field(gt=0, lt=9_000)]
    source: Id
    note: Text | None = None


class Place(Record):
    """A place that facts name. Country and region are never drawn; all others have an outline or a point, or are listed.

    ``part_of`` names the group whose facts also bear on this place. ``administered_by`` and ``claimed_by`` hold actor ids,
    the two ``…_as`` fields the units that each side assigns it to. ``shown_for`` lists the views of claims that a line stands in.
    ``label_rank`` tells from which zoom the map writes the name of a place that no fact may be tied to: 1 first, 5 last.
    """

    id: Id
    kind: PlaceKind
    names: Names
    outline: Outline | None = None
    point: Point | None = None
    part_of: Id | None = None
    administered_by: Id | None = None
    administered_as: Text | None = None
    claimed_by: tuple[Id, ...] = ()
    claimed_as: Text | None = None
    published_areas: tuple[PublishedArea, ...] = ()
    heights: tuple[Height, ...] = ()
    label_rank: Annotated[int, Field(ge=1, le=5)] | None = None
    shown_for: tuple[Id, ...] = ()
    population: tuple[Population, ...] = ()
    name_origins: tuple[NameOrigin, ...] = ()
    sources: tuple[Id, ...] = ()
    note: Text | None = None

    @model_validator(mode="after")
    def _one_geometry(self) -> Place:
        if self.outline and self.point:
            raise ValueError("outline: give an outline or a point, not both")
        if self.kind in UNDRAWN_KINDS and (self.outline or self.point):
            raise ValueError(f"kind: the {self.kind} is listed and never drawn, so it has no outline and no point")
        return self


class Actor(Record):
    """A person, ministry or state that acts or speaks. ``kind`` groups them in filters."""

    id: Id
    kind: Literal["person", "state", "body", "people", "narrator"]
    names: Names
