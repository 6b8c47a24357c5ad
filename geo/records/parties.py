"""The parties to the dispute, and each one's case as it puts it, point by point, with what the other answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from geo.records.base import Fault, Id, Record, Text

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=280, strip_whitespace=True)]
"""One sentence of a case: short enough to be read at a glance beside the other side's."""


class Party(Record):
    """A party to the dispute. ``id`` is that of its actor; ``formerly`` are the states that it succeeded.

    ``language`` tells which of a place's names is the party's own. The order of the records is the order in which the
    parties stand wherever neither leads.
    """

    id: Id
    language: Literal["ja", "ru"]
    adjective: Text
    formerly: tuple[Id, ...] = ()


class Answer(Record):
    """What the other party answers to a point, with sources of the other party."""

    says: Sentence
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Point(Record):
    """One point of a party's case, as the party puts it, with sources of that party. ``facts`` tell more of it."""

    says: Sentence
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    facts: tuple[Id, ...] = ()
    answer: Answer


class Case(Record):
    """A party's case, in five sentences at the most."""

    id: Id
    party: Id
    points: Annotated[tuple[Point, ...], Field(min_length=1, max_length=5)]


def _not_of(party: str, ids: tuple[str, ...], read: dict[str, dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield each source that is not the party's own, and the list if none of it is official."""
    known = [(position, read["sources"][ident]) for position, ident in enumerate(ids) if ident in read["sources"]]
    for position, source in known:
        if source.party != party:
            yield position, f"'{source.id}' is no source of {party}'s side: a case is told by its own side"
    if known and not any(source.kind == "official" for _, source in known):
        yield 0, "no official source among them: name one of a government, parliament or court"


def _points(case: Case, parties: list[str], read: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the sources of a case's points and of the answers to them: the field and the message."""
    others = [party for party in parties if party != case.party]
    for i, point in enumerate(case.points):
        told = [(case.party, f"points.{i}.sources", point.sources)]
        told += [(other, f"points.{i}.answer.sources", point.answer.sources) for other in others]
        for party, field, sources in told:
            yield from ((f"{field}.{j}", message) for j, message in _not_of(party, sources, read))


def check_cases(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield what makes one case weaker than the other: sources of another side, or fewer points."""
    cases: dict[str, Case] = read["cases"]
    parties = list(read["parties"])
    told = [case.party for case in cases.values()]
    for ident, case in cases.items():
        yield from (Fault("cases", ident, field, message) for field, message in _points(case, parties, read))
        if told.count(case.party) > 1:
            yield Fault("cases", ident, "party", f"{case.party} has another case already: join the two")
        if any(len(other.points) > len(case.points) for other in cases.values()):
            yield Fault("cases", ident, "points", "the other side has more points: give both the same number")
    missing = sorted(set(parties) - set(told)) if cases else []
    yield from (Fault("parties", party, "id", "has no case, and the other side has one: add it") for party in missing)


RESERVED: frozenset[str] = frozenset({"both", "administered", "other", "neither", "joint", "undetermined"})
"""Words that stand beside the parties' ids for views, sides and holders, so that no party may bear them."""


def check_number(parties: dict[str, Party]) -> Iterator[Fault]:
    """Yield what makes the parties unfit to stand against each other: another number than two, ids or states that clash."""
    states = [state for party in parties.values() for state in (party.id, *party.formerly)]
    for ident, party in parties.items():
        if len(parties) != 2:
            yield Fault("parties", ident, "id", f"{len(parties)} parties are here: give two, or none")
        if ident in RESERVED:
            yield Fault("parties", ident, "id", f"'{ident}' has a meaning of its own: choose another id")
        for i, state in enumerate(party.formerly):
            if states.count(state) > 1:
                yield Fault("parties", ident, f"formerly.{i}", f"'{state}' stands for a party already: leave it out")
        if any(other.language == party.language for other in parties.values() if other.id != ident):
            yield Fault("parties", ident, "language", "is the other party's too: each has names of its own")


def check_parties(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield what is wrong with the parties, and views of claims and sides of figures that are of no party and not neutral."""
    yield from check_number(read["parties"])
    views, sides = {"both", "administered", *read["parties"]}, {"other", *read["parties"]}
    for ident, place in read["places"].items():
        for i, view in enumerate(place.shown_for):
            if view not in views:
                yield Fault("places", ident, f"shown_for.{i}", f"no '{view}': take one of {', '.join(sorted(views))}")
        for i, area in enumerate(place.published_areas):
            if area.side not in sides:
                yield Fault("places", ident, f"published_areas.{i}.side", f"no '{area.side}' among {sorted(sides)}")
