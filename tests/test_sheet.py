"""Island sheets: what a count or an explanation of a name must hold, and what the shipped ones say."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.records.dates import parse_span
from geo.records.place import Place
from geo.records.place_details import NameOrigin, Population

ISLANDS = ("etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai")


@pytest.fixture(scope="module")
def places() -> dict[str, Place]:
    return open_atlas(ROOT / "data").catalog.places


def counts(place: Place, people: str, date: str) -> list[int]:
    return [item.count for item in place.population if (item.people, item.date, item.doubt) == (people, date, None)]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"count": "-1"}, "count"),
        ({"count": "many"}, "count"),
        ({"approximate": "about"}, "approximate"),
        ({"doubt": "odd"}, "doubt"),
        ({"people": ""}, "people"),
        ({"side": "japan"}, "side"),
    ],
)
def test_a_count_that_cannot_be_read_is_refused(change: dict[str, str], field: str) -> None:
    good = {"count": "12", "people": "islanders", "date": "2018-01", "approximate": "yes", "source": "survey"}
    assert Population.model_validate(good).approximate
    with pytest.raises(ValidationError) as caught:
        Population.model_validate(good | change)
    assert [error["loc"] for error in caught.value.errors()] == [(field,)]


def test_an_explanation_needs_a_source() -> None:
    with pytest.raises(ValidationError, match="sources"):
        NameOrigin.model_validate({"language": "ainu", "form": "Apo", "meaning": "ice", "sources": []})


def test_the_two_peoples_are_never_one_series(places: dict[str, Place]) -> None:
    for place in places.values():
        for item in place.population:
            before = item.date is not None and parse_span(item.date).latest.year <= 1945
            assert before == (item.people == "Japanese residents"), (place.id, item)


def test_counts_of_the_islands_add_up_to_the_groups(places: dict[str, Place]) -> None:
    group = places["four-islands"]
    for people, date in [
        ("Japanese residents", "1945-08-15"),
        ("residents under Russian administration", "2018-01"),
    ]:
        parts = [counts(places[island], people, date) for island in ISLANDS]
        assert [len(found) for found in parts] == [1, 1, 1, 1]
        # Counts that are given as approximate are rounded to 500.
        assert sum(count for [count] in parts) == pytest.approx(counts(group, people, date)[0], abs=500), people


def test_a_doubtful_count_says_why(places: dict[str, Place]) -> None:
    doubted = {(place.id, item.count) for place in places.values() for item in place.population if item.doubt}
    assert doubted == {
        ("etorofu-iturup", 6049),
        ("etorofu-iturup", 6916),
        ("kunashiri-kunashir", 7000),
        ("habomai", 117),
    }
    assert all(item.note for place in places.values() for item in place.population if item.doubt)


def test_rival_explanations_stand_side_by_side(places: dict[str, Place]) -> None:
    meanings = {island: [item.meaning for item in places[island].name_origins] for island in ISLANDS}
    assert meanings["kunashiri-kunashir"] == ["grass island", "black island"]
    assert all(meanings.values())
    assert not any("explained" in (places[island].names.ainu or "") for island in ISLANDS)
