"""Media types of the files that an export may hold, by the ending of their names."""

from __future__ import annotations

from geo.export.geojson_file import MEDIA_TYPE

MEDIA_TYPES: dict[str, str] = {
    "cff": "application/yaml",
    "csv": "text/csv; charset=utf-8; header=present",
    "fgb": "application/flatgeobuf",
    "geojson": MEDIA_TYPE,
    "gpkg": "application/geopackage+sqlite3",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "kml": "application/vnd.google-earth.kml+xml",
    "parquet": "application/vnd.apache.parquet",
    "qml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}
"""By the ending, without its dot."""
