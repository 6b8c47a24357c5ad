"""Read the geometry files that places name: every problem with its file, feature and field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from geo.errors import Problem
from geo.records.atlas_record import LONGITUDES
from geo.records.base import Fault
from geo.records.geometry import SourceGeometry, UnreadGeometry
from geo.records.parsing import Unparsable, parse
from geo.records.wording import missing, nearest


class GeometryFile:
    """One GeoJSON file of outlines, read, and what is wrong with it.

    Parameters
    ----------
    path
        The file.
    name
        What to call it in problems.

    Attributes
    ----------
    problems
        What is wrong in the file.
    features
        The geometries by the feature's id, in EPSG:4326, lon lat (RFC 7946). One that cannot be had is an
        :class:`~geo.records.geometry.UnreadGeometry`.
    whole
        Whether the ids of all features could be read.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.features: dict[str, SourceGeometry] = {}
        self.whole = False
        try:
            content, _ = parse(path)
        except Unparsable as error:
            self._report("-", "-", str(error), error.line)
            return
        if not isinstance(content, dict) or not isinstance(content.get("features"), list):
            self._report(
                "-", "features", "is missing: the file must be a GeoJSON FeatureCollection, a list of features"
            )
            return
        self.whole = True
        about = {key: self._text(content, key) for key in ("attribution", "licence")}
        for position, feature in enumerate(content["features"]):
            self._read(position, feature, about)

    def _report(self, ident: str, field: str, message: str, line: int | None = None) -> None:
        self.problems.append(Problem(self.name, ident, field, message, line))

    def _text(self, content: dict[str, Any], key: str) -> str:
        value = content.get(key)
        if isinstance(value, str) and value.strip():
            return value
        what = {"attribution": "whom the geometry is from", "licence": "its licence, such as ODbL 1.0"}[key]
        self._report("-", key, f'is missing: add "{key}" beside "features" and say {what}')
        return ""

    def _read(self, position: int, feature: Any, about: dict[str, str]) -> None:
        ident = feature.get("id") if isinstance(feature, dict) else None
        if not isinstance(ident, str):
            self.whole = False
            self._report(
                f"feature {position + 1}", "id", "is missing: give the feature an id, a text that a place can name"
            )
            return
        if ident in self.features:
            self._report(
                ident, "id", "stands twice in this file: give one of the two features another id, or remove it"
            )
            return
        properties = feature.get("properties", {})
        if not isinstance(properties, dict | None):
            self._report(ident, "properties", "must hold fields, or null: write {}")
            properties = {}
        shape = self._shape(ident, feature.get("geometry"))
        if shape is None:
            self.features[ident] = UnreadGeometry()
        else:
            self.features[ident] = SourceGeometry(shape, about["attribution"], about["licence"], properties or {})

    def _shape(self, ident: str, geometry: Any) -> BaseGeometry | None:
        """Return a geometry that can be drawn and measured, or say why it cannot."""
        if geometry is None:
            self._report(
                ident, "geometry", "is null: give the feature a geometry, or remove it and its place's outline"
            )
            return None
        try:
            shape = shapely.from_geojson(json.dumps(geometry))
        except shapely.errors.GEOSException as error:
            what = " ".join(str(error).split())
            self._report(ident, "geometry", f"is no GeoJSON geometry ({what}): give it a type and its coordinates")
            return None
        if shape.is_empty:
            self._report(ident, "geometry", "is empty: give it coordinates")
        elif wrong := _off_the_globe(shape):
            self._report(ident, "geometry", wrong)
        elif not shape.is_valid:
            what = explain_validity(shape).replace("[", " at ").replace("]", "")
            self._report(
                ident, "geometry", f"is not valid ({what}): draw it without crossing itself, or mend it by buffer(0)"
            )
        else:
            return shape
        return None


def _off_the_globe(shape: BaseGeometry) -> str | None:
    """Return what is wrong where a geometry leaves the ranges of longitude and latitude."""
    if _within(shape, (LONGITUDES[0], -90, LONGITUDES[1], 90)):
        return None
    return f"{_reach(shape)}: write degrees of longitude, then of latitude, in EPSG:4326"


