"""JSON Schemas of the data files, made from the models, for editors that complete and check YAML while somebody types.

An editor reads plain YAML 1.2, where ``3000`` is a number, ``true`` a truth value, and ``2018-09-12`` a text. Our reader takes
every value as text and turns it into what the model asks for. So the schemas ask for numbers where the models do, and let a year
stand as a number where a date is asked for. What JSON may say by null, YAML says by leaving the field out.
"""

from __future__ import annotations

from typing import Any

from geo.records.base import SHAPES, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def file_schema(kind: str, model: type[Record]) -> dict[str, Any]:
    """Return the schema of a file of one kind: one key, the kind's name, with a list of records under it.

    Parameters
    ----------
    kind
        The kind of record, the file's one key.
    model
        The model of a record of this kind.

    Returns
    -------
    dict
        A JSON Schema of draft 2020-12, the model and all models inside it under ``$defs`` by the class's name.
    """
    made = model.model_json_schema(ref_template="#/$defs/{model}")
    parts = {name: _plain(part) for name, part in made.pop("$defs", {}).items()}
    parts[model.__name__] = _plain(made)
    return {
        "$schema": DIALECT,
        "title": f"A file of {kind}",
        "type": "object",
        "properties": {kind: {"type": "array", "items": {"$ref": f"#/$defs/{model.__name__}"}}},
        "required": [kind],
        "additionalProperties": False,
        "$defs": dict(sorted(parts.items())),
    }


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of pydantic's schema as a person writes YAML: no nulls, no titles, patterns in words."""
    kept = {name: value for name, value in part.items() if name not in {"title", "default", "anyOf"} or value is False}
    choices = [choice for choice in part.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        kept = choices[0] | kept
    elif choices:
        kept["anyOf"] = choices
    for name in ("properties", "patternProperties"):
        if name in kept:
            kept[name] = {key: _plain(value) for key, value in kept[name].items()}
    if "items" in kept:
        kept["items"] = _plain(kept["items"])
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    if "pattern" in kept:
        # Read by the language server that most editors run for YAML.
        kept["patternErrorMessage"] = f"Write {SHAPES[kept['pattern']]}."
    if "description" in kept:
        kept["description"] = " ".join(kept["description"].replace("``", "`").split())
    return kept
