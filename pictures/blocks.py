"""Blocks of text and symbols that are measured before they are drawn, so that a sheet can be laid out to fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pictures.chart import Chart
from pictures.legend import Row
from pictures.lettering import Letters, clean, wrap
from pictures.paper import PageBox
from pictures.symbols import draw_symbol

SYMBOL_MM = (0.78, 0.48)
"""Width and height of a symbol, in millimetres for each point of the text beside it."""


@dataclass(frozen=True)
class Paragraph:
    """A text, how it is set and its colour.

    Attributes
    ----------
    text
        Any text, which is cleaned.
    letters
        How the text is set.
    color
        As ``#RRGGBB``.
    row
        What gives it a symbol in front.
    most
        How many lines there may be.
    space
        The room below, in lines.
    """

    text: str
    letters: Letters
    color: str
    row: Row | None = None
    most: int = 8
    space: float = 0.42

    @property
    def indent_mm(self) -> float:
        """The room that the symbol takes."""
        return self.letters.points * SYMBOL_MM[0] + 1.6 if self.row else 0.0

    @property
    def gap_mm(self) -> float:
        """The room below."""
        return self.letters.line_mm * self.space

    def lines(self, width_mm: float) -> list[str]:
        """Return the text as lines that fit into a width.

        Parameters
        ----------
        width_mm
            The column's width in millimetres; the symbol takes its room from it.
        """
        return wrap(clean(self.text), width_mm - self.indent_mm, self.letters, self.most)

    def height_mm(self, width_mm: float) -> float:
        """Return how much height it takes in a column of a width.

        Parameters
        ----------
        width_mm
            The column's width in millimetres.

        Returns
        -------
        float
            Millimetres, the room below included.
        """
        return len(self.lines(width_mm)) * self.letters.line_mm + self.gap_mm


def height_mm(block: Sequence[Paragraph], width_mm: float) -> float:
    """Return how much height paragraphs take below each other.

    Parameters
    ----------
    block
        Paragraphs from the top down.
    width_mm
        The column's width in millimetres.

    Returns
    -------
    float
        Millimetres, the room below the last one included.
    """
    return sum(paragraph.height_mm(width_mm) for paragraph in block)


def draw(chart: Chart, block: Sequence[Paragraph], column: PageBox) -> float:
    """Draw paragraphs from the top of a column down and return where the last one ends.

    Parameters
    ----------
    chart
        The map and the page that it is drawn on.
    block
        Paragraphs from the top down.
    column
        Page millimetres; its height does not bound the text.

    Returns
    -------
    float
        A y in page millimetres, with the room below the last paragraph passed.
    """
    top = column.top
    for paragraph in block:
        lines, letters = paragraph.lines(column.width), paragraph.letters
        if paragraph.row is not None:
            wide, tall = (letters.points * part for part in SYMBOL_MM)
            middle = top - letters.ascent_mm * 0.62
            draw_symbol(chart, paragraph.row, PageBox(column.x, middle - tall / 2, wide, tall))
        chart.page.lines((column.x + paragraph.indent_mm, top), lines, letters, paragraph.color)
        top -= len(lines) * letters.line_mm + paragraph.gap_mm
    return top
