"""What ``data/atlas.yaml`` holds: the atlas as a whole, which sources are its articles, and what must hold of these."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from geo.records.base import Fault, Id, Record, Text
from geo.records.fact import Fact

LATITUDES = (-85.0, 85.0)
"""The least and the greatest latitude of a map's centre, in degrees."""
LONGITUDES = (-180.0, 180.0)
"""The least and the greatest longitude of a map's centre, in degrees."""
ZOOMS = (2.0, 14.0)
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


class Stretch(Record):
    """A stretch of the timeline in whole years, both included; the first may lack a beginning, the last an end."""

    first: Year | None = None
    """First year, included; absent in the first stretch alone, which then holds all that is before."""
    last: Year | None = None
    """Last year, included; absent in the last stretch alone, which then holds all that is after."""
    by: Literal["month"] | None = None
    """``month`` makes twelve bars of a stretch of one year; without it a stretch is one bar."""

    @model_validator(mode="after")
    def _months_of_one_year(self) -> Stretch:
        if self.by and (self.first is None or self.first != self.last):
            raise ValueError("by: months are those of one year: give the same first and last")
        return self


class Bookmark(Record):
    """A button that brings the map to one or more places, whole."""

    id: Id
    """Id, as pictures name a part of the map."""
    places: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The places that the map shows."""
    label: Text | None = None
    """What the button says; without it the message ``map.bookmark.<id>``, else the id."""
    zoom: Annotated[float, Field(ge=2, le=12)] | None = None
    """Zoom to take instead of the one that holds the places."""


class AtlasRecord(Record):
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
    timeline: tuple[Stretch, ...] = ()
    """The timeline's stretches, each adjoining the one before; without any the years of the facts are dealt evenly."""
    bookmarks: tuple[Bookmark, ...] = ()
    """The buttons that bring the map to some places, in their order."""

    @model_validator(mode="after")
    def _stretches_adjoin(self) -> AtlasRecord:
        for before, after in itertools.pairwise(self.timeline):
            if before.last is None or after.first != before.last + 1:
                raise ValueError(
                    f"timeline: a stretch begins with {after.first}, and the one before ends {before.last}"
                )
        return self

    @model_validator(mode="after")
    def _each_once(self) -> AtlasRecord:
        for what, ids in (
            ("articles", [article.source for article in self.articles]),
            ("bookmarks", [bookmark.id for bookmark in self.bookmarks]),
        ):
            if twice := sorted({ident for ident in ids if ids.count(ident) > 1}):
                raise ValueError(f"{what}: '{twice[0]}' stands twice: leave one")
        return self


