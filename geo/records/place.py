"""What the files under ``data/places/`` and the actors hold: names, geometry, standing, figures and heights."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from geo.records.base import Id, Latitude, Longitude, Record, Text
from geo.records.place_details import NameOrigin, Population

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
