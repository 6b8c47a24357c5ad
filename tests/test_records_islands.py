"""Places that lie on an island say so, which geometry confirms; the island's list then has their facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo.atlas import Atlas, atlas
from geo.errors import DataError
from geo.paths import ROOT
from geo.records.catalog import read_catalog
from geo.records.islands import distance_to_land_m
from geo.tables.properties import shape_of
from geo.view.parameters import View

NO_LAND = {"sea", "strait", "line", "waters"}
"""Kinds of places whose point is where a name stands, out on the water."""


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return atlas()


def test_every_place_within_an_islands_coast_says_which_it_lies_on(shipped: Atlas) -> None:
    catalog = shipped.catalog
    islands = {ident: shape_of(place, catalog) for ident, place in catalog.places.items() if place.kind == "island"}
    found = 0
    for place in catalog.places.values():
        if place.point is None or place.kind in NO_LAND:
            continue
        for ident, shape in islands.items():
            away = None if shape is None else distance_to_land_m(place.point.lon, place.point.lat, shape)
            if away == 0:
                assert place.lies_on == ident, place.id
                found += 1
    assert found > 25


def test_what_is_told_of_a_place_is_in_the_list_of_its_island(shipped: Atlas) -> None:
    catalog = shipped.catalog
    seen = 0
    for fact in catalog.facts.values():
        for link in fact.places:
            island = catalog.places[link.place].lies_on
            if island is None:
                continue
            assert fact.id in shipped.facts_by_place[link.place]
            assert fact.id in shipped.facts_by_place[island]
            assert fact in shipped.listed(View(basis="all", place=island))
            seen += 1
    assert seen >= 9


def test_what_is_told_of_an_island_is_not_said_of_the_places_on_it(shipped: Atlas) -> None:
    for place in shipped.catalog.places.values():
        if place.lies_on is not None:
            told = shipped.facts_by_place.get(place.id, ())
            assert all(place.id in {link.place for link in shipped.catalog.facts[fact].places} for fact in told)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "line", "wrong", "problem"),
    [
        ("yuzhno-kurilsk", "kunashiri-kunashir", "etorofu-iturup", "m from its point, which is known within 3,000 m"),
        ("yuzhno-kurilsk", "kunashiri-kunashir", "kunashir", "no 'kunashir' among the places"),
        ("kurilsk", "etorofu-iturup", "yasny", "takes a place with a point and an island with an outline"),
    ],
)
def test_a_wrong_island_is_named(tmp_path: Path, place: str, line: str, wrong: str, problem: str) -> None:
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    file = folder / "places" / "on-the-islands.yaml"
    before, after = file.read_text(encoding="utf-8").split(f"  - id: {place}\n")
    changed = after.replace(f"lies_on: {line}", f"lies_on: {wrong}", 1)
    assert changed != after
    file.write_text(f"{before}  - id: {place}\n{changed}", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        read_catalog(folder)
    (found,) = raised.value.problems
    assert (found.id, found.field) == (place, "lies_on")
    assert problem in found.message
