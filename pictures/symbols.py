"""The symbols of the legend, and the cross over what has ended: small pieces of the map's own drawing."""

from __future__ import annotations

from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from layers.symbols import SWATCH, Symbol
from pictures.chart import Chart
from pictures.legend import Row
from pictures.paper import PageBox


def draw_symbol(chart: Chart, row: Row, box: PageBox) -> None:
    """Draw a row's symbol into a rectangle of the page.

    Parameters
    ----------
    chart
        The map and the page that it is drawn on.
    row
        A row of the legend: its symbol and colour.
    box
        Page millimetres.
    """
    small = _smaller(row.symbol)
    for shape in _shapes(chart, small, box):
        chart.paint(shape, small, row.color)
    if small.cross:
        cross(chart, (box.x + box.width / 2, box.y + box.height / 2), box.height * 0.28, row.color)


def cross(chart: Chart, at: tuple[float, float], reach_mm: float, color: str) -> None:
    """Draw the cross that says that something has ended.

    Parameters
    ----------
    chart
        The map and the page that it is drawn on.
    at
        The middle: x, y in page millimetres.
    reach_mm
        Half of its width and height, in millimetres.
    color
        As ``#RRGGBB``.
    """
    x, y = at
    arms = [[(x - reach_mm, y - reach_mm * turn), (x + reach_mm, y + reach_mm * turn)] for turn in (1, -1)]
    chart.page.line(shapely.MultiLineString(arms), chart.pen(color, 2))


def _smaller(symbol: Symbol) -> Symbol:
    dash = tuple(step * SWATCH["dash"] for step in symbol.dash)
    return replace(symbol, dash=dash, width=min(symbol.width, SWATCH["width"]))


def _shapes(chart: Chart, symbol: Symbol, box: PageBox) -> list[BaseGeometry]:
    """Return what a small symbol draws: a line, a ring or an area, twice for a double line."""
    y = box.y + box.height / 2
    if symbol.swatch == "line":
        return [shapely.LineString([(box.x, y), (box.right, y)])]
    if symbol.swatch == "ring":
        ring = shapely.Point(box.x + box.width / 2, y).buffer(box.height * 0.42, quad_segs=16)
        return [chart.right_half(ring) if symbol.split else ring]
    edge = -0.3 - chart.mm(symbol.width) * (symbol.width > 2) / 2
    return [box.shape(edge), *([box.shape(edge - chart.mm(SWATCH["inset"]))] if symbol.double else [])]
