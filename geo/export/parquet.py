"""GeoParquet 1.1: columns with their types, lists as lists, geometries as WKB."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pyproj

from geo.export.extract import CRS, GEOMETRY, Extract
from geo.export.json_text import dump
from geo.export.provenance import Provenance
from geo.geodesy.coordinates import bounds_of


def _geo(extract: Extract) -> dict[str, Any]:
    """Return the metadata that make a Parquet file a GeoParquet file (geoparquet.org, version 1.1.0)."""
    drawn = [shape for shape in extract.shapes if shape is not None]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in drawn}),
        "crs": pyproj.CRS(CRS).to_json_dict(),
        "orientation": "counterclockwise",
    }
    if drawn:
        column["bbox"] = bounds_of(drawn)
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def parquet_bytes(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    """Return one layer as GeoParquet; title, credit, licence and citation are key-value metadata of the file.

    Parameters
    ----------
    extracts
        The layer, alone; its geometries are in EPSG:4326, lon lat.
    provenance
        What the file says of data, view and licence.
    """
    import pyarrow.parquet as pq

    (extract,) = extracts
    metadata = {"geo": dump(_geo(extract)), **extract.about(provenance)}
    sink = io.BytesIO()
    pq.write_table(extract.table(lists=True).replace_schema_metadata(metadata), sink, compression="zstd")
    return sink.getvalue()
