"""Read a record that its model refuses, field by field: every flaw with its path, and all of the record that is sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from geo.records.base import Record, Ruled
from geo.records.wording import NOT_FIELDS, WORDS, nearest, one_of, say

Path = tuple[str | int, ...]


class Flaw(NamedTuple):
    """One thing wrong in a record: the path of the field below the record, and what to do about it."""

    path: Path
    message: str

    @property
    def field(self) -> str:
        """The field as a person finds it: ``places.0.place``."""
        return ".".join(map(str, self.path)) or "-"


@dataclass(frozen=True)
class Salvaged:
    """What could be read of a record.

    Attributes
    ----------
    record
        The record without the fields that could not be read, or ``None`` where it holds no fields at all.
    tree
        Its fields as they stand in the file, without what is wrong; an item of a list that is wrong is ``None``.
    flaws
        All that is wrong with it.
    """

    record: Record | None
    tree: Any
    flaws: list[Flaw]


FINITE = ConfigDict(allow_inf_nan=False)
"""What our models hold of numbers holds of a single field too."""


class _Lost:
    """Stands for a value that could not be read."""


@dataclass(frozen=True)
class _Inner:
    """What a field holds: records or plain values, one or a list of them, and whether it may be empty."""

    model: type[Record] | None
    many: bool
    optional: bool


def inner(annotation: Any) -> _Inner:
    """Return what a field of this type holds.

    Parameters
    ----------
    annotation
        The type of a model's field: a plain type, a model, or a tuple of any length of one; also ``Annotated`` or with ``None``.
    """
    if get_origin(annotation) in {Union, UnionType}:
        (kept,) = (item for item in get_args(annotation) if item is not NoneType)
        found = inner(kept)
        return _Inner(found.model, found.many, optional=True)
    if get_origin(annotation) is Annotated:
        return inner(get_args(annotation)[0])
    if get_origin(annotation) is tuple:
        return _Inner(inner(get_args(annotation)[0]).model, many=True, optional=False)
    model = annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None
    return _Inner(model, many=False, optional=False)


@cache
def _value_of(model: type[Record], name: str) -> TypeAdapter[Any]:
    """Return what checks a single field of a model."""
    adapter: TypeAdapter[Any] = TypeAdapter(model.model_fields[name].rebuild_annotation(), config=FINITE)
    return adapter


@cache
def _length_of(model: type[Record], name: str) -> TypeAdapter[Any]:
    """Return what checks how many items a field holds, and nothing of the items."""
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[tuple[Any, ...], Field(), *model.model_fields[name].metadata])
    return adapter


def _prune(tree: Any, path: Path) -> Any:
    """Return a value without what stands at a path in it."""
    if not path:
        return None
    if isinstance(tree, list) and isinstance(path[0], int):
        return [_prune(item, path[1:]) if i == path[0] else item for i, item in enumerate(tree)]
    if isinstance(tree, dict) and path[0] in tree:
        return tree | {path[0]: _prune(tree[path[0]], path[1:])}
    return tree


@dataclass
class _Salvage:
    """Walks through one record and gathers its flaws."""

    flaws: list[Flaw] = field(default_factory=list)

    def record(self, model: type[Record], raw: Any, at: Path) -> tuple[Any, Any]:
        """Return what could be read of a record, as a record without the rest and as a tree."""
        if not isinstance(raw, dict):
            self.flaws.append(Flaw(at, NOT_FIELDS))
            return _Lost, None
        given = self.names(model, raw, at)
        values: dict[str, Any] = {}
        tree: dict[str, Any] = {}
        for name, info in model.model_fields.items():
            if name in given:
                values[name], tree[name] = self.field(model, name, raw[given[name]], (*at, given[name]))
            elif info.is_required():
                self.flaws.append(Flaw((*at, name), WORDS["missing"]))
                values[name] = _Lost
        record = model.model_construct(**values)
        for name in [name for name, value in values.items() if value is _Lost]:
            del record.__dict__[name]
        if isinstance(record, Ruled):
            self.flaws += [Flaw((*at, *name.split(".")), message) for name, message in record.breaches()]
        return record, tree

    def whole(self, model: type[Record], raw: Any) -> None:
        """Gather what the model itself says of the record."""
        try:
            model.model_validate(raw)
        except ValidationError as error:
            self.flaws += [Flaw(item["loc"], say(item)) for item in error.errors(include_url=False)]

    def names(self, model: type[Record], raw: dict[str, Any], at: Path) -> dict[str, str]:
        """Return under which name each field stands: its own, or a misspelt one, which is a flaw and read all the same."""
        given = {name: name for name in raw if name in model.model_fields}
        for name in raw:
            if name in model.model_fields:
                continue
            free = [item for item in model.model_fields if item not in given]
            guess = nearest(name, free)
            if guess:
                given[guess] = name
                self.flaws.append(Flaw((*at, name), f"is no field here: write '{guess}'"))
            else:
                known = one_of(list(model.model_fields))
                self.flaws.append(Flaw((*at, name), f"{WORDS['extra_forbidden']}, or write one of {known}"))
        return given

    def field(self, model: type[Record], name: str, raw: Any, at: Path) -> tuple[Any, Any]:
        """Return what could be read of a field, as a value and as a tree."""
        holds = inner(model.model_fields[name].annotation)
        if holds.model is None or (raw is None and holds.optional):
            return self.value(_value_of(model, name), raw, at)
        if not holds.many:
            return self.record(holds.model, raw, at)
        if not isinstance(raw, list):
            self.flaws.append(Flaw(at, WORDS["tuple_type"]))
            return _Lost, None
        items = [self.record(holds.model, item, (*at, position)) for position, item in enumerate(raw)]
        length, _ = self.value(_length_of(model, name), raw, at)
        whole = length is not _Lost and all(value is not _Lost for value, _ in items)
        return tuple(value for value, _ in items) if whole else _Lost, [tree for _, tree in items]

    def value(self, adapter: TypeAdapter[Any], raw: Any, at: Path) -> tuple[Any, Any]:
        """Return a plain value, or a tree of what is sound in it."""
        try:
            return adapter.validate_python(raw), raw
        except ValidationError as error:
            tree = raw
            for item in error.errors(include_url=False):
                path = tuple(part for part in item["loc"] if part != "[key]")
                self.flaws.append(Flaw((*at, *path), say(item)))
                tree = _prune(tree, path)
        return _Lost, tree


def salvage(model: type[Record], raw: Any) -> Salvaged:
    """Read a record that its model refuses.

    Parameters
    ----------
    model
        What the record should be.
    raw
        The record as it stands in the file: texts, lists and mappings.
    """
    walk = _Salvage()
    record, tree = walk.record(model, raw, ())
    if not walk.flaws:
        # A rule that only the whole model knows: its own words are better than none.
        walk.whole(model, raw)
    return Salvaged(None if record is _Lost else record, tree, walk.flaws)
