"""What is written on the map: the islands' names in their own scripts, and for each place with facts what it bears."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.messages import Messages
from geo.text.measures import distance
from layers.inks import INKS
from layers.outcomes import told_of
from layers.symbols import SYMBOLS
from pictures.labels import Label, Line
from pictures.lettering import Letters, clean, wrap
from pictures.palette import Palette
from pictures.visible_marks import VisibleMarks

MOST_LABELS, FEWEST_LABELS, MANY_PLACES = 16, 6, 40
"""How many places with facts are written about, those with the most facts first: the fewest where there are many places."""

_LEAST_MM = 50.0
"""Islands are named one by one where all of them together are longer than this on the page."""

BRIEF_LABELS = 4
"""How many places beside the islands are named on a card, those of most facts."""

Mark = tuple[VisibleMarks, int]
"""A mark: a group on the page, and the row of a place in it."""


@dataclass(frozen=True)
class Writer:
    """Writes labels: the words, the colours, the size of the text in points, and the width that a label may take.

    ``brief`` leaves islands their names, and boxes their names and counts: what is read small has no room for roles and
    precision, which the marks show.
    """

    words: Messages
    palette: Palette
    points: float
    width_mm: float
    brief: bool = False

    def lines(self, text: str, color: str, size: float = 0.86, *, bold: bool = False, most: int = 3) -> list[Line]:
        """Return a text as wrapped lines of a label.

        Parameters
        ----------
        text
            Any text, which is cleaned.
        color
            As ``#RRGGBB``.
        size
            A multiple of the writer's ``points``.
        bold
            Whether the text is bold.
        most
            How many lines there may be; what is left out ends in an ellipsis.
        """
        letters = Letters(self.points * size, bold)
        return [Line(part, letters, color) for part in wrap(clean(text), self.width_mm, letters, most)]

    def names(self, row: Any) -> list[Line]:
        """Return a place's names: that in Latin letters, then both sides' in their own scripts.

        Parameters
        ----------
        row
            A row of ``Group.places`` as a named tuple.
        """
        own = " · ".join(name for name in row.own if isinstance(name, str))
        # A long name that explains itself behind a colon breaks there.
        head, colon, tail = str(row.name).partition(": ")
        return [
            *self.lines(head + colon.strip(), self.palette.text, 1.0, bold=True),
            *self.lines(tail, self.palette.text, 1.0, bold=True),
            *self.lines(own, self.palette.text, 0.92, most=2),
        ]

    def precision(self, row: Any) -> list[Line]:
        """Return how exactly a place is known.

        Parameters
        ----------
        row
            A row of ``Group.places`` as a named tuple; its ``uncertainty_m`` is in metres.
        """
        word = self.words.text(f"map.precision.{row.precision}")
        if not np.isnan(row.uncertainty_m):
            word = self.words.text("map.within", word=word, distance=distance(row.uncertainty_m, self.words))
        return self.lines(word, self.palette.quiet, 0.8)

    def counts(self, item: VisibleMarks, row: Any) -> list[Line]:
        """Return how many facts a layer has at a place, and in which roles; of other sources, what became of them and when.

        Parameters
        ----------
        item
            The layer's marks on the page.
        row
            A row of ``item.group.places`` as a named tuple.
        """
        words, group = self.words, item.group
        key = "map.context" if group.is_others else f"layer.{group.id}"
        title = words.text(key) if words.has(key) else group.id
        color = group.look.ink.of(self.palette.theme)
        lines = self.lines(words.text("picture.count", title=title, n=row.facts), color, 0.9, bold=True)
        if self.brief:
            return lines
        texts = list(self._told(item, row.place) if group.is_others else self._roles(item, row.place))
        symbol = SYMBOLS[row.sign] if row.sign else None
        if group.is_others or (symbol and symbol.years):
            years = [str(year) for year in (row.year_first, row.year_last) if isinstance(year, str)]
            texts.append(("✕ " if symbol and symbol.cross else "") + "–".join(dict.fromkeys(years)))
        return lines + self.lines(", ".join(text for text in texts if text.strip()), self.palette.quiet, 0.8)

    def _roles(self, item: VisibleMarks, place: str) -> Iterator[str]:
        here = item.group.features[item.group.features["place"] == place]
        for name, n in here["role"].value_counts(sort=False).items():
            yield self.words.text(f"map.role.{name}", n=int(n))

    def _told(self, item: VisibleMarks, place: str) -> Iterator[str]:
        """Yield what became of things at a place, and how often."""
        here = item.group.features[item.group.features["place"] == place]
        for message, n in Counter(map(told_of, here["states"][here["lifecycle"].notna()])).items():
            if message is not None:
                yield self.words.text("picture.times", n=n, what=self.words.text(message))


def _row(mark: Mark) -> Any:
    item, number = mark
    return next(item.group.places.iloc[[number]].itertuples())


def labels(placed: Sequence[VisibleMarks], writer: Writer) -> tuple[list[Label], int]:
    """Return what is written on the map, in the order in which it takes its place, and how many places are left out.

    Islands come first, the smallest before the larger as they have the least room, then places by their number of facts.

    Parameters
    ----------
    placed
        The marks on the page, in drawing order.
    writer
        What makes their lines.

    Returns
    -------
    tuple
        The labels, their shapes in page millimetres, and the number of places for which there is none.
    """
    at: dict[str, list[Mark]] = {}
    for item in placed:
        if not item.group.is_land and not item.group.is_ground:
            for number in np.flatnonzero(item.seen):
                at.setdefault(str(item.group.places["place"].iloc[number]), []).append((item, int(number)))
    land = [item for item in placed if item.group.is_land]
    named = list(_land_labels(land, at, writer)) if _length_mm(land) > _LEAST_MM else []
    islands = {str(place) for item in land for place in item.group.places["place"]}
    others = sorted((name for name in at if name not in islands), key=lambda name: -_facts(at[name]))
    unnamed = 0 if named else len(islands & set(at))
    most = BRIEF_LABELS if writer.brief else MOST_LABELS if len(others) <= MANY_PLACES else FEWEST_LABELS
    written = [_place_label(at[name], writer) for name in others[:most]]
    return [*sorted(named, key=lambda label: label.shape.area), *written], len(others[most:]) + unnamed


def _facts(marks: Sequence[Mark]) -> int:
    return sum(int(item.group.places["facts"].iloc[number]) for item, number in marks)


def _length_mm(land: Sequence[VisibleMarks]) -> float:
    """Return how long all islands together are on the page, the chain apart."""
    west, south, east, north = shapely.total_bounds([item.where(~item.is_chain) for item in land])
    return float(np.nan_to_num(np.hypot(east - west, north - south)))


def _land_labels(land: Sequence[VisibleMarks], at: dict[str, list[Mark]], writer: Writer) -> Iterator[Label]:
    """Yield the names of islands and chain, each with what other layers have there."""
    islands = shapely.STRtree(shapely.get_parts(shapely.get_parts([item.where(~item.is_chain) for item in land])))
    for item in land:
        for number, (shape, chain, seen) in enumerate(zip(item.shapes, item.is_chain, item.seen, strict=True)):
            # A chain is named beside those of its islands that have no name of their own here.
            own = _apart(shape, islands) if chain else shape
            row = _row((item, number))
            if own.is_empty or (chain and not seen and row.place not in at):
                continue
            counted = () if writer.brief else at.get(row.place, ())
            counts = [line for mark in counted for line in writer.counts(mark[0], _row(mark))]
            yield Label(own, (*writer.names(row), *counts))


def _apart(shape: BaseGeometry, islands: shapely.STRtree) -> BaseGeometry:
    """Return the parts of a shape that meet none of some islands."""
    parts = shapely.get_parts(shape)
    met, _ = islands.query(parts, predicate="intersects")
    return shapely.MultiPolygon(list(np.delete(parts, np.unique(met))))


def _place_label(marks: Sequence[Mark], writer: Writer) -> Label:
    """Return what is written at one place: its names, what each layer has there, and how exactly it is known."""
    rows = [_row(mark) for mark in marks]
    lines = writer.names(rows[0])
    for (item, _), row in zip(marks, rows, strict=True):
        lines += writer.counts(item, row)
    if writer.brief:
        return Label(marks[0][0].shapes[marks[0][1]], tuple(lines), boxed=True)
    if any(row.differ for row in rows):
        lines += writer.lines(writer.words.text("map.differ"), INKS["differ"].of(writer.palette.theme), 0.8)
    lines += writer.precision(rows[0])
    if any(row.wider for row in rows):
        lines += writer.lines(writer.words.text("map.four_or_wider"), writer.palette.quiet, 0.8)
    item, number = marks[0]
    return Label(item.shapes[number], tuple(lines), boxed=True)
