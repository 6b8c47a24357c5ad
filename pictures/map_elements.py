"""What stands on and about the map beside the marks: scale bar, degrees, and the region as a small map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.messages import Messages
from layers.rules import Shape, symbol_of
from pictures.chart import Chart
from pictures.frame import Frame
from pictures.graticule import Graticule
from pictures.label_placement import LabelSpace
from pictures.labels import Label, Line
from pictures.land import GRADES, read_land
from pictures.lettering import Letters, clean, cut, width_mm
from pictures.marks import Group
from pictures.paper import PageBox
from pictures.visible_marks import Rows, VisibleMarks, place

MOST_OUTSIDE = 8
BAR_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def scale_bar(chart: Chart, words: Messages, letters: Letters) -> BaseGeometry:
    """Draw a bar of a round length in the frame's lower left corner, true there, and return the room that it takes.

    Parameters
    ----------
    chart
        The map and the page that it is drawn on.
    words
        The catalogue of one language.
    letters
        How the text is set.

    Returns
    -------
    shapely.Polygon
        A rectangle in page millimetres.
    """
    box, page, palette = chart.frame.box, chart.page, chart.palette
    at = (box.x + 0.16 * box.width, box.y + 4)
    lengths = [(km, chart.frame.geodesic_mm(at, km * 1000.0)) for km in BAR_KM]
    km, length = next((item for item in reversed(lengths) if item[1] <= box.width * 0.27), lengths[0])
    x, y, tall = box.x + 4, box.y + 3.4, 0.9
    for number in range(4):
        part = PageBox(x + number * length / 4, y, length / 4, tall).shape()
        page.area(part, palette.text if number % 2 == 0 else palette.paper, box)
        page.line(part, chart.pen(palette.text, 0.7), box)
    label = clean(words.text("map.distance", km=f"{km:g}"))
    for text, where, align in (
        ("0", x, "left"),
        (f"{km / 2:g}", x + length / 2, "center"),
        (label, x + length, "left"),
    ):
        page.text((where, y + tall + 0.9), text, letters, palette.text, align=align, halo=palette.sea, clip=box)
    return PageBox(x - 1, y - 1, length + width_mm(label, letters) + 3, letters.line_mm + 4).shape()


def notice(chart: Chart, words: Messages, letters: Letters) -> tuple[BaseGeometry, Callable[[int], None]]:
    """Keep the lower right corner free for one sentence, and return that room and what writes it: so many names are left out.

    Parameters
    ----------
    chart
        The map and the page that it is drawn on.
    words
        The catalogue of one language.
    letters
        How the text is set.

    Returns
    -------
    tuple
        A rectangle in page millimetres, as wide as the sentence of 99 names; a function of the number of names.
    """
    box, widest = chart.frame.box, clean(words.text("picture.left_out", n=99))
    right, y = box.right - 1.6, box.y + 1.8

    def write(n: int) -> None:
        text = clean(words.text("picture.left_out", n=n))
        chart.page.text((right, y), text, letters, chart.palette.quiet, align="right", halo=chart.palette.sea, clip=box)

    return PageBox(right - width_mm(widest, letters), box.y, width_mm(widest, letters), letters.line_mm).shape(), write


def degrees(chart: Chart, net: Graticule, words: Messages, letters: Letters) -> None:
    """Write the degrees of meridians below the frame and of parallels left of it.

    Parameters
    ----------
    chart
        The map and the page that it is drawn on.
    net
        The frame's meridians and parallels.
    words
        The catalogue of one language.
    letters
        How the text is set.
    """
    box, page = chart.frame.box, chart.page
    for lon, x in net.meridians:
        turned = (lon + 180) % 360 - 180
        text = words.text("picture.west" if turned < 0 else "picture.east", degrees=f"{abs(turned):g}")
        if box.x + 4 < x < box.right - 4:
            page.text((x, box.y - letters.ascent_mm - 0.5), clean(text), letters, chart.palette.quiet, align="center")
    for lat, y in net.parallels:
        text = words.text("picture.south" if lat < 0 else "picture.north", degrees=f"{abs(lat):g}")
        if box.y + 4 < y < box.top - 4:
            page.text((box.x - 0.9, y), clean(text), letters, chart.palette.quiet, align="center", turn=90)


@dataclass(frozen=True)
class Inset:
    """The region as a small map, with the frame of the picture, and the places with facts that lie outside of it."""

    chart: Chart
    words: Messages
    letters: Letters

    def draw(self, groups: Sequence[Group], placed: Sequence[VisibleMarks], shown: Frame) -> None:
        """Draw it.

        Parameters
        ----------
        groups
            The marks of the view, in drawing order.
        placed
            The marks as the picture's own frame has them.
        shown
            The picture's own frame.
        """
        chart, box = self.chart, self.chart.frame.box
        quiet = [_quiet(group) for group in groups if group.is_land]
        chart.draw([place(chart.frame, group) for group in quiet])
        outline = _outline(chart.frame, shown)
        chart.page.line(outline, chart.pen(chart.palette.selected, 1.6), box)
        labels = self._labels(placed)
        dots = [label.shape for label, _ in labels]
        room = LabelSpace(frame=box, marks=dots, rivals=dots, taken=[outline.envelope], reach_mm=7.0)
        for label, color in labels:
            chart.page.area(label.shape, color, box)
        for (label, _), found in zip(labels, room.place([label for label, _ in labels]), strict=True):
            if found is not None:
                line = label.lines[0]
                at = (found.x + label.padding_mm, found.y + label.padding_mm + 0.24 * line.letters.line_mm)
                chart.page.text(at, line.text, line.letters, line.color, halo=chart.palette.sea, clip=box)
        chart.page.line(box.shape(), chart.pen(chart.palette.quiet, 0.8))

    def _labels(self, placed: Sequence[VisibleMarks]) -> list[tuple[Label, str]]:
        """Return a mark and a label for each place outside the picture's frame, with its number of facts."""
        facts: dict[str, int] = {}
        rows: dict[str, tuple[Any, str]] = {}
        for item in placed:
            for row in item.group.places[outside(item)].itertuples():
                name = str(row.place)
                facts[name] = facts.get(name, 0) + int(row.facts)  # type: ignore[arg-type]
                rows.setdefault(name, (row, item.group.look.ink.of(self.chart.palette.theme)))
        found = []
        for name in sorted(rows, key=lambda place: -facts[place])[:MOST_OUTSIDE]:
            row, color = rows[name]
            lon, lat = shapely.get_coordinates(row.geometry.centroid)[0]
            x, y = self.chart.frame.point(float(lon), float(lat))
            short = cut(clean(str(row.name)), self.chart.frame.box.width * 0.5, self.letters)
            text = self.words.text("picture.count", title=short, n=facts[name])
            line = Line(text, self.letters, self.chart.palette.text)
            found.append((Label(PageBox(x - 0.8, y - 0.8, 1.6, 1.6).shape(), (line,)), color))
        return found