def _within(shape: BaseGeometry, edges: tuple[float, float, float, float]) -> bool:
    """Tell whether a geometry lies within edges: west, south, east and north."""
    west, south, east, north = shape.bounds
    return bool(edges[0] <= west and edges[1] <= south and east <= edges[2] and north <= edges[3])


def _reach(shape: BaseGeometry) -> str:
    return "reaches from {:g} {:g} to {:g} {:g}".format(*shape.bounds)


def check_area(
    read: Mapping[str, Mapping[str, Any]], outlines: Mapping[tuple[str, str], SourceGeometry]
) -> Iterator[Fault]:
    """Yield outlines that leave the atlas’s area: the map does not go there, and coordinates may be exchanged.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    outlines
        The geometries that places name, by file and feature.
    """
    area = next((getattr(record, "area", None) for record in read["atlas"].values()), None)
    for ident, place in read["places"].items() if area else ():
        shape = shape_as_read(place, outlines)
        if area and shape is not None and not _within(shape, (area.west, area.south, area.east, area.north)):
            remedy = "look whether longitude and latitude are exchanged, or widen the atlas’s area"
            yield Fault("places", ident, "outline.feature", f"{_reach(shape)}, out of the atlas’s area: {remedy}")


def _named(place: Any) -> tuple[str, str | None] | None:
    """Return the file and the feature that a place names, as far as they could be read."""
    outline = getattr(place, "outline", None)
    file = getattr(outline, "file", None)
    return None if file is None else (file, getattr(outline, "feature", None))


def shape_as_read(place: Any, outlines: Mapping[tuple[str, str], SourceGeometry]) -> BaseGeometry | None:
    """Return the outline of a place, as far as record and geometry could be read."""
    named = _named(place)
    outline = outlines.get((named[0], named[1] or "")) if named else None
    return None if outline is None or isinstance(outline, UnreadGeometry) else outline.shape


def _missing_files(folder: Path, wanted: dict[str, dict[str, str | None]]) -> Iterator[Fault]:
    """Yield each file that is not there, once, at the first place that names it."""
    there = [path.name for path in sorted(folder.glob("*.geojson"))]
    for file in sorted(set(wanted) - set(there)):
        first, *others = wanted[file]
        guess = nearest(file, there)
        remedy = f"write '{guess}'" if guess else "add the file, or take the outline away"
        also = f" ({len(others)} more of the places name it)" if others else ""
        yield Fault("places", first, "outline.file", f"no file '{file}' in {folder.name}: {remedy}{also}")


def read_outlines(
    folder: Path, name: str, places: Mapping[str, Any]
) -> tuple[dict[tuple[str, str], SourceGeometry], list[Problem], list[Fault]]:
    """Read the geometry files that the places name, each once.

    Parameters
    ----------
    folder
        The folder of geometry files.
    name
        What to call it in problems.
    places
        The places by id, some of which may be broken.

    Returns
    -------
    outlines
        Every outline that a place names, by file and feature. One that cannot be had raises
        :class:`~geo.records.base.Unread` when it is asked for anything.
    problems
        What is wrong in the geometry files.
    faults
        Places that name a file or a feature that is not there.
    """
    wanted: dict[str, dict[str, str | None]] = {}
    for ident, place in places.items():
        named = _named(place)
        if named is not None:
            wanted.setdefault(named[0], {})[ident] = named[1]
    problems: list[Problem] = []
    faults = list(_missing_files(folder, wanted))
    outlines: dict[tuple[str, str], SourceGeometry] = {}
    for file, features in sorted(wanted.items()):
        found = GeometryFile(folder / file, f"{name}/{file}") if (folder / file).is_file() else None
        problems += found.problems if found else []
        for ident, feature in features.items():
            if feature is None:
                continue
            outlines[file, feature] = UnreadGeometry()
            if found and feature in found.features:
                outlines[file, feature] = found.features[feature]
            elif found and found.whole:
                faults.append(
                    Fault("places", ident, "outline.feature", missing(f"features of {file}", feature, found.features))
                )
    return outlines, problems, faults
