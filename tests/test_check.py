"""The check lists every problem of a folder at once: each once, with file, line, record, field and remedy."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from folders import change, lines, problems
from pydantic import ValidationError
from test_history import STEPS as PERIODS
from test_reading import ABSENCES, DISAGREEMENTS, STEPS

from geo.paths import ROOT
from geo.records.base import Record
from geo.records.catalog import FOLDERS, read_catalog
from geo.records.files import data_files
from geo.records.parsing import parse
from geo.records.salvage import inner, salvage
from geo.records.wording import WORDS

pytestmark = pytest.mark.slow

SMALL = Path(__file__).parent / "cases" / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = Path(shutil.copytree(SMALL, tmp_path / "small"))
    (made / "stories.yaml").write_text(STEPS, encoding="utf-8")
    (made / "disagreements.yaml").write_text(DISAGREEMENTS, encoding="utf-8")
    (made / "absences.yaml").write_text(ABSENCES, encoding="utf-8")
    (made / "periods.yaml").write_text(PERIODS, encoding="utf-8")
    return made


class Planted(NamedTuple):
    """A fault: the file, what stands there, what is put in its place, and the problem that must be listed."""

    file: str
    old: str
    new: str
    record: str
    field: str
    remedy: str


THIRTY = [Planted(**row) for row in yaml.safe_load((SMALL.parent / "faults.yaml").read_text(encoding="utf-8"))]


def test_thirty_faults_are_thirty_problems(folder: Path) -> None:
    for fault in THIRTY:
        change(folder / fault.file, fault.old, fault.new)
    found = {(item.file, item.id, item.field): item.message for item in problems(folder)}
    wanted = {(f"small/{fault.file}", fault.record, fault.field): fault.remedy for fault in THIRTY}
    assert set(found) == set(wanted)
    assert len(problems(folder)) == len(THIRTY) == 30
    assert {key: message for key, message in found.items() if wanted[key] not in message} == {}


@pytest.mark.parametrize("fault", THIRTY, ids=lambda fault: f"{fault.record} {fault.field}")
def test_each_fault_alone_is_one_problem_on_its_line(folder: Path, fault: Planted) -> None:
    change(folder / fault.file, fault.old, fault.new)
    found = problems(folder)
    assert [(item.file, item.id, item.field) for item in found] == [(f"small/{fault.file}", fault.record, fault.field)]
    if fault.file.endswith(".yaml"):
        text = (folder / fault.file).read_text(encoding="utf-8").splitlines()
        assert found[0].line is not None
        line = text[found[0].line - 1]
        assert any(part in line for part in (*fault.field.split("."), fault.record) if not part.isdigit()), line


def test_the_command_line_and_the_server_list_them_with_lines(folder: Path) -> None:
    for fault in THIRTY:
        change(folder / fault.file, fault.old, fault.new)
    environment = {"ATLAS_DATA": str(folder), "PATH": ""}
    for words in (["cli.py", "check"], ["app.py"]):
        done = subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, check=False)
        told = done.stderr.decode()
        assert done.returncode == 1
        assert f"{len(THIRTY)} problem(s)" in told
        assert "small/facts.yaml:5: offer: said_by: no 'anne' among the actors: write 'ann'" in told


def rename(old: str, new: str) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        (folder / old).rename(folder / new)

    return do


def into_folder(folder: Path) -> None:
    (folder / "fact").mkdir()
    (folder / "facts.yaml").rename(folder / "fact" / "all.yaml")


def add(name: str, text: str) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return do


def spoil(folder: Path) -> None:
    (folder / "facts.yaml").write_bytes((folder / "facts.yaml").read_bytes() + b"# \xff")


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: change(folder / name, old, new)


@pytest.mark.parametrize(
    ("do", "line"),
    [
        (
            rename("facts.yaml", "facts.yml"),
            "small/facts.yml: -: -: is no name that is looked for: rename it to facts.yaml",
        ),
        (
            rename("facts.yaml", "fact.yaml"),
            "small/fact.yaml: -: -: is no name that is looked for: rename it to facts.yaml",
        ),
        (into_folder, "small/fact: -: -: is no name that is looked for: rename it to facts"),
        (lambda folder: (folder / "facts.yaml").unlink(), "small/facts: -: -: no file of facts here: add facts.yaml"),
        (add("notes.yaml", "notes: []"), "small/notes.yaml: -: -: is not read: move it to a folder of its kind"),
        (add("colours/red.yaml", "colours: []"), "small/colours: -: -: is not read: the folders are atlas, actors"),
        (add("geometry/more.json", "{}"), "small/geometry/more.json: -: -: is not read: rename it to more.geojson"),
        (add("places/deep.geojson", "{}"), "small/places/deep.geojson: -: -: is not read: write its records as .yaml"),
        (add("more.geojson", "{}"), "small/more.geojson: -: -: is not read: move it to geometry"),
        (edit("facts.yaml", "facts:", "fact:"), "small/facts.yaml: -: facts: the file must hold one key 'facts:'"),
        (edit("facts.yaml", "facts:", "more: {}\nfacts:"), "small/facts.yaml: -: facts: the file must hold one key"),
        (edit("facts.yaml", "id: guns", "id: guns]: x"), "small/facts.yaml: -: -: cannot be read as YAML: "),
        (spoil, "small/facts.yaml: -: -: is no text in UTF-8"),
        (
            lambda folder: (folder / "facts.yaml").write_text(""),
            "small/facts.yaml: -: facts: the file must hold one key",
        ),
        (edit("facts.yaml", "facts:\n", "facts:\n  - a word\n"), "small/facts.yaml: record 1: -: must hold fields"),
        (edit("facts.yaml", "- id: offer\n    basis", "- basis"), "small/facts.yaml: record 1: id: is missing"),
        (edit("places.yaml", "id: two-squares", "id: Two squares"), "small/places.yaml: Two squares: id: "),
        (edit("geometry/squares.geojson", '"features"', '"feature"'), "squares.geojson: -: features: is missing"),
        (
            edit("geometry/squares.geojson", '"features": [', '"features": ['[:-1]),
            "squares.geojson: -: -: cannot be read as JSON",
        ),
        (edit("geometry/squares.geojson", '"id": "west-square",\n', ""), "squares.geojson: feature 1: id: is missing"),
        (
            edit("geometry/squares.geojson", '"Polygon"', '"Polygone"'),
            "squares.geojson: west-square: geometry: is no GeoJSON",
        ),
        (
            edit("geometry/squares.geojson", "146.5,\n       44\n", "145.5,\n       44.3\n"),
            "squares.geojson: west-square: geometry: is not valid",
        ),
        (
            edit("facts.yaml", "- {source: record}", "- {source: recrod}"),
            "small/facts.yaml: c-guns: citations.0.source: no 'recrod' among the sources",
        ),
        (
            edit("facts.yaml", "- {source: record}", "- record"),
            "small/facts.yaml: c-guns: citations.0: must hold fields",
        ),
        (
            edit(
                "facts.yaml",
                "    citations:\n      - {source: gazette, paragraph: P3}",
                "    citation:\n      - {source: gazette, paragraph: P3}",
            ),
            "small/facts.yaml: harbour: citation: is no field here",
        ),
        (
            edit("facts.yaml", "paragraph: P3", "paragraph: third"),
            "small/facts.yaml: harbour: citations.0.paragraph: 'third'",
        ),
        (
            edit("places.yaml", "kind: island-group", "kind: islands"),
            "small/places.yaml: two-squares: kind: 'islands' is not allowed: write 'island'",
        ),
        (edit("actors.yaml", "id: ann", "id: Ann"), "small/actors.yaml: Ann: id: 'Ann' does not fit"),
        (
            edit("actors.yaml", "- ", "- id: ann\n    kind: person\n    names: {en: Ann}\n  - "),
            "small/actors.yaml: ann: id: stands already in small/actors.yaml:",
        ),
        (
            edit("facts.yaml", "note: none at all", "note: 'none at {area:two-squares}'"),
            "small/facts.yaml: c-guns: relations.0.note: {area:two-squares} is not",
        ),
    ],
)
def test_one_fault_is_one_problem(folder: Path, do: Callable[[Path], None], line: str) -> None:
    do(folder)
    (found,) = lines(folder)
    assert line in found


def test_what_is_told_of_a_misspelt_name_hides_nothing_inside(folder: Path) -> None:
    change(folder / "facts.yaml", "topic: history", "topic: histry")
    into_folder(folder)
    assert [line.split(": ")[:3] for line in lines(folder)] == [
        ["small/fact", "-", "-"],
        ["small/fact/all.yaml", "old-war", "topic"],
    ]


def test_other_files_may_stand_in_the_folder(folder: Path) -> None:
    for name in ("README.md", ".hidden.yaml", "facts.yaml.bak", "licences.json", "build.py"):
        (folder / name).write_text("{}", encoding="utf-8")
    assert read_catalog(folder).facts


def raw_records(kind: str) -> list[Any]:
    return [
        record
        for file in data_files(ROOT / "data", FOLDERS)[0]
        if file.kind == kind
        for record in parse(file.path)[0][kind]
    ]


def spots(
    model: type[Record], raw: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the path of each field that a record has, with the dict that holds it; of a list, the first item is entered."""
    for name in raw:
        yield (*path, name), raw
        held = inner(model.model_fields[name].annotation)
        if held.model and held.many and raw[name]:
            yield from spots(held.model, raw[name][0], (*path, name, 0))
        elif held.model and not held.many:
            yield from spots(held.model, raw[name], (*path, name))