def check_articles(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield all that is wrong with the articles, and with what must belong to one: facts, steps and absences.

    Nothing is found where the record of the atlas is missing or broken: that is one problem and not one a fact.
    """
    if not read["atlas"]:
        return
    yield from _check_records(read)
    yield from _check_listed(read)
    listed = _listed(read)
    yield from _check_facts(read["facts"], listed)
    yield from _check_steps(read, listed)
    yield from _check_absences(read, listed)


def _listed(read: dict[str, dict[str, Any]]) -> list[str]:
    """Return the ids of the sources that are articles."""
    return [article.source for record in read["atlas"].values() for article in record.articles]


def _check_records(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    for ident in list(read["atlas"])[1:]:
        yield Fault("atlas", ident, "id", "is a second record: a folder holds one atlas")


def _check_listed(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield articles whose source is of another kind or whose lead is not their own, and article sources that are not listed."""
    for ident, record in read["atlas"].items():
        for position, article in enumerate(record.articles):
            source, lead = read["sources"].get(article.source), read["facts"].get(article.lead)
            if article.source == "all":
                message = "'all' stands for every article: give the source another id"
                yield Fault("atlas", ident, f"articles.{position}.source", message)
            if source is not None and source.kind != "article":
                message = f"'{article.source}' is of kind {source.kind}: an article's source has kind article"
                yield Fault("atlas", ident, f"articles.{position}.source", message)
            if lead is not None and lead.article != article.source:
                message = f"'{article.lead}' is no fact of {article.source}: name one that it states"
                yield Fault("atlas", ident, f"articles.{position}.lead", message)
    listed = set(_listed(read))
    for ident, source in read["sources"].items():
        if source.kind == "article" and ident not in listed:
            message = "is an article, and atlas.yaml does not list it: add it with its lead, or give another kind"
            yield Fault("sources", ident, "kind", message)


def _check_facts(facts: dict[str, Fact], listed: list[str]) -> Iterator[Fault]:
    """Yield article facts of no article, of two, or with no paragraph."""
    for ident, fact in facts.items():
        if fact.article is None:
            continue
        first, *others = fact.citations
        if first.source not in listed:
            message = f"'{first.source}' is no article of atlas.yaml: cite the article first, or give basis context"
            yield Fault("facts", ident, "citations.0.source", message)
        elif first.paragraph is None:
            yield Fault("facts", ident, "citations.0.paragraph", "say in which paragraph of the article it stands")
        for position, item in enumerate(others, 1):
            if item.source in listed and item.source != first.source:
                message = f"'{item.source}' is another article: make a fact of each, related to the other"
                yield Fault("facts", ident, f"citations.{position}.source", message)


def _paragraphs(facts: dict[str, Fact], article: str) -> dict[str, list[Fact]]:
    """Return the facts of an article by each paragraph of it that they cite."""
    found: dict[str, list[Fact]] = {}
    for fact in facts.values():
        cited = (item.paragraph for item in fact.citations if item.source == article and item.paragraph)
        for paragraph in dict.fromkeys(cited if fact.article == article else ()):
            found.setdefault(paragraph, []).append(fact)
    return found


def _unlisted(kind: str, ident: str, article: str, listed: list[str]) -> Iterator[Fault]:
    if article not in listed:
        yield Fault(kind, ident, "article", f"'{article}' is no article of atlas.yaml: take one of {', '.join(listed)}")


def _check_steps(read: dict[str, dict[str, Any]], listed: list[str]) -> Iterator[Fault]:
    """Yield paragraphs told twice or that no fact of the article cites, and places that its facts do not name or no map shows."""
    paragraphs = {article: _paragraphs(read["facts"], article) for article in listed}
    told: dict[tuple[str, str], str] = {}
    for ident, step in read["stories"].items():
        yield from _unlisted("stories", ident, step.article, listed)
        facts = paragraphs.get(step.article, {}).get(step.paragraph, [])
        if not facts and step.article in listed:
            yield Fault("stories", ident, "paragraph", f"no fact of {step.article} cites {step.paragraph}")
        first = told.setdefault((step.article, step.paragraph), ident)
        if first != ident:
            yield Fault("stories", ident, "paragraph", f"'{first}' tells {step.paragraph} already")
        named = {link.place for fact in facts for link in fact.places}
        for position, name in enumerate(step.places):
            place = read["places"].get(name)
            if name not in named:
                yield Fault("stories", ident, f"places.{position}", f"no fact of {step.paragraph} names '{name}'")
            elif place and not (place.outline or place.point):
                yield Fault("stories", ident, f"places.{position}", f"'{name}' is listed and not drawn: leave it out")


def _check_absences(read: dict[str, dict[str, Any]], listed: list[str]) -> Iterator[Fault]:
    """Yield facts that an absence may not name: its own article leaves something out, facts of other sources fill it in."""
    for ident, absence in read["absences"].items():
        yield from _unlisted("absences", ident, absence.article, listed)
        for name, wanted in (("facts", absence.article), ("filled_by", None)):
            for position, fact in enumerate(getattr(absence, name)):
                if fact in read["facts"] and read["facts"][fact].article != wanted:
                    what = f"fact of {wanted}" if wanted else "context fact"
                    yield Fault("absences", ident, f"{name}.{position}", f"'{fact}' is no {what}")
