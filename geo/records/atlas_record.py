"""What ``data/atlas.yaml`` holds: the atlas as a whole, and which sources are its articles."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from geo.records.base import Breach, Id, Record, Ruled, Text

LATITUDES = (-85.0, 85.0)
"""The least and the greatest latitude of a map's centre, in degrees."""
LONGITUDES = (-180.0, 180.0)
"""The least and the greatest longitude of a map's centre, in degrees."""
ZOOMS = (3.0, 13.0)
"""The least and the greatest zoom of a map."""
YEARS = (1600, 2100)
"""The first and the last year of a timeline, whose ends may be left open."""

Year = Annotated[int, Field(ge=YEARS[0], le=YEARS[1])]


class Article(Record):
    """A source that the atlas reads fact by fact. The order of the articles is that of their facts, steps and choices."""

    source: Id
    """Id of its source, which is of kind ``article``."""
    lead: Id
    """The fact that is the article's news: a page of this article opens on it."""
    headline: Annotated[str, StringConstraints(min_length=1, max_length=90, strip_whitespace=True)] | None = None
    """The article's news in one line of our own words, over its page; the atlas's title if left out."""
    answers: tuple[Id, ...] = ()
    """Facts of the article that answer its news, shown beside it."""
    outlet: Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)] | None = None
    """Short name of the outlet, for lists in which several articles stand; the source's publisher if left out."""
    dates: Text | None = None
    """How the days of its facts were found, for the page on sources and method."""
    limits: Text | None = None
    """What its words leave open, for the page on sources and method."""


class FirstView(Record):
    """Where the map looks at first, and again when a reader asks for the first view."""

    lat: Annotated[float, Field(ge=LATITUDES[0], le=LATITUDES[1])]
    """Latitude of the map's centre, degrees in EPSG:4326."""
    lon: Annotated[float, Field(ge=LONGITUDES[0], le=LONGITUDES[1])]
    """Longitude of the map's centre, degrees in EPSG:4326."""
    zoom: Annotated[float, Field(ge=ZOOMS[0], le=ZOOMS[1])]
    """Zoom of the map, in steps of half a level."""


class Area(Ruled):
    """The part of the world that the bundled land covers: the map pans and zooms no further."""

    west: Annotated[float, Field(ge=LONGITUDES[0], le=LONGITUDES[1])]
    """Western edge, degrees of longitude in EPSG:4326."""
    south: Annotated[float, Field(ge=LATITUDES[0], le=LATITUDES[1])]
    """Southern edge, degrees of latitude in EPSG:4326."""
    east: Annotated[float, Field(ge=LONGITUDES[0], le=LONGITUDES[1])]
    """Eastern edge, degrees of longitude in EPSG:4326."""
    north: Annotated[float, Field(ge=LATITUDES[0], le=LATITUDES[1])]
    """Northern edge, degrees of latitude in EPSG:4326."""

    def _edges_in_order(self) -> Iterator[Breach]:
        for low, high in (("west", "east"), ("south", "north")):
            if getattr(self, low) >= getattr(self, high):
                yield high, f"lies not beyond {low}: exchange the two"

    RULES = (_edges_in_order,)

    def holds(self, lon: float, lat: float) -> bool:
        """Return whether a point lies inside.

        Parameters
        ----------
        lon, lat
            Degrees in EPSG:4326.
        """
        return self.west <= lon <= self.east and self.south <= lat <= self.north


class Stretch(Ruled):
    """A stretch of the timeline in whole years, both included; the first may lack a beginning, the last an end."""

    first: Year | None = None
    """First year, included; absent in the first stretch alone, which then holds all that is before."""
    last: Year | None = None
    """Last year, included; absent in the last stretch alone, which then holds all that is after."""
    by: Literal["month"] | None = None
    """``month`` makes twelve bars of a stretch of one year; without it a stretch is one bar."""

    def _months_of_one_year(self) -> Iterator[Breach]:
        if self.by and (self.first is None or self.first != self.last):
            yield "by", "months are those of one year: give the same first and last"

    RULES = (_months_of_one_year,)


class Bookmark(Record):
    """A button that brings the map to one or more places, whole."""

    id: Id
    """Id, as pictures name a part of the map."""
    places: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The places that the map shows."""
    label: Text | None = None
    """What the button says; without it the message ``map.bookmark.<id>``, else the id."""
    zoom: Annotated[float, Field(ge=ZOOMS[0], le=ZOOMS[1])] | None = None
    """Zoom to take instead of the one that holds the places."""


class AtlasRecord(Ruled):
    """The atlas as a whole. A data folder has one such record."""

    id: Id
    """Id, which begins the names of files that hold no single layer, such as pictures."""
    title: Text
    """Title of page, pictures and files."""
    subtitle: Text | None = None
    """What the atlas is, in one sentence; ``{newest}`` stands for the newest day that a fact tells of."""
    name: Text | None = None
    """Name under which the atlas is cited; the title if left out."""
    articles: tuple[Article, ...] = ()
    """The articles, in their order; without any the atlas holds facts of other sources only."""
    first_view: FirstView
    """Where the map looks at first."""
    area: Area | None = None
    """How far the map may go; the whole world if left out."""
    timeline: tuple[Stretch, ...] = ()
    """The timeline's stretches, each adjoining the one before; without any the years of the facts are dealt evenly."""
    layers: tuple[Id, ...] = ()
    """Layers that the folder is to hold: one whose file is lost is told and not left out in silence. It may hold more."""
    bookmarks: tuple[Bookmark, ...] = ()
    """The buttons that bring the map to some places, in their order."""

    def _stretches_adjoin(self) -> Iterator[Breach]:
        for position, (before, after) in enumerate(itertools.pairwise(self.timeline), 1):
            if before.last is None or after.first != before.last + 1:
                wanted = "an end to the one before" if before.last is None else str(before.last + 1)
                yield f"timeline.{position}.first", f"leaves a hole or lies over the stretch before: give {wanted}"

    def _each_once(self) -> Iterator[Breach]:
        named = {
            "articles": [article.source for article in self.articles],
            "bookmarks": [bookmark.id for bookmark in self.bookmarks],
        }
        for what, ids in named.items():
            for ident in sorted({ident for ident in ids if ids.count(ident) > 1}):
                yield what, f"'{ident}' stands twice: leave one"

    def _starts_inside(self) -> Iterator[Breach]:
        if self.area and not self.area.holds(self.first_view.lon, self.first_view.lat):
            yield "first_view", "lies outside of the area: move it inside"

    RULES = (_stretches_adjoin, _each_once, _starts_inside)
