"""What the files under ``data/places/`` and the actors hold: names, geometry, standing, figures and heights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from geo.records.base import GEOMETRY_FILE, Breach, Id, Latitude, Longitude, Record, Ruled, Text
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


class Names(Ruled):
    """A place's or actor's names: the neutral English label, then each side's own in its script and in Latin letters."""

    en: Text
    """The neutral English label. Where both sides' names stand in it, Japan's is the first: ``Kunashiri / Kunashir``."""
    en_russia_first: Text | None = None
    """A label of two names in the other order; needed where ``en`` holds two."""
    ja: Text | None = None
    """The Japanese name in Japanese script."""
    ja_romaji: Text | None = None
    """The Japanese name in Latin letters."""
    ru: Text | None = None
    """The Russian name in Cyrillic script."""
    ru_translit: Text | None = None
    """The Russian name in Latin letters."""
    ainu: Text | None = None
    """The Ainu name in kana."""
    ainu_latin: Text | None = None
    """The Ainu name in Latin letters."""
    other: Text | None = None
    """Another name, as shown."""
    spellings: tuple[Text, ...] = ()
    """Further forms that people search for, never shown."""

    def _both_orders(self) -> Iterator[Breach]:
        if " / " in self.en and self.en_russia_first is None:
            yield "en_russia_first", "is missing: a label of two names needs the Russian-first order too"

    RULES = (_both_orders,)


class OutlineReference(Record):
    """What draws a place: a feature of a file under ``data/geometry/``."""

    file: Annotated[str, StringConstraints(pattern=GEOMETRY_FILE.pattern)]
    """The GeoJSON file: ``four_islands.geojson``."""
    feature: Id
    """The feature's id in that file."""


class Point(Record):
    """A place known to a point, in EPSG:4326."""

    lon: Longitude
    """Longitude in degrees, from -180 to 180: ``145.5``."""
    lat: Latitude
    """Latitude in degrees, from -90 to 90: ``43.4``."""
    uncertainty_m: Annotated[float, Field(gt=0, le=5_000_000)]
    """How far off it may be, in metres."""
    reason: Text
    """Why it may be that far off."""
    source: Text
    """Where the coordinates are from, in words."""
    licence: Text
    """The licence of the coordinates, by a name that ``licences.json`` holds, such as ``ODbL 1.0``."""


class PublishedArea(Record):
    """An area that somebody published."""

    km2: Annotated[float, Field(gt=0)]
    """The area in km², in digits alone: ``3166.64``."""
    scope: AreaScope
    """Whether it is of the main island, or of the main island with its islets, or of a group."""
    side: Id
    """The party whose figure it is, by its id, or ``other``."""
    source: Id
    """The source that gives it, by its id."""
    note: Text | None = None
    """What a reader should know beside it."""


class Height(Record):
    """A height above the sea that somebody published. Heights that differ stand side by side."""

    metres: Annotated[float, Field(gt=0, lt=9_000)]
    """The height in metres, in digits alone."""
    source: Id
    """The source that gives it, by its id."""
    note: Text | None = None
    """What a reader should know beside it."""


class Place(Ruled):
    """A place that facts name. Country and region are never drawn; all others have an outline or a point, or are listed."""

    id: Id
    """Its name in the data, of no other place."""
    kind: PlaceKind
    """What it is. The kind decides how exactly a fact may be drawn there, and on which layer the place stands."""
    names: Names
    """What it is called, on both sides."""
    outline: OutlineReference | None = None
    """The geometry that it is drawn by, where its coast or line is known."""
    point: Point | None = None
    """Where it is, where no outline is known."""
    part_of: Id | None = None
    """The group whose facts also bear on this place, by its id."""
    lies_on: Id | None = None
    """The island that it stands on, or whose coast it is part of, by its id: the island’s list has its facts too."""
    administered_by: Id | None = None
    """Who administers it, by the actor's id."""
    administered_as: Text | None = None
    """The unit that whoever administers it assigns it to."""
    claimed_by: tuple[Id, ...] = ()
    """Who claims it, by the actors' ids."""
    claimed_as: Text | None = None
    """The unit that whoever claims it assigns it to."""
    published_areas: tuple[PublishedArea, ...] = ()
    """Its area, as each side publishes it."""
    heights: tuple[Height, ...] = ()
    """Its height, as sources print it."""
    label_rank: Annotated[int, Field(ge=1, le=5)] | None = None
    """From which zoom the map writes the name of a place that no fact may be tied to: 1 first, 5 last."""
    shown_for: tuple[Id, ...] = ()
    """The views of claims that a line stands in: ``both``, ``administered``, or a party's id."""
    population: tuple[Population, ...] = ()
    """Counts of people, each side and day for itself."""
    name_origins: tuple[NameOrigin, ...] = ()
    """What its names may mean."""
    sources: tuple[Id, ...] = ()
    """The sources of what is said of it here, by their ids."""
    note: Text | None = None
    """What a reader should know about it. Distances and areas are computed or name their source."""

    def _one_geometry(self) -> Iterator[Breach]:
        if self.outline and self.point:
            yield "outline", "give an outline or a point, not both"

    def _undrawn(self) -> Iterator[Breach]:
        if self.kind in UNDRAWN_KINDS and (self.outline or self.point):
            yield "kind", f"the {self.kind} is listed and never drawn, so it has no outline and no point: remove it"

    RULES = (_one_geometry, _undrawn)


class Actor(Record):
    """A person, ministry or state that acts or speaks."""

    id: Id
    """Its name in the data, of no other actor."""
    kind: Literal["person", "state", "body", "people", "narrator"]
    """What it is; filters group the actors by it."""
    names: Names
    """What it is called, on both sides."""
