"""Read all records of a data folder: what is sound, what could not be read, and every problem with its file, record and field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from geo.errors import Problem
from geo.records.base import Fault, Record
from geo.records.files import GEOMETRY, DataFile, data_files
from geo.records.gaps import Gaps
from geo.records.geometry import SourceGeometry
from geo.records.outlines import read_outlines
from geo.records.parsing import Lines, Unparsable, parse
from geo.records.salvage import Salvaged, salvage
from geo.records.whole import check_files


class Spot(NamedTuple):
    """Where a record stands: its file, the key that the list is under, its place in the list, and its id as a person reads it."""

    path: Path
    key: str
    position: int
    ident: str


@dataclass
class Reader:
    """Reads the files of one folder and gathers what is wrong with them.

    Attributes
    ----------
    root
        The data folder.
    kinds
        The model of each kind of record.
    optional
        Kinds that the folder may lack.
    read
        Of each kind, the records by id. One of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    problems
        Every problem so far.
    """

    root: Path
    kinds: Mapping[str, type[Record]]
    optional: Collection[str]
    read: dict[str, dict[str, Any]] = field(default_factory=dict)
    gaps: Gaps = field(default_factory=Gaps)
    problems: list[Problem] = field(default_factory=list)
    spots: dict[tuple[str, str], Spot] = field(default_factory=dict)
    lines: dict[Path, Lines] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """Return a file's name as a person finds it: the data folder's name and the path inside it."""
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    def line(self, spot: Spot, path: tuple[str | int, ...]) -> int | None:
        """Return the line of a field of a record.

        Parameters
        ----------
        spot
            Where the record stands.
        path
            Names of fields and positions in lists, from 0, below the record; empty for the record itself.

        Returns
        -------
        int or None
            The line in the file, from 1; that of what is nearest above a field that is missing.
        """
        if spot.path not in self.lines:
            self.lines[spot.path] = Lines(spot.path)
        return self.lines[spot.path].line((spot.key, spot.position, *path))

    def report(self, spot: Spot, path: tuple[str | int, ...], message: str) -> None:
        """Note what is wrong in a field of a record.

        Parameters
        ----------
        spot
            Where the record stands.
        path
            Names of fields and positions in lists, from 0, below the record; empty for the record itself.
        message
            What is wrong and what to do about it.
        """
        name = ".".join(map(str, path)) or "-"
        self.problems.append(Problem(self.name(spot.path), spot.ident, name, message, self.line(spot, path)))

    def report_file(self, path: Path, name: str, message: str, line: int | None = None) -> None:
        """Note what is wrong with a whole file.

        Parameters
        ----------
        path
            The file or folder, inside the data folder.
        name
            The key in the file, or ``-`` for all of it.
        message
            What is wrong and what to do about it.
        line
            The line in the file, from 1, if it is known.
        """
        self.problems.append(Problem(self.name(path), "-", name, message, line))

    def report_fault(self, fault: Fault) -> None:
        """Note what a check found."""
        path = (
            tuple(int(part) if part.isdigit() else part for part in fault.field.split("."))
            if fault.field != "-"
            else ()
        )
        self.report(self.spots[fault.kind, fault.id], path, fault.message)

    def records(self) -> None:
        """Read all records of the folder."""
        files, strays = data_files(self.root, self.kinds)
        for stray in strays:
            self.report_file(stray.path, "-", stray.message)
        for kind in self.kinds:
            self.read[kind] = {}
            mine = [file for file in files if file.kind == kind]
            if not mine and kind not in self.optional:
                self.report_file(self.root / kind, "-", f"no file of {kind} here: add {kind}.yaml")
                self.gaps.unread.add(kind)
            for file in mine:
                self._file(file)

    def _file(self, file: DataFile) -> None:
        """Read the records of one file."""
        if file.message:
            self.report_file(file.path, "-", file.message)
        try:
            content, twice = parse(file.path)
        except Unparsable as error:
            self.report_file(file.path, "-", str(error), error.line)
            self.gaps.note_words(file.kind, error.text)
            return
        key, rows = self._rows(file, content)
        for position, raw in enumerate(rows):
            self._record(file.kind, Spot(file.path, key, position, _ident(raw, position)), raw)
        if twice:
            self._twice(file.path, key, rows)

    def _rows(self, file: DataFile, content: Any) -> tuple[str, list[Any]]:
        """Return the one key of a file and the list under it, or report that they are not there."""
        lists = [key for key, value in content.items() if isinstance(value, list)] if isinstance(content, dict) else []
        if not isinstance(content, dict) or list(content) != [file.kind] or not lists:
            wanted = f"the file must hold one key '{file.kind}:' with a list of records under it: write it so"
            self.report_file(file.path, file.kind, wanted)
        key = file.kind if file.kind in lists else lists[0] if len(lists) == 1 else None
        if key is None:
            self.gaps.unread.add(file.kind)
            return file.kind, []
        if not content[key]:
            self.report_file(file.path, key, "holds no record: add one, or remove the file")
            self.gaps.unread.add(file.kind)
        return key, content[key]

    def _record(self, kind: str, spot: Spot, raw: Any) -> None:
        """Check one record against its model, and keep it, or what could be read of it."""
        try:
            record: Record = self.kinds[kind].model_validate(raw)
        except ValidationError:
            found = salvage(self.kinds[kind], raw)
            for flaw in found.flaws:
                self.report(spot, flaw.path, flaw.message)
            self._keep_broken(kind, spot, raw, found)
            return
        ident: str = record.id  # type: ignore[attr-defined]
        if ident in self.read[kind]:
            self._keep_apart(kind, spot, raw, raw)
            self._report_repeated(kind, spot)
            return
        self.read[kind][ident] = record
        self.spots[kind, ident] = spot

    def _report_repeated(self, kind: str, spot: Spot) -> None:
        """Report that another record bears the id of this one."""
        first = self.spots[kind, spot.ident]
        line = self.line(first, ("id",))
        where = self.name(first.path) + (f":{line}" if line else "")
        self.gaps.ids[kind].append("")
        self.report(spot, ("id",), f"stands already in {where}: give one of the two another id, or remove one")

    def _keep_broken(self, kind: str, spot: Spot, raw: Any, found: Salvaged) -> None:
        """Keep what could be read of a broken record: under its id, or, where it has none of its own, only for what it names."""
        ident = getattr(found.record, "id", None)
        if ident is None:
            self.gaps.ids[kind].append(str(raw.get("id", "")) if isinstance(raw, dict) else "")
            self._keep_apart(kind, spot, raw, found.tree)
        elif ident in self.read[kind]:
            self._keep_apart(kind, spot, raw, found.tree)
            self._report_repeated(kind, spot)
        else:
            self.read[kind][ident] = found.record
            self.spots[kind, ident] = spot
            self.gaps.trees[kind, ident] = found.tree
            self.gaps.raw[kind, ident] = raw

    def _keep_apart(self, kind: str, spot: Spot, raw: Any, tree: Any) -> None:
        key = f"{self.name(spot.path)} {spot.position}"
        self.spots[kind, key] = spot
        self.gaps.trees[kind, key] = tree
        self.gaps.raw[kind, key] = raw

    def _twice(self, path: Path, key: str, rows: list[Any]) -> None:
        """Report each key that stands twice in a mapping of a YAML file."""
        self.lines.setdefault(path, Lines(path))
        for found in self.lines[path].twice():
            position = found.path[1] if len(found.path) > 1 else None
            message = f"stands twice, on line {found.first} too: remove one of the two"
            if isinstance(position, int) and found.path[0] == key:
                field = ".".join(map(str, (*found.path[2:], found.key)))
                ident = _ident(rows[position], position)
                self.problems.append(Problem(self.name(path), ident, field, message, found.line))
            else:
                self.report_file(path, found.key, message, found.line)

    def outlines(self) -> dict[tuple[str, str], SourceGeometry]:
        """Read the geometry files that the places name, each once."""
        folder = self.root / GEOMETRY
        outlines, problems, faults = read_outlines(folder, self.name(folder), self.read["places"])
        self.problems += problems
        for fault in faults:
            self.report_fault(fault)
        told = {problem.file for problem in self.problems}
        self.problems += check_files(self.root, told, {file for file, _ in outlines})
        return outlines

    def sorted_problems(self) -> list[Problem]:
        """Return every problem, file by file, and in each from top to bottom as far as lines are known."""
        return sorted(self.problems, key=lambda problem: (problem.file, problem.line or 0))


def _ident(raw: Any, position: int) -> str:
    """Return a record's id as a person finds it, or its number in the file where it has none."""
    ident = raw.get("id") if isinstance(raw, dict) else None
    return ident if isinstance(ident, str) and ident else f"record {position + 1}"
