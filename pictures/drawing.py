"""Draws a picture: map, names, legend, the region as a small map, and credits, by its plan."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.text.catalogue import words_of
from geo.text.sentence import sentences
from geo.view.parameters import View
from pictures import blocks, line_names, names
from pictures.chart import Chart
from pictures.graticule import graticule
from pictures.label_placement import LabelSpace
from pictures.labels import Label, leader
from pictures.lettering import Letters
from pictures.map_elements import Inset, degrees, notice, scale_bar
from pictures.marks import gather
from pictures.page import Page
from pictures.palette import THEMES, color_of
from pictures.paper import PageBox
from pictures.plan import Plan, Subject, make_plan
from pictures.spec import Spec
from pictures.symbols import cross

_PX = 0.08
"""The width of what is one pixel on the page's map, in sizes of the text: lines grow with the letters."""


def draw(atlas: Atlas, view: View, spec: Spec) -> bytes:
    """Return a view as a picture's bytes. Runs within :func:`pictures.page.settings`.

    Parameters
    ----------
    atlas
        The opened data, of the view's article.
    view
        What is selected and shown.
    spec
        The picture's format, size and theme.

    Raises
    ------
    KeyError
        The data lack the bookmark of ``spec``.
    """
    palette, words = THEMES[spec.theme], words_of(atlas, view.lang)
    subject = Subject(atlas, view, spec, words, palette, gather(atlas, view))
    plan = make_plan(subject)
    chart = Chart(Page(spec, palette.paper), plan.frame, palette, px=plan.size.points * _PX)
    _draw_map(subject, plan, chart)
    for texts, box in (
        (plan.texts.head, plan.layout.head),
        (plan.texts.about, plan.layout.about),
        (plan.texts.legend, plan.layout.legend),
        (plan.texts.foot, plan.layout.foot),
    ):
        blocks.draw(chart, texts, box)
    _draw_inset(subject, plan, chart)
    return chart.page.save(words.text("page.title"), " ".join(sentences(atlas, view, words)))


def _draw_map(subject: Subject, plan: Plan, chart: Chart) -> None:
    """Draw the map with its names, scale bar and degrees."""
    net, box, small = graticule(plan.frame), plan.frame.box, plan.size.small
    land = chart.draw(plan.placed, shapely.GeometryCollection(list(plan.chosen)), net)
    bar = scale_bar(chart, subject.words, small)
    corner, say = notice(chart, subject.words, small)
    room = _room(plan, land, [bar, corner])
    width = min(box.width * 0.4, plan.size.points * 7.6)
    points, brief = plan.size.points, subject.spec.card
    writer = names.Writer(subject.words, subject.palette, points, width, brief)
    wanted, left_out = names.labels(plan.placed, writer)
    found = list(zip(wanted, room.place(wanted), strict=True))
    left_out += sum(place is None for _, place in found)
    _cross_out(plan, chart)
    written = [(label, place) for label, place in found if place is not None]
    _write(chart, written)
    boxes = [bar, corner, *(place.shape() for _, place in written)]
    line_names.write(chart, plan.placed, subject.words, small, boxes)
    if left_out:
        say(left_out)
    if not subject.spec.card:
        degrees(chart, net, subject.words, small)
    chart.page.line(box.shape(), chart.pen(subject.palette.quiet, 1))


def _room(plan: Plan, land: BaseGeometry, taken: list[BaseGeometry]) -> LabelSpace:
    """Return the frame with what names had better not cover: land, marks, computed lines, and above all the islands."""
    marks: list[BaseGeometry] = []
    islands: list[BaseGeometry] = []
    for item in plan.placed:
        if item.group.is_land:
            islands += [shape for shape, chain in zip(item.shapes, item.is_chain, strict=True) if not chain]
        if item.group.look.draws == "lines":
            marks.append(item.where(item.seen).buffer(0.6))
        elif not item.group.is_ground:
            marks.append(item.where(item.seen & item.apart & ~item.is_chain))
    return LabelSpace(
        frame=plan.frame.box,
        land=list(shapely.get_parts(land)),
        marks=list(shapely.get_parts(marks)),
        islands=islands,
        taken=taken,
    )


def _write(chart: Chart, labels: Sequence[tuple[Label, PageBox]]) -> None:
    """Write labels where they have their places. No line to a mark runs over one of them."""
    page, palette, frame = chart.page, chart.palette, chart.frame.box
    for label, box in labels:
        if (line := leader(label, box)) is not None:
            page.line(line, chart.pen(palette.paper, 3.4, (), 0.8), frame)
            page.line(line, chart.pen(palette.text, 1.1), frame)
    for label, box in labels:
        if label.boxed:
            page.area(box.shape(), palette.paper, frame, 0.93)
            page.line(box.shape(), chart.pen(palette.quiet, 0.8), frame)
        top = box.top - label.padding_mm
        for text, letters, color in label.lines:
            halo = None if label.boxed else palette.sea
            top -= page.lines((box.x + label.padding_mm, top), [text], letters, color, halo=halo)


def _cross_out(plan: Plan, chart: Chart) -> None:
    """Put a cross on each mark of something that has ended."""
    for item in plan.placed:
        for symbol in (symbol for symbol in item.symbols if symbol.cross):
            for number in item.drawn_as(symbol).nonzero()[0]:
                visible = item.shapes[number].intersection(plan.frame.box.shape())
                at = shapely.point_on_surface(visible if not visible.is_empty else item.shapes[number])
                cross(chart, (float(at.x), float(at.y)), 1.1, color_of(symbol, item.group.look, chart.palette))


def _draw_inset(subject: Subject, plan: Plan, chart: Chart) -> None:
    """Draw the region as a small map, where the map itself does not show it."""
    frame = plan.region
    if frame is None:
        return
    blocks.draw(chart, plan.texts.region, plan.layout.region)
    small = Chart(chart.page, frame, subject.palette, px=chart.px * 0.8, relief=False)
    Inset(small, subject.words, Letters(plan.size.points * 0.8)).draw(subject.groups, plan.placed, plan.frame)
