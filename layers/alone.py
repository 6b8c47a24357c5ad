"""How each feature looks where it stands alone: what files for other programs draw, which know neither places nor views."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import geopandas as gpd

import layers
from geo.atlas import Atlas
from layers.layer import CONTEXT, GROUND, Layer
from layers.rules import shape_of, symbol_of
from layers.ways import Drawn, ways

PLAIN = "outline"
"""The symbol of what bears no fact and has no rule: a place that is only named."""


class Alone(NamedTuple):
    """A symbol's id, the layer whose ink and rules gave it, and the actor that it tells of, empty where it is nobody."""

    symbol: str
    look: Layer
    who: str = ""


@lru_cache(maxsize=4)
def _ground(atlas: Atlas, layer: str) -> dict[str, Drawn]:
    """Return how each feature under the marks looks: a unit as in its period, a line as both sides' claims show it.

    A unit that one party holds undetermined is not drawn so: a file has no view of claims, and that would be one side's.
    """
    found = ways(atlas)
    each = [looks.get(layer, {}) for looks in (*found.claims.values(), *found.periods.values(), found.claims["both"])]
    return {ident: drawn for looks in each for ident, drawn in looks.items()}


def _marked(gdf: gpd.GeoDataFrame, look: Layer) -> list[Alone]:
    found = []
    for basis, states, shape in zip(gdf["basis"], gdf["states"], gdf.geometry, strict=True):
        own = look if basis == "article" or look.draws == "land" else CONTEXT
        kind = shape_of(str(getattr(shape, "geom_type", "")), states)
        symbol = symbol_of(own.rules, kind, [frozenset(states)]) or symbol_of(own.rules, "point", [frozenset(states)])
        found.append(Alone(symbol or PLAIN, own))
    return found


def alone(gdf: gpd.GeoDataFrame, layer: str, atlas: Atlas) -> list[Alone]:
    """Return how each feature of a layer looks by the symbol that it has where it stands alone.

    A group whose islands are drawn one by one, which the map does not draw again, has here the symbol that a point would have.

    Parameters
    ----------
    gdf
        Features of the layer, shape (n,).
    layer
        The layer's id.
    atlas
        The opened data, whose views settle what lies under the marks.

    Returns
    -------
    list of Alone
        One a feature, in the order of ``gdf``.
    """
    look = layers.look(layer)
    if look.draws in GROUND:
        known = _ground(atlas, layer)
        drawn = [known.get(ident, Drawn(PLAIN)) for ident in gdf["id"]]
        return [Alone(item.symbol, look, item.who) for item in drawn]
    # A layer of facts that has none has no columns of facts either.
    if look.draws == "names" or not len(gdf):
        return [Alone(PLAIN, look)] * len(gdf)
    return _marked(gdf, look)