WRONG: list[Any] = [
    *("", "x", "!", "7.5", "-1", "9999999", "nan", "inf", "10" * 3000, "x " * 3000, "\ud800", b"x"),
    *(7.5, -1, 10**400, True, None),
    *([], [[]], ["!"], [None], {}, {"a b": "c"}, {"no": {"field": "x"}}),
]


def test_every_wrong_value_in_every_field_is_told_in_our_words() -> None:
    seen: set[str] = set()
    for kind, model in FOLDERS.items():
        planted: set[tuple[Any, ...]] = set()
        for raw in raw_records(kind):
            for path, holder in spots(model, raw):
                where = tuple(part for part in path if isinstance(part, str))
                if where in planted:
                    continue
                planted.add(where)
                kept = holder[path[-1]]
                for wrong in WRONG:
                    holder[path[-1]] = wrong
                    seen |= told_of(model, raw, path, wrong)
                holder[path[-1]] = kept
        model.model_validate(raw)
    assert seen <= set(WORDS)


def told_of(model: type[Record], raw: Any, path: tuple[str | int, ...], wrong: Any) -> set[str]:
    """Hold what is told of a wrong value to it, and return the types of pydantic's errors."""
    try:
        model.model_validate(raw)
    except ValidationError as error:
        types = {item["type"] for item in error.errors()}
    else:
        return set()
    flaws = salvage(model, raw).flaws
    assert flaws, (path, wrong)
    assert all("Input should" not in flaw.message and "{" not in flaw.message.replace(str(wrong), "") for flaw in flaws)
    # What has no fields or items inside is one fault, told at the field.
    if isinstance(wrong, str | float | int | bytes) and "value_error" not in types:
        assert [flaw.path for flaw in flaws] == [path], (path, wrong)
    return types


def test_a_missing_field_is_one_flaw_that_names_it() -> None:
    for kind, model in FOLDERS.items():
        raw = json.loads(json.dumps(raw_records(kind)[0]))
        for name, info in model.model_fields.items():
            if info.is_required():
                left = {key: value for key, value in raw.items() if key != name}
                assert [(flaw.path, flaw.message) for flaw in salvage(model, left).flaws] == [
                    ((name,), WORDS["missing"])
                ]
