"""Symbols as QGIS draws them: one fill for areas, and about a point a ring of the stated radius that holds the same fill."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from xml.etree import ElementTree as ET

from layers.inks import INKS
from layers.layer import Layer
from layers.symbols import Direction, Symbol

Kind = Literal["Point", "Line", "Polygon"]
"""Kinds of geometry as QGIS names them; QGIS draws each with symbols of its own kind."""

_TYPES: dict[Kind, str] = {"Point": "marker", "Line": "line", "Polygon": "fill"}
_MM = 25.4 / 96
"""Millimetres of a CSS pixel: pixels of a screen would be too fine on paper."""

_ANGLES: dict[Direction, int] = {"along": 0, "across": 90, "slanted": 45}
_RING = 12.0
"""The least diameter of a ring in CSS px, as on the page's map."""

_CROSS = 9.0


def add_options(parent: ET.Element, values: Mapping[str, Any], name: str | None = None) -> ET.Element:
    """Add a map of values as QGIS keeps it: texts, truth values, whole numbers, and maps of them.

    Parameters
    ----------
    parent
        Where it is added.
    values
        By name.
    name
        Its own name, where it stands inside another map.
    """
    made = ET.SubElement(parent, "Option", {"type": "Map"} | ({"name": name} if name else {}))
    for key, value in values.items():
        if isinstance(value, Mapping):
            add_options(made, value, key)
        else:
            kinds = {bool: "bool", int: "int"}
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(made, "Option", name=key, type=kinds.get(type(value), "QString"), value=shown)
    return made


def _color(code: str, opacity: float = 1) -> str:
    red, green, blue = (int(code[i : i + 2], 16) for i in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def _mm(pixels: float) -> str:
    return f"{pixels * _MM:.4g}"


def _layer(symbol: ET.Element, kind: str, **options: str) -> ET.Element:
    made = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    add_options(made, options)
    return made


def _symbol(parent: ET.Element, kind: str, name: str) -> ET.Element:
    return ET.SubElement(parent, "symbol", type=kind, name=name, alpha="1", clip_to_extent="1", force_rhr="0")


def _line(symbol: ET.Element, color: str, width: float, dash: tuple[float, ...] = ()) -> None:
    """Add a line; of dashes each is as long as on the page's map, and their ends are square, or they would run together."""
    dashes = {"use_customdash": "1", "customdash": ";".join(map(_mm, dash)), "customdash_unit": "MM"} if dash else {}
    options = {"line_color": color, "line_width": _mm(width), "line_width_unit": "MM", "capstyle": "flat"}
    _layer(symbol, "SimpleLine", **options, joinstyle="round", **dashes)


def _strokes(symbol: ET.Element, look: Symbol, ink: str) -> None:
    """Add a symbol's line; a double one is a broad line with the paper's ink along its middle."""
    if not look.width:
        return
    dash = tuple(max(length, 0.1) for length in look.dash)
    if look.double:
        _line(symbol, _color(ink, look.opacity), 3 * look.width, dash)
        _line(symbol, _color(INKS["paper"].light), look.width)
    else:
        _line(symbol, _color(ink, look.opacity), look.width, dash)


def _cross(symbol: ET.Element, ink: str) -> None:
    style = {
        "name": "cross2",
        "size": _mm(_CROSS),
        "size_unit": "MM",
        "color": _color(ink),
        "outline_color": _color(ink),
    }
    _layer(symbol, "SimpleMarker", **style, outline_width=_mm(2), outline_width_unit="MM")


def _fills(symbol: ET.Element, look: Symbol, ink: str) -> None:
    if look.fill in {"tint", "land"}:
        color = _color(INKS["islands"].light if look.fill == "land" else ink, look.fill_opacity)
        _layer(symbol, "SimpleFill", color=color, style="solid", outline_style="no")
    elif look.pattern:
        for direction in look.pattern.directions:
            spacing = {"distance": _mm(look.pattern.distance), "distance_unit": "MM"}
            lines = _layer(symbol, "LinePatternFill", angle=str(_ANGLES[direction]), **spacing)
            inner = _symbol(lines, "line", "@lines@0")
            _line(inner, _color(ink, look.fill_opacity), look.pattern.width, look.pattern.dash)


def _ring(symbol: ET.Element, look: Symbol, ink: str) -> None:
    """Add a circle of the stated radius on the ground, never smaller than a ring that can be seen."""
    least = f"3x:0,0,1,{_mm(_RING)},0,0"
    options = {"name": "circle", "size": _mm(_RING), "size_unit": "RenderMetersInMapUnits"}
    made = _layer(symbol, "FilledMarker", **options, size_map_unit_scale=least)
    size = {"active": True, "expression": '2 * coalesce("uncertainty_m", 0)', "type": 3}
    properties = {"name": "", "properties": {"size": size}, "type": "collection"}
    add_options(ET.SubElement(made, "data_defined_properties"), properties)
    inner = _symbol(made, "fill", "@ring@0")
    _fills(inner, look, ink)
    _strokes(inner, look, ink)
    if look.cross:
        _cross(symbol, ink)


def add_symbol(parent: ET.Element, name: str, look: Symbol, layer: Layer, kind: Kind) -> None:
    """Add a symbol in the ink of the light theme.

    Parameters
    ----------
    parent
        The element ``symbols``.
    name
        By which a rule refers to it.
    look
        How it looks.
    layer
        Whose ink it has, where it has none of its own.
    kind
        Of the geometry that it draws.
    """
    ink = (INKS[look.ink] if look.ink else layer.ink).light
    made = _symbol(parent, _TYPES[kind], name)
    if kind == "Point":
        _ring(made, look, ink)
        return
    if kind == "Polygon":
        _fills(made, look, ink)
    _strokes(made, look, ink)
    if look.cross and kind == "Polygon":
        _cross(_symbol(_layer(made, "CentroidFill", point_on_surface="1"), "marker", "@cross@0"), ink)
