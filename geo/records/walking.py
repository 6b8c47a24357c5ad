"""Find what stands at a path of fields in a record, whether it is read or still as it stands in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


def texts(record: Any, path: Sequence[str]) -> list[str]:
    """Return each text at a path of fields in a record that is whole: lists are entered. Quick, for folders of many records.

    Parameters
    ----------
    record
        A record that could be read whole.
    path
        Names of fields from the record down: ``("citations", "source")``. A field that is ``None`` ends the path.
    """
    level = [record]
    for name in path:
        below: list[Any] = []
        for item in level:
            value = getattr(item, name)
            if value.__class__ is tuple:
                below += value
            elif value is not None:
                below.append(value)
        level = below
    return level


def named(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield each text at a path of fields, with the field as a person finds it: ``places.0.place``.

    Parameters
    ----------
    value
        A record, or its fields as they stand in the file: texts, lists and mappings.
    path
        Names of fields, joined by points, without positions in lists: ``places.place``.

    Yields
    ------
    tuple of str
        The field, with positions in lists from 0, and the text.
    """
    yield from _named(value, tuple(path.split(".")), ())


def _named(value: Any, path: tuple[str, ...], at: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, tuple | list):
        for position, item in enumerate(value):
            yield from _named(item, path, (*at, str(position)))
    elif path and value is not None:
        inner = value.get(path[0]) if isinstance(value, dict) else getattr(value, path[0], None)
        yield from _named(inner, path[1:], (*at, path[0]))
    elif isinstance(value, str):
        yield ".".join(at), value
