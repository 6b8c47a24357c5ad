"""What must hold between the records of a data folder: every id that is named exists, dates and outlines are sound."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from geo.records.articles import check_articles
from geo.records.base import Fault, as_far_as_read, each
from geo.records.dates import is_date, why_no_date
from geo.records.fact import Fact
from geo.records.gaps import Gaps
from geo.records.parties import check_cases, check_parties
from geo.records.periods import check_periods
from geo.records.place import Place
from geo.records.precision import is_finer
from geo.records.sourcing import check_sourcing
from geo.records.walking import named, texts
from geo.records.wording import missing, nearest

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
        "lies_on": "places",
    },
    "sources": {"party": "parties"},
    "atlas": {
        "articles.source": "sources",
        "articles.lead": "facts",
        "articles.answers": "facts",
        "bookmarks.places": "places",
        "layers": "layers",
    },
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


def _whole(read: dict[str, dict[str, Any]], gaps: Gaps, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield each record of a kind that could be read whole."""
    return ((ident, record) for ident, record in read[kind].items() if (kind, ident) not in gaps.trees)


def _suspects(
    read: dict[str, dict[str, Any]], gaps: Gaps, kind: str, path: str, known: Container[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield each text at a path of fields that is not among the known ones: id of the record, field and text."""
    steps = path.split(".")
    for ident, record in (*_whole(read, gaps, kind), *gaps.of_kind(kind)):
        if (kind, ident) in gaps.trees or not all(text in known for text in texts(record, steps)):
            yield from ((ident, name, text) for name, text in named(record, path) if text not in known)


def check_references(read: dict[str, dict[str, Any]], gaps: Gaps) -> Iterator[Fault]:
    """Yield each reference to an id that is not there.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    for kind, paths in REFERENCES.items():
        for path, other in paths.items():
            for ident, name, wanted in _suspects(read, gaps, kind, path, read[other]):
                if not gaps.may_hold(other, wanted, read[other]):
                    yield Fault(kind, ident, name, missing(other, wanted, read[other]))


def cited_sources(read: dict[str, dict[str, Any]], gaps: Gaps) -> frozenset[str]:
    """Return the ids of all sources that any record names, or may name or mean where it could not be read or is misspelt.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    paths = [
        (kind, path.split("."))
        for kind, fields in REFERENCES.items()
        for path, other in fields.items()
        if other == "sources"
    ]
    known = read["sources"]
    if gaps.unread & {kind for kind, _ in paths}:
        return frozenset(known)
    cited = {
        wanted for kind, path in paths for _, record in _whole(read, gaps, kind) for wanted in texts(record, path)
    } | gaps.mentioned("sources")
    meant = {nearest(wanted, known) for wanted in cited if wanted not in known and " " not in wanted}
    return frozenset(cited.union(guess for guess in meant if guess))


class _Dates:
    """All EDTF dates, as a container."""

    def __contains__(self, text: object) -> bool:
        return is_date(str(text))


def check_dates(read: dict[str, dict[str, Any]], gaps: Gaps) -> Iterator[Fault]:
    """Yield each date that is no EDTF date.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    for kind, paths in DATES.items():
        for path in paths:
            for ident, name, text in _suspects(read, gaps, kind, path, _Dates()):
                yield Fault(kind, ident, name, why_no_date(text))


def _check_fact(ident: str, fact: Fact) -> Iterator[Fault]:
    """Yield places that stand twice, and whether the fact bears on itself."""
    places = [link.place for link in fact.places]
    for place in sorted({place for place in places if places.count(place) > 1}):
        yield Fault("facts", ident, "places", f"'{place}' stands twice: join the two links into one")
    for position, relation in enumerate(fact.relations):
        if relation.to == ident:
            yield Fault("facts", ident, f"relations.{position}.to", "a fact cannot bear on itself: name another one")


def check_groups(places: dict[str, Place]) -> Iterator[Fault]:
    """Yield places that are part of themselves, be it by way of others: none of them would be drawn.

    Parameters
    ----------
    places
        The places by id, some of which may be broken.
    """
    for ident, place in places.items():
        above, seen = getattr(place, "part_of", None), set[str]()
        while above is not None and above in places and above not in seen:
            seen.add(above)
            above = getattr(places[above], "part_of", None)
        if ident in seen:
            message = "comes back to this place: a group is no part of its parts: name another one, or remove it"
            yield Fault("places", ident, "part_of", message)


def _check_link(read: dict[str, dict[str, Any]], ident: str, fact: Fact, position: int) -> Iterator[Fault]:
    """Yield a place that would draw a fact more exactly than its source gives it."""
    link = fact.places[position]
    place = read["places"].get(link.place)
    if place is not None and is_finer(place.kind, link.precision) and (place.outline or place.point):
        message = f"the {place.kind} would be drawn more exactly than '{link.precision}': link a wider place"
        yield Fault("facts", ident, f"places.{position}.place", message)


def check_precision(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield places that would draw a fact more exactly than its source gives it.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    """
    for ident, fact in read["facts"].items():
        for position in range(len(getattr(fact, "places", ()))):
            yield from as_far_as_read(_check_link(read, ident, fact, position))


def check_records(read: dict[str, dict[str, Any]], gaps: Gaps | None = None) -> Iterator[Fault]:
    """Yield everything that is wrong between the records of a folder, as far as they could be read.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    gaps = gaps or Gaps()
    yield from check_references(read, gaps)
    yield from check_sourcing(read, cited_sources(read, gaps))
    yield from check_dates(read, gaps)
    yield from each(read["facts"], _check_fact)
    yield from check_groups(read["places"])
    yield from check_precision(read)
    yield from check_periods(read, gaps)
    yield from check_articles(read, gaps)
    yield from check_cases(read, gaps)
    yield from check_parties(read, gaps)
