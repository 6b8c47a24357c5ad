"""The walk through the article, its gaps and the disagreements: bound to facts, paragraphs and sources that are there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo.atlas import ROOT, open_atlas
from geo.catalog import Catalog, read_catalog
from geo.errors import DataError

SMALL = Path(__file__).parent / "cases" / "small"
STEPS = """stories:
  - {id: one, paragraph: P1, title: An offer, text: Ann offers a deal., places: [port]}
  - {id: three, paragraph: P3, title: A plan, text: A harbour is planned., places: [two-squares]}
  - {id: five, paragraph: P5, title: A mood, text: All are tired.}
"""


def write(folder: Path, kind: str, text: str) -> Path:
    shutil.copytree(SMALL, folder)
    (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_catalog(folder)
    return str(caught.value)


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
        ("paragraph: P5", "paragraph: P9", "five: paragraph: no fact cites P9"),
        ("paragraph: P5", "paragraph: P3", "five: paragraph: 'three' tells P3 already"),
        ("paragraph: P5", "paragraph: five", "five: paragraph: String should match pattern"),
        ("title: A mood", "title: A mood of a b c d e f", "five: title: String should match pattern"),
    ],
)
def test_a_step_that_leaves_the_article_is_a_problem(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in STEPS
    found = problems(write(tmp_path / "small", "stories", STEPS.replace(old, new, 1)))
    assert f"small/stories.yaml: {problem}" in found


def test_the_walk_tells_every_paragraph_once_and_in_order(shipped: Catalog) -> None:
    steps = list(shipped.stories.values())
    assert [step.paragraph for step in steps] == ["H", *(f"P{number}" for number in range(1, 14))]
    assert [step.id for step in steps] == ["h", *(f"p{number:02d}" for number in range(1, 14))]


def test_the_walk_names_no_single_island(shipped: Catalog) -> None:
    islands = {place.id: place for place in shipped.places.values() if place.part_of == "four-islands"}
    assert len(islands) == 4
    names = {part for place in islands.values() for part in place.names.en.removesuffix(" group").split(" / ")}
    for step in shipped.stories.values():
        assert not set(step.places) & set(islands)
        assert not [name for name in names if name in f"{step.title} {step.text}"]
