"""Everything in one file: each layer as GeoJSON and CSV, all of them as GeoPackage, with licence and citation as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from geo.export.csv_file import csv_bytes
from geo.export.extract import Extract
from geo.export.geojson_file import geojson_bytes
from geo.export.ogr import geopackage_bytes
from geo.export.provenance import Provenance

_FIRST, _LAST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that a zip file can bear."""


def _files(extracts: Sequence[Extract], provenance: Provenance) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file in the archive."""
    yield "CITATION.txt", f"{provenance.citation}\n".encode()
    yield "LICENCE.txt", f"{provenance.licence}\n".encode()
    yield "atlas.gpkg", geopackage_bytes(extracts, provenance)
    for extract in extracts:
        yield f"{extract.name}.csv", csv_bytes([extract], provenance)
        yield f"{extract.name}.geojson", geojson_bytes([extract], provenance)


def zip_bytes(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    """Return the archive. Its files bear the newest day of the data and plain rights, so that its bytes repeat.

    Parameters
    ----------
    extracts
        All layers, each with the features that pass.
    provenance
        What the file says of data, view and licence. A day that a zip file cannot bear becomes the nearest that it can.
    """
    day = min(max(provenance.day, _FIRST), _LAST)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in _files(extracts, provenance):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return target.getvalue()
