"""The file formats of an export: one table, and one entry adds a format to page, API and command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.errors import UnknownFormat
from geo.export.archive import zip_bytes
from geo.export.csv_file import csv_bytes
from geo.export.extract import Extract
from geo.export.geojson_file import MEDIA_TYPE, geojson_bytes
from geo.export.kml import kml_bytes
from geo.export.media_types import MEDIA_TYPES
from geo.export.ogr import flatgeobuf_bytes, geopackage_bytes
from geo.export.parquet import parquet_bytes
from geo.export.provenance import Provenance

Scope = Literal["layer", "atlas"]
"""What a file is asked to hold: one layer, or all of them."""

Writer = Callable[[Sequence[Extract], Provenance], bytes]
"""Makes a file of one or more layers. The same layers, selection and data give the same bytes."""


@dataclass(frozen=True)
class Format:
    """One file format.

    ``ending`` stands behind the dot of a file's name. ``scopes`` says what a file may hold. ``packed`` is true for content that
    is compressed already.
    """

    id: str
    ending: str
    media_type: str
    scopes: tuple[Scope, ...]
    packed: bool
    write: Writer


FORMATS: dict[str, Format] = {
    item.id: item
    for item in (
        Format("geojson", "geojson", MEDIA_TYPE, ("layer",), False, geojson_bytes),
        Format("gpkg", "gpkg", MEDIA_TYPES["gpkg"], ("layer", "atlas"), False, geopackage_bytes),
        Format("parquet", "parquet", MEDIA_TYPES["parquet"], ("layer",), True, parquet_bytes),
        Format("fgb", "fgb", MEDIA_TYPES["fgb"], ("layer",), False, flatgeobuf_bytes),
        Format("kml", "kml", MEDIA_TYPES["kml"], ("layer",), False, kml_bytes),
        Format("csv", "csv", MEDIA_TYPES["csv"], ("layer",), False, csv_bytes),
        Format("zip", "zip", MEDIA_TYPES["zip"], ("atlas",), True, zip_bytes),
    )
}
"""Every format by its id, in the order that readers see. Formats that need a drawing or a script are added by their own home."""


def add_format(added: Format) -> None:
    """Add a format to the table, after the others. One that is there already is replaced by itself."""
    FORMATS[added.id] = added


def formats_for(scope: Scope) -> list[Format]:
    """Return the formats that may hold one layer, or all of them."""
    return [item for item in FORMATS.values() if scope in item.scopes]


def find_format(ident: str, scope: Scope) -> Format:
    """Return a format by its id, if it may hold what is asked.

    Parameters
    ----------
    ident
        A format's id in :data:`FORMATS`.
    scope
        What the file is asked to hold: ``layer`` for one layer, ``atlas`` for all.

    Raises
    ------
    UnknownFormat
        There is none of this id, or it holds something else.
    """
    found = FORMATS.get(ident)
    if found is None or scope not in found.scopes:
        raise UnknownFormat(ident, scope, [item.id for item in formats_for(scope)])
    return found


def format_of_ending(ending: str) -> Format | None:
    """Return the format whose files have an ending, without the dot and in any letter case; ``None`` if there is none."""
    return next((item for item in FORMATS.values() if item.ending == ending.casefold()), None)
