"""Distances and areas in prose: computed where the outlines give them, and else marked with the source that claims them.

A text holds ``{distance:ONE:OTHER}``, ``{between:ONE:OTHER}`` or ``{area:ONE}``, which are filled in when a folder is read, or
``{said:SOURCE:300 km}`` for a figure that a source claims. A distance or area that stands in a text bare is a fault: nobody
could tell whether it is ours, whose it is, or whether it still agrees with the outlines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy import measure
from geo.numbers import figure
from geo.records.base import Fault, Unread
from geo.records.gaps import Gaps, texts_in
from geo.records.geometry import SourceGeometry
from geo.records.place import Place
from geo.records.wording import one_of

KINDS: dict[str, tuple[str, ...]] = {
    "facts": ("statement", "note", "date_note", "chains_note", "sources_note"),
    "places": ("note", "administered_as", "claimed_as"),
    "stories": ("title", "text"),
    "disagreements": ("matter", "shown_as"),
    "absences": ("missing",),
    "periods": ("title", "note", "calendar_note"),
}
"""For each kind of record, the fields whose texts may hold a figure."""

_MARK = re.compile(r"\{(distance|between|area|said):([^{}]+)\}")
_BARE = re.compile(r"\b\d[\d,.]*(?:(?: to |[-–])\d[\d,.]*)?\s?(?:km²|km|kilomet(?:re|er)s?|nautical miles?)(?!\w)")
_BROKEN = re.compile(r"\{(?:dis|bet|area|said)\w*[^{}]*\}?")


def _coasts(one: BaseGeometry, other: BaseGeometry) -> str:
    return f"{figure(measure.shortest_line(one, other).length_m / 1000)} km"


def _middles(one: BaseGeometry, other: BaseGeometry) -> str:
    a, b = one.centroid, other.centroid
    return f"{figure(measure.distance_m(a.x, a.y, b.x, b.y) / 1000)} km"


def _area(one: BaseGeometry) -> str:
    return f"{figure(measure.area_km2(one))} km²"


MEASURES: dict[str, tuple[int, Callable[..., str]]] = {
    "distance": (2, _coasts),
    "between": (2, _middles),
    "area": (1, _area),
}
"""For each mark, how many places it names, and what it writes: from coast to coast, between middles, and an area."""


def _shape(
    ident: str, places: dict[str, Place], outlines: dict[tuple[str, str], SourceGeometry]
) -> BaseGeometry | None:
    place = places.get(ident)
    if place and place.outline:
        return outlines[place.outline.file, place.outline.feature].shape
    return shapely.Point(place.point.lon, place.point.lat) if place and place.point else None


def fill(
    text: str, sources: set[str], places: dict[str, Place], outlines: dict[tuple[str, str], SourceGeometry]
) -> str:
    """Return a text with its figures written out.

    Parameters
    ----------
    text
        Prose with marks.
    sources
        The ids of the sources that its record names: a claimed figure is one of theirs.
    places, outlines
        The places by id, and their outlines in EPSG:4326, by file and feature: what is measured, in km and km².

    Raises
    ------
    ValueError
        A mark names a place that is not drawn or a source that the record does not name, or a figure stands bare.
    """

    def written(mark: re.Match[str]) -> str:
        what, rest = mark.groups()
        if what == "said":
            source, _, figure = rest.partition(":")
            if source not in sources:
                raise ValueError(f"'{source}' is no source of this record: name the one that gives the figure")
            if not figure.strip():
                raise ValueError(f"{mark.group()} gives no figure: write it behind the source")
            return figure
        names = rest.split(":")
        count, measured = MEASURES[what]
        shapes = [_shape(name, places, outlines) for name in names]
        if len(names) != count or any(shape is None or shape.is_empty for shape in shapes) or len(set(names)) != count:
            raise ValueError(f"{mark.group()} needs {count} place(s) that are drawn, each once")
        if what == "area" and not shapely.area(shapes[0]):
            raise ValueError(f"{mark.group()} needs a place with an outline: a point has no area")
        return measured(*shapes)

    prose = _MARK.sub("", text)
    broken = _BROKEN.search(prose)
    if broken:
        raise ValueError(f"'{broken.group()}' is no figure's mark: write {{distance:ONE:OTHER}} or one of its kin")
    bare = _BARE.search(prose)
    if bare:
        raise ValueError(
            f"'{bare.group()}' stands bare: compute it by {{distance:…}}, or name its source by {{said:…}}"
        )
    return _MARK.sub(written, text)


def _sources(value: Any) -> Iterator[str]:
    """Yield the ids of all sources that a record, dumped, names anywhere."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "source":
                yield item
            elif name == "sources":
                yield from item
            else:
                yield from _sources(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _sources(item)


def _filled(
    text: str, sources: set[str], read: dict[str, dict[str, Any]], outlines: dict[tuple[str, str], SourceGeometry]
) -> tuple[str, str | None]:
    """Return a text with its figures, and what is wrong with them; nothing is, where a place or outline could not be read."""
    try:
        return fill(text, sources, read["places"], outlines), None
    except Unread:
        return text, None
    except ValueError as error:
        return text, str(error)


def fill_records(
    read: dict[str, dict[str, Any]], outlines: dict[tuple[str, str], SourceGeometry], gaps: Gaps
) -> Iterator[Fault]:
    """Write the figures of all records out, in place, and yield what is wrong with them.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    outlines
        The outlines that places name, by file and feature.
    gaps
        What could not be read. A broken record's texts are checked and not written.
    """
    for kind, fields in KINDS.items():
        for ident, record in read[kind].items():
            told = {name: text for name in fields if (text := getattr(record, name, None)) and _has_figure(text)}
            if (kind, ident) in gaps.trees or not told:
                continue
            sources = set(_sources(record.model_dump()))
            changed: dict[str, str] = {}
            for name, text in told.items():
                changed[name], wrong = _filled(text, sources, read, outlines)
                if wrong:
                    yield Fault(kind, ident, name, wrong)
            read[kind][ident] = record.model_copy(update=changed)
        for ident, tree in gaps.of_kind(kind):
            # What it names as a source may be what could not be read: any of its texts may be one.
            sources = set(texts_in(gaps.raw[kind, ident]))
            for name, text in _texts(tree, fields):
                _, wrong = _filled(text, sources, read, outlines)
                if wrong:
                    yield Fault(kind, ident, name, wrong)
    yield from _left_over(read, gaps)


def _has_figure(text: str) -> bool:
    return "{" in text or _BARE.search(text) is not None


def _texts(tree: Any, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the texts with figures of a broken record, each with its field."""
    for name in fields:
        text = tree.get(name) if isinstance(tree, dict) else None
        if isinstance(text, str) and _has_figure(text):
            yield name, text


def _marks(value: Any, at: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield every mark in what YAML or JSON can hold, with its field."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
    for name, item in items:
        yield from _marks(item, (*at, str(name)))
    if isinstance(value, str):
        yield from ((".".join(at), mark.group()) for mark in _MARK.finditer(value))


def _left_over(read: dict[str, dict[str, Any]], gaps: Gaps) -> Iterator[Fault]:
    """Yield marks in fields that are not filled in: a reader would see them as they are."""
    for kind, records in read.items():
        fields = set(KINDS.get(kind, ()))
        for ident, record in records.items():
            # As JSON it is quick to look through: few records hold a mark, and there may be very many records.
            if (kind, ident) not in gaps.trees and _MARK.search(record.model_dump_json(exclude=fields)):
                yield from _left_in(kind, ident, record.model_dump())
        for ident, tree in gaps.of_kind(kind):
            yield from _left_in(kind, ident, tree)


def _left_in(kind: str, ident: str, tree: Any) -> Iterator[Fault]:
    fields = KINDS.get(kind, ())
    for name, mark in _marks(tree, ()):
        if name not in fields:
            where = f"move it to {one_of(fields)}, or write it out" if fields else "write it out"
            yield Fault(kind, ident, name, f"{mark} is not filled in here: {where}")
