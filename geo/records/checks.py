"""What must hold between the records of a data folder: every id that is named exists, dates and outlines are sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.records.atlas_record import check_articles
from geo.records.base import Fault
from geo.records.dates import parse_span
from geo.records.fact import Fact
from geo.records.geometry import SourceGeometry
from geo.records.parties import check_cases, check_parties
from geo.records.periods import check_periods
from geo.records.place import Place
from geo.records.precision import is_finer
from geo.records.sourcing import check_sourcing

REFERENCES: dict[str, dict[str, str]] = {
    "facts": {
        "said_by": "actors",
        "actors": "actors",
        "citations.source": "sources",
        "relations.to": "facts",
        "places.place": "places",
        "places.wider": "places",
    },
    "places": {
        "sources": "sources",
        "claimed_by": "actors",
        "published_areas.source": "sources",
        "population.source": "sources",
        "heights.source": "sources",
        "name_origins.sources": "sources",
        "administered_by": "actors",
        "part_of": "places",
    },
    "sources": {"party": "parties"},
    "atlas": {"articles.source": "sources", "articles.lead": "facts", "bookmarks.places": "places"},
    "parties": {"id": "actors", "formerly": "actors"},
    "cases": {
        "party": "parties",
        "points.sources": "sources",
        "points.facts": "facts",
        "points.answer.sources": "sources",
    },
    "layers": {"facts": "facts", "except_facts": "facts"},
    "periods": {
        "home_of": "actors",
        "occupied": "places",
        "treaty": "facts",
        "events": "facts",
        "viewpoints.actor": "actors",
        "viewpoints.sources": "sources",
        "sources": "sources",
    },
    "stories": {"article": "sources", "places": "places"},
    "disagreements": {"facts": "facts", "positions.fact": "facts", "positions.sources": "sources"},
    "absences": {"article": "sources", "facts": "facts", "filled_by": "facts"},
}
"""For each kind of record, the fields that hold ids, and the kind of the thing that is named."""


DATES: dict[str, tuple[str, ...]] = {
    "facts": ("date",),
    "sources": ("date",),
    "places": ("population.date",),
    "periods": ("since", "until", "viewpoints.since", "viewpoints.until"),
    "disagreements": ("positions.date",),
}
"""For each kind of record, the fields that hold EDTF dates."""


def _named(value: Any, path: list[str], at: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield each text under a path of fields, with the field as a person finds it: lists are entered, with positions."""
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _named(item, path, (*at, str(position)))
    elif path and value is not None:
        yield from _named(getattr(value, path[0]), path[1:], (*at, path[0]))
    elif value is not None:
        yield ".".join(at), value


def check_references(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield each reference to an id that is not there."""
    for kind, paths in REFERENCES.items():
        for ident, record in read[kind].items():
            for path, other in paths.items():
                for name, wanted in _named(record, path.split(".")):
                    if wanted not in read[other]:
                        yield Fault(kind, ident, name, f"no '{wanted}' among the {other}")


def cited_sources(read: dict[str, dict[str, Any]]) -> frozenset[str]:
    """Return the ids of all sources that any record names."""
    return frozenset(
        wanted
        for kind, paths in REFERENCES.items()
        for path, other in paths.items()
        if other == "sources"
        for record in read[kind].values()
        for _, wanted in _named(record, path.split("."))
    )


def check_dates(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield each date that is no EDTF date."""
    for kind, paths in DATES.items():
        for ident, record in read[kind].items():
            for path in paths:
                for name, text in _named(record, path.split(".")):
                    try:
                        parse_span(text)
                    except ValueError as error:
                        yield Fault(kind, ident, name, str(error))


def check_facts(facts: dict[str, Fact]) -> Iterator[Fault]:
    """Yield places that stand twice, and facts that bear on themselves."""
    for ident, fact in facts.items():
        twice = {link.place for link in fact.places if [other.place for other in fact.places].count(link.place) > 1}
        for place in sorted(twice):
            yield Fault("facts", ident, "places", f"'{place}' stands twice: join the two links into one")
        if any(relation.to == ident for relation in fact.relations):
            yield Fault("facts", ident, "relations", "a fact cannot bear on itself")


def check_groups(places: dict[str, Place]) -> Iterator[Fault]:
    """Yield places that are part of themselves, be it by way of others: none of them would be drawn."""
    for ident, place in places.items():
        above, seen = place.part_of, set[str]()
        while above is not None and above in places and above not in seen:
            seen.add(above)
            above = places[above].part_of
        if ident in seen:
            yield Fault("places", ident, "part_of", "comes back to this place: a group is no part of its parts")


def check_outlines(places: dict[str, Place], outlines: dict[tuple[str, str], SourceGeometry]) -> Iterator[Fault]:
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


def check_precision(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield places that would draw a fact more exactly than its source gives it."""
    for ident, fact in read["facts"].items():
        for i, link in enumerate(fact.places):
            place = read["places"].get(link.place)
            if place is not None and (place.outline or place.point) and is_finer(place.kind, link.precision):
                wanted = f"the {place.kind} would be drawn more exactly than '{link.precision}': link a wider place"
                yield Fault("facts", ident, f"places.{i}.place", wanted)


def check_records(read: dict[str, dict[str, Any]], outlines: dict[tuple[str, str], SourceGeometry]) -> Iterator[Fault]:
    """Yield everything that is wrong between the records of a folder."""
    yield from check_references(read)
    yield from check_sourcing(read, cited_sources(read))
    yield from check_dates(read)
    yield from check_facts(read["facts"])
    yield from check_groups(read["places"])
    yield from check_outlines(read["places"], outlines)
    yield from check_precision(read)
    yield from check_periods(read)
    yield from check_articles(read)
    yield from check_cases(read)
    yield from check_parties(read)
