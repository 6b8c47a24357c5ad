"""The sheet: where title, map, legend, small map and credits stand on the page, and how large the text is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pictures.blocks import Paragraph, height_mm
from pictures.lettering import Letters
from pictures.paper import PageBox
from pictures.spec import Spec

SCALES = (1.0, 0.93, 0.87, 0.81, 0.75, 0.7, 0.65)
"""Sizes of the text that are tried one after another, until all of it fits."""

CARD_POINTS = 15.5
"""The body of a card's text: 10 pixels high where the card is shown 600 pixels wide."""

GAP_MM = 5.0
SMALLEST_INSET_MM = 22.0
_LYING = 1.25
"""A page that is wider than high by this much has its legend beside the map, any other below it."""


@dataclass(frozen=True)
class Sizes:
    """The sizes of the text on a page, each a multiple of the body's ``points``."""

    points: float

    @property
    def title(self) -> Letters:
        """The title."""
        return Letters(self.points * 2.05, bold=True)

    @property
    def subtitle(self) -> Letters:
        """What stands under the title."""
        return Letters(self.points * 1.06)

    @property
    def body(self) -> Letters:
        """Sentences and legend."""
        return Letters(self.points)

    @property
    def strong(self) -> Letters:
        """The heading of a block."""
        return Letters(self.points, bold=True)

    @property
    def small(self) -> Letters:
        """Credits, degrees and the scale bar."""
        return Letters(self.points * 0.8)


def sizes(spec: Spec, scale: float) -> Sizes:
    """Return the sizes of the text for a page: they grow with its area, within what an eye can read.

    Parameters
    ----------
    spec
        The picture's format, size and theme.
    scale
        A factor by which all text is smaller, one of :data:`SCALES`.

    Returns
    -------
    Sizes
        Its body has 6.6 to 13 points, that of a card :data:`CARD_POINTS`, times ``scale``.
    """
    if spec.card:
        return Sizes(CARD_POINTS * scale)
    points = math.sqrt(spec.width_mm * spec.height_mm) / 27
    return Sizes(min(max(points, 6.6), 13.0) * scale)


@dataclass(frozen=True)
class Texts:
    """The texts of a page. ``region`` stands above the small map; where it is empty there is none."""

    head: tuple[Paragraph, ...]
    about: tuple[Paragraph, ...]
    legend: tuple[Paragraph, ...] = ()
    region: tuple[Paragraph, ...] = ()
    foot: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Where things stand, in page millimetres. ``map`` is the frame itself; degrees stand in the margin about it.

    ``region`` is the small map's caption, ``inset`` its frame, ``None`` where there is no room. ``fits`` tells whether the texts
    leave the map its room.
    """

    head: PageBox
    map: PageBox
    about: PageBox
    legend: PageBox
    region: PageBox
    inset: PageBox | None
    foot: PageBox
    fits: bool


@dataclass(frozen=True)
class _Rooms:
    """The rooms of a page before the middle one is divided, and what is to go into it."""

    head: PageBox
    middle: PageBox
    foot: PageBox
    texts: Texts
    aspect: float
    edge_mm: float

    def frame(self, box: PageBox) -> PageBox:
        """Return a map's frame within its room: degrees stand left of it and below."""
        return PageBox(box.x + self.edge_mm, box.y + self.edge_mm, box.width - self.edge_mm, box.height - self.edge_mm)

    def inset(self, room: PageBox) -> tuple[PageBox, PageBox | None]:
        """Return where a small map's caption and the map stand, at the foot of a room; no map where it would be tiny."""
        if not self.texts.region:
            return PageBox(room.x, room.y, room.width, 0), None
        caption = height_mm(self.texts.region, room.width)
        height = min(room.height - caption, room.width / self.aspect)
        if height < SMALLEST_INSET_MM:
            return PageBox(room.x, room.y, room.width, 0), None
        return PageBox(room.x, room.y + height, room.width, caption), PageBox(
            room.x, room.y, height * self.aspect, height
        )


def lay_out(spec: Spec, texts: Texts, aspect: float, letters: Letters) -> Layout:
    """Return the layout of a page for its texts.

    Parameters
    ----------
    spec
        The picture's format, size and theme.
    texts
        What is written beside the map.
    aspect
        Width by height of the small map.
    letters
        How the degrees about the map are set.

    Returns
    -------
    Layout
        Its ``fits`` is false where the text is to be tried smaller.
    """
    margin = max(5.0, 0.036 * min(spec.width_mm, spec.height_mm))
    wide = spec.width_mm - 2 * margin
    head = PageBox(margin, spec.height_mm - margin - height_mm(texts.head, wide), wide, height_mm(texts.head, wide))
    foot = PageBox(margin, margin * 0.7, wide, height_mm(texts.foot, wide))
    middle = PageBox(margin, foot.top + margin * 0.35, wide, head.y - foot.top - margin * 0.7)
    rooms = _Rooms(head, middle, foot, texts, aspect, letters.line_mm + 0.4)
    return _beside(rooms) if spec.width_mm / spec.height_mm >= _LYING else _below(rooms)


def _beside(rooms: _Rooms) -> Layout:
    """Lay the texts out in a column on the map's right, the small map at its foot."""
    middle, texts = rooms.middle, rooms.texts
    column = max(56.0, middle.width * 0.265)
    frame = rooms.frame(PageBox(middle.x, middle.y, middle.width - column - GAP_MM, middle.height))
    x = middle.right - column
    about = PageBox(x, middle.top - height_mm(texts.about, column), column, height_mm(texts.about, column))
    legend = PageBox(x, about.y - 2 - height_mm(texts.legend, column), column, height_mm(texts.legend, column))
    caption, inset = rooms.inset(PageBox(x, frame.y, column, legend.y - frame.y - 2))
    return Layout(rooms.head, frame, about, legend, caption, inset, rooms.foot, fits=legend.y >= frame.y)


def _below(rooms: _Rooms) -> Layout:
    """Lay the texts out in columns below the map, the small map in the last."""
    middle, texts = rooms.middle, rooms.texts
    column = (middle.width - 2 * GAP_MM) / 3
    small = height_mm(texts.region, column) + 0.8 * column if texts.region else 0.0
    tall = max(height_mm(texts.about, column), height_mm(texts.legend, column), small)
    frame = rooms.frame(PageBox(middle.x, middle.y + tall + 3, middle.width, middle.height - tall - 3))
    about, legend, last = (PageBox(middle.x + n * (column + GAP_MM), middle.y, column, tall) for n in range(3))
    caption, inset = rooms.inset(last)
    fits = tall <= 0.36 * (middle.height + rooms.head.height)
    return Layout(rooms.head, frame, about, legend, caption, inset, rooms.foot, fits)
