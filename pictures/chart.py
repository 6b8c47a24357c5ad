"""The map itself: sea, land and marks within a frame, by the grammar of the page's map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.tables.sides import Stroke
from pictures.frame import Frame
from pictures.graticule import Graticule
from pictures.land import land_for
from pictures.lettering import MM_PER_POINT
from pictures.marks import CONTEXT
from pictures.page import Box, Page, Pen
from pictures.palette import Palette
from pictures.placed import NOTHING, Placed, Rows

PLANNED = (6.0, 5.0)
CHAIN = (3.0, 4.0)
LATER = (1.2, 3.4)
DOTTED = (1.6, 3.6)
COMPUTED = (10.0, 6.0)
"""How lines are broken, in pixels of the page's map."""


HATCH = 7.5
STROKES = 5.5
"""Distance of a hatch's lines, measured along an edge of the page, and of a unit's strokes, in such pixels."""


def _strokes(shape: BaseGeometry, step_mm: float, *, turned: bool) -> BaseGeometry:
    """Return the lines along the page's width, or turned along its height, that lie in polygons."""
    whole = shapely.union_all(shapely.get_parts(shape))
    if whole.is_empty:
        return whole
    west, south, east, north = whole.bounds
    low, high = (west, east) if turned else (south, north)
    at = [step_mm * n for n in range(math.ceil(low / step_mm), math.floor(high / step_mm) + 1)]
    lines = [[(x, south), (x, north)] if turned else [(west, x), (east, x)] for x in at]
    return shapely.intersection(shapely.MultiLineString(lines), whole) if lines else NOTHING


def _hatching(shape: BaseGeometry, step_mm: float) -> BaseGeometry:
    """Return the lines of 45° that lie in polygons. They meet from one polygon to the next."""
    whole = shapely.union_all(shapely.get_parts(shape))
    if whole.is_empty:
        return whole
    west, south, east, north = whole.bounds
    first, last = math.floor((south - east) / step_mm), math.ceil((north - west) / step_mm)
    lines = [[(west, west + n * step_mm), (east, east + n * step_mm)] for n in range(first, last + 1)]
    return shapely.intersection(shapely.MultiLineString(lines), whole)


