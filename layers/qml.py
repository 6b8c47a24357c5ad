"""QGIS layer styles (QML) from the table of symbols, one a layer, and the formats that bear them: GeoPackage and zip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from xml.etree import ElementTree as ET

import layers
from geo.atlas import Atlas
from geo.export.archive import zip_bytes
from geo.export.extract import Extract
from geo.export.formats import FORMATS, add_format
from geo.export.ogr import geopackage_bytes
from geo.export.provenance import Provenance
from geo.text.catalogue import words_of
from layers.alone import Alone, alone
from layers.inks import INKS
from layers.qgis_filters import symbol_expression, text
from layers.qgis_symbols import Kind, add_symbol
from layers.symbols import SYMBOLS, Symbol

_VERSION = "3.22.0"
"""The oldest QGIS that the styles were tried with."""

_KINDS: dict[str, Kind] = {"Point": "Point", "LineString": "Line", "Polygon": "Polygon"}


class _Row(NamedTuple):
    """One rule and row of the legend: what it draws, of which kind of geometry, and of which period, empty for none."""

    drawn: Alone
    kind: Kind
    period: str


def _rows(extract: Extract, atlas: Atlas) -> dict[_Row, list[str]]:
    """Return the rows that a layer's features need, in the order of a legend, each with its features' ids."""
    gdf, found = extract.gdf, dict[_Row, list[str]]()
    periods = gdf["period"] if "period" in gdf else [""] * len(gdf)
    drawn = alone(gdf, extract.name, atlas)
    for ident, shape, item, period in zip(gdf["id"], extract.shapes, drawn, periods, strict=True):
        if shape is not None:
            kind = _KINDS[shape.geom_type.removeprefix("Multi")]
            found.setdefault(_Row(item, kind, period), []).append(ident)
    order = list(SYMBOLS)
    starts = list(dict.fromkeys(row.period for row in found))
    return dict(
        sorted(found.items(), key=lambda item: (starts.index(item[0].period), order.index(item[0].drawn.symbol)))
    )


def _filter(row: _Row, ids: Sequence[str], layer: str) -> str:
    """Return which features a row is for: by their properties, or by id where the views of claims settle how they look."""
    kind, look = f"geometry_type($geometry) = '{row.kind}'", layers.look(layer)
    if look.draws == "names":
        return kind
    if look.draws in {"marks", "land"}:
        return f"{kind} AND {symbol_expression(look)} = {text(row.drawn.symbol)}"
    return f'{kind} AND "id" IN ({", ".join(map(text, ids))})'


def _symbol(drawn: Alone) -> Symbol:
    """Return how a row looks; about what is only named lies a fine line, or the rings about seas would hide all else."""
    found = SYMBOLS[drawn.symbol]
    return replace(found, width=1) if drawn.look.draws == "names" else found


def _label(row: _Row, extract: Extract, atlas: Atlas) -> str:
    """Return a row's words, those that the map's legend has; a place that is only named has the layer's title."""
    legend, who = SYMBOLS[row.drawn.symbol].legend, row.drawn.who
    name = atlas.catalog.actors[who].names.en if who else ""
    return words_of(atlas, "en").text(legend, title=extract.title, name=name)


def _parents(rules: ET.Element, rows: Mapping[_Row, list[str]], titles: Mapping[str, str]) -> dict[str, ET.Element]:
    """Return where the rows of each period stand: a group of its own, so that a reader can show one period alone."""
    found = {"": rules}
    for period in dict.fromkeys(row.period for row in rows if row.period):
        told = {"key": period, "label": titles[period], "filter": f'"period" = {text(period)}'}
        found[period] = ET.SubElement(rules, "rule", told)
    return found


def _add_renderer(root: ET.Element, extract: Extract, atlas: Atlas) -> None:
    made = ET.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0", forceraster="0")
    rules, symbols = ET.SubElement(made, "rules", key="rules"), ET.SubElement(made, "symbols")
    rows = _rows(extract, atlas)
    titles = dict(zip(extract.gdf.get("period", ()), extract.gdf.get("title", ()), strict=True))
    parents = _parents(rules, rows, titles)
    for number, (row, ids) in enumerate(rows.items()):
        told = {"key": f"{row.drawn.symbol}:{number}", "symbol": str(number), "label": _label(row, extract, atlas)}
        ET.SubElement(parents[row.period], "rule", {**told, "filter": _filter(row, ids, extract.name)})
        add_symbol(symbols, str(number), _symbol(row.drawn), row.drawn.look, row.kind)


def _add_names(root: ET.Element) -> None:
    """Write the names of places, in the ink of texts with a rim of the paper's."""
    settings = ET.SubElement(ET.SubElement(root, "labeling", type="simple"), "settings", calloutType="simple")
    ink, paper = (",".join(str(int(INKS[name].light[i : i + 2], 16)) for i in (1, 3, 5)) for name in ("text", "paper"))
    style = ET.SubElement(
        settings, "text-style", fieldName="name_en", fontSize="9", fontSizeUnit="Point", textColor=f"{ink},255"
    )
    ET.SubElement(
        style, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM", bufferColor=f"{paper},255"
    )


def sheet(extract: Extract, provenance: Provenance) -> str:
    """Return a layer's style as QGIS reads it: ordered rules, each with a row of the legend, in the inks of the light theme.

    Parameters
    ----------
    extract
        The features of one layer that a view selects: only what they need is in it.
    provenance
        Of it only the opened data are read.

    Returns
    -------
    str
        QML. Rules refer to a feature's properties, or to its id under the marks, where a view of claims or a period decides.
    """
    named = layers.look(extract.name).draws == "names"
    categories = "Symbology|Labeling" if named else "Symbology"
    root = ET.Element("qgis", version=_VERSION, styleCategories=categories, labelsEnabled=str(int(named)))
    _add_renderer(root, extract, provenance.atlas)
    if named:
        _add_names(root)
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{ET.tostring(root, encoding='unicode')}\n"


def _geopackage(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    return geopackage_bytes(extracts, provenance, sheet)


def _zip(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    return zip_bytes(extracts, provenance, sheet)


add_format(replace(FORMATS["gpkg"], write=_geopackage))
add_format(replace(FORMATS["zip"], write=_zip))
