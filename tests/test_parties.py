"""The parties' records: what makes them unfit to stand against each other, and what makes one case weaker than the other."""

from __future__ import annotations

from typing import Any

import pytest

from geo.records.checks import check_groups
from geo.records.gaps import Gaps
from geo.records.parties import Case, Party, check_cases, check_number, check_parties
from geo.records.place import Place
from geo.records.source import Source

EAST = {"id": "east", "language": "ja", "adjective": "Eastern"}
WEST = {"id": "west", "language": "ru", "adjective": "Western", "formerly": ["old-west"]}


def parties(*records: dict[str, Any]) -> dict[str, Party]:
    return {record["id"]: Party.model_validate(record) for record in records}


def source(ident: str, party: str | None, kind: str = "official") -> Source:
    record = {"id": ident, "kind": kind, "publisher": "P", "language": "en", "seen": "page"}
    return Source.model_validate(record | ({"party": party} if party else {}))


SOURCES = {one.id: one for one in (source("e", "east"), source("w", "west"), source("e-press", "east", "press"))}


def case(party: str, *points: tuple[list[str], list[str]]) -> Case:
    told = [{"says": "S", "sources": own, "answer": {"says": "A", "sources": other}} for own, other in points]
    return Case.model_validate({"id": party, "party": party, "points": told})


def found(*cases: Case, of: dict[str, Party] | None = None) -> list[str]:
    read: dict[str, dict[str, Any]] = {
        "cases": {one.id: one for one in cases},
        "parties": of or parties(EAST, WEST),
        "sources": SOURCES,
    }
    return [f"{fault.id}: {fault.field}: {fault.message}" for fault in check_cases(read, Gaps())]


def test_two_parties_with_names_of_their_own_are_sound() -> None:
    assert list(check_number(parties(EAST, WEST), whole=True)) == []
    assert list(check_number({}, whole=True)) == []


@pytest.mark.parametrize(
    ("records", "problem"),
    [
        ([EAST], "the number of parties here is 1: give two, or none"),
        ([EAST, WEST, {**WEST, "id": "north"}], "the number of parties here is 3"),
        ([EAST, {**WEST, "id": "both"}], "'both' has a meaning of its own"),
        ([{**EAST, "id": "joint"}, WEST], "'joint' has a meaning of its own"),
        ([{**EAST, "formerly": ["old-west"]}, WEST], "'old-west' stands for a party already"),
        ([{**EAST, "formerly": ["east"]}, WEST], "'east' stands for a party already"),
        ([EAST, {**WEST, "language": "ja"}], "each party has names of its own"),
    ],
)
def test_parties_that_cannot_stand_against_each_other(records: list[dict[str, Any]], problem: str) -> None:
    assert any(problem in fault.message for fault in check_number(parties(*records), whole=True))


def test_a_view_or_a_side_of_nobody_is_a_problem() -> None:
    figures = [{"km2": 3, "scope": "group", "side": "north", "source": "e"}]
    record = {"id": "isle", "kind": "line", "names": {"en": "Isle"}, "shown_for": ["both", "nobody"]}
    place = Place.model_validate(record | {"published_areas": figures})
    faults = list(check_parties({"parties": parties(EAST, WEST), "places": {"isle": place}}, Gaps()))
    assert [fault.field for fault in faults] == ["shown_for.1", "published_areas.0.side"]


def test_cases_of_equal_weight_are_sound() -> None:
    assert found(case("east", (["e", "e-press"], ["w"])), case("west", (["w"], ["e"]))) == []


def test_a_case_is_told_by_its_own_side_and_officially() -> None:
    told = found(case("east", (["w"], ["e"])), case("west", (["w"], ["e-press"])))
    assert "east: points.0.sources.0: 'w' is no source of east's side: name one of its own" in told
    assert any(text.startswith("east: points.0.answer.sources.0: 'e' is no source of west's") for text in told)
    assert any(text.startswith("west: points.0.answer.sources.0: no official source among them") for text in told)


def test_neither_case_has_more_points_and_none_is_missing() -> None:
    both = (["e"], ["w"]), (["e"], ["w"])
    assert found(case("east", *both), case("west", (["w"], ["e"]))) == [
        "west: points: the other side has more points: give both the same number"
    ]
    assert found(case("east", *both)) == ["west: id: has no case, and the other side has one: add it"]


def test_a_group_is_no_part_of_its_parts() -> None:
    def place(ident: str, part_of: str | None) -> Place:
        return Place.model_validate({"id": ident, "kind": "island", "names": {"en": ident}, "part_of": part_of})

    sound = {one.id: one for one in (place("a", "b"), place("b", "c"), place("c", None))}
    assert list(check_groups(sound)) == []
    for wrong in ({**sound, "c": place("c", "a")}, {**sound, "a": place("a", "a")}):
        assert {fault.field for fault in check_groups(wrong)} == {"part_of"}
