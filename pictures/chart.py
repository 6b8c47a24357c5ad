"""The map itself: sea, land and marks within a frame, by the grammar of the page's map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from layers.symbols import DOUBLE_EDGE, DOUBLE_RING, LEVELS, SYMBOLS, Pattern, Symbol, level_of
from pictures import ground
from pictures.frame import Frame
from pictures.graticule import Graticule
from pictures.land import Land, land_for
from pictures.lettering import MM_PER_POINT
from pictures.page import Page
from pictures.palette import Palette, color_of
from pictures.paper import PageBox, Pen
from pictures.visible_marks import NOTHING, VisibleMarks


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


ISLANDS_OVER_RELIEF = 0.62
"""The opacity of the islands' tint where relief lies under it, as in map.css."""


@dataclass(frozen=True)
class Chart:
    """A map on a page.

    ``px`` is the width in points of what is one pixel on the page's map; ``relief`` tells whether sea depth and relief lie
    under it.
    """

    page: Page
    frame: Frame
    palette: Palette
    px: float = 0.75
    relief: bool = True

    def mm(self, pixels: float) -> float:
        """Return a length in millimetres of the page.

        Parameters
        ----------
        pixels
            CSS px of the page's map.
        """
        return pixels * self.px * MM_PER_POINT

    def pen(self, color: str, pixels: float, dash: Sequence[float] = (), opacity: float = 1.0) -> Pen:
        """Return a pen whose width and dashes are given in pixels of the page's map.

        Parameters
        ----------
        color
            As ``#RRGGBB``.
        pixels
            The width in CSS px of the page's map.
        dash
            Dashes and gaps by turns, in CSS px; empty for an unbroken line.
        opacity
            From 0 to 1.

        Returns
        -------
        Pen
            With width and dashes in points.
        """
        return Pen(color, pixels * self.px, tuple(step * self.px for step in dash), opacity)

    def draw(
        self, placed: Sequence[VisibleMarks], chosen: BaseGeometry = NOTHING, net: Graticule | None = None
    ) -> BaseGeometry:
        """Draw everything from the sea up, and return the land as it lies on the page.

        Parameters
        ----------
        placed
            The marks on the page, in drawing order.
        chosen
            The shapes of the places that the view marks, in page millimetres.
        net
            The frame's meridians and parallels; ``None`` draws none.

        Returns
        -------
        shapely.GeometryCollection
            Bundled land and the marks that are land, less whole archipelagos, in page millimetres.
        """
        land, coast = self._land()
        islands = [item.where(~item.is_chain) for item in placed if item.group.is_land]
        whole = shapely.GeometryCollection([*shapely.get_parts(land), *shapely.get_parts(islands)])
        relief = self._sea()
        if net is not None:
            self.page.line(net.lines, self.pen(self.palette.rule, 0.7), self.frame.box)
        for level in LEVELS:
            if level == "land":
                if relief is None:
                    self.page.area(land, self.palette.land, self.frame.box)
                else:
                    self.page.image(relief, self.frame.box, shapely.intersection(whole, self.frame.box.shape()))
                self.page.line(coast, self.pen(self.palette.land_line, 0.8), self.frame.box)
            for item in placed:
                self._marks(item, level)
        self.paint(chosen, SYMBOLS["selected"], self.palette.selected, self.frame.box)
        return whole

    def _sea(self) -> ground.Pixels | None:
        """Draw the sea and all that lies far around, and return what is to be cut by the coast; ``None`` if all is plain."""
        land = land_for(self.frame)
        if not self._reaches(land):
            return None
        if not self.relief:
            sea = self.frame.to_page(gpd.GeoSeries([land.window], crs="EPSG:4326")).iloc[0]
            self.page.area(sea, self.palette.sea, self.frame.box)
            return None
        depth, relief = ground.sea_and_land(self.frame, self.palette, self.page.ground_per_mm)
        self.page.image(depth, self.frame.box)
        pen = self.pen(self.palette.isobath, 0.7, opacity=ground.share(self.frame, ground.ISOBATHS_SHOWN))
        if pen.opacity:
            self.page.line(shapely.GeometryCollection(ground.isobaths(self.frame).tolist()), pen, self.frame.box)
        return relief

    def _reaches(self, land: Land) -> bool:
        return bool(self.frame.reaches(*shapely.get_coordinates(land.window.centroid).T).any())

    def _land(self) -> tuple[BaseGeometry, BaseGeometry]:
        """Return the bundled land on the page, and its coast."""
        land = land_for(self.frame)
        if not self._reaches(land):
            return NOTHING, NOTHING
        west, south, east, north = self.frame.bounds
        found = []
        for shapes in (land.polygons, land.coasts):
            near = shapes.cx[west:east, south:north]
            on_page: list[BaseGeometry] = self.frame.to_page(near).tolist() if len(near) else []
            found.append(shapely.GeometryCollection([shape for shape in on_page if not shape.is_empty]))
        return found[0], found[1]

    def _marks(self, item: VisibleMarks, level: str) -> None:
        """Draw the marks of a group that lie on one level: first areas, then the circles that points are known within."""
        for symbol in item.symbols:
            rows, color = item.drawn_as(symbol) & item.apart, color_of(symbol, item.group.look, self.palette)
            if level == level_of(symbol, "area"):
                areas = item.where(rows & ~item.is_point)
                (self._double_edge if symbol.double else self.paint)(areas, symbol, color, self.frame.box)
            if level == level_of(symbol, "point"):
                rings = item.where(rows & item.is_point)
                shape = shapely.GeometryCollection(self._halves(rings)) if symbol.split else rings
                self.paint(shape, symbol, color, self.frame.box)
                if symbol.double:
                    wider = shapely.buffer(shapely.get_parts(rings), self.mm(DOUBLE_RING))
                    self.paint(shapely.GeometryCollection(list(wider)), symbol, color, self.frame.box)

    def paint(self, shape: BaseGeometry, symbol: Symbol, color: str, clip: PageBox | None = None) -> None:
        """Draw shapes of the page by a symbol: their fill, then their edge.

        Parameters
        ----------
        shape
            Any geometry in page millimetres.
        symbol
            Fill, pattern and edge; its lengths are CSS px of the page's map.
        color
            As ``#RRGGBB``, of edge, tint and pattern. Land is filled in the palette's own colour.
        clip
            Page millimetres, outside of which nothing is drawn; ``None`` for no such bound.
        """
        if symbol.fill == "land":
            # The relief under the islands shows through their tint.
            self.page.area(shape, self.palette.islands, clip, ISLANDS_OVER_RELIEF if self.relief else 1.0)
        elif symbol.fill == "tint":
            self.page.area(shape, color, clip, symbol.fill_opacity)
        elif symbol.pattern is not None:
            self._fill(shape, symbol.pattern, self.pen(color, 1, opacity=symbol.fill_opacity), clip)
        if symbol.width:
            edge = self.pen(color, symbol.width, symbol.dash, symbol.opacity)
            self.page.line(shape, edge._replace(round=symbol.round), clip)

    def _fill(self, shape: BaseGeometry, pattern: Pattern, pen: Pen, clip: PageBox | None) -> None:
        """Fill polygons with lines, drawn as lines: not every program that opens an SVG or a PDF draws patterns."""
        step = self.mm(pattern.distance)
        pen = self.pen(pen.color, pattern.width, pattern.dash, pen.opacity)
        for direction in pattern.directions:
            if direction == "slanted":
                # Their distance along an edge of the page is wider than that from line to line.
                self.page.line(_hatching(shape, step * math.sqrt(2)), pen, clip)
            else:
                self.page.line(_strokes(shape, step, turned=direction == "across"), pen, clip)

    def _double_edge(self, shape: BaseGeometry, symbol: Symbol, color: str, clip: PageBox) -> None:
        """Draw a double line of which the land will cover the inner half: paths in ink and sea by turns."""
        for number, pixels in enumerate(DOUBLE_EDGE):
            ink = (color, symbol.dash) if number % 2 == 0 else (self.palette.sea, ())
            self.page.line(shape, self.pen(ink[0], pixels, ink[1]), clip)

    def _halves(self, rings: BaseGeometry) -> list[BaseGeometry]:
        return [self.right_half(ring) for ring in shapely.get_parts(rings)]

    def right_half(self, ring: BaseGeometry) -> BaseGeometry:
        """Return the right half of a circle's line, by which sources that differ split it.

        Parameters
        ----------
        ring
            A polygon in page millimetres.
        """
        west, south, east, north = ring.bounds
        return ring.boundary.intersection(shapely.box((west + east) / 2, south - 1, east + 1, north + 1))
