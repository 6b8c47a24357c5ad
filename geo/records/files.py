"""Which files of a data folder are read, and which stand there for nothing: misspelt, misplaced or of another ending."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from geo.records.wording import nearest, one_of

ENDINGS = (".yaml", ".json")
"""The endings of files of records."""
LIKE = {".yaml", ".yml", ".json", ".jsonl", ".geojson"}
"""Endings of files that look as if they held data."""
GEOMETRY = "geometry"
OTHERS = {"licences.json", GEOMETRY, "ground"}
"""Files and folders of the folder that hold no records. ``ground`` is the map's own (:data:`geo.paths.GROUND`)."""


class DataFile(NamedTuple):
    """A file of records, the kind that it holds, and what is wrong with its name, if anything."""

    path: Path
    kind: str
    message: str | None = None


NO_FOLDER = "is a folder, and a file of this name is wanted: put its files where the folder stands, and remove it"


class Stray(NamedTuple):
    """A file or folder that is not read, and what to do about it."""

    path: Path
    message: str


def _kind_of(name: str, kinds: Collection[str]) -> str | None:
    """Return the kind that a file or folder of this name holds, or most likely should hold."""
    return name if name in kinds else nearest(name, kinds)


def _renamed(path: Path, right: str) -> str | None:
    return None if path.name == right else f"is no name that is looked for: rename it to {right}"


def _ending(path: Path) -> str:
    return ".json" if path.suffix.lower() == ".json" else ".yaml"


def _in_folder(folder: Path, kind: str) -> Iterator[DataFile | Stray]:
    """Yield the files of a kind's folder."""
    for path in _visible(folder):
        if path.is_dir() and path.suffix.lower() in LIKE:
            yield Stray(path, NO_FOLDER)
        elif path.is_dir():
            if any(inner.suffix.lower() in LIKE for inner in path.rglob("*")):
                yield Stray(path, f"is a folder inside {folder.name}, and is not read: move its files up")
        elif path.suffix.lower() in LIKE - {".jsonl", ".geojson"}:
            yield DataFile(path, kind, _renamed(path, path.stem + _ending(path)))
        elif path.suffix.lower() in LIKE:
            yield Stray(path, f"is not read: write its records as {one_of(ENDINGS)}, or move it to {GEOMETRY}")


def _visible(folder: Path) -> list[Path]:
    """List what stands in a folder, in the order of reading: by name, YAML before JSON."""
    found = [path for path in folder.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"]
    return sorted(found, key=lambda path: (path.suffix.lower() == ".json", path.name))


def _top(path: Path, kinds: Collection[str]) -> Iterator[DataFile | Stray]:
    """Yield what one file or folder of the data folder holds."""
    kind = _kind_of(path.name if path.is_dir() else path.stem, kinds)
    folders = f"the folders are {one_of([*kinds, GEOMETRY])}"
    if path.is_dir() and path.suffix.lower() in LIKE:
        yield Stray(path, NO_FOLDER)
    elif path.is_dir() and kind:
        files = list(_in_folder(path, kind))
        wrong = _renamed(path, kind)
        if wrong and files:
            yield Stray(path, wrong)
        yield from files
    elif path.is_dir():
        guess = nearest(path.name, [GEOMETRY])
        if any(inner.suffix.lower() in LIKE for inner in path.rglob("*")):
            yield Stray(path, f"is not read: rename it to {guess}" if guess else f"is not read: {folders}")
    elif path.suffix.lower() in LIKE and path.suffix.lower() != ".geojson" and kind:
        yield DataFile(path, kind, _renamed(path, kind + _ending(path)))
    elif path.suffix.lower() in LIKE:
        where = (
            f"move it to {GEOMETRY}"
            if path.suffix.lower() == ".geojson"
            else f"move it to a folder of its kind; {folders}"
        )
        yield Stray(path, f"is not read: {where}")


def _in_geometry(folder: Path) -> Iterator[Stray]:
    for path in _visible(folder) if folder.is_dir() else ():
        if path.suffix.lower() in LIKE and path.suffix != ".geojson":
            yield Stray(path, f"is not read: rename it to {path.stem}.geojson, or move it to the folder of its kind")


def data_files(root: Path, kinds: Collection[str]) -> tuple[list[DataFile], list[Stray]]:
    """List the files of records in a data folder, and what stands there and is not read.

    A misspelt name is told and the file read all the same, so that what is wrong inside it is told in the same run.

    Parameters
    ----------
    root
        The data folder.
    kinds
        The kinds of records, which name files and folders.

    Returns
    -------
    files
        The files of records in the order of reading: by name, YAML before JSON, a kind's own file before its folder.
    strays
        Files and folders that are not read and look as if they held data.
    """
    found: list[DataFile | Stray] = []
    # A kind's own file comes before its folder.
    for path in sorted(_visible(root), key=lambda path: path.is_dir()):
        if path.name not in OTHERS:
            found += _top(path, kinds)
    found += _in_geometry(root / GEOMETRY)
    files = [item for item in found if isinstance(item, DataFile)]
    return files, [item for item in found if isinstance(item, Stray)]
