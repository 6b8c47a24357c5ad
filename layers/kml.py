"""KML in the map's own inks: the styles that this package hands to the writer in ``geo``, which may not look up here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import layers
from geo.atlas import Atlas
from geo.export.extract import Extract
from geo.export.formats import FORMATS, add_format
from geo.export.kml import Style, kml_bytes
from geo.export.provenance import Provenance
from layers.inks import INKS
from layers.layer import CONTEXT, GROUND, Layer
from layers.rules import shape_of, symbol_of
from layers.symbols import SYMBOLS
from layers.ways import ways

_WIDTH = (1.5, 3.0)
"""The least and the greatest width of a line: viewers draw neither hatches nor the page's broad rims."""

_FILL = 0.25
"""How much of an area's fill covers. Viewers have no patterns, so what has one or a tint on the map is filled thinly."""


def _style(symbol: str, look: Layer) -> Style:
    found = SYMBOLS[symbol]
    ink = INKS[found.ink] if found.ink else look.ink
    filled = found.fill in {"tint", "pattern"}
    return Style(symbol, ink.light, min(max(found.width, _WIDTH[0]), _WIDTH[1]), _FILL if filled else 0)


@lru_cache(maxsize=4)
def _ground(atlas: Atlas, layer: str) -> dict[str, str]:
    """Return the symbol of each feature under the marks: a line as both sides' claims show it, a unit as in its period."""
    found = ways(atlas)
    return {
        ident: drawn.symbol
        for looks in (*found.periods.values(), *found.claims.values())
        for ident, drawn in looks.get(layer, {}).items()
    } | {ident: drawn.symbol for ident, drawn in found.claims["both"].get(layer, {}).items()}


def styles(extract: Extract, provenance: Provenance) -> list[Style]:
    """Return the style of each feature, by the symbol that it has where it stands alone.

    Parameters
    ----------
    extract
        The features of one layer that a view selects.
    provenance
        Of it only the opened data are read.

    Returns
    -------
    list of geo.export.kml.Style
        One a feature, in the order of ``extract.gdf``, in the inks of the light theme.
    """
    look, gdf = layers.look(extract.name), extract.gdf
    if look.draws in GROUND:
        known = _ground(provenance.atlas, extract.name)
        return [_style(known.get(ident, "outline"), look) for ident in gdf["id"]]
    # A layer of facts that has none has no columns of facts either.
    if look.draws == "names" or not len(gdf):
        return [_style("outline", look)] * len(gdf)
    found = []
    for basis, states, shape in zip(gdf["basis"], gdf["states"], gdf.geometry, strict=True):
        own = look if basis == "article" or look.draws == "land" else CONTEXT
        kind = shape_of(str(getattr(shape, "geom_type", "")), states)
        symbol = symbol_of(own.rules, kind, [frozenset(states)]) or symbol_of(own.rules, "point", [frozenset(states)])
        found.append(_style(symbol or "outline", own))
    return found


def _kml(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    return kml_bytes(extracts, provenance, styles)


add_format(replace(FORMATS["kml"], write=_kml))
