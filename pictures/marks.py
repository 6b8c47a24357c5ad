"""What a view's features become on paper: one mark a layer and place, however many facts it bears, so that fills never stack.

Facts of other sources make one mark a place, whatever layers their features are of. Columns that a layer does not have count as
empty, so any layer of the data can be drawn. Which symbol a mark has is said by the rules in ``layers``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

import layers
from geo.atlas import Atlas
from geo.tables.features import LayerTable
from geo.tables.selection import Mask, shows
from geo.tables.sides import second_leads
from geo.tables.states import State
from geo.text import place_names
from geo.view.parameters import View
from layers.layer import CONTEXT, GROUND, Layer
from layers.rules import BESIDE, Rules, Shape, shape_of, symbol_of
from layers.ways import Drawn, ways

_OWN = ("name_en", "name_ja", "name_ru", "kind", "part_of", "precision", "geometry_source", "geometry_licence")


@dataclass(frozen=True)
class Group:
    """The marks of one layer, or of all other sources.

    ``places`` has one row a place, in EPSG:4326: names, kind, ``uncertainty_m``, ``facts`` (how many), the truth values
    ``passing``, ``chain``, ``differ`` and ``wider``, the years ``year_first`` and ``year_last``. ``symbol`` is the id of what it
    is drawn by, ``beside`` of what is drawn with it and ``sign`` of what tells of it in words, each ``None`` where there is
    nothing; ``who`` names whom it tells of.
    ``features`` has the features that these rows gather.
    """

    look: Layer
    places: gpd.GeoDataFrame
    features: pd.DataFrame

    @property
    def id(self) -> str:
        """The layer's id, or that of other sources."""
        return self.look.id

    @property
    def is_land(self) -> bool:
        """Whether the marks are land, which stays where no fact of it passes."""
        return self.look.draws == "land"

    @property
    def is_ground(self) -> bool:
        """Whether the marks lie under the others and bear no fact."""
        return self.look.draws in GROUND

    @property
    def is_others(self) -> bool:
        """Whether the marks are those of other sources."""
        return self.look is CONTEXT


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    return frame[name] if name in frame else pd.Series([None] * len(frame), index=frame.index, dtype=object)


def _are(features: pd.DataFrame, state: State) -> Mask:
    """Tell for each feature whether it is in a state."""
    return np.fromiter((state in states for states in features["states"]), dtype=bool, count=len(features))


def _plain(layer: LayerTable, passing: Mask, *, resting: bool) -> gpd.GeoDataFrame:
    """Return a layer's drawn features with the columns that marks need; while a period shows, less those that rest then."""
    drawn = layer.gdf.geometry.notna().to_numpy()
    frame = layer.gdf[drawn]
    columns: dict[str, Any] = {name: _column(frame, name) for name in _OWN}
    columns |= {
        "id": frame["id"],
        "place": _column(frame, "place").fillna(frame["id"]),
        "uncertainty_m": pd.to_numeric(_column(frame, "uncertainty_m")),
        "passing": passing[drawn],
        "context": _column(frame, "basis") == "context",
        "states": pd.Series([frozenset(states) for states in frame["states"]], index=frame.index, dtype=object),
        "wider": _column(frame, "wider").notna(),
        "year": [day[:4] if isinstance(day, str) else None for day in _column(frame, "earliest")],
        "role": _column(frame, "role"),
        "lifecycle": _column(frame, "lifecycle"),
        "fact": [facts[0] if facts else None for facts in frame["facts"]],
    }
    found = gpd.GeoDataFrame(columns, geometry=frame.geometry, crs="EPSG:4326")
    return found[~_are(found, "rests")] if resting else found