def _quiet(group: Group) -> Group:
    """Return land as it lies where no fact of it passes: without coasts and chains."""
    shapes: list[Shape] = ["chain" if chain else "area" for chain in group.places["chain"]]
    symbols = pd.Series([symbol_of(group.look.rules, shape, ()) for shape in shapes], group.places.index, dtype=object)
    return replace(group, places=group.places.assign(passing=False, symbol=symbols))


def _outline(frame: Frame, shown: Frame) -> BaseGeometry:
    """Return what a frame shows as it lies in another one; never smaller than can be seen."""
    edge = shapely.get_coordinates(shapely.segmentize(shown.box.shape(), 5))
    found = shapely.Polygon([frame.point(*shown.lonlat(x, y)) for x, y in edge])
    return found if found.area > 4 else found.centroid.buffer(1.4, cap_style="square")


def outside(item: VisibleMarks) -> Rows:
    """Tell for each row whether it has facts and lies outside the picture's frame, where the small map shows it.

    Parameters
    ----------
    item
        Marks on the page of the picture's own frame.

    Returns
    -------
    numpy.ndarray
        Shape (n,), bool, one a row of ``item.group.places``; all false for land and what lies under the marks.
    """
    if item.group.is_land or item.group.is_ground or not item.shapes:
        return np.zeros(len(item.shapes), dtype=bool)
    west, south, east, north = read_land(GRADES[-1][0]).window.bounds
    bounds = item.group.places.geometry.bounds
    known = (bounds["minx"] > west) & (bounds["miny"] > south) & (bounds["maxx"] < east) & (bounds["maxy"] < north)
    return np.asarray(item.flag("passing") & ~item.seen & known.to_numpy(dtype=bool))


def region(groups: Sequence[Group]) -> list[BaseGeometry]:
    """Return the rectangles that the small map is to show: of all marks that lie where the bundled land is known.

    Parameters
    ----------
    groups
        The marks of the view, in drawing order.

    Returns
    -------
    list of shapely.Polygon
        EPSG:4326, lon lat: one a layer with such marks, or the window of the bundled land.
    """
    window = read_land(GRADES[-1][0]).window
    west, south, east, north = window.bounds
    found = [group.places.geometry.bounds for group in groups if len(group.places) and not group.is_ground]
    inside = [
        rows[(rows["minx"] > west) & (rows["miny"] > south) & (rows["maxx"] < east) & (rows["maxy"] < north)]
        for rows in found
    ]
    boxes = [shapely.box(*rows.min()[:2], *rows.max()[2:]) for rows in inside if len(rows)]
    return boxes or [window]
