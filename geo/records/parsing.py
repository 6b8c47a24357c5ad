"""Parse a data file: YAML with every value a text, or JSON; and find the line on which a field stands."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

DEEP = 64
"""How deep a file may be nested: far deeper than any record, and far from where a parser, or the process, would end."""
TOO_DEEP = "is nested too deeply: no record needs that: take brackets or levels away"
LARGE = 2_000_000
"""From how many bytes on a file's lines are not looked for: it was made by a program, and the search would take seconds."""


class Unparsable(Exception):
    """A file that cannot be read at all: the line, if there is one, and what to do about it.

    Parameters
    ----------
    line
        The line in the file, from 1, if it is known.
    message
        What is wrong and what to do about it.

    Attributes
    ----------
    text
        What stands in the file, as far as it is text; empty where nothing of it could be had.
    """

    text: str = ""

    def __init__(self, line: int | None, message: str) -> None:
        self.line = line
        super().__init__(message)


class Twice(NamedTuple):
    """A key that stands twice in one mapping: where the mapping is, the key, and the line of each."""

    path: tuple[str | int, ...]
    key: str
    first: int
    line: int


class StringLoader(yaml.CBaseLoader):
    """YAML with every scalar a string: ``no`` and ``2018-09-12`` stay text. Notes whether a key stands twice, and how deep."""

    twice = False
    depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: Any) -> None:
        """Go a level down, and stop where there are too many: the parser below would go on until its stack is full.

        Parameters
        ----------
        current_node, current_index
            What is entered, as in PyYAML.

        Raises
        ------
        Unparsable
            The file is nested more than :data:`DEEP` levels.
        """
        self.depth += 1
        if self.depth > DEEP:
            raise Unparsable(None, TOO_DEEP)
        super().descend_resolver(current_node, current_index)

    def ascend_resolver(self) -> None:
        """Go a level up."""
        self.depth -= 1
        super().ascend_resolver()

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping, and note whether one of its keys was lost to another.

        Parameters
        ----------
        node
            The mapping as the YAML parser found it.
        deep
            Whether what is nested is built at once, as in PyYAML.
        """
        content = super().construct_mapping(node, deep=deep)
        self.twice = self.twice or len(content) < len(node.value)
        return content


def _as_yaml(text: str) -> tuple[Any, bool]:
    """Return what a YAML text holds, and whether a key stands twice in it."""
    loader = StringLoader(text)
    try:
        return loader.get_single_data(), loader.twice
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(f"{error.context or ''} {error.problem or ''}".split())
        message = (
            f"cannot be read as YAML: {what}: look here for a quote, a bracket, a colon or an indent that is wrong"
        )
        raise Unparsable(mark.line + 1 if mark else None, message) from error
    except yaml.YAMLError as error:
        raise Unparsable(None, f"cannot be read as YAML: {' '.join(str(error).split())}: remove it") from error
    finally:
        loader.dispose()


def parse(path: Path) -> tuple[Any, bool]:
    """Return what a YAML or JSON file holds, and whether a key stands twice in it (JSON keeps the last without a word).

    Parameters
    ----------
    path
        A file; ``.json`` and ``.geojson`` are read as JSON, all other endings as YAML.

    Raises
    ------
    Unparsable
        The file is no UTF-8, or neither YAML nor JSON.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unparsable(None, f"cannot be opened: {error.strerror}: mend that, or remove it") from error
    try:
        text = content.decode("utf-8-sig")
        return (_as_json if path.suffix.lower() in {".json", ".geojson"} else _as_yaml)(text)
    except UnicodeDecodeError as error:
        wrong = Unparsable(None, "is no text in UTF-8: save it in that encoding")
        wrong.text = content.decode("utf-8", errors="replace")
        raise wrong from error
    except Unparsable as error:
        error.text = text
        raise


def _as_json(text: str) -> tuple[Any, bool]:
    """Return what a JSON text holds; which keys stand twice it does not tell."""
    try:
        content = json.loads(text, parse_constant=_refuse)
        if _depth(content) > DEEP:
            raise Unparsable(None, TOO_DEEP)
        return content, False
    except json.JSONDecodeError as error:
        message = f"cannot be read as JSON: {error.msg}: look here for a quote, a bracket or a comma that is wrong"
        raise Unparsable(error.lineno, message) from error
    except RecursionError as error:
        raise Unparsable(None, TOO_DEEP) from error


def _refuse(constant: str) -> NoReturn:
    raise Unparsable(None, f"holds {constant}, which is no number of JSON: write one, or null")


def _depth(content: Any) -> int:
    """Return how many lists and mappings stand in each other, level by level: a recursion might not come back."""
    depth, level = 0, [content]
    while level:
        depth += 1
        held = [item for item in level if isinstance(item, dict | list)]
        level = [inner for item in held for inner in (item.values() if isinstance(item, dict) else item)]
    return depth


def _below(node: yaml.Node, part: str | int) -> yaml.Node | None:
    """Return the key, for a mapping, or the item, for a list, that a part of a path names."""
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        return node.value[part] if part < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((key for key, _ in node.value if key.value == str(part)), None)
    return None


def _value(node: yaml.Node, part: str | int) -> yaml.Node:
    """Return what stands at a part of a path that is there."""
    found: yaml.Node = (
        next(value for key, value in node.value if key.value == str(part))
        if isinstance(node, yaml.MappingNode)
        else node.value[part]
    )
    return found


class Lines:
    """The lines of one file, found when first asked for: only a file with a problem is read a second time.

    Parameters
    ----------
    path
        A YAML or JSON file. It has no lines if it cannot be parsed, or holds :data:`LARGE` bytes or more.
    """

    def __init__(self, path: Path) -> None:
        self.root: yaml.Node | None = None
        if path.is_file() and path.stat().st_size < LARGE:
            try:
                self.root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CBaseLoader)
            except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
                self.root = None

    def line(self, path: Sequence[str | int]) -> int | None:
        """Return the line of a field, or of what is nearest above it: a field that is missing has none of its own.

        Parameters
        ----------
        path
            Names of fields and positions in lists, from 0, from the top of the file down: ``("facts", 0, "date")``.

        Returns
        -------
        int or None
            The line, from 1; ``None`` where the file has none.
        """
        if self.root is None:
            return None
        node, line = self.root, self.root.start_mark.line
        for part in path:
            found = _below(node, part)
            if found is None:
                break
            node, line = _value(node, part), found.start_mark.line
        return line + 1

    def twice(self) -> Iterator[Twice]:
        """Yield each key that stands twice."""
        yield from _twice(self.root, ()) if self.root is not None else ()


def _twice(node: yaml.Node, path: tuple[str | int, ...]) -> Iterator[Twice]:
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from _twice(item, (*path, position))
    elif isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in first:
                yield Twice(path, name, first[name], line)
            first.setdefault(name, line)
            yield from _twice(value, (*path, name))
