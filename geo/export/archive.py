"""Everything in one file: each layer as GeoJSON, FlatGeobuf and CSV, all as GeoPackage, with styles and what describes them.

The whole is an RO-Crate; its tables are a Frictionless data package.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from geo.export import crate, datapackage, linked_places, web_annotations
from geo.export.csv_file import csv_bytes
from geo.export.extract import Extract
from geo.export.geojson_file import geojson_bytes
from geo.export.json_text import dump
from geo.export.ogr import Sheet, flatgeobuf_bytes, geopackage_bytes
from geo.export.provenance import Provenance
from geo.text import party_text
from geo.text.catalogue import words_of

_FIRST, _LAST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that a zip file can bear."""
_CITATION = "CITATION.txt"


def _text(value: object) -> bytes:
    return f"{dump(value)}\n".encode()


def _readme(extracts: Sequence[Extract], provenance: Provenance, *, styled: bool) -> bytes:
    """Return what is in the archive and how it is opened, for who finds it without the page that it came from."""
    words = words_of(provenance.atlas, "en")
    about = provenance.atlas.catalog.about
    layers = "\n".join(f"- {extract.name}: {extract.title}" for extract in extracts)
    names = (
        _CITATION,
        crate.CITATION,
        crate.LICENCE,
        datapackage.NAME,
        crate.NAME,
        web_annotations.NAME,
        linked_places.NAME,
    )
    told = [
        about.title,
        party_text.subtitle(provenance.atlas, words),
        party_text.neutral(provenance.atlas, words),
        provenance.citation,
        words.text("files.readme.layers", layers=layers),
        words.text("files.readme.styled" if styled else "files.readme.plain"),
        *(f"- {name}: {words.text(f'files.readme.{name}')}" for name in names),
    ]
    return "".join(f"{line}\n" for line in told if line).encode()


def _files(extracts: Sequence[Extract], provenance: Provenance, sheet: Sheet | None) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file in the archive, but the one that tells of all the others."""
    yield "README.txt", _readme(extracts, provenance, styled=sheet is not None)
    yield _CITATION, f"{provenance.citation}\n".encode()
    yield crate.CITATION, crate.citation_cff(provenance).encode()
    yield crate.LICENCE, f"{provenance.licence}\n".encode()
    yield datapackage.NAME, _text(datapackage.data_package(extracts, provenance))
    yield web_annotations.NAME, _text(web_annotations.annotation_collection(provenance))
    yield linked_places.NAME, _text(linked_places.linked_places(extracts, provenance))
    yield "atlas.gpkg", geopackage_bytes(extracts, provenance, sheet)
    for extract in extracts:
        yield f"{extract.name}.csv", csv_bytes([extract], provenance)
        yield f"{extract.name}.fgb", flatgeobuf_bytes([extract], provenance)
        yield f"{extract.name}.geojson", geojson_bytes([extract], provenance)
        if sheet:
            # QGIS takes the style that stands beside a file under the same name.
            yield f"{extract.name}.qml", sheet(extract, provenance).encode()


def zip_bytes(extracts: Sequence[Extract], provenance: Provenance, sheet: Sheet | None = None) -> bytes:
    """Return the archive. Its files bear the newest day of the data and plain rights, so that its bytes repeat.

    Parameters
    ----------
    extracts
        All layers, each with the features that pass.
    provenance
        What the file says of data, view and licence. A day that a zip file cannot bear becomes the nearest that it can.
    sheet
        Makes each layer's style for QGIS; without it there are none.
    """
    day = min(max(provenance.day, _FIRST), _LAST)
    target = io.BytesIO()
    files = dict(_files(extracts, provenance, sheet))
    files[crate.NAME] = _text(crate.crate(files, provenance))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=6)
    return target.getvalue()
