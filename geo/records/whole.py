"""Whether files that no record names are whole: by the hashes that stand beside them, else by reading them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from geo.errors import Problem
from geo.paths import DATA, GROUND, LAND
from geo.records.files import GEOMETRY
from geo.records.outlines import GeometryFile
from geo.records.parsing import Unparsable, parse

SUMS = "SHA256SUMS"
"""Declares the files of a folder as ``sha256sum`` writes it: a hash and a name a line."""
LICENCES = "licences.json"
_MISSING = "is missing"
_RESTORE = "restore the file as it was delivered"


def declared(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that a folder declares, by its name; nothing where it declares none.

    Parameters
    ----------
    folder
        A folder that may hold a file :data:`SUMS`.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    return {name.lstrip("*"): digest for digest, _, name in (line.partition("  ") for line in lines) if name}


def _differs(path: Path, digest: str) -> str | None:
    """Return what is wrong with a file of which the hash is known."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _MISSING
    except OSError as error:
        return f"cannot be opened ({error.strerror})"
    return None if hashlib.sha256(content).hexdigest() == digest else "is not the file that is declared"


def _other_geometry(folder: Path, name: str, told: Collection[str], named: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the geometry files that no place names, and with any that is not the declared one."""
    known = declared(folder)
    for file in sorted({*known, *(path.name for path in folder.glob("*.geojson"))}):
        wrong = _differs(folder / file, known[file]) if file in known else None
        if f"{name}/{file}" in told:
            continue
        own = [] if file in named or (file in known and wrong in (None, _MISSING)) else _read(folder / file, name)
        yield from own
        if wrong and not own:
            remedy = f"{_RESTORE}, or write what is meant into {SUMS}: sha256sum *.geojson > {SUMS}"
            yield Problem(f"{name}/{file}", "-", "-", f"{wrong}: {remedy}")


def _read(path: Path, name: str) -> list[Problem]:
    return GeometryFile(path, f"{name}/{path.name}").problems


def _licences(path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the addresses of the licences."""
    name = f"{path.parent.name}/{path.name}"
    try:
        content, _ = parse(path)
    except Unparsable as error:
        yield Problem(name, "-", "-", str(error), error.line)
        return
    if not isinstance(content, dict) or (path.parent == DATA and not content):
        yield Problem(name, "-", "-", f"must hold the address of each licence’s text by the licence’s name: {_RESTORE}")
        return
    for licence, address in content.items():
        if not (isinstance(address, str) and address.startswith("https://")):
            yield Problem(name, str(licence), "-", "must be the address of the licence’s text: https:// and so on")


def _ground() -> Iterator[Problem]:
    """Yield what is wrong with the map's ground, by the sizes and hashes that its record declares."""
    name = f"{DATA.name}/{GROUND.name}"
    try:
        content, _ = parse(GROUND / "ground.json")
    except Unparsable as error:
        yield Problem(f"{name}/ground.json", "-", "-", str(error), error.line)
        return
    files = content.get("files") if isinstance(content, dict) else None
    if not isinstance(files, dict) or not files:
        yield Problem(f"{name}/ground.json", "-", "files", f"must hold the files of the ground by name: {_RESTORE}")
        return
    for file, item in files.items():
        digest = item.get("sha256", "") if isinstance(item, Mapping) else ""
        if wrong := _differs(GROUND / file, digest):
            yield Problem(f"{name}/{file}", "-", "-", f"{wrong}: {_RESTORE}")


@cache
def own_problems() -> tuple[Problem, ...]:
    """Return what is wrong with the project's own files, whatever folder the data are from: land, ground and licences."""
    found: list[Problem] = [*_licences(DATA / LICENCES), *_ground()]
    land = {file: digest for file, digest in declared(LAND).items() if file.startswith("land_")}
    if not land:
        found.append(Problem(f"{DATA.name}/{LAND.name}/{SUMS}", "-", "-", f"does not declare the land: {_RESTORE}"))
    for file, digest in land.items():
        if wrong := _differs(LAND / file, digest):
            found.append(Problem(f"{DATA.name}/{LAND.name}/{file}", "-", "-", f"{wrong}: {_RESTORE}"))
    return tuple(found)


def check_files(root: Path, told: Collection[str], named: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the files of a data folder that hold no records, and with the project's own.

    Parameters
    ----------
    root
        The data folder.
    told
        The files of which a problem has been told already: what is wrong with one is told once.
    named
        The names of the geometry files that places name: they have been read.
    """
    name = f"{root.name}/{GEOMETRY}"
    yield from _other_geometry(root / GEOMETRY, name, told, named)
    if root != DATA and (root / LICENCES).exists():
        yield from _licences(root / LICENCES)
    # What is wrong with geometry of the shipped folder itself has been told with it.
    own = own_problems()
    yield from (item for item in own if root != DATA or not item.file.endswith(".geojson") or GROUND.name in item.file)
