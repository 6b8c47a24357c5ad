"""Write down the format of records, from the models: a page for people, and JSON Schemas for editors (``make records``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.paths import ROOT
from geo.records.base import ID, LONGEST, SHAPES
from geo.records.catalog import ABSENT, FOLDERS
from geo.records.figures import KINDS
from geo.records.schema import file_schema

PAGE = "docs/records.md"
BOUNDS = {"minimum": "from {}", "exclusiveMinimum": "above {}", "maximum": "to {}", "exclusiveMaximum": "below {}"}
COUNTS = {"minItems": "at least {}", "maxItems": "at most {}"}

HEAD = ROOT / "commands" / "records_head.md"
"""What the page says before its tables."""


def _string(part: dict[str, Any]) -> str:
    most = part.get("maxLength", LONGEST)
    if part.get("pattern") == ID.pattern:
        return "an id"
    return (
        SHAPES[part["pattern"]]
        if "pattern" in part
        else "text"
        if most == LONGEST
        else f"text, at most {most} characters"
    )


def _number(part: dict[str, Any]) -> str:
    bounds = [text.format(f"{part[name]:g}") for name, text in BOUNDS.items() if name in part]
    return " ".join(["whole number" if part["type"] == "integer" else "number", *bounds])


def _list(part: dict[str, Any], titles: dict[str, str]) -> str:
    inner = _holds(part["items"], titles)
    counts = [text.format(part[name]) for name, text in COUNTS.items() if name in part]
    return ", ".join(["ids" if inner == "an id" else f"list of {inner}", *counts])


def _holds(part: dict[str, Any], titles: dict[str, str]) -> str:
    """Say in words what a field holds, from its schema; ``titles`` are the headings of the parts by name."""
    if "$ref" in part:
        title = titles[part["$ref"].rsplit("/", 1)[1]]
        return f"[{title}](#{title.lower().replace(' ', '-')})"
    if "enum" in part or "const" in part:
        return ", ".join(f"`{item}`" for item in part.get("enum", [part.get("const")]))
    # Of all that records hold, only a date may be either a text or a number to an editor.
    if "anyOf" in part:
        return "a date"
    if part["type"] == "array":
        return _list(part, titles)
    plain = {"object": "ids, each with an id", "boolean": "`true` or `false`", "string": _string(part)}
    return plain.get(part["type"]) or _number(part)


def _table(part: dict[str, Any], titles: dict[str, str]) -> Iterator[str]:
    yield "| field | needed | holds | meaning |"
    yield "|---|---|---|---|"
    for name, field in part["properties"].items():
        needed = "yes" if name in part.get("required", ()) else ""
        yield f"| `{name}` | {needed} | {_holds(field, titles)} | {field['description']} |".replace("|  |", "| |")


def _titles(schemas: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
    """Return the heading of each part, kind by kind: its name, with the kind where parts of two kinds bear one name."""
    first: dict[str, dict[str, Any]] = {}
    return {
        kind: {
            name: name if first.setdefault(name, part) == part else f"{name} in {kind}"
            for name, part in schema["$defs"].items()
        }
        for kind, schema in schemas.items()
    }


def page(schemas: dict[str, dict[str, Any]]) -> str:
    """Return the page: the head, then each kind with the parts that its records have, each part once.

    Parameters
    ----------
    schemas
        JSON Schema of a file of each kind, by kind (:func:`geo.records.schema.file_schema`).

    Returns
    -------
    str
        Markdown.
    """
    figures = "\n".join(f"- {kind}: {', '.join(f'`{name}`' for name in fields)}" for kind, fields in KINDS.items())
    lines = [HEAD.read_text(encoding="utf-8") + figures, ""]
    told = set[str]()
    for kind, titles in _titles(schemas).items():
        parts = dict(schemas[kind]["$defs"])
        own = parts.pop(FOLDERS[kind].__name__)
        may = " A data folder may lack them." if kind in ABSENT else ""
        lines += [f"## {kind.capitalize()}", "", f"In `data/{kind}.yaml` or `data/{kind}/*.yaml`.{may} One record:", ""]
        lines += [own["description"], "", *_table(own, titles), ""]
        for name, part in parts.items():
            if titles[name] not in told:
                lines += [f"### {titles[name]}", "", part["description"], "", *_table(part, titles), ""]
                told.add(titles[name])
    return "\n".join(lines)


def made() -> dict[str, str]:
    """Return the text of each file that is made from the models, by its path from the root."""
    schemas = {kind: file_schema(kind, model) for kind, model in FOLDERS.items()}
    files = {
        f"schemas/{kind}.schema.json": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for kind, schema in schemas.items()
    }
    return {PAGE: page(schemas), **files}


def write(root: Path) -> None:
    """Write the page and the schemas below a folder.

    Parameters
    ----------
    root
        Folder that gets :data:`PAGE` and ``schemas/``; folders that it lacks are made, files that it has are replaced.
    """
    for name, text in made().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(ROOT)
