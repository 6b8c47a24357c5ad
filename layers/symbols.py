"""How each mark looks, once: what the map's scripts, pictures, legends and KML draw by a symbol's id.

Lengths are in CSS pixels of the page's map; a picture scales them all by one factor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

LEVELS: dict[str, int] = {
    "ground": 201,
    "isobaths": 202,
    "waters": 203,
    "context": 205,
    "land": 210,
    "lines": 370,
    "rims": 380,
    "islands": 390,
    "units": 395,
    "marks": 410,
    "halo": 430,
}
"""What lies above what, the lowest first: the map's panes with their z-index. On ``land`` lies the bundled land alone, on
``ground`` and ``isobaths`` what is under it."""

Direction = Literal["along", "across", "slanted"]
Fill = Literal["none", "tint", "land", "pattern"]
Swatch = Literal["area", "ring", "line"]

SWATCH = {"dash": 0.75, "width": 3.4, "inset": 3.6}
"""A symbol in a legend is small: its dashes shrink by a factor, no line is wider than this, a double line is so far apart."""

DOUBLE_EDGE: tuple[float, ...] = (13, 10, 9, 6)
"""An area's double line lies outside its coast, under the land: widths of paths, each above the last, in ink and sea by turns."""

DOUBLE_RING = 4.0
"""How much wider the second ring about a point is."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lines that fill an area, at one distance and weight.

    Attributes
    ----------
    directions
        Along the page, across it, or slanted by 45°.
    distance
        From line to line, in CSS px of the page's map.
    width
        CSS px.
    dash
        Dashes and gaps by turns, in CSS px; empty for unbroken lines.
    """

    directions: tuple[Direction, ...]
    distance: float = 8
    width: float = 1.6
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Symbol:
    """How one kind of mark looks.

    ``legend`` is the message of its row, of which ``{title}`` becomes the layer's title and ``{name}`` whom the mark tells of;
    without one the legend does not name it. ``ink`` names an ink; without one the layer's own is meant. ``double`` draws the
    line twice, ``cross`` sets a cross on it, ``split`` draws the right half of a ring, ``years`` writes years and no number.
    """

    id: str
    level: str
    legend: str = ""
    swatch: Swatch = "area"
    ink: str | None = None
    width: float = 0
    opacity: float = 1
    dash: tuple[float, ...] = ()
    round: bool = False
    fill: Fill = "none"
    fill_opacity: float = 1
    pattern: Pattern | None = None
    double: bool = False
    cross: bool = False
    split: bool = False
    years: bool = False


_PLANNED, _GUESSED, _BROKEN = (6.0, 5.0), (7.0, 4.0, 1.0, 4.0), (5.0, 3.0)


def _line(ident: str, level: str, legend: str, dash: tuple[float, ...] = (), width: float = 2) -> Symbol:
    return Symbol(ident, level, legend, "line", width=width, dash=dash)


def _absent(ident: str, legend: str, dash: tuple[float, ...]) -> Symbol:
    """Return the symbol of what does not stand there: a broken line and no fill, whatever the shape."""
    return Symbol(ident, "marks", legend, width=2, dash=dash)


def _others(ident: str, legend: str, dash: tuple[float, ...] = ()) -> Symbol:
    """Return a symbol of what other sources add: hollow, with a double line."""
    return Symbol(ident, "context", legend, ink="context", width=1.8, dash=dash, double=True)


def _unit(ident: str, legend: str, pattern: Pattern) -> Symbol:
    return Symbol(ident, "units", legend, width=1.2, fill="pattern", fill_opacity=0.9, pattern=pattern)


def _held(direction: Direction) -> tuple[Symbol, Symbol]:
    """Return how units look that one holder administers, and that its troops hold by no treaty."""
    return (
        _unit(f"held-{direction}", "map.way.held", Pattern((direction,))),
        _unit(f"occupied-{direction}", "map.way.occupied", Pattern((direction,), dash=_BROKEN)),
    )


SYMBOLS: dict[str, Symbol] = {
    symbol.id: symbol
    for symbol in (
        Symbol("waters", "waters", "map.way.waters", width=1, dash=(2, 4), fill="tint", fill_opacity=0.1),
        _line("claimed", "lines", "map.way.claim", (10, 6)),
        _line("control", "lines", "map.way.control"),
        *_held("along"),
        *_held("across"),
        *_held("slanted"),
        _unit("joint", "map.way.joint", Pattern(("along", "across"), width=1.2)),
        _unit("undetermined", "map.way.undetermined", Pattern(("along",), width=1.8, dash=(1.2, 6.8))),
        Symbol("land", "islands", fill="land"),
        Symbol("island", "islands", "map.layer_facts", width=1.5, fill="land"),
        _line("chain", "rims", "map.chain", (3, 4), 1.6),
        Symbol(
            "hatch", "marks", "map.layer_facts", fill="pattern", fill_opacity=0.9, pattern=Pattern(("slanted",), 7, 2.4)
        ),
        Symbol("outline", "rims", "map.layer_facts", width=6, opacity=0.75),
        Symbol("ring", "marks", "map.ring", "ring", width=2, fill="tint", fill_opacity=0.08),
        _absent("planned", "map.planned", _PLANNED),
        _absent("guessed", "map.guessed", _GUESSED),
        replace(_absent("ended", "map.ended", _PLANNED), ink="ended", cross=True, years=True),
        _others("others", "map.context"),
        _others("others-planned", "map.context_planned", _PLANNED),
        _others("others-guessed", "map.context_guess", _GUESSED),
        replace(_others("others-ended", "map.context_ended", _PLANNED), cross=True, years=True),
        replace(_others("others-later", "map.context_later", (1, 5)), round=True, years=True),
        Symbol("differ", "marks", "map.differ", "ring", ink="differ", width=2.6, split=True),
        replace(_line("selected", "halo", "map.selected", width=3), ink="selected"),
    )
}
"""Every symbol by its id, in the order of a legend's rows."""


def level_of(symbol: Symbol, shape: str) -> str:
    """Return the level that a mark lies on: a ring about a point always lies among the marks, under no land.

    Parameters
    ----------
    symbol
        How the mark looks.
    shape
        The mark's shape, one of :data:`layers.rules.Shape`.

    Returns
    -------
    str
        A key of :data:`LEVELS`.
    """
    return "marks" if shape == "point" else symbol.level
