"""What must hold between the records of a data folder: every id that is named exists, dates and outlines are sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo.dates import parse_span
from geo.model import Fact, Place, Source


@dataclass(frozen=True)
class Outline:
    """A geometry of a file under ``geometry/`` in EPSG:4326, with where it comes from and under which licence."""

    shape: BaseGeometry
    origin: str
    licence: str
    properties: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one record: its kind and id, the field, and what to do about it."""

    kind: str
    id: str
    field: str
    message: str


def _references(kind: str, record: Any) -> Iterator[tuple[str, str, str]]:
    """Yield each id that a record names, as (field, kind of the thing named, its id)."""
    if kind == "facts":
        yield "said_by", "actors", record.said_by
        yield from ((f"actors.{i}", "actors", actor) for i, actor in enumerate(record.actors))
        yield from ((f"citations.{i}.source", "sources", cited.source) for i, cited in enumerate(record.citations))
        yield from ((f"relations.{i}.to", "facts", relation.to) for i, relation in enumerate(record.relations))
        for i, link in enumerate(record.places):
            yield f"places.{i}.place", "places", link.place
            if link.wider:
                yield f"places.{i}.wider", "places", link.wider
    elif kind == "places":
        yield from ((f"sources.{i}", "sources", source) for i, source in enumerate(record.sources))
        yield from ((f"claimed_by.{i}", "actors", actor) for i, actor in enumerate(record.claimed_by))
        yield from ((f"published_areas.{i}.source", "sources", a.source) for i, a in enumerate(record.published_areas))
        if record.administered_by:
            yield "administered_by", "actors", record.administered_by
        if record.part_of:
            yield "part_of", "places", record.part_of
    elif kind == "sources":
        if record.lead:
            yield "lead", "facts", record.lead
    elif kind == "bookmarks":
        yield from ((f"places.{i}", "places", place) for i, place in enumerate(record.places))


def check_references(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield each reference to an id that is not there."""
    for kind, records in read.items():
        for ident, record in records.items():
            for name, other, wanted in _references(kind, record):
                if wanted not in read[other]:
                    yield Fault(kind, ident, name, f"no '{wanted}' among the {other}")


def _check_date(kind: str, ident: str, text: str | None) -> Iterator[Fault]:
    """Yield a date that is no date."""
    if text is not None:
        try:
            parse_span(text)
        except ValueError as error:
            yield Fault(kind, ident, "date", str(error))


def check_sources(sources: dict[str, Source]) -> Iterator[Fault]:
    """Yield dates of sources that are no dates: exports bear the newest of them."""
    for ident, source in sources.items():
        yield from _check_date("sources", ident, source.date)


def check_facts(facts: dict[str, Fact]) -> Iterator[Fault]:
    """Yield dates that are no dates, places that stand twice, and facts that bear on themselves."""
    for ident, fact in facts.items():
        yield from _check_date("facts", ident, fact.date)
        twice = {link.place for link in fact.places if [other.place for other in fact.places].count(link.place) > 1}
        for place in sorted(twice):
            yield Fault("facts", ident, "places", f"'{place}' stands twice: join the two links into one")
        if any(relation.to == ident for relation in fact.relations):
            yield Fault("facts", ident, "relations", "a fact cannot bear on itself")


def check_outlines(places: dict[str, Place], outlines: dict[tuple[str, str], Outline]) -> Iterator[Fault]:
    """Yield outlines that are not in their file, or empty, or not valid."""
    for ident, place in places.items():
        if place.outline is None:
            continue
        outline = outlines.get((place.outline.file, place.outline.feature))
        if outline is None:
            yield Fault("places", ident, "outline", f"no feature '{place.outline.feature}' in {place.outline.file}")
        elif not outline.shape.is_valid or outline.shape.is_empty:
            yield Fault(
                "places", ident, "outline", "the geometry is empty or not valid (shapely.is_valid_reason tells)"
            )
