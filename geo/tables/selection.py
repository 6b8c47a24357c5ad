"""Which facts and features a view selects, how many each filter option would give, and what to loosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.records.layers import LayerRule
from geo.tables.facts import FactTable
from geo.tables.features import LayerTable
from geo.tables.search import Search
from geo.tables.sides import NEUTRAL
from geo.view.parameters import FACETS, View

Mask = NDArray[np.bool_]


def shows(rule: LayerRule, view: View) -> bool:
    """Tell whether a map of a view shows a layer at all.

    An optional layer needs its overlay, or a view that it serves: what was held in a period, and a party's own view, which may
    know units today that it calls undetermined.

    Parameters
    ----------
    rule
        What the layer holds, and whether it is optional.
    view
        What is selected and shown.
    """
    serves = rule.grain == "period-unit" and (view.period is not None or view.claims not in NEUTRAL)
    return not rule.optional or rule.id in view.overlay or serves


@dataclass(frozen=True)
class Selection:
    """What a view selects.

    ``facts`` has shape (n,), bool, one a fact, in the order of ``FactTable.facts``. ``features`` has for each layer's id shape
    (features,), bool, one a feature, in the order of the API's features.
    ``counts`` holds for each facet how many facts each option would show, all other filters kept.
    """

    facts: Mask
    features: dict[str, Mask]
    counts: dict[str, dict[str, int]]


def _facet_mask(table: FactTable, facet: str, wanted: tuple[str, ...]) -> Mask:
    """Tell for each fact whether it has one of the wanted options of a facet."""
    codes = table.facets[facet]
    options = np.isin(codes.options, wanted)
    mask: Mask = np.zeros(len(table.ids), dtype=bool)
    mask[codes.facts[options[codes.codes]]] = True
    return mask


def _date_mask(table: FactTable, view: View) -> Mask:
    """Tell for each fact whether its days meet the range; a fact with no date follows ``view.undated``."""
    dated = table.earliest >= 0
    inside = dated.copy()
    if view.since:
        inside &= table.latest >= view.since.toordinal()
    if view.until:
        inside &= table.earliest <= view.until.toordinal()
    if view.undated == "only":
        return ~dated
    return inside if view.undated == "drop" else inside | ~dated


def _masks(table: FactTable, search: Search, view: View) -> dict[str, Mask]:
    """Return the mask of each filter that is set, by field; the layer filter is not among them."""
    masks = {} if view.basis == "all" else {"basis": table.from_article}
    masks |= {facet: _facet_mask(table, facet, getattr(view, facet)) for facet in FACETS if getattr(view, facet)}
    if view.since or view.until or view.undated != "keep":
        masks["dates"] = _date_mask(table, view)
    if view.text:
        masks["text"] = search.find(view.text)
    return masks


def _all(masks: list[Mask], size: int) -> Mask:
    return np.logical_and.reduce(masks) if masks else np.ones(size, dtype=bool)


def _layer_mask(table: FactTable, layers: dict[str, LayerTable], wanted: tuple[str, ...]) -> Mask:
    """Tell for each fact whether a feature of the wanted layers bears it."""
    mask: Mask = np.zeros(len(table.ids), dtype=bool)
    for name in wanted:
        mask[layers[name].pair_facts] = True
    return mask


def select(table: FactTable, layers: dict[str, LayerTable], search: Search, view: View) -> Selection:
    """Apply a view to the facts and the layers.

    Parameters
    ----------
    table
        The table of all facts.
    layers
        The layers of that table, by their ids.
    search
        The search through that table.
    view
        What is selected and shown.

    Raises
    ------
    KeyError
        The view names a layer that is none of these.
    """
    size = len(table.ids)
    masks = _masks(table, search, view)
    on_layers = _layer_mask(table, layers, view.layer) if view.layer else np.ones(size, dtype=bool)
    passing = _all(list(masks.values()), size)
    counts = {"layer": {name: int(layer.facts_in(passing)) for name, layer in layers.items()}}
    for facet in FACETS:
        others = _all([mask for name, mask in masks.items() if name != facet], size) & on_layers
        counts[facet] = table.facets[facet].count(others)
    features = {
        name: layer.features_in(passing)
        if not view.layer or name in view.layer
        else np.zeros(len(layer.ids), dtype=bool)
        for name, layer in layers.items()
    }
    return Selection(passing & on_layers, features, counts)


@dataclass(frozen=True)
class Loosening:
    """Taking one filter away: its field, the values that it held, how many facts would then show, and the fields to set."""

    field: str
    values: tuple[str, ...]
    facts: int
    reset: dict[str, Any]


def loosenings(table: FactTable, layers: dict[str, LayerTable], search: Search, view: View) -> list[Loosening]:
    """Return what each filter would give when taken away, most facts first; filters that would not help are left out.

    Parameters
    ----------
    table
        The table of all facts.
    layers
        The layers of that table, by their ids.
    search
        The search through that table.
    view
        What is selected and shown.

    Raises
    ------
    KeyError
        The view names a layer that is none of these, and has another filter too.
    """
    resets: dict[str, dict[str, Any]] = {name: {name: ()} for name in ("layer", *FACETS)}
    resets |= {"basis": {"basis": "all"}}
    resets |= {"dates": {"since": None, "until": None, "undated": "keep"}, "text": {"text": ""}}
    found = []
    for name, reset in resets.items():
        looser = replace(view, **reset)
        if looser != view:
            facts = int(select(table, layers, search, looser).facts.sum())
            values = getattr(view, name) if name in ("layer", *FACETS) else ()
            found.append(Loosening(name, values, facts, reset))
    return sorted((item for item in found if item.facts), key=lambda item: -item.facts)
