"""The map's colours and symbols on paper: those of the page's map, resolved for one theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
Symbol = Literal["land", "hatch", "square", "outline", "line", "waters", "period", "label"]
GROUND: frozenset[Symbol] = frozenset({"line", "waters", "period"})
"""Symbols of what lies under the marks and bears no fact."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as ``#RRGGBB``. Each mark keeps a contrast of 3:1 with sea and land, each text 4.5:1."""

    paper: str
    text: str
    quiet: str
    rule: str
    sea: str
    land: str
    land_line: str
    islands: str
    coast: str
    military: str
    event: str
    context: str
    cancelled: str
    computed: str
    unit: str
    differ: str
    selected: str


THEMES: dict[Theme, Palette] = {
    "light": Palette(
        paper="#FFFFFF",
        text="#1A2631",
        quiet="#4C5A66",
        rule="#D5DDE4",
        sea="#E6EDF2",
        land="#F4F1EA",
        land_line="#B9B2A2",
        islands="#E3D7B5",
        coast="#6B5A2E",
        military="#A63A00",
        event="#1B5E9E",
        context="#5F4B8B",
        cancelled="#5B5F66",
        computed="#5B5F66",
        unit="#4A5560",
        differ="#8A5A00",
        selected="#B4005A",
    ),
    "dark": Palette(
        paper="#0E1A24",
        text="#E7EDF2",
        quiet="#A9B7C3",
        rule="#2E404E",
        sea="#10202C",
        land="#2A333A",
        land_line="#4A5A66",
        islands="#4A432E",
        coast="#D8C48A",
        military="#FF9E66",
        event="#7DB9F0",
        context="#C4B5F5",
        cancelled="#B4BCC4",
        computed="#B4BCC4",
        unit="#C3CDD6",
        differ="#F0C05A",
        selected="#FF8AC4",
    ),
}

_LOOKS: dict[str, tuple[Symbol, str]] = {
    "islands": ("land", "coast"),
    "deployments": ("hatch", "military"),
    "events": ("square", "event"),
    "lines": ("line", "computed"),
    "waters": ("waters", "computed"),
    "administration": ("period", "unit"),
    "places": ("label", "quiet"),
}


def look(layer: str, palette: Palette) -> tuple[Symbol, str]:
    """Return a layer's symbol and colour; a layer that has none of its own is a plain outline."""
    symbol, name = _LOOKS.get(layer, ("outline", "context"))
    return symbol, str(getattr(palette, name))
