"""The plan of a picture: what it shows and where everything goes, with the largest text that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.messages import Messages
from geo.tables.properties import shape_of
from geo.text import party_text
from geo.text.sentence import sentences
from geo.text.view_text import tell
from geo.view.parameters import View
from pictures import card, ground
from pictures.blocks import Paragraph
from pictures.credits import colophon, credit
from pictures.extent import camera, chosen_places
from pictures.frame import Frame, aspect_of, fit
from pictures.land import land_for
from pictures.layout import SCALES, Layout, Sizes, Texts, lay_out, sizes
from pictures.legend import rows
from pictures.map_elements import outside, region
from pictures.marks import Group
from pictures.palette import Palette
from pictures.spec import Spec
from pictures.visible_marks import VisibleMarks, on_page, place

_ROUNDS = 4
_REGION_FILL = 0.84


@dataclass(frozen=True)
class Subject:
    """What is to be drawn.

    Attributes
    ----------
    atlas
        The opened data, of the view's article.
    view
        What is selected and shown.
    spec
        The picture's format, size and theme.
    words
        The catalogue of one language.
    palette
        The theme's colours.
    groups
        The marks of the view, in drawing order.
    """

    atlas: Atlas
    view: View
    spec: Spec
    words: Messages
    palette: Palette
    groups: Sequence[Group]


@dataclass(frozen=True)
class Plan:
    """A layout with the map's frame and what the frame shows. ``chosen`` are the shapes of the places that the view marks."""

    size: Sizes
    layout: Layout
    texts: Texts
    frame: Frame
    placed: Sequence[VisibleMarks]
    chosen: Sequence[BaseGeometry]

    @property
    def region(self) -> Frame | None:
        """The small map's frame, if there is one."""
        if self.layout.inset is None:
            return None
        shapes = _region(self.placed, self.frame)
        return Frame(self.layout.inset, fit(self.layout.inset, shapes, _REGION_FILL, 0))


def make_plan(subject: Subject) -> Plan:
    """Return the plan with the largest text that fits.

    Parameters
    ----------
    subject
        What is to be drawn.

    Returns
    -------
    Plan
        With the smallest text where none fits.
    """
    plans = (_settle(subject, sizes(subject.spec, scale)) for scale in SCALES)
    last = next(plans)
    while not last.layout.fits and (smaller := next(plans, None)) is not None:
        last = smaller
    return last


def _settle(subject: Subject, size: Sizes) -> Plan:
    """Return a plan for one size of text.

    Legend and credits are those of what the frame shows, and the frame leaves room for them: so both are found in rounds.
    """
    texts = _card_texts(subject, size) if subject.spec.card else _fixed_texts(subject, size)
    for _ in range(_ROUNDS):
        plan = _plan(subject, size, texts)
        found = _texts_for(subject, plan)
        if found == texts:
            break
        texts = found
    return plan


def _plan(subject: Subject, size: Sizes, texts: Texts) -> Plan:
    if subject.spec.card:
        layout = card.lay_out(subject.spec, texts)
    else:
        layout = lay_out(subject.spec, texts, aspect_of(region(subject.groups)), size.small)
    frame = Frame(layout.map, camera(subject.atlas, subject.view, subject.spec, layout.map))
    placed = [place(frame, group) for group in subject.groups]
    return Plan(size, layout, texts, frame, placed, _chosen(subject, frame))


def _chosen(subject: Subject, frame: Frame) -> list[BaseGeometry]:
    """Return the shapes of the places that a view marks. As marks of facts do, that mark rests while a period shows."""
    if subject.view.period is not None:
        return []
    places = [subject.atlas.catalog.places[name] for name in chosen_places(subject.atlas, subject.view)]
    known = [(shape_of(place, subject.atlas.catalog), place.point) for place in places]
    drawn = [(shape, point.uncertainty_m if point else 0.0) for shape, point in known if shape is not None]
    shapes = gpd.GeoSeries([shape for shape, _ in drawn], crs="EPSG:4326")
    found = on_page(frame, shapes, [radius for _, radius in drawn]) if drawn else []
    return [shape for shape in found if not shape.is_empty]


def _fixed_texts(subject: Subject, size: Sizes) -> Texts:
    """Return the texts that do not depend on the frame."""
    words, palette = subject.words, subject.palette
    first, *rest = sentences(subject.atlas, subject.view, words)
    return Texts(
        head=(
            Paragraph(words.text("page.title"), size.title, palette.text, most=1, space=0.05),
            Paragraph(party_text.subtitle(subject.atlas, words), size.subtitle, palette.text, most=2, space=0.12),
            Paragraph(party_text.neutral(subject.atlas, words), size.body, palette.quiet, most=2, space=0.1),
        ),
        about=(
            Paragraph(first, size.strong, palette.text),
            *(Paragraph(text, size.body, palette.text) for text in rest),
        ),
    )


def _card_texts(subject: Subject, size: Sizes) -> Texts:
    """Return the texts of a card, but for its credits, which depend on the frame."""
    return card.texts(tell(subject.atlas, subject.view, subject.words), subject.words, size, subject.palette)


def _texts_for(subject: Subject, plan: Plan) -> Texts:
    """Return the texts with legend, caption and credits for what a frame shows."""
    words, palette, size = subject.words, subject.palette, plan.size
    if subject.spec.card:
        return card.credited(plan.texts, credit(plan.frame, plan.placed, words), size, palette)
    beyond = not ground.covers(plan.frame)
    legend = rows(plan.placed, palette, words, chosen=bool(plan.chosen), beyond=beyond)
    foot = (
        credit(plan.frame, plan.placed, words),
        colophon(subject.atlas, subject.view, plan.frame, words),
    )
    nothing = Paragraph(words.text("picture.nothing"), size.body, palette.text)
    placed_outside = any(outside(item).any() for item in plan.placed)
    region_words = words.text("picture.region") if placed_outside else words.text("picture.around")
    caption = Paragraph(region_words, size.small, palette.quiet, most=2, space=0.15)
    return Texts(
        head=plan.texts.head,
        about=plan.texts.about,
        legend=(
            Paragraph(words.text("map.legend"), size.strong, palette.text),
            *(Paragraph(row.text, size.body, palette.text, row, most=3, space=0.25) for row in legend),
            *(() if any(item.seen.any() for item in plan.placed if not item.group.is_ground) else (nothing,)),
        ),
        region=(caption,) if placed_outside or _is_part(plan) else (),
        foot=tuple(Paragraph(text, size.small, palette.quiet, most=2, space=0.1) for text in foot),
    )


def _region(placed: Sequence[VisibleMarks], frame: Frame) -> list[BaseGeometry]:
    """Return what the small map is to show: the region of the marks, and the picture's own frame where it lies in it."""
    shown = shapely.box(*frame.bounds)
    boxes = region([item.group for item in placed])
    return [*boxes, shown] if shown.intersects(land_for(frame).window) else boxes


def _is_part(plan: Plan) -> bool:
    """Tell whether the region of the marks is clearly larger than what the frame shows."""
    whole = fit(plan.frame.box, region([item.group for item in plan.placed]), _REGION_FILL, 0)
    return whole.m_per_mm > 1.3 * plan.frame.camera.m_per_mm
