"""The walk through the article, its gaps and the disagreements: bound to facts, paragraphs and sources that are there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from folders import lines

from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.records.catalog import Catalog, read_catalog

SMALL = Path(__file__).parent / "cases" / "small"
STEPS = """stories:
  - {id: one, article: gazette, paragraph: P1, title: An offer, text: Ann offers a deal., places: [port]}
  - {id: three, article: gazette, paragraph: P3, title: A plan, text: A harbour is planned., places: [two-squares]}
  - {id: five, article: gazette, paragraph: P5, title: A mood, text: All are tired.}
"""
DISAGREEMENTS = """disagreements:
  - id: guns
    matter: Whether there are guns
    facts: [guns, c-guns]
    positions:
      - {fact: guns, says: there are, date: 2020-05-04}
      - {sources: [record], says: there are none}
    shown_as: Both stand beside each other.
    weight: high
"""
ABSENCES = """absences:
  - {id: number, article: gazette, paragraphs: [P2], missing: How many guns, facts: [guns], filled_by: [c-guns]}
  - {id: map, article: gazette, missing: Any map}
"""


def write(folder: Path, kind: str, text: str) -> Path:
    shutil.copytree(SMALL, folder)
    (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> str:
    return "\n".join(lines(folder))


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return open_atlas(ROOT / "data").catalog


def test_steps_read_in_order(tmp_path: Path) -> None:
    assert read_catalog(SMALL).stories == {}
    stories = read_catalog(write(tmp_path / "small", "stories", STEPS)).stories
    assert [(step.id, step.places) for step in stories.values()] == [
        ("one", ("port",)),
        ("three", ("two-squares",)),
        ("five", ()),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("places: [port]", "places: [two-squares]", "one: places.0: no fact of P1 names 'two-squares'"),
        ("places: [port]", "places: [pier]", "one: places.0: no 'pier' among the places"),
        ("places: [two-squares]", "places: [eastland]", "three: places.0: 'eastland' is listed and not drawn"),
        ("paragraph: P5", "paragraph: P9", "five: paragraph: no fact of gazette cites P9"),
        ("paragraph: P5", "paragraph: P3", "five: paragraph: 'three' tells P3 already"),
        ("paragraph: P5", "paragraph: five", "five: paragraph: 'five' does not fit: write H for the headline"),
        (
            "title: A mood",
            "title: A mood of a b c d e f",
            "five: title: 'A mood of a b c d e f' does not fit",
        ),
    ],
)
def test_a_step_that_leaves_the_article_is_a_problem(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in STEPS
    found = problems(write(tmp_path / "small", "stories", STEPS.replace(old, new, 1)))
    assert f"small/stories.yaml: {problem}" in found


def test_the_walk_tells_every_paragraph_once_and_in_order(shipped: Catalog) -> None:
    steps = [step for step in shipped.stories.values() if step.article == "cnbc-2018-09-12"]
    assert {step.article for step in shipped.stories.values()} <= set(shipped.articles)
    assert [step.paragraph for step in steps] == ["H", *(f"P{number}" for number in range(1, 14))]
    assert [step.id for step in steps] == ["h", *(f"p{number:02d}" for number in range(1, 14))]


def test_the_walk_names_no_single_island(shipped: Catalog) -> None:
    islands = {place.id: place for place in shipped.places.values() if place.part_of == "four-islands"}
    assert len(islands) == 4
    names = {part for place in islands.values() for part in place.names.en.removesuffix(" group").split(" / ")}
    for step in (step for step in shipped.stories.values() if step.article == "cnbc-2018-09-12"):
        assert not set(step.places) & set(islands)
        assert not [name for name in names if name in f"{step.title} {step.text}"]


def test_disagreements_and_absences_are_read(tmp_path: Path) -> None:
    assert read_catalog(SMALL).disagreements == {}
    assert read_catalog(SMALL).absences == {}
    disagreements = read_catalog(write(tmp_path / "a", "disagreements", DISAGREEMENTS)).disagreements
    assert [position.says for position in disagreements["guns"].positions] == ["there are", "there are none"]
    absences = read_catalog(write(tmp_path / "b", "absences", ABSENCES)).absences
    assert [absence.paragraphs for absence in absences.values()] == [("P2",), ()]


@pytest.mark.parametrize(
    ("kind", "text", "old", "new", "problem"),
    [
        ("disagreements", DISAGREEMENTS, "fact: guns", "fact: gun", "guns: positions.0.fact: no 'gun' among the facts"),
        ("disagreements", DISAGREEMENTS, "[record]", "[diary]", "guns: positions.1.sources.0: no 'diary' among"),
        ("disagreements", DISAGREEMENTS, "{sources: [record], ", "{", "guns: positions.1.sources: name a fact or at"),
        ("disagreements", DISAGREEMENTS, "2020-05-04", "4 May", "guns: positions.0.date: '4 May' is no EDTF date"),
        (
            "disagreements",
            DISAGREEMENTS,
            "weight: high",
            "weight: heavy",
            "guns: weight: 'heavy' is not allowed: write",
        ),
        ("disagreements", DISAGREEMENTS, "[guns, c-guns]", "[guns, d-guns]", "guns: facts.1: no 'd-guns' among"),
        ("absences", ABSENCES, "facts: [guns]", "facts: [c-guns]", "number: facts.0: 'c-guns' is no fact of gazette"),
        ("absences", ABSENCES, "[c-guns]", "[guns]", "number: filled_by.0: 'guns' is no context fact"),
        (
            "absences",
            ABSENCES,
            "paragraphs: [P2]",
            "paragraphs: [two]",
            "number: paragraphs.0: 'two' does not fit: write H",
        ),
    ],
)
def test_a_problem_names_the_record(tmp_path: Path, kind: str, text: str, old: str, new: str, problem: str) -> None:
    assert old in text
    found = problems(write(tmp_path / "small", kind, text.replace(old, new, 1)))
    assert f"small/{kind}.yaml: {problem}" in found


def test_every_fact_that_others_contradict_is_in_a_disagreement(shipped: Catalog) -> None:
    contradicted = {
        relation.to for fact in shipped.facts.values() for relation in fact.relations if relation.kind == "contradicts"
    }
    touched = {fact for item in shipped.disagreements.values() for fact in item.facts}
    assert contradicted <= touched


def test_what_a_position_rests_on_is_touched(shipped: Catalog) -> None:
    numbered = [ident for ident in shipped.disagreements if re.fullmatch(r"k\d\d", ident)]
    assert numbered == [f"k{number:02d}" for number in range(1, len(numbered) + 1)]
    for item in shipped.disagreements.values():
        assert {position.fact for position in item.positions if position.fact} <= set(item.facts), item.id


def test_a_gap_is_in_the_paragraphs_of_its_facts(shipped: Catalog) -> None:
    assert shipped.absences
    for absence in shipped.absences.values():
        found = {shipped.facts[fact].citations[0].paragraph for fact in absence.facts}
        assert found <= set(absence.paragraphs), absence.id
