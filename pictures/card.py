"""The card of a shared link: a title that is read at half its size, the map beside it, both sides' names, and the source."""

from __future__ import annotations

from geo.messages import Messages
from geo.text.view_text import Told
from pictures.blocks import Paragraph, height_mm
from pictures.layout import Layout, Sizes, Texts
from pictures.lettering import Letters
from pictures.palette import Palette
from pictures.paper import PageBox
from pictures.spec import Spec

_COLUMN = 0.42
"""How much of the width the texts have; the map has the rest, up to the edges."""
_MARGIN_MM = 9.0
_GAP_MM = 6.0
_LONG = 90
"""Letters from which a title is set smaller."""


def texts(told: Told, words: Messages, size: Sizes, palette: Palette) -> Texts:
    """Return the texts of a card without its credits.

    Parameters
    ----------
    told
        The view in words.
    words
        The catalogue of one language.
    size
        The sizes of the text.
    palette
        The theme's colours.
    """
    title = Letters(size.points * (1.55 if len(told.title) > _LONG else 2.0), bold=True)
    lines = (Paragraph(line, size.body, palette.text, most=4, space=0.3) for line in told.lines)
    return Texts(
        head=(
            Paragraph(words.text("page.title"), size.strong, palette.quiet, most=1, space=0.5),
            Paragraph(told.title, title, palette.text, most=9, space=0.35),
        ),
        about=(*lines, Paragraph(told.source, size.strong, palette.text, most=2, space=0.2)),
    )


def credited(found: Texts, credit: str, size: Sizes, palette: Palette) -> Texts:
    """Return the texts of a card with its credits.

    Parameters
    ----------
    found
        The other texts.
    credit
        Whom the geometry in the frame is owed to, with licences.
    size
        The sizes of the text.
    palette
        The theme's colours.
    """
    small = Letters(size.points * 0.52)
    return Texts(head=found.head, about=found.about, foot=(Paragraph(credit, small, palette.quiet, most=5, space=0),))


def lay_out(spec: Spec, found: Texts) -> Layout:
    """Return where things stand: the texts in a column on the left, the map on the right up to three edges.

    Parameters
    ----------
    spec
        The picture's format, size and theme.
    found
        What is written beside the map.
    """
    column = spec.width_mm * _COLUMN - _MARGIN_MM
    head, about, foot = (height_mm(block, column) for block in (found.head, found.about, found.foot))
    top = spec.height_mm - _MARGIN_MM
    x, y = _MARGIN_MM + column + _GAP_MM, top - head - about
    nothing = PageBox(_MARGIN_MM, 0, column, 0)
    return Layout(
        head=PageBox(_MARGIN_MM, top - head, column, head),
        map=PageBox(x, 0, spec.width_mm - x, spec.height_mm),
        about=PageBox(_MARGIN_MM, y, column, about),
        legend=nothing,
        region=nothing,
        inset=None,
        foot=PageBox(_MARGIN_MM, _MARGIN_MM * 0.7, column, foot),
        fits=y >= _MARGIN_MM * 0.7 + foot + 2,
    )
