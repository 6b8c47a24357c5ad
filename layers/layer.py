"""How a layer looks: marks, symbol and colours, each in a light and a dark version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Symbol = Literal["land", "hatch", "square", "outline", "line", "waters", "period", "label"]


@dataclass(frozen=True, slots=True)
class Ink:
    """One colour in the light and in the dark theme, as ``#RRGGBB``. Both keep 3:1 contrast with sea and land."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Layer:
    """How the features of one layer are drawn.

    ``symbol`` tells marks apart without colour: land with a coast, a 45° hatch, a filled square with a solid outline, or an
    outline alone; claimed lines are dashed, waters pale, steps of administration
    patterned, and labels are names alone. ``ink`` colours it.
    """

    id: str
    symbol: Symbol
    ink: Ink
