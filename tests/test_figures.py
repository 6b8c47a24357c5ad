"""Figures in prose: computed from the outlines, claimed by a named source, or refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import shapely

from geo.atlas import open_atlas
from geo.errors import DataError
from geo.geodesy.measure import area_km2, distance_m, shortest_line
from geo.paths import ROOT
from geo.records.catalog import Catalog, read_catalog
from geo.records.figures import KINDS, MEASURES
from geo.tables.properties import shape_of

pytestmark = pytest.mark.slow

SMALL = Path(__file__).parent / "cases" / "small"


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return open_atlas(ROOT / "data").catalog


def with_note(folder: Path, note: str) -> Path:
    """Return a copy of the small data folder whose first disagreement says something."""
    shutil.copytree(SMALL, folder)
    (folder / "disagreements.yaml").write_text(
        "disagreements:\n"
        "  - id: far\n"
        f'    matter: "{note}"\n'
        "    positions:\n"
        "      - {sources: [gazette], says: near}\n"
        "      - {sources: [record], says: far}\n"
        "    shown_as: Side by side.\n"
        "    weight: low\n",
        encoding="utf-8",
    )
    return folder


def read(folder: Path) -> str:
    return read_catalog(folder).disagreements["far"].matter


def test_each_mark_is_written_out(tmp_path: Path) -> None:
    catalog = read_catalog(SMALL)
    drawn = [ident for ident, place in catalog.places.items() if place.outline or place.point]
    one, other = drawn[:2]
    a, b = (shape_of(catalog.places[ident], catalog) for ident in (one, other))
    assert a is not None
    assert b is not None
    note = f"{{distance:{one}:{other}}}, {{between:{one}:{other}}}, {{area:{one}}}, {{said:gazette:3,000 km}}"
    middles = distance_m(a.centroid.x, a.centroid.y, b.centroid.x, b.centroid.y)
    assert read(with_note(tmp_path / "small", note)) == (
        f"{shortest_line(a, b).length_m / 1000:,.0f} km, {middles / 1000:,.0f} km, {area_km2(a):,.0f} km², 3,000 km"
    )
    assert set(MEASURES) == {"distance", "between", "area"}


@pytest.mark.parametrize(
    ("note", "problem"),
    [
        ("545 km from Etorofu", "'545 km' stands bare"),
        ("an area of 3,168 km²", "'3,168 km²' stands bare"),
        ("120 to 260 km", "'120 to 260 km' stands bare"),
        ("{distance:two-squares:nowhere} away", "{distance:two-squares:nowhere} needs 2 place(s) that are drawn"),
        ("{distance:two-squares} away", "needs 2 place(s)"),
        ("{distance:two-squares:two-squares} away", "needs 2 place(s) that are drawn, each once"),
        ("{area:port} wide", "a point has no area"),
        ("{said:gazette:} away", "gives no figure"),
        ("{distance:two-squares:port away", "is no figure's mark"),
        ("{distnace:two-squares:port} away", "is no figure's mark"),
        ("545km away", "'545km' stands bare"),
        ("545 kilometres away", "'545 kilometres' stands bare"),
        ("300\u2013400\u00a0km away", "stands bare"),
        ("{said:nobody:545 km} away", "'nobody' is no source of this record"),
    ],
)
def test_a_figure_that_nobody_answers_for_is_refused(tmp_path: Path, note: str, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        read(with_note(tmp_path / "small", note))
    assert "far: matter: " in str(caught.value)
    assert problem in str(caught.value)


def test_no_mark_is_left_in_what_is_read(shipped: Catalog) -> None:
    for kind, fields in KINDS.items():
        for ident, record in getattr(shipped, kind).items():
            assert not re.search(r"\{\w+:", " ".join(getattr(record, name) or "" for name in fields)), ident
            assert set(fields) <= set(type(record).model_fields), kind


def test_the_distances_that_were_wrong(shipped: Catalog) -> None:
    assert "432 km" in (shipped.places["matua"].note or "")
    assert "432 km" in shipped.facts["c-base-matua-guess"].statement
    assert "691 km" in (shipped.places["paramushir"].note or "")
    assert "363 km" in (shipped.places["kuril-chain"].note or "")
    assert "46 km from Tennei / Burevestnik" in (shipped.places["yasny"].note or "")


def test_a_point_that_is_not_used_lies_as_far_off_as_is_said(shipped: Catalog) -> None:
    field = shape_of(shipped.places["burevestnik"], shipped)
    assert isinstance(field, shapely.Point)
    says = shipped.disagreements["k23"].positions[1].says
    lat, lon, km = (float(number) for number in re.findall(r"(\d+(?:\.\d+)?)(?:° [NE]| km)", says))
    assert round(distance_m(field.x, field.y, lon, lat) / 1000) == km


def numbers(text: str) -> set[float]:
    return {float(number.replace(",", "")) for number in re.findall(r"\d[\d,.]*\d|\d", text)}


FOUR = ("etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai")


def test_areas_in_prose_are_those_of_the_places(shipped: Catalog) -> None:
    of_survey = {
        area.km2
        for ident in (*FOUR, "four-islands")
        for area in shipped.places[ident].published_areas
        if area.source == "mofa-area" and area.scope in {"with-islets", "group"}
    }
    assert of_survey == numbers(shipped.facts["c-area"].statement) - {2020}
    published = {area.km2 for place in shipped.places.values() for area in place.published_areas}
    for position in shipped.disagreements["k20"].positions:
        if position.sources != ("proza",):
            for km2 in numbers(position.says):
                assert any(round(area) == round(km2) for area in published), position.says


def test_counts_of_people_in_prose_are_those_of_the_places(shipped: Catalog) -> None:
    counts = {item.count for ident in (*FOUR, "four-islands") for item in shipped.places[ident].population}
    facts = ("c-population", "c-population-1945")
    told = {n for fact in facts for n in numbers(shipped.facts[fact].statement)} - {2018, 15, 1945}
    assert told == {18000, 6400, 8500, 3000, 17291}
    assert told <= counts
    before = [shipped.places[ident].population[0].count for ident in FOUR]
    assert sum(before) == 17291


def test_the_six_villages_are_those_of_the_islands(shipped: Catalog) -> None:
    assert "six villages" in (shipped.places["four-islands"].claimed_as or "")
    assert "six villages" in shipped.facts["c-admin-jp"].statement
    units = [(shipped.places[ident].claimed_as or "").partition("village")[2].removeprefix("s") for ident in FOUR]
    assert sum(len(re.findall(r"[A-Z][a-z]+", unit)) for unit in units) == 6


def test_the_walk_says_no_number_that_its_facts_do_not(shipped: Catalog) -> None:
    for step in shipped.stories.values():
        facts = [
            fact for fact in shipped.facts.values() if step.paragraph in {item.paragraph for item in fact.citations}
        ]
        bearing = [
            fact
            for fact in shipped.facts.values()
            if {relation.to for relation in fact.relations} & {told.id for told in facts}
        ]
        known = " ".join(
            f"{fact.statement} {fact.date or ''} {fact.date_note or ''} {fact.note or ''}"
            for fact in (*facts, *bearing)
        )
        assert numbers(step.text) <= numbers(known.replace("-", " ")), step.id