def _by_place(features: gpd.GeoDataFrame, atlas: Atlas, claims: str) -> gpd.GeoDataFrame:
    """Return one row a place, with its names in the order that a view of claims asks for."""
    by_place = features.groupby("place", sort=False)
    rows = features.drop_duplicates("place").set_index("place")[[*_OWN, "uncertainty_m", "states", "geometry"]].copy()
    for name in ("passing", "wider"):
        rows[name] = by_place[name].any()
    rows["facts"] = by_place["fact"].nunique()
    rows["year_first"], rows["year_last"] = by_place["year"].min(), by_place["year"].max()
    rows["chain"] = _are(rows, "chain")
    known = {str(ident): atlas.catalog.places[ident] for ident in rows.index if ident in atlas.catalog.places}
    names = [
        place_names.label(known[i], claims, atlas.catalog) if i in known else str(rows.at[i, "name_en"])
        for i in rows.index
    ]
    rows["name"] = pd.Series(names, rows.index, dtype=object)
    fields = [f"name_{language}" for language in place_names.languages(atlas.catalog)]
    fields = fields[::-1] if second_leads(atlas.catalog, claims) else fields
    rows["own"] = rows[fields].to_numpy().tolist()
    return gpd.GeoDataFrame(rows.reset_index(), geometry="geometry", crs="EPSG:4326")


def _symbols(
    features: gpd.GeoDataFrame, places: gpd.GeoDataFrame, rules: Rules, shape: Shape | None = None
) -> list[str | None]:
    """Return each place's symbol by the states of its features that pass, as if it had some shape if one is given."""
    passing: dict[str, set[frozenset[Any]]] = {str(place): set() for place in places["place"]}
    for place, states, passes in zip(features["place"], features["states"], features["passing"], strict=True):
        if passes:
            passing[str(place)].add(states)
    kinds = zip(places["place"], places.geometry.geom_type, places["states"], strict=True)
    return [symbol_of(rules, shape or shape_of(kind, states), passing[str(place)]) for place, kind, states in kinds]


def _marks(look: Layer, features: gpd.GeoDataFrame, atlas: Atlas, claims: str) -> Group:
    places = _by_place(features, atlas, claims)
    symbols, signs = (_symbols(features, places, look.rules, shape) for shape in (None, "point"))
    found = {
        "symbol": symbols,
        "beside": _symbols(features, places, BESIDE),
        # A group that is drawn by its parts is told of by the sign of a place that is drawn.
        "sign": [symbol or sign for symbol, sign in zip(symbols, signs, strict=True)],
        "who": [""] * len(places),
    }
    columns = {name: pd.Series(cells, places.index, dtype=object) for name, cells in found.items()}
    differ = features["place"][_are(features, "differ")]
    return Group(look, places.assign(**columns, differ=places["place"].isin(differ)), features)


def _ground(look: Layer, features: gpd.GeoDataFrame, drawn: dict[str, Drawn], atlas: Atlas, claims: str) -> Group:
    """Return what a view draws of a layer that lies under the marks."""
    features = features[features["passing"] & features["id"].isin(drawn)]
    places = _by_place(features, atlas, claims)
    told = [drawn[ident] for ident in features.drop_duplicates("place")["id"]]
    who = [atlas.catalog.actors[item.who].names.en if item.who else "" for item in told]
    none: list[None] = [None] * len(told)
    found: dict[str, Any] = {"symbol": [item.symbol for item in told], "beside": none, "sign": none, "who": who}
    columns = {name: pd.Series(cells, places.index, dtype=object) for name, cells in found.items()}
    return Group(look, places.assign(**columns, differ=False), features)


def gather(atlas: Atlas, view: View) -> list[Group]:
    """Return the marks of a view, layer by layer in drawing order, those of other sources last.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.

    Raises
    ------
    KeyError
        The data lack the view's period, or its view of claims.
    """
    selection, resting = atlas.select(view), view.period is not None
    under = ways(atlas).of(view.claims, view.period)
    groups: list[Group] = []
    others: list[gpd.GeoDataFrame] = []
    for name, layer in atlas.layers.items():
        look = layers.look(name)
        # Names of places stand on the page's map alone.
        if not shows(layer.rule, view) or look.draws == "names":
            continue
        features = _plain(layer, selection.features[name], resting=resting)
        if look.draws in GROUND:
            groups.append(_ground(look, features, under[name], atlas, view.claims))
            continue
        # What only other sources name is no island of the article's: it is land with a mark of theirs, as on the page.
        if look.draws == "land":
            features = features[~features["context"]]
        else:
            others.append(features[features["passing"] & features["context"]])
            features = features[features["passing"] & ~features["context"]]
        groups.append(_marks(look, features, atlas, view.claims))
    if others:
        groups.append(_marks(CONTEXT, pd.concat(others), atlas, view.claims))
    return groups
