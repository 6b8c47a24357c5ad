"""CSV for spreadsheets: UTF-8 with a byte order mark, RFC 4180, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

import shapely

from geo.export.extract import GEOMETRY, Extract
from geo.export.provenance import Provenance
from geo.geodesy.coordinates import DECIMALS

WKT = "WKT"
"""Name of the column of geometries; GDAL takes a column of this name for the geometry."""

_FORMULA = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?=\s*[=+\-@＝＋－＠])")
"""Where a cell begins like a formula: at its start, or after a mark that a spreadsheet with another separator cuts cells at."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def defuse(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before each place where one could begin.

    Excel, LibreOffice and Google Sheets run a cell that begins with ``=``, ``+``, ``-``, ``@`` or their full-width forms, some
    also after a tab or line break. A text that is a plain number, such as ``-1.5``, stays as it is.
    """
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub("'", text)


def csv_bytes(extracts: Sequence[Extract], _: Provenance) -> bytes:
    """Return one layer as CSV. The geometry stands last, as WKT: a spreadsheet that cuts long cells harms nothing else.

    Parameters
    ----------
    extracts
        The layer, alone.
    _
        Origin and licence, for which CSV has no place; each row names its geometry's own.

    Returns
    -------
    bytes
        Lines end in CR LF, lists are JSON text. Geometries are in EPSG:4326, lon lat, and empty for a place that is only
        listed.
    """
    (extract,) = extracts
    table = extract.table(lists=False).drop_columns([GEOMETRY])
    shapes = ["" if shape is None else shapely.to_wkt(shape, rounding_precision=DECIMALS) for shape in extract.shapes]
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow([*table.column_names, WKT])
    for row, shape in zip(table.to_pylist(), shapes, strict=True):
        writer.writerow([*(defuse(cell) if isinstance(cell, str) else cell for cell in row.values()), shape])
    return sheet.getvalue().encode("utf-8-sig")
