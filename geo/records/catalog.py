"""Read and check a data folder. One error lists every problem, with file, id and field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import shapely
import yaml
from pydantic import ValidationError

from geo.errors import DataError, Problem
from geo.records.atlas_record import AtlasRecord, Bookmark
from geo.records.base import Record
from geo.records.checks import check_records
from geo.records.fact import Fact
from geo.records.figures import fill_records
from geo.records.geometry import SourceGeometry
from geo.records.layers import LayerRule
from geo.records.parties import Case, Party
from geo.records.periods import Period
from geo.records.place import Actor, Place
from geo.records.source import Source
from geo.records.stories import Absence, Disagreement, Step

FOLDERS: dict[str, type[Record]] = {
    "atlas": AtlasRecord,
    "actors": Actor,
    "parties": Party,
    "sources": Source,
    "places": Place,
    "facts": Fact,
    "layers": LayerRule,
    "periods": Period,
    "stories": Step,
    "disagreements": Disagreement,
    "absences": Absence,
    "cases": Case,
}
"""What each kind of data file holds. The files are ``<kind>.yaml`` or stand in a folder of that name."""

ABSENT: frozenset[str] = frozenset({"parties", "periods", "stories", "disagreements", "absences", "cases"})
"""Kinds that a data folder may lack: they are then empty. Without any other kind there is no atlas."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Catalog:
    """Everything in a data folder, checked, each kind by id in reading order. ``hash`` names the whole content.

    ``atlas`` holds one record, :attr:`about`.
    """

    atlas: dict[str, AtlasRecord]
    sources: dict[str, Source]
    actors: dict[str, Actor]
    parties: dict[str, Party]
    places: dict[str, Place]
    facts: dict[str, Fact]
    layers: dict[str, LayerRule]
    periods: dict[str, Period]
    stories: dict[str, Step]
    disagreements: dict[str, Disagreement]
    absences: dict[str, Absence]
    cases: dict[str, Case]
    outlines: dict[tuple[str, str], SourceGeometry]
    hash: str

    @property
    def about(self) -> AtlasRecord:
        """What the folder says of the atlas as a whole: title, articles, first view, timeline, bookmarks."""
        return next(iter(self.atlas.values()))

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of the sources that are articles, in their order."""
        return tuple(article.source for article in self.about.articles)

    @property
    def bookmarks(self) -> dict[str, Bookmark]:
        """The bookmarks by id."""
        return {bookmark.id: bookmark for bookmark in self.about.bookmarks}


class _StringLoader(yaml.CBaseLoader):
    """YAML with every scalar a string (``no`` and ``2018-09-12`` stay text) and without silent duplicate keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for twice in {key for key in keys if keys.count(key) > 1}:
            raise yaml.MarkedYAMLError(problem=f"the key '{twice}' stands twice", problem_mark=node.start_mark)
        return super().construct_mapping(node, deep=deep)


