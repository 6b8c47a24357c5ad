"""The parties to the dispute, and each one's case as it puts it, point by point, with what the other answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from geo.records.base import Fault, Id, Record, Text, as_far_as_read, each
from geo.records.gaps import Gaps
from geo.records.place import Place
from geo.records.wording import choice

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=280, strip_whitespace=True)]
"""One sentence of a case: short enough to be read at a glance beside the other side's."""


class Party(Record):
    """A party to the dispute. The order of the records is the order in which the parties stand wherever neither leads."""

    id: Id
    """The id of its actor."""
    language: Literal["ja", "ru"]
    """Which of a place's names is the party's own."""
    adjective: Text
    """What is of the party, in English, as in "Japanese name"."""
    formerly: tuple[Id, ...] = ()
    """The states that it succeeded, by the actors' ids."""


class Answer(Record):
    """What the other party answers to a point, with sources of the other party."""

    says: Sentence
    """The answer, in one sentence of at most 280 characters."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Sources of the party that answers, by their ids; at least one is official."""


class Point(Record):
    """One point of a party's case, as the party puts it, with sources of that party."""

    says: Sentence
    """The point, in one sentence of at most 280 characters."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Sources of the party, by their ids; at least one is official."""
    facts: tuple[Id, ...] = ()
    """Facts that tell more of it, by their ids."""
    answer: Answer
    """What the other party answers."""


class Case(Record):
    """A party's case, in five sentences at the most."""

    id: Id
    """Its name in the data, of no other case."""
    party: Id
    """Whose case it is, by the party's id. No party has two."""
    points: Annotated[tuple[Point, ...], Field(min_length=1, max_length=5)]
    """Its points, as many as the other party's case has."""


def _not_of(party: str, ids: tuple[str, ...], read: dict[str, dict[str, Any]]) -> Iterator[tuple[int, str]]:
    """Yield each source that is not the party's own, and the list if none of it is official."""
    known = [(position, read["sources"][ident]) for position, ident in enumerate(ids) if ident in read["sources"]]
    for position, source in known:
        if source.party != party:
            yield position, f"'{source.id}' is no source of {party}'s side: name one of its own"
    if len(known) == len(ids) and not any(source.kind == "official" for _, source in known):
        yield 0, "no official source among them: name one of a government, parliament or court"


def _points(case: Case, parties: list[str], read: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the sources of a case's points and of the answers to them: the field and the message."""
    others = [party for party in parties if party != case.party]
    for i, point in enumerate(case.points):
        for party in (case.party, *others) if case.party in parties else ():
            field = f"points.{i}.sources" if party == case.party else f"points.{i}.answer.sources"
            yield from as_far_as_read(_sources(party, field, point if party == case.party else point.answer, read))


def _sources(
    party: str, field: str, said: Point | Answer, read: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    yield from ((f"{field}.{position}", message) for position, message in _not_of(party, said.sources, read))


def _case_of(read: dict[str, dict[str, Any]], ident: str, case: Case) -> Iterator[Fault]:
    """Yield sources of another side."""
    for field, message in _points(case, list(read["parties"]), read):
        yield Fault("cases", ident, field, message)


def _among_cases(read: dict[str, dict[str, Any]], whole: bool) -> Iterator[Fault]:
    """Yield parties with two cases or none, and cases of fewer points than the other's."""
    cases: dict[str, Case] = read["cases"]
    told = [getattr(case, "party", "") for case in cases.values()]
    counts = [len(case.points) for case in cases.values() if hasattr(case, "points")]
    for ident, case in cases.items():
        party = getattr(case, "party", None)
        if told.count(party) > 1:
            yield Fault("cases", ident, "party", f"{party} has another case already: join the two")
        if hasattr(case, "points") and len(case.points) < max(counts):
            yield Fault("cases", ident, "points", "the other side has more points: give both the same number")
    missing = sorted(set(read["parties"]) - set(told)) if cases and whole and set(told) <= set(read["parties"]) else []
    yield from (Fault("parties", party, "id", "has no case, and the other side has one: add it") for party in missing)


def check_cases(read: dict[str, dict[str, Any]], gaps: Gaps) -> Iterator[Fault]:
    """Yield what makes one case weaker than the other: sources of another side, or fewer points.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    yield from each(read["cases"], partial(_case_of, read))
    yield from _among_cases(read, gaps.whole("cases"))


RESERVED: frozenset[str] = frozenset({"both", "administered", "other", "neither", "joint", "undetermined"})
"""Words that stand beside the parties' ids for views, sides and holders, so that no party may bear them."""


def check_number(parties: dict[str, Party], whole: bool) -> Iterator[Fault]:
    """Yield what makes the parties unfit to stand against each other: another number than two, ids or states that clash.

    Parameters
    ----------
    parties
        The parties by id, some of which may be broken, in the order of reading.
    whole
        Whether the ids of all parties could be read.
    """
    states = [state for ident, party in parties.items() for state in (ident, *getattr(party, "formerly", ()))]
    first: dict[str, str] = {}
    if len(parties) not in {0, 2} and whole:
        ident = list(parties)[-1]
        yield Fault("parties", ident, "id", f"the number of parties here is {len(parties)}: give two, or none")
    for ident, party in parties.items():
        if ident in RESERVED:
            yield Fault("parties", ident, "id", f"'{ident}' has a meaning of its own: choose another id")
        for i, state in enumerate(getattr(party, "formerly", ())):
            if states.count(state) > 1:
                yield Fault("parties", ident, f"formerly.{i}", f"'{state}' stands for a party already: leave it out")
        language = getattr(party, "language", None)
        if language is not None and first.setdefault(language, ident) != ident:
            message = f"is that of '{first[language]}' too: each party has names of its own, so give the other language"
            yield Fault("parties", ident, "language", message)


def _sides(parties: list[str], ident: str, place: Place) -> Iterator[Fault]:
    """Yield views of claims and sides of figures that are of no party and not neutral."""
    for i, view in enumerate(getattr(place, "shown_for", ())):
        if view not in {"both", "administered", *parties}:
            message = f"no view '{view}': write {choice(view, ['both', 'administered', *parties])}"
            yield Fault("places", ident, f"shown_for.{i}", message)
    for i, area in enumerate(getattr(place, "published_areas", ())):
        side = getattr(area, "side", "other")
        if side not in {"other", *parties}:
            message = f"no side '{side}': write {choice(side, [*parties, 'other'])}"
            yield Fault("places", ident, f"published_areas.{i}.side", message)


def check_parties(read: dict[str, dict[str, Any]], gaps: Gaps) -> Iterator[Fault]:
    """Yield what is wrong with the parties, and views of claims and sides of figures that are of no party and not neutral.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    whole = gaps.whole("parties")
    yield from check_number(read["parties"], whole)
    if whole:
        yield from each(read["places"], partial(_sides, list(read["parties"])))
