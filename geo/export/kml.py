"""KML 2.2 for Google Earth and its kin: names and descriptions for readers, every field as typed extended data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from geo.export.extract import GEOMETRY, Extract
from geo.export.provenance import Provenance

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "name_en"
TEXTS = ("statement", "note")
"""Fields that become a placemark's name and the first line of its description."""


class Style(NamedTuple):
    """How a viewer draws a feature: a colour as ``#RRGGBB``, the width of a line in pixels, how far its fill covers, 0 to 1."""

    id: str
    color: str = "#FFFFFF"
    width: float = 1
    fill: float = 0


Styles = Callable[[Extract, Provenance], Sequence[Style]]
"""Gives each feature of an extract its style, in their order. Looks are at home above this package, which hands them in."""


def _plain(extract: Extract, _: Provenance) -> list[Style]:
    """Return a thin outline for each feature: the default would be a white fill that hides what lies under it."""
    return [Style("outline")] * len(extract.gdf)


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _positions(shape: BaseGeometry) -> str:
    return " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in shapely.get_coordinates(shape))


def _add_geometry(parent: ET.Element, shape: BaseGeometry) -> None:
    """Add a geometry in KML's own elements; anything made of parts becomes a MultiGeometry."""
    if hasattr(shape, "geoms"):
        group = _add(parent, "MultiGeometry")
        for part in shape.geoms:
            _add_geometry(group, part)
    elif isinstance(shape, shapely.Polygon):
        polygon = _add(parent, "Polygon")
        rings = [("outerBoundaryIs", shape.exterior), *(("innerBoundaryIs", ring) for ring in shape.interiors)]
        for boundary, ring in rings:
            _add(_add(_add(polygon, boundary), "LinearRing"), "coordinates", _positions(ring))
    else:
        _add(_add(parent, shape.geom_type), "coordinates", _positions(shape))


def _schema_type(kind: pa.DataType) -> str:
    import pyarrow as pa

    if pa.types.is_floating(kind):
        return "double"
    if pa.types.is_integer(kind):
        return "int"
    return "bool" if pa.types.is_boolean(kind) else "string"


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _lines(texts: Iterable[str]) -> str:
    """Return texts as lines of HTML: what joins them is markup, and escapes each."""
    return str(Markup("<br/>").join(texts))


def _description(row: Mapping[str, Any]) -> str:
    """Return what a reader sees on a click. A viewer takes it for HTML, so the texts of the data are escaped for that."""
    said = next((row[name] for name in TEXTS if row.get(name)), None)
    credit = "; ".join(row[name] for name in ("geometry_source", "geometry_licence") if row.get(name))
    return _lines(line for line in (said, credit) if line)


def _kml_color(style: Style, opacity: float) -> str:
    """Return a colour as KML writes it: opacity, blue, green, red."""
    red, green, blue = (style.color[i : i + 2] for i in (1, 3, 5))
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _add_style(document: ET.Element, style: Style) -> None:
    made = _add(document, "Style", id=style.id)
    _add(_add(made, "IconStyle"), "color", _kml_color(style, 1))
    line = _add(made, "LineStyle")
    _add(line, "color", _kml_color(style, 1))
    _add(line, "width", f"{style.width:g}")
    area = _add(made, "PolyStyle")
    _add(area, "color", _kml_color(style, style.fill))
    _add(area, "fill", str(int(style.fill > 0)))


def _add_placemark(document: ET.Element, row: Mapping[str, Any], shape: BaseGeometry | None, style: Style) -> None:
    """Add one feature. Without a geometry it is listed and not drawn; a field without a value is left out."""
    placemark = _add(document, "Placemark", id=row["id"])
    _add(placemark, "name", row.get(NAME) or row["id"])
    _add(placemark, "description", _description(row))
    _add(placemark, "styleUrl", f"#{style.id}")
    data = _add(_add(placemark, "ExtendedData"), "SchemaData", schemaUrl="#fields")
    for name, value in row.items():
        if value is not None:
            _add(data, "SimpleData", _text(value), name=name)
    if shape is not None:
        _add_geometry(placemark, shape)


def kml_bytes(extracts: Sequence[Extract], provenance: Provenance, styles: Styles = _plain) -> bytes:
    """Return one layer as KML: a document with title and credit, and in it a document with the layer's fields and features.

    GDAL finds a layer without features, and its fields, only in a document inside another.

    Parameters
    ----------
    extracts
        The layer, alone.
    provenance
        What the file says of data, view and licence.
    styles
        How each feature is to look.
    """
    (extract,) = extracts
    table = extract.table(lists=False).drop_columns([GEOMETRY])
    root = ET.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    outer = _add(root, "Document")
    _add(outer, "name", extract.title)
    _add(outer, "description", _lines(extract.about(provenance).values()))
    found = styles(extract, provenance)
    for style in dict.fromkeys(found):
        _add_style(outer, style)
    document = _add(outer, "Document")
    _add(document, "name", extract.name)
    schema = _add(document, "Schema", name=extract.name, id="fields")
    for field in table.schema:
        _add(schema, "SimpleField", name=field.name, type=_schema_type(field.type))
    for row, shape, style in zip(table.to_pylist(), extract.shapes, found, strict=True):
        _add_placemark(document, row, shape, style)
    # To text and then to bytes: three times as fast as to bytes at once.
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()
