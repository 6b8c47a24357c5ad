"""Distances and areas in prose: computed where the outlines give them, and else marked with the source that claims them.

A text holds ``{distance:ONE:OTHER}``, ``{between:ONE:OTHER}`` or ``{area:ONE}``, which are filled in when a folder is read, or
``{said:SOURCE:300 km}`` for a figure that a source claims. A distance or area that stands in a text bare is a fault: nobody
could tell whether it is ours, whose it is, or whether it still agrees with the outlines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy import measure
from geo.records.base import Fault
from geo.records.geometry import SourceGeometry
from geo.records.place import Place

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
    return f"{measure.shortest_line(one, other).length_m / 1000:,.0f} km"


def _middles(one: BaseGeometry, other: BaseGeometry) -> str:
    a, b = one.centroid, other.centroid
    return f"{measure.distance_m(a.x, a.y, b.x, b.y) / 1000:,.0f} km"


def _area(one: BaseGeometry) -> str:
    return f"{measure.area_km2(one):,.0f} km²"


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
        outline = outlines.get((place.outline.file, place.outline.feature))
        return outline.shape if outline else None
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
        The sources that its record names: a claimed figure is one of theirs.
    places, outlines
        What distances and areas are measured from.

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


def fill_records(read: dict[str, dict[str, Any]], outlines: dict[tuple[str, str], SourceGeometry]) -> Iterator[Fault]:
    """Write the figures of all records out, in place, and yield what is wrong with them."""
    for kind, fields in KINDS.items():
        for ident, record in read[kind].items():
            texts = {name: text for name in fields if (text := getattr(record, name))}
            if not any("{" in text or _BARE.search(text) for text in texts.values()):
                continue
            sources = set(_sources(record.model_dump()))
            changed: dict[str, str] = {}
            for name, text in texts.items():
                try:
                    changed[name] = fill(text, sources, read["places"], outlines)
                except ValueError as error:
                    yield Fault(kind, ident, name, str(error))
            read[kind][ident] = record.model_copy(update=changed)
    yield from _left_over(read)


def _left_over(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield marks in fields that are not filled in: a reader would see them as they are."""
    for kind, records in read.items():
        for ident, record in records.items():
            texts = record.model_dump(exclude=set(KINDS.get(kind, ())))
            mark = _MARK.search(json.dumps(texts, ensure_ascii=False, default=str))
            if mark:
                yield Fault(
                    kind,
                    ident,
                    "-",
                    f"{mark.group()} is filled in only in {', '.join(KINDS.get(kind, ())) or 'no field'}",
                )