@dataclass(frozen=True)
class Chart:
    """A map on a page. ``px`` is the width in points of what is one pixel on the page's map."""

    page: Page
    frame: Frame
    palette: Palette
    px: float = 0.75

    def pen(self, color: str, pixels: float, dash: Sequence[float] = (), opacity: float = 1.0) -> Pen:
        """Return a pen whose width and dashes are given in pixels of the page's map."""
        return Pen(color, pixels * self.px, tuple(step * self.px for step in dash), opacity)

    def hatch(self, shape: BaseGeometry, color: str, clip: Box | None = None) -> None:
        """Fill polygons with lines of 45°, drawn as lines: not every program that opens an SVG or a PDF draws patterns."""
        self.page.line(_hatching(shape, HATCH * self.px * MM_PER_POINT), self.pen(color, 1.7), clip)

    def draw(
        self, placed: Sequence[Placed], chosen: BaseGeometry = NOTHING, net: Graticule | None = None
    ) -> BaseGeometry:
        """Draw everything from the sea up, and return the land as it lies on the page."""
        sea, land = self._ground()
        self.page.area(sea, self.palette.sea, self.frame.box)
        if net is not None:
            self.page.line(net.lines, self.pen(self.palette.rule, 0.7), self.frame.box)
        for item in placed:
            self._waters(item)
        for item in placed:
            self._area_of_others(item, placed)
        self.page.area(land, self.palette.land, self.frame.box)
        self.page.line(land, self.pen(self.palette.land_line, 0.8), self.frame.box)
        for step in (self._lines, self._rims, self._islands, self._units, self._coasts, self._areas, self._rings):
            for item in placed:
                step(item)
        self.page.line(chosen, self.pen(self.palette.selected, 3), self.frame.box)
        islands = [item.where(~item.is_chain) for item in placed if item.group.is_land]
        return shapely.GeometryCollection([*shapely.get_parts(land), *shapely.get_parts(islands)])

    def _ground(self) -> tuple[BaseGeometry, BaseGeometry]:
        """Return sea and land on the page. Beyond the bundled land there is neither: the paper stays empty."""
        land = land_for(self.frame)
        middle = shapely.get_coordinates(land.window.centroid)
        if not self.frame.reaches(*middle.T).any():
            return NOTHING, NOTHING
        west, south, east, north = self.frame.bounds
        sea = self.frame.to_page(gpd.GeoSeries([land.window], crs="EPSG:4326")).iloc[0]
        near = land.polygons.cx[west:east, south:north]
        shapes: list[BaseGeometry] = self.frame.to_page(near).tolist() if len(near) else []
        return sea, shapely.GeometryCollection([shape for shape in shapes if not shape.is_empty])

    def _breaks(self, item: Placed) -> list[tuple[tuple[float, ...], Rows]]:
        """Return for each way that a line is broken the rows that it is for."""
        broken = item.flag("planned") | item.flag("ended")
        later = item.flag("later") & ~broken
        return [((), ~broken & ~later), (PLANNED, broken), (LATER, later)]

    def _area_of_others(self, item: Placed, placed: Sequence[Placed]) -> None:
        """Draw an area that other sources name as a double outline of which the land will cover the inner half.

        A group whose islands have such an outline themselves gets none: no line is drawn twice.
        """
        if item.group.id != CONTEXT:
            return
        outlined = set(item.group.places["place"])
        tables = [other.group.places for other in placed]
        parts = {part for rows in tables for part in rows["part_of"][rows["place"].isin(outlined)].dropna()}
        wanted = item.seen & ~item.is_point & ~item.group.places["place"].isin(parts).to_numpy(dtype=bool)
        for dash, rows in self._breaks(item):
            shape, ink, sea = item.where(wanted & rows), item.group.color, self.palette.sea
            for pixels, color, pattern in ((13, ink, dash), (10, sea, ()), (9, ink, dash), (6, sea, ())):
                self.page.line(shape, self.pen(color, pixels, pattern), self.frame.box)

    def _waters(self, item: Placed) -> None:
        """Draw computed waters: a pale band with a dotted edge."""
        if item.group.symbol == "waters":
            shape, box = item.where(item.seen), self.frame.box
            self.page.area(shape, item.group.color, box, 0.1)
            self.page.line(shape, self.pen(item.group.color, 1, DOTTED), box)

    def _lines(self, item: Placed) -> None:
        """Draw computed lines: claimed ones broken, every party's alike; the line of administration whole."""
        if item.group.symbol == "line":
            whole = item.group.way is not None and item.group.way.kind == "control"
            self.page.line(
                item.where(item.seen), self.pen(item.group.color, 2, () if whole else COMPUTED), self.frame.box
            )

    def _units(self, item: Placed) -> None:
        """Draw who administered what, as patterns of one ink."""
        if item.group.symbol == "period":
            broken = item.group.way is not None and item.group.way.kind == "occupied"
            self.unit(
                item.where(item.seen), self.pen(item.group.color, 1.2), item.group.stroke, self.frame.box, broken=broken
            )

    def unit(
        self, shape: BaseGeometry, edge: Pen, stroke: Stroke | None, clip: Box | None = None, *, broken: bool = False
    ) -> None:
        """Fill polygons with a holder's strokes, broken where troops held them by no treaty, and draw their edge."""
        step, color = STROKES * self.px * MM_PER_POINT, edge.color
        pen = self.pen(color, 1.3, PLANNED if broken else ())
        if stroke in {"along", "crossed"}:
            self.page.line(_strokes(shape, step, turned=False), pen, clip)
        if stroke in {"across", "crossed"}:
            self.page.line(_strokes(shape, step, turned=True), pen, clip)
        if stroke == "slanted":
            self.page.line(_hatching(shape, step * math.sqrt(2)), pen, clip)
        if stroke == "dotted":
            self.page.line(_strokes(shape, step * 0.7, turned=False), self.pen(color, 1.8, DOTTED), clip)
        self.page.line(shape, edge, clip)

    def _rims(self, item: Placed) -> None:
        """Draw the outlines that lie under the islands: the chain's, and those of areas with events."""
        group, box = item.group, self.frame.box
        if group.is_land:
            self.page.line(item.where(item.seen & item.is_chain), self.pen(group.color, 1.6, CHAIN), box)
        elif group.symbol in {"square", "outline"} and group.id != CONTEXT and not group.is_ground:
            self.page.line(item.where(item.solid & ~item.is_point), self.pen(group.color, 5.4, (), 0.8), box)

    def _islands(self, item: Placed) -> None:
        """Draw the islands. They stay land where no fact passes, and then have no coast."""
        if item.group.is_land:
            self.page.area(item.where(~item.is_chain), self.palette.islands, self.frame.box)

    def _coasts(self, item: Placed) -> None:
        """Draw the islands' coast, above the pattern of who administered them."""
        if item.group.is_land:
            coast = item.where(item.seen & ~item.is_chain)
            self.page.line(coast, self.pen(item.group.color, 1.3), self.frame.box)

    def _areas(self, item: Placed) -> None:
        """Draw hatches over areas, and the dashed outlines of what is only planned or has ended."""
        group, box = item.group, self.frame.box
        if group.is_land or group.is_ground or group.id == CONTEXT:
            return
        if group.symbol == "hatch":
            self.hatch(item.where(item.solid & ~item.is_point), group.color, box)
        ended = item.seen & item.flag("ended")
        planned = item.seen & item.flag("planned") & ~ended
        self.page.line(item.where(planned & ~item.is_point), self.pen(group.color, 2, PLANNED), box)
        self.page.line(item.where(ended & ~item.is_point), self.pen(self.palette.cancelled, 2, PLANNED), box)

    def _rings(self, item: Placed) -> None:
        """Draw the circles that points are known within: two for other sources, with a split where sources differ."""
        group, box = item.group, self.frame.box
        if group.is_land or group.is_ground:
            return
        others, wanted = group.id == CONTEXT, item.seen & item.is_point & item.apart
        if not others:
            self.page.area(item.where(wanted & item.solid), group.color, box, 0.08)
        for dash, rows in self._breaks(item):
            for ended in (False, True):
                shape = item.where(wanted & rows & (item.flag("ended") == ended))
                color = self.palette.cancelled if ended and not others else group.color
                self.page.line(shape, self.pen(color, 1.8 if others else 2, dash), box)
                if others:
                    wider = shapely.buffer(shapely.get_parts(shape), 4 * self.px * MM_PER_POINT)
                    self.page.line(shapely.GeometryCollection(list(wider)), self.pen(color, 1.8, dash), box)
        self._splits(item, wanted & item.flag("differ"))

    def _splits(self, item: Placed, wanted: Rows) -> None:
        """Draw the right half of a ring in the colour of what sources differ about."""
        for number in np.flatnonzero(wanted):
            ring, box = item.shapes[number].boundary, item.shapes[number].bounds
            middle = (box[0] + box[2]) / 2
            half = ring.intersection(shapely.box(middle, box[1] - 1, box[2] + 1, box[3] + 1))
            self.page.line(half, self.pen(self.palette.differ, 2.6), self.frame.box)
