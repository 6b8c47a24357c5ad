"""Lettering: the two fonts, what they can show, and how text is measured, wrapped and cut.

Latin and Cyrillic come from Source Sans 3, as on the page's map, Japanese from IPAexGothic. Both are named by their
files, so no font of the system is ever used. All measures here need Matplotlib's settings as :mod:`pictures.page` sets them.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextToPath

from geo.paths import FONTS

FAMILY = ("Atlas Latin", "Atlas Japanese")
"""The names that our two fonts have within this process. They are our own, so that no font of the system can stand in."""

MISSING = "□"
ELLIPSIS = "…"
MM_PER_POINT = 25.4 / 72
LEADING = 1.32
"""Distance of two baselines, in sizes of the font."""


class Letters(NamedTuple):
    """How a text is set: size in points, and weight."""

    points: float
    bold: bool = False

    @property
    def line_mm(self) -> float:
        """Distance of two baselines in millimetres."""
        return self.points * LEADING * MM_PER_POINT

    @property
    def ascent_mm(self) -> float:
        """Height in millimetres above the baseline that capitals with accents, and Japanese, stay within."""
        return self.points * 0.93 * MM_PER_POINT


def _files() -> list[tuple[str, int, Path]]:
    """Return family, weight and file of each font."""
    # The package is found and not imported: its import changes Matplotlib's settings for the whole process.
    found = find_spec("matplotlib_fontja")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("the package matplotlib-fontja, which holds the Japanese font, is not installed")
    japanese = Path(found.submodule_search_locations[0]) / "fonts" / "ipaexg.ttf"
    return [
        *((FAMILY[0], weight, FONTS / f"atlas-sans-{weight}.ttf") for weight in (400, 700)),
        (FAMILY[1], 400, japanese),
        (FAMILY[1], 700, japanese),
    ]


@cache
def register_fonts() -> None:
    """Make the fonts known to Matplotlib under :data:`FAMILY`, once a process."""
    for family, weight, path in _files():
        fontManager.ttflist.append(FontEntry(fname=str(path), name=family, weight=weight))


@cache
def _characters() -> frozenset[int]:
    """Return the code points that the fonts can show, in both weights."""
    maps = [frozenset(FT2Font(str(path)).get_charmap()) for _, _, path in _files()]
    return (maps[0] & maps[1]) | maps[2]


def properties(letters: Letters) -> FontProperties:
    """Return how a text is set, as Matplotlib says it."""
    return FontProperties(family=list(FAMILY), size=letters.points, weight=700 if letters.bold else 400)


def clean(text: str) -> str:
    """Return a text as it can be drawn: on one line, without controls, with a box for what no font shows."""
    return " ".join("".join(map(_shown, unicodedata.normalize("NFC", text))).split())


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
        return ""
    return character if ord(character) in _characters() else MISSING


@lru_cache(maxsize=20_000)
def width_mm(text: str, letters: Letters) -> float:
    """Return the width of a text in millimetres.

    Parameters
    ----------
    text
        A clean text (:func:`clean`).
    letters
        How the text is set.
    """
    if not text:
        return 0.0
    width, _, _ = TextToPath().get_text_width_height_descent(text, properties(letters), False)
    return float(width) * MM_PER_POINT


def cut(text: str, limit_mm: float, letters: Letters) -> str:
    """Return a text, or as much of it as fits into a width with an ellipsis behind it.

    Parameters
    ----------
    text
        A clean text (:func:`clean`).
    limit_mm
        The width in millimetres. The ellipsis stands even where it is wider.
    letters
        How the text is set.
    """
    if width_mm(text, letters) <= limit_mm:
        return text
    kept = _fitting(text, limit_mm - width_mm(ELLIPSIS, letters), letters)
    return text[:kept].rstrip() + ELLIPSIS


def _fitting(text: str, limit_mm: float, letters: Letters) -> int:
    """Return how many characters of a text fit into a width."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_mm(text[:middle], letters) <= limit_mm:
            low = middle
        else:
            high = middle - 1
    return low


def wrap(text: str, limit_mm: float, letters: Letters, most: int = 99) -> list[str]:
    """Return a clean text as lines that fit into a width, ``most`` at most; what is left out ends in an ellipsis.

    Lines break at spaces. A word longer than a line, or Japanese, breaks where the line ends.

    Parameters
    ----------
    text
        A clean text (:func:`clean`).
    limit_mm
        The width in millimetres.
    letters
        How the text is set.
    most
        How many lines there may be.
    """
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        if len(lines) == most - 1:
            lines.append(cut(rest, limit_mm, letters))
            break
        kept = _break(rest, limit_mm, letters)
        lines.append(rest[:kept].rstrip())
        rest = rest[kept:].lstrip()
    return lines


def _break(text: str, limit_mm: float, letters: Letters) -> int:
    """Return where a line of a width ends: behind the last space that fits, else behind the last character."""
    kept = max(1, _fitting(text, limit_mm, letters))
    if kept == len(text) or text[kept] == " ":
        return kept
    space = text.rfind(" ", 0, kept)
    return space if space > 0 else kept
