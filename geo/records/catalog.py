"""Read and check a data folder. One error lists every problem, with file, id and field."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from geo.errors import DataError, Problem
from geo.records.atlas_record import AtlasRecord, Bookmark
from geo.records.base import Record
from geo.records.changes import Change
from geo.records.checks import check_records
from geo.records.fact import Fact
from geo.records.figures import fill_records
from geo.records.geometry import SourceGeometry
from geo.records.islands import check_islands
from geo.records.layers import LayerRule
from geo.records.outlines import check_area
from geo.records.parties import Case, Party
from geo.records.periods import Period
from geo.records.place import Actor, Place
from geo.records.reader import Reader
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
    "changes": Change,
}
"""What each kind of data file holds. The files are ``<kind>.yaml`` or stand in a folder of that name."""

ABSENT: frozenset[str] = frozenset({"parties", "periods", "stories", "disagreements", "absences", "cases", "changes"})
"""Kinds that a data folder may lack: they are then empty. Without any other kind there is no atlas."""


@dataclass(frozen=True)
class Catalog:
    """Everything in a data folder, checked, each kind by id in reading order. ``hash`` names the whole content.

    ``atlas`` holds one record, :attr:`about`.

    ``outlines`` holds the geometries that places name, in EPSG:4326, lon lat, by the file's name and the feature's id.
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
    changes: dict[str, Change]
    outlines: dict[tuple[str, str], SourceGeometry]
    hash: str

    @cached_property
    def drawn_by_parts(self) -> frozenset[str]:
        """The groups whose outlined parts a layer of places draws one by one, so that none is drawn again as a whole."""
        rules = [rule for rule in self.layers.values() if rule.grain == "place" and not rule.bears_none]
        parts = [place for place in self.places.values() if place.part_of and place.outline]
        return frozenset(str(part.part_of) for rule in rules for part in parts if part.kind not in rule.except_kinds)

    @cached_property
    def lying_on(self) -> dict[str, list[str]]:
        """For each island that something lies on, the ids of the places that do."""
        found: dict[str, list[str]] = {}
        for place in self.places.values():
            if place.lies_on is not None:
                found.setdefault(place.lies_on, []).append(place.id)
        return found

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


def hash_folder(root: Path) -> str:
    """Return a sha256 over the names and bytes of every data file of a folder.

    Parameters
    ----------
    root
        The data folder. Its files with the endings ``.yaml``, ``.json`` and ``.geojson`` count, at any depth, in the
        order of their paths.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
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
    reader = Reader(root, FOLDERS, ABSENT)
    reader.records()
    read, outlines = reader.read, reader.outlines()
    faults = (fill_records(read, outlines, reader.gaps), check_records(read, reader.gaps), check_area(read, outlines))
    for fault in chain(*faults, check_islands(read, outlines)):
        reader.report_fault(fault)
    if not (read["atlas"] or reader.problems):
        reader.report_file(root / "atlas.yaml", "atlas", "holds no record: add one with id, title and first_view")
    if reader.problems:
        raise DataError(reader.sorted_problems())
    layers = dict(sorted(read["layers"].items(), key=lambda item: (item[1].order, item[0])))
    return Catalog(**{**read, "layers": layers}, outlines=outlines, hash=hash_folder(root))
