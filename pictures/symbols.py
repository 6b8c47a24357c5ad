"""The symbols of the legend, and the cross over what has ended: small pieces of the map's own drawing."""

from __future__ import annotations

from collections.abc import Callable

import shapely
from shapely.geometry.base import BaseGeometry

from pictures.chart import CHAIN, DOTTED, LATER, PLANNED, Chart
from pictures.legend import Row
from pictures.page import Box

Draw = Callable[[Chart, Row, Box], None]


def draw_symbol(chart: Chart, row: Row, box: Box) -> None:
    """Draw a row's symbol into a rectangle of the page."""
    _SYMBOLS.get(row.symbol, _outline)(chart, row, box)


def cross(chart: Chart, at: tuple[float, float], reach_mm: float) -> None:
    """Draw the cross that says that something has ended."""
    x, y = at
    arms = [[(x - reach_mm, y - reach_mm * turn), (x + reach_mm, y + reach_mm * turn)] for turn in (1, -1)]
    chart.page.line(shapely.MultiLineString(arms), chart.pen(chart.palette.cancelled, 2))


def _middle(box: Box) -> BaseGeometry:
    y = box.y + box.height / 2
    return shapely.LineString([(box.x, y), (box.right, y)])


def _circle(box: Box) -> BaseGeometry:
    return shapely.Point(box.x + box.width / 2, box.y + box.height / 2).buffer(box.height * 0.42, quad_segs=16)


def _land(chart: Chart, row: Row, box: Box) -> None:
    chart.page.area(box.shape(-0.3), chart.palette.islands)
    chart.page.line(box.shape(-0.3), chart.pen(row.color, 1.5))


def _hatch(chart: Chart, row: Row, box: Box) -> None:
    chart.hatch(box.shape(-0.3), row.color)


def _outline(chart: Chart, row: Row, box: Box) -> None:
    chart.page.line(box.shape(-0.7), chart.pen(row.color, 3.6, (), 0.85))


def _planned(chart: Chart, row: Row, box: Box) -> None:
    chart.page.line(box.shape(-0.3), chart.pen(row.color, 1.8, PLANNED))


def _ended(chart: Chart, row: Row, box: Box) -> None:
    _planned(chart, row, box)
    cross(chart, (box.x + box.width / 2, box.y + box.height / 2), box.height * 0.28)


def _ring(chart: Chart, row: Row, box: Box) -> None:
    chart.page.area(_circle(box), row.color, None, 0.08)
    chart.page.line(_circle(box), chart.pen(row.color, 2))


def _line(weight: float, dash: tuple[float, ...] = ()) -> Draw:
    def draw(chart: Chart, row: Row, box: Box) -> None:
        chart.page.line(_middle(box), chart.pen(row.color, weight, dash))

    return draw


def _double(dash: tuple[float, ...] = ()) -> Draw:
    def draw(chart: Chart, row: Row, box: Box) -> None:
        for inset in (-0.3, -1.15):
            chart.page.line(box.shape(inset), chart.pen(row.color, 1.4, dash))

    return draw


def _waters(chart: Chart, row: Row, box: Box) -> None:
    chart.page.area(box.shape(-0.3), row.color, None, 0.1)
    chart.page.line(box.shape(-0.3), chart.pen(row.color, 1, DOTTED))


def _unit(chart: Chart, row: Row, box: Box) -> None:
    chart.unit(box.shape(-0.3), chart.pen(row.color, 1.2), row.stroke, broken=row.broken)


def _differ(chart: Chart, row: Row, box: Box) -> None:
    right = Box(box.x + box.width / 2, box.y, box.width, box.height).shape()
    chart.page.line(_circle(box).boundary.intersection(right), chart.pen(row.color, 2.6))


def _beyond(chart: Chart, row: Row, box: Box) -> None:
    chart.page.line(box.shape(-0.3), chart.pen(row.color, 1))


_SYMBOLS: dict[str, Draw] = {
    "land": _land,
    "hatch": _hatch,
    "planned": _planned,
    "ended": _ended,
    "ring": _ring,
    "chain": _line(1.8, CHAIN),
    "line": _line(2, (6, 3)),
    "line-solid": _line(2),
    "chosen": _line(3),
    "double": _double(),
    "double-broken": _double(PLANNED),
    "double-later": _double(LATER),
    "waters": _waters,
    "period": _unit,
    "differ": _differ,
    "beyond": _beyond,
}
