"""Facts joined to places as the features of the layers: GeoDataFrames in EPSG:4326."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geo.records.catalog import Catalog
from geo.records.fact import Fact, PlaceLink
from geo.records.layers import LayerRule
from geo.tables.facts import Codes, FactTable
from geo.tables.properties import ground_feature, link_feature, named_feature, place_feature, unit_feature


@dataclass(frozen=True, eq=False)
class LayerTable:
    """One layer: its features and which facts each bears, as pairs of positions (feature, fact).

    ``gdf`` is in EPSG:4326, lon lat. ``pair_features`` holds positions in ``gdf``, ``pair_facts`` positions in
    ``FactTable.facts``: both of shape (pairs,), int32.
    """

    rule: LayerRule
    gdf: gpd.GeoDataFrame
    pair_features: Codes
    pair_facts: Codes

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The features' ids, in the order of the API and of the bitmap."""
        return tuple(self.gdf["id"])

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of the features' fields, in the order of every export; the geometry is none of them."""
        return tuple(name for name in self.gdf.columns if name != self.gdf.geometry.name)

    @cached_property
    def bears_none(self) -> NDArray[np.bool_]:
        """Which features bear no fact at all, a computed line, say: shape (features,), bool. No filter of facts hides them."""
        return ~np.isin(np.arange(len(self.gdf)), self.pair_features)

    def features_in(self, facts: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell for each feature whether any of its facts passes.

        Parameters
        ----------
        facts
            Which facts pass: shape (n,), bool, one a fact, in the order of ``FactTable.facts``.

        Returns
        -------
        numpy.ndarray
            Shape (features,), bool, one a feature, in the order of :attr:`ids`. One that bears no fact passes always.
        """
        mask = self.bears_none.copy()
        mask[self.pair_features[facts[self.pair_facts]]] = True
        return mask

    def facts_in(self, facts: NDArray[np.bool_]) -> int:
        """Count the facts that pass and that a feature of this layer bears.

        Parameters
        ----------
        facts
            Which facts pass: shape (n,), bool, one a fact, in the order of ``FactTable.facts``.
        """
        return len(np.unique(self.pair_facts[facts[self.pair_facts]]))


def _facts_at(table: FactTable) -> dict[str, list[Fact]]:
    """Return the facts that are tied to each place by name, or whose words may mean it."""
    found: dict[str, list[Fact]] = {}
    for fact in table.facts:
        for place in dict.fromkeys(p for link in fact.places for p in (link.place, link.wider) if p):
            found.setdefault(place, []).append(fact)
    return found


def _matches(fact: Fact, link: PlaceLink, rule: LayerRule) -> bool:
    lifecycle = {"required": fact.lifecycle is not None, "none": fact.lifecycle is None, "any": True}[rule.lifecycle]
    chosen = (not rule.facts or fact.id in rule.facts) and fact.id not in rule.except_facts
    fitting = (not rule.roles or link.role in rule.roles) and (not rule.topics or fact.topic in rule.topics)
    return chosen and lifecycle and fitting


def _rows(rule: LayerRule, table: FactTable, catalog: Catalog) -> Iterator[dict[str, Any]]:
    """Yield a layer's features as rows. A place whose parts are drawn one by one is not drawn again as a whole."""
    if rule.grain == "fact-place":
        for fact in table.facts:
            yield from (link_feature(fact, link, table, catalog) for link in fact.places if _matches(fact, link, rule))
        return
    if rule.grain == "period-unit":
        for period in catalog.periods.values():
            yield from (unit_feature(period, catalog.places[unit], catalog) for unit in period.units)
        return
    at = _facts_at(table)
    drawn = [place for place in catalog.places.values() if place.kind not in rule.except_kinds]
    groups = {place.part_of for place in drawn if place.part_of}
    for place in drawn:
        related = any(ident in at for ident in (place.id, place.part_of, *catalog.lying_on.get(place.id, ())))
        if rule.labels:
            if place.label_rank is not None:
                yield named_feature(place, catalog)
        elif place.kind in rule.kinds:
            yield ground_feature(place, catalog)
        elif not rule.kinds and related and place.outline and place.id not in groups:
            yield place_feature(place, at, table, catalog)


def build_layer(rule: LayerRule, table: FactTable, catalog: Catalog) -> LayerTable:
    """Join the facts to their places for one layer.

    Parameters
    ----------
    rule
        What the layer holds, and what one feature is.
    table
        The table of all facts.
    catalog
        The checked records.

    Returns
    -------
    LayerTable
        Geometries in EPSG:4326, lon lat; ``None`` for a place that is only listed. Each pair is of positions in the frame and
        in ``table.facts``.
    """
    rows = list(_rows(rule, table, catalog))
    columns = list(rows[0]) if rows else ["id", "place", "kind", "basis", "facts", "geometry"]
    data: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in columns}
    gdf = gpd.GeoDataFrame(data, geometry="geometry", crs="EPSG:4326")
    linked = [[*row["facts"], *row.get("context_facts", ())] for row in rows]
    pairs = [(position, table.index[fact]) for position, facts in enumerate(linked) for fact in facts]
    return LayerTable(
        rule=rule,
        gdf=gdf,
        pair_features=np.array([feature for feature, _ in pairs], dtype=np.int32),
        pair_facts=np.array([fact for _, fact in pairs], dtype=np.int32),
    )