@dataclass
class _Reader:
    """Reads the files of one folder and gathers what is wrong with them."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    where: dict[tuple[str, str], str] = field(default_factory=dict)

    def report(self, file: str, ident: str, name: str, message: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(file, ident, name, message))

    def load(self, path: Path) -> Any:
        """Parse one YAML or JSON file, or report why it cannot be parsed and return ``None``."""
        try:
            text = path.read_text(encoding="utf-8")
            # The loader builds plain strings, lists and dicts only: it is yaml's BaseLoader, the safest there is.
            return json.loads(text) if path.suffix in {".json", ".geojson"} else yaml.load(text, Loader=_StringLoader)  # noqa: S506
        except (yaml.YAMLError, json.JSONDecodeError, UnicodeDecodeError) as error:
            self.report(self.name(path), "-", "-", f"cannot be read: {' '.join(str(error).split())}")
        return None

    def name(self, path: Path) -> str:
        """Return a file's name as a person finds it: the data folder's name and the path inside it."""
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    def files(self, kind: str) -> list[Path]:
        """List the files of one kind, in the order of their names."""
        alone = [self.root / f"{kind}{suffix}" for suffix in (".yaml", ".json")]
        folder = sorted((self.root / kind).glob("*.yaml")) + sorted((self.root / kind).glob("*.json"))
        return [path for path in alone if path.is_file()] + folder

    def records(self, kind: str, model: type[R]) -> dict[str, R]:
        """Read all records of one kind."""
        found: dict[str, R] = {}
        files = self.files(kind)
        if not files and kind not in ABSENT:
            self.report(f"{self.root.name}/{kind}", "-", "-", f"no file of {kind} here: add {kind}.yaml")
        for path in files:
            file = self.name(path)
            for position, raw in enumerate(self.rows(path, kind)):
                record = self.record(file, position, raw, model)
                if record is None:
                    continue
                ident = str(record.id)  # type: ignore[attr-defined]
                if ident in found:
                    self.report(file, ident, "id", f"stands already in {self.where[kind, ident]}")
                    continue
                found[ident] = record
                self.where[kind, ident] = file
        return found

    def rows(self, path: Path, kind: str) -> list[Any]:
        """Return the list under a file's one key, or report that it is not there."""
        content = self.load(path)
        if content is None:
            return []
        if not isinstance(content, dict) or list(content) != [kind] or not isinstance(content[kind], list):
            self.report(self.name(path), "-", kind, f"the file must hold one key '{kind}:' with a list under it")
            return []
        rows: list[Any] = content[kind]
        return rows

    def record(self, file: str, position: int, raw: Any, model: type[R]) -> R | None:
        """Check one record against its model and report every field that is wrong."""
        ident = str(raw.get("id", f"record {position + 1}")) if isinstance(raw, dict) else f"record {position + 1}"
        try:
            return model.model_validate(raw)
        except ValidationError as error:
            for item in error.errors(include_url=False):
                name = ".".join(str(part) for part in item["loc"]) or "-"
                self.report(file, ident, name, item["msg"].removeprefix("Value error, "))
        return None

    def outlines(self, places: Iterable[Place]) -> dict[tuple[str, str], SourceGeometry]:
        """Read the geometry files that the places name, each once."""
        wanted: dict[str, set[str]] = {}
        for place in places:
            if place.outline:
                wanted.setdefault(place.outline.file, set()).add(place.outline.feature)
        return {
            (file, ident): outline
            for file, idents in sorted(wanted.items())
            for ident, outline in self.geometry(self.root / "geometry" / file).items()
            if ident in idents
        }

    def geometry(self, path: Path) -> dict[str, SourceGeometry]:
        """Read one GeoJSON file of outlines by feature id."""
        if not path.is_file():
            self.report(self.name(path), "-", "-", "a place names this file and it is not there")
            return {}
        content = self.load(path)
        if content is None:
            return {}
        try:
            return {
                feature["id"]: SourceGeometry(
                    shape=shapely.from_geojson(json.dumps(feature["geometry"])),
                    origin=str(content["attribution"]),
                    licence=str(content["licence"]),
                    properties=feature["properties"],
                )
                for feature in content["features"]
            }
        except (KeyError, TypeError) as error:
            self.report(self.name(path), "-", str(error), "is missing: a geometry file needs attribution, licence, ids")
        except shapely.errors.GEOSException as error:
            self.report(self.name(path), "-", "geometry", f"is no GeoJSON geometry: {error}")
        return {}


def hash_folder(root: Path) -> str:
    """Return a sha256 over the names and bytes of every data file of a folder."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in {".yaml", ".json", ".geojson"}:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_catalog(root: Path) -> Catalog:
    """Read and check a data folder.

    Parameters
    ----------
    root
        A folder laid out as ``data/README.md`` says.

    Raises
    ------
    DataError
        Something is wrong; the error lists every problem found.
    """
    if not root.is_dir():
        raise DataError([Problem(str(root), "-", "-", "no such folder: set ATLAS_DATA to a data folder, or unset it")])
    reader = _Reader(root)
    read: dict[str, dict[str, Any]] = {kind: reader.records(kind, model) for kind, model in FOLDERS.items()}
    outlines = reader.outlines(read["places"].values())
    for fault in (*fill_records(read, outlines), *check_records(read, outlines)):
        reader.report(reader.where[fault.kind, fault.id], fault.id, fault.field, fault.message)
    if not read["atlas"] and not reader.problems:
        reader.report(f"{root.name}/atlas.yaml", "-", "atlas", "holds no record: add one with id, title and first_view")
    if reader.problems:
        raise DataError(reader.problems)
    layers = dict(sorted(read["layers"].items(), key=lambda item: (item[1].order, item[0])))
    return Catalog(**{**read, "layers": layers}, outlines=outlines, hash=hash_folder(root))
