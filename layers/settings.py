"""The grammar as the map's scripts get it, in the dashboard and in the one file: constants, and no text of the data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import layers
from geo.atlas import Atlas
from layers import rules, symbols
from layers.inks import INKS
from layers.layer import CONTEXT, GROUND
from layers.outcomes import TOLD
from layers.ways import as_settings


def grammar(atlas: Atlas) -> dict[str, Any]:
    """Return the layers in drawing order with their inks and rules, all inks and symbols, and what lies under the marks.

    Parameters
    ----------
    atlas
        The opened data. Of it only ids are handed on, of layers, features, periods and actors.

    Returns
    -------
    dict
        Fit for JSON. Lengths are CSS px of the page's map, colours ``#RRGGBB``.
    """
    found = [
        {**asdict(layers.look(name)), "ground": layers.look(name).draws in GROUND, "optional": layer.rule.optional}
        for name, layer in atlas.layers.items()
    ]
    return {
        "layers": found,
        "context": asdict(CONTEXT),
        "beside": [asdict(rule) for rule in rules.BESIDE],
        "inks": {name: asdict(ink) for name, ink in INKS.items()},
        "symbols": [asdict(symbol) for symbol in symbols.SYMBOLS.values()],
        "levels": symbols.LEVELS,
        "double": {"edge": symbols.DOUBLE_EDGE, "ring": symbols.DOUBLE_RING},
        "swatch": symbols.SWATCH,
        "told": list(TOLD.items()),
        "ways": as_settings(atlas),
    }
