"""The format of records: page and schemas are those of the models, and the schemas fit the files as editors read them."""

from __future__ import annotations

import copy
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from commands.records import made
from geo.paths import ROOT
from geo.records.base import SHAPES
from geo.records.catalog import FOLDERS
from geo.records.files import data_files
from geo.records.schema import file_schema

pytestmark = pytest.mark.slow

FILES = [file for file in data_files(ROOT / "data", FOLDERS)[0] if file.path.suffix == ".yaml"]
HEADER = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as editors read it: no dates, and only true and false are truth values."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|\.(?:inf|nan)", "-+.0123456789"),
):  # fmt: skip
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def as_an_editor_reads(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=EditorLoader)  # noqa: S506


def schema_of(kind: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return content


def test_the_editors_reading_is_plain_yaml() -> None:
    text = "[no, yes, 2018-09-12, 1945, 2018-09, 3.5, true, ~, 1e3]"
    assert yaml.load(text, Loader=EditorLoader) == [  # noqa: S506
        "no", "yes", "2018-09-12", 1945, "2018-09", 3.5, True, None, 1000.0,
    ]  # fmt: skip


def test_page_and_schemas_are_those_of_the_models() -> None:
    wanted = made()
    there = {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()}
    assert there == {name for name in wanted if name.startswith("schemas/")}
    stale = [name for name, text in wanted.items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run make records"


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
def test_every_shipped_file_names_its_schema_and_fits_it(file: Any) -> None:
    header = HEADER.match(file.path.read_text(encoding="utf-8"))
    assert header, "the first line must name the schema"
    named = Path(os.path.normpath(file.path.parent / header[1]))
    assert named == ROOT / "schemas" / f"{file.kind}.schema.json"
    errors = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(schema_of(file.kind)).iter_errors(as_an_editor_reads(file.path))
    ]
    assert errors == []


def fields(part: dict[str, Any], schema: dict[str, Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every field that a schema knows, lists entered at their first item."""
    for name, field in part["properties"].items():
        inner, at = field.get("items", field), (*path, name)
        yield at
        if "$ref" in inner:
            below = at if inner is field else (*at, 0)
            yield from fields(schema["$defs"][inner["$ref"].rsplit("/", 1)[1]], schema, below)


def put(content: Any, path: tuple[Any, ...], value: Any) -> bool:
    """Put a value into content, and tell whether the path was there."""
    for part in path[:-1]:
        try:
            content = content[part]
        except (KeyError, IndexError):
            return False
    found = path[-1] in content
    content[path[-1]] = value
    return found


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_wrong_value_in_any_field_is_refused(kind: str) -> None:
    schema = schema_of(kind)
    validator = Draft202012Validator(schema)
    records = [record for file in FILES if file.kind == kind for record in as_an_editor_reads(file.path)[kind]]
    planted = set()
    for path in fields(schema["$defs"][FOLDERS[kind].__name__], schema):
        for record in records:
            broken = copy.deepcopy(record)
            if put(broken, path, {"Not": ["so"]}):
                errors = list(validator.iter_errors({kind: [broken]}))
                assert any(path == tuple(error.absolute_path)[2 : 2 + len(path)] for error in errors), path
                planted.add(path)
                break
    assert planted
    assert list(validator.iter_errors({kind: [records[0] | {"nonsense": "x"}]}))
    assert list(validator.iter_errors({"others": []}))
    assert list(validator.iter_errors({kind: [{}]}))


def test_every_field_says_what_it_is() -> None:
    for kind, model in FOLDERS.items():
        for name, part in file_schema(kind, model)["$defs"].items():
            assert part["description"], name
            assert [field for field, held in part["properties"].items() if not held.get("description")] == [], name


def test_every_pattern_has_words() -> None:
    text = json.dumps([file_schema(kind, model) for kind, model in FOLDERS.items()])
    assert {json.loads(f'"{found}"') for found in re.findall(r'"pattern": "((?:[^"\\]|\\.)+)"', text)} == set(SHAPES)


def test_every_link_of_the_page_leads_to_a_heading() -> None:
    page = made()["docs/records.md"]
    headings = [line.lstrip("# ").lower().replace(" ", "-") for line in page.splitlines() if line.startswith("#")]
    assert len(headings) == len(set(headings))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(headings)
