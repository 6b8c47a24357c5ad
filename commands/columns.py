"""Rows of cells as text in columns: as they are for a program or a file, or wrapped to the width of a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
NARROWEST = 8
"""No column is made narrower than this, in cells of the terminal, whatever the terminal's width."""

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = re.compile(r"[^\s-]*-+|[^\s-]+|\s+")


def plain(text: str) -> str:
    """Return a text on one line, without what could steer a terminal: control characters, and marks that turn its direction."""
    kept = (" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text if c not in _TURNING)
    return " ".join("".join(kept).split())


def cells_of(text: str) -> int:
    """Return how many cells of a terminal a text takes: Japanese characters take two, combining marks none."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


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
    widths = [max(map(cells_of, column)) for column in zip(*table, strict=True)]
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
    wrapped = [list(_wrap(cell, wide)) for cell, wide in zip(row, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield GAP.join(_pad(part, wide) for part, wide in zip(parts, widths, strict=True)).rstrip()


def _pad(text: str, width: int) -> str:
    return text + " " * (width - cells_of(text))


def _wrap(text: str, width: int) -> Iterator[str]:
    """Yield a text's lines: broken at spaces and after hyphens, and inside a piece that is wider than the line."""
    if cells_of(text) <= width:
        yield text
        return
    line = ""
    for piece in _pieces(text, width):
        if cells_of(line) + cells_of(piece.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    if line:
        yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for piece in _BREAKS.findall(text):
        start = used = 0
        for position, character in enumerate(piece):
            used += _cells(character)
            if used > width:
                yield piece[start:position]
                start, used = position, _cells(character)
        yield piece[start:]
