"""Rows of cells as text in columns: as they are for a program or a file, or wrapped to the width of a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from wcwidth import ljust, wrap
from wcwidth import width as cell_width

GAP = "  "
NARROWEST = 8
"""No column is made narrower than this, in cells of the terminal, whatever the terminal's width."""

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str) -> str:
    """Return a text on one line, without what could steer a terminal: control characters, and marks that turn its direction."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text if c not in _TURNING)
    return " ".join("".join(kept).split())


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Return rows under their head, in columns that are two spaces apart; the last column is not padded.

    Parameters
    ----------
    head, rows
        The cells' texts; all rows are as long as the head. Control characters are left out.
    width
        Of the terminal, in cells. Cells are wrapped to fit it, from the widest column on. ``None`` wraps nothing: one line a row.
    """
    table = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(cell_width, column)) for column in zip(*table, strict=True)]
    if width is not None:
        widths = _fit(widths, width - len(GAP) * (len(widths) - 1))
    return "\n".join(line for row in table for line in _lines(row, widths))


def _fit(widths: Sequence[int], room: int) -> list[int]:
    """Narrow columns, the widest first, until they fit the room; the last, which holds the sentence, keeps a third of it."""
    fitted, floors = list(widths), [NARROWEST] * (len(widths) - 1) + [max(NARROWEST, room // 3)]
    while sum(fitted) > room:
        spare = [wide - floor for wide, floor in zip(fitted, floors, strict=True)]
        widest = max((i for i, more in enumerate(spare) if more > 0), key=lambda i: fitted[i], default=None)
        if widest is None:
            break
        fitted[widest] -= 1
    return fitted


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield a row's lines; a cell is broken at spaces and after hyphens, and inside a piece that is wider than its column."""
    wrapped = [wrap(cell, wide) if cell_width(cell) > wide else [cell] for cell, wide in zip(row, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        yield GAP.join(ljust(part, wide) for part, wide in zip(parts, widths, strict=True)).rstrip()
