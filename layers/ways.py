"""What lies under the marks in each view: which symbol a line, waters or a unit has, and of whom it tells.

Lines follow the view of claims, units the chosen period; a party's own view may hold a unit undetermined today. All of it is
worked out once, so that map and pictures look it up by a feature's id.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import layers
from geo.atlas import Atlas
from geo.tables.sides import Way, choices, strokes, way_of_line, way_of_unit
from layers.layer import GROUND


class Drawn(NamedTuple):
    """A symbol's id, and the actor that it tells of; empty where it is nobody."""

    symbol: str
    who: str = ""


Looks = dict[str, dict[str, Drawn]]
"""By layer and feature, each by its id. What is not in it is not drawn."""


@dataclass(frozen=True)
class Ways:
    """What is drawn in each view of claims while no period shows, and in each period."""

    claims: dict[str, Looks]
    periods: dict[str, Looks]

    def of(self, claims: str, period: str | None) -> Looks:
        """Return what a view draws.

        Parameters
        ----------
        claims
            A view of claims, one of :func:`geo.tables.sides.choices`; a period goes before it.
        period
            The id of a period, ``None`` for none.

        Raises
        ------
        KeyError
            The data have no such period or view of claims.
        """
        return self.periods[period] if period is not None else self.claims[claims]


def _symbol(way: Way, directions: dict[str, Any]) -> Drawn:
    ident = {"claim": "claimed", "held": "held-", "occupied": "occupied-"}.get(way.kind, way.kind)
    return Drawn(ident + directions.get(way.who, "slanted") if ident.endswith("-") else ident, way.who)


def _way(feature: Mapping[Hashable, Any], draws: str, claims: str, period: str | None, atlas: Atlas) -> Way | None:
    """Return what a feature says in a view; ``None`` where it is not drawn."""
    if period is not None and "rests" in feature["states"]:
        return None
    if draws == "waters":
        return Way("waters")
    if draws == "lines":
        return way_of_line(feature["shown_for"], claims, atlas.catalog)
    if period is not None:
        own = feature["period"] == period
        return way_of_unit(feature["held_by"], occupied=feature["occupied"]) if own else None
    return Way("undetermined", claims) if feature["present"] and claims in feature["undetermined_for"] else None


@lru_cache(maxsize=4)
def ways(atlas: Atlas) -> Ways:
    """Return what lies under the marks in each view of claims and in each period.

    Parameters
    ----------
    atlas
        The opened data.

    Returns
    -------
    Ways
        Features without a geometry are left out.
    """
    ground = {
        name: layer.gdf[layer.gdf.geometry.notna()].drop(columns="geometry").to_dict("records")
        for name, layer in atlas.layers.items()
        if layers.look(name).draws in GROUND
    }
    directions = strokes(atlas.catalog)

    def drawn(claims: str, period: str | None) -> Looks:
        found: Looks = {}
        for name, features in ground.items():
            told = {item["id"]: _way(item, layers.look(name).draws, claims, period, atlas) for item in features}
            found[name] = {ident: _symbol(way, directions) for ident, way in told.items() if way is not None}
        return found

    return Ways(
        {claims: drawn(claims, None) for claims in choices(atlas.catalog)},
        {period: drawn("both", period) for period in atlas.catalog.periods},
    )


def as_settings(atlas: Atlas) -> dict[str, Any]:
    """Return the same for the map's script.

    Parameters
    ----------
    atlas
        The opened data.

    Returns
    -------
    dict
        :class:`Ways` fit for JSON: each look a pair of symbol and actor, by view or period, layer and feature.
    """
    return asdict(ways(atlas))
