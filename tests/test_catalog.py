"""Reading data folders: a good one, and broken ones whose every problem is named with file, id and field."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import change, lines, problems

from geo.errors import DataError
from geo.records.catalog import read_catalog

SMALL = Path(__file__).parent / "cases" / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_a_good_folder_reads_in_order() -> None:
    catalog = read_catalog(SMALL)
    assert list(catalog.facts) == ["offer", "guns", "harbour", "old-war", "mood", "c-guns"]
    assert list(catalog.layers) == ["islands", "deployments", "events"]
    assert catalog.facts["offer"].date == "2020-05-04"


CASES: list[tuple[str, str, str, str]] = [
    ("facts.yaml", "said_by: ann", "said_by: bob", "small/facts.yaml: offer: said_by: no 'bob' among the actors"),
    (
        "facts.yaml",
        "place: port",
        "place: ports",
        "small/facts.yaml: offer: places.0.place: no 'ports' among the places",
    ),
    (
        "facts.yaml",
        "date: 2020-05-04",
        "date: 4 May 2020",
        "small/facts.yaml: offer: date: '4 May 2020' is no EDTF date",
    ),
    (
        "facts.yaml",
        "anchor: a deal",
        "anchor: a b c d e f g",
        "small/facts.yaml: offer: citations.0.anchor: 'a b c d e f g' does not fit: write one to six words",
    ),
    (
        "facts.yaml",
        "place: port, role: said-there, named: Port, precision: city",
        "place: port, role: said-there, named: Port, precision: region",
        "small/facts.yaml: offer: places.0.place: the city would be drawn more exactly than 'region'",
    ),
    (
        "facts.yaml",
        "topic: diplomacy",
        "topics: diplomacy",
        "small/facts.yaml: offer: topics: is no field here: write 'topic'",
    ),
    ("facts.yaml", "id: mood", "id: offer", "small/facts.yaml: offer: id: stands already in small/facts.yaml:2: give"),
    (
        "facts.yaml",
        "    topic: military",
        "    topic: military\n    topic: history",
        "small/facts.yaml: guns: topic: stands twice, on line 21 too: remove one",
    ),
    ("facts.yaml", "{to: guns,", "{to: gun,", "small/facts.yaml: c-guns: relations.0.to: no 'gun' among the facts"),
    ("facts.yaml", 'chains: "1"', "note: x", "small/facts.yaml: c-guns: chains: is missing: a context fact needs"),
    (
        "facts.yaml",
        "named: Port, ",
        "",
        "small/facts.yaml: offer: places.0.named: say what the article calls each place",
    ),
    (
        "places.yaml",
        "lon: 144.0",
        "lon: 244.0",
        "small/places.yaml: port: point.lon: 244.0 is too large: give 180 or less",
    ),
    (
        "places.yaml",
        "feature: east-square",
        "feature: far-square",
        "small/places.yaml: east-square: outline.feature: no 'far-square' among the features",
    ),
    (
        "places.yaml",
        "kind: country",
        "kind: country\n    outline: {file: squares.geojson, feature: east-square}",
        "listed and never drawn",
    ),
    (
        "sources.yaml",
        "https://example.org/gazette",
        "javascript:alert(1)",
        "small/sources.yaml: gazette: url: 'javascript:alert(1)' does not fit: write an address",
    ),
    (
        "sources.yaml",
        "date: 2020-05-04",
        "date: spring 2020",
        "small/sources.yaml: gazette: date: 'spring 2020' is no EDTF date",
    ),
    (
        "geometry/squares.geojson",
        '"attribution"',
        '"credit"',
        "small/geometry/squares.geojson: -: attribution: is missing",
    ),
    (
        "atlas.yaml",
        "[two-squares, port]",
        "[two-squares, bay]",
        "atlas.yaml: small: bookmarks.1.places.1: no 'bay' among the places",
    ),
    (
        "places.yaml",
        "part_of: two-squares",
        "part_of: two-squares\n    population: [{count: 3, people: islanders, date: 1 May 1950, source: record}]",
        "small/places.yaml: west-square: population.0.date: '1 May 1950' is no EDTF date",
    ),
    (
        "places.yaml",
        "part_of: two-squares",
        "part_of: two-squares\n    name_origins: [{language: ainu, form: Apo, meaning: ice, sources: [record, lore]}]",
        "small/places.yaml: west-square: name_origins.0.sources.1: no 'lore' among the sources",
    ),
    (
        "layers.yaml",
        "lifecycle: required",
        "lifecycle: required, except_facts: [guns, drums]",
        "small/layers.yaml: deployments: except_facts.1: no 'drums' among the facts",
    ),
    (
        "layers.yaml",
        "grain: place",
        "grain: place, optional: perhaps",
        "small/layers.yaml: islands: optional: 'perhaps' is neither yes nor no: write true or false",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), CASES, ids=[case[3][:60] for case in CASES])
def test_a_problem_names_file_id_and_field(folder: Path, file: str, old: str, new: str, problem: str) -> None:
    change(folder / file, old, new)
    (line,) = lines(folder)
    assert problem in line


def test_all_problems_come_at_once(folder: Path) -> None:
    change(folder / "facts.yaml", "said_by: ann", "said_by: bob")
    change(folder / "places.yaml", "lat: 42.0", "lat: north")
    (folder / "atlas.yaml").unlink()
    files = {problem.file for problem in problems(folder)}
    assert {"small/facts.yaml", "small/places.yaml", "small/atlas"} <= files


def test_yaml_words_stay_words(folder: Path) -> None:
    change(folder / "places.yaml", "{en: Eastland}", "{en: no}")
    assert read_catalog(folder).places["eastland"].names.en == "no"


@pytest.mark.parametrize("make", [lambda path: path, lambda path: path / "facts.yaml"])
def test_no_folder_is_one_clear_problem(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with pytest.raises(DataError, match="no such folder: set ATLAS_DATA"):
        read_catalog(make(tmp_path / "nowhere"))
