"""The inks of one theme, as pictures use them by name."""

from __future__ import annotations

from dataclasses import dataclass

from layers.inks import INKS, Theme
from layers.layer import Layer
from layers.symbols import Symbol

__all__ = ["THEMES", "Palette", "Theme", "color_of"]


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme that a picture asks for by name, as ``#RRGGBB``. A symbol's own is that of :func:`color_of`."""

    theme: Theme
    paper: str
    text: str
    quiet: str
    rule: str
    sea: str
    isobath: str
    land: str
    land_line: str
    islands: str
    ended: str
    selected: str


def _palette(theme: Theme) -> Palette:
    named = {name: INKS[name].of(theme) for name in Palette.__slots__ if name != "theme"}
    return Palette(theme=theme, **named)


THEMES: dict[Theme, Palette] = {"light": _palette("light"), "dark": _palette("dark")}


def color_of(symbol: Symbol, layer: Layer, palette: Palette) -> str:
    """Return a symbol's colour in a theme: its own, else its layer's.

    Parameters
    ----------
    symbol
        Its ink is a key of :data:`layers.inks.INKS`, or ``None``.
    layer
        The layer that the mark is of.
    palette
        The theme's colours.

    Returns
    -------
    str
        As ``#RRGGBB``.
    """
    return (INKS[symbol.ink] if symbol.ink else layer.ink).of(palette.theme)
