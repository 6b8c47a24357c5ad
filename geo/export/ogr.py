"""The formats that GDAL writes for us: GeoPackage and FlatGeobuf."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from geo.errors import NoRoom
from geo.export.extract import CRS, GEOMETRY, Extract
from geo.export.json_text import dump
from geo.export.provenance import Provenance
from geo.text.catalogue import words_of

Sheet = Callable[[Extract, Provenance], str]
"""Makes a layer's style as QGIS reads it (QML). Looks are at home above this package, which hands them in."""

STYLES = "layer_styles"
"""The table in which QGIS keeps and looks for styles in a GeoPackage."""

_SETTINGS_LOCK = Lock()


@contextmanager
def _settings(**values: str) -> Iterator[None]:
    """Hold some of GDAL's settings. They are the whole process's, so that one writer at a time may hold them."""
    import pyogrio

    with _SETTINGS_LOCK:
        before = {name: pyogrio.get_gdal_config_option(name) for name in values}
        pyogrio.set_gdal_config_options(values)
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options(before)


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a folder for a file that lives for a moment."""
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        with TemporaryDirectory() as folder:
            yield Path(folder)
    except (OSError, DataLayerError, DataSourceError) as error:
        why = " ".join(str(error).split())[-120:]
        raise NoRoom(
            f"the GeoPackage cannot be made in the folder for temporary files ({why}): make room there, or set TMPDIR to another"
        ) from error


def _write(extract: Extract, target: Path | io.BytesIO, driver: str, options: Mapping[str, Any]) -> None:
    """Write a layer with GDAL; lists as JSON text, any kind of geometry or none."""
    import pyogrio

    pyogrio.write_arrow(
        extract.table(lists=False),
        target,
        layer=extract.name,
        driver=driver,
        geometry_name=GEOMETRY,
        geometry_type="Unknown",
        crs=CRS,
        **options,
    )


def _options(extract: Extract, provenance: Provenance) -> tuple[str, str, dict[str, str]]:
    """Return a layer's title, its description in one text, and the same as metadata."""
    about = extract.about(provenance)
    return extract.title, "\n".join(text for name, text in about.items() if name != "title"), about


def _write_styles(extracts: Sequence[Extract], sheets: Sequence[str], provenance: Provenance, path: Path) -> None:
    """Write the default style of each layer as QGIS does: a table without geometry, which GDAL registers as attributes."""
    import pyarrow as pa
    import pyogrio

    same = {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_geometry_column": GEOMETRY,
        "styleSLD": "",
        "useAsDefault": True,
    }
    when = datetime.combine(provenance.day, time(), UTC)
    rows = [
        {**same, "f_table_name": item.name, "styleName": item.name, "styleQML": sheet, "description": item.title}
        | {"owner": "", "ui": "", "update_time": when}
        for item, sheet in zip(extracts, sheets, strict=True)
    ]
    table, options = pa.Table.from_pylist(rows), {"FID": "id", "IDENTIFIER": STYLES}
    pyogrio.write_arrow(table, path, layer=STYLES, driver="GPKG", geometry_name=None, layer_options=options)


def geopackage_bytes(extracts: Sequence[Extract], provenance: Provenance, sheet: Sheet | None = None) -> bytes:
    """Return layers as one GeoPackage, version 1.3; each has its title, its credit and licence, and a spatial index.

    Parameters
    ----------
    extracts
        One layer or more, in the file's order; their geometries are in EPSG:4326, lon lat.
    provenance
        What the file says of data, view and licence; its day is the one that the file is stamped with.
    sheet
        Makes each layer's style, which QGIS then shows it in; without it the file has no styles.

    Raises
    ------
    geo.errors.NoRoom
        The folder for temporary files cannot be written, or is full.
    """
    # GDAL stamps the present moment on what it writes, and the same data must give the same bytes. A file that lives for a moment
    # need not survive a power cut: waiting for the disk costs ten times the rest.
    clock = f"{provenance.day.isoformat()}T00:00:00.000Z"
    with _folder() as folder, _settings(OGR_CURRENT_DATE=clock, OGR_SQLITE_SYNCHRONOUS="OFF"):
        path = folder / "atlas.gpkg"
        for extract in extracts:
            title, description, about = _options(extract, provenance)
            options = {
                "dataset_options": {"VERSION": "1.3"},
                "layer_options": {"IDENTIFIER": title, "DESCRIPTION": description, "GEOMETRY_NAME": GEOMETRY},
                "layer_metadata": about,
            }
            _write(extract, path, "GPKG", options)
        if sheet:
            _write_styles(extracts, [sheet(extract, provenance) for extract in extracts], provenance, path)
        return path.read_bytes()


def flatgeobuf_bytes(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    """Return one layer as FlatGeobuf, less the features without a geometry, at which readers of the format stop.

    Its description and its metadata name them. It has no spatial index: one puts features into another order.

    Parameters
    ----------
    extracts
        The layer, alone; its geometries are in EPSG:4326, lon lat.
    provenance
        What the file says of data, view and licence.
    """
    (extract,) = extracts
    title, description, about = _options(extract, provenance)
    if listed := extract.listed:
        told = words_of(provenance.atlas, "en").text("files.listed", n=len(listed), ids=", ".join(listed))
        description, about = f"{description}\n{told}", {**about, "without_geometry": dump(listed)}
    target = io.BytesIO()
    layer = {"SPATIAL_INDEX": "NO", "TITLE": title, "DESCRIPTION": description}
    _write(extract.drawn, target, "FlatGeobuf", {"layer_options": layer, "layer_metadata": about})
    return target.getvalue()
