"""What a view's features become on paper: one mark a layer and place, however many facts it bears, so that fills never stack.

Facts of other sources make one mark a place, whatever layers their features are of. Columns that a layer does not have count as
empty, so any layer of the data can be drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.atlas import Atlas
from geo.records.periods import UNHELD
from geo.tables.features import LayerTable
from geo.tables.selection import Mask, shows
from geo.tables.sides import Stroke, Way, second_leads, strokes, way_of_line, way_of_unit
from geo.text import place_names
from geo.view.parameters import View
from pictures.palette import GROUND, Palette, Symbol, look

CONTEXT = "context"
IN_PERIOD: frozenset[Symbol] = frozenset({"land", "period", "waters"})
"""What a map shows of a period: those of facts would set marks of 2018 on a map of 1875."""
_ENDED = ("cancelled", "withdrawn")
_OWN = ("name_en", "name_ja", "name_ru", "kind", "part_of", "precision", "geometry_source", "geometry_licence")


@dataclass(frozen=True)
class Group:
    """The marks of one layer, of one way to draw a ground layer, or of all other sources.

    ``places`` has one row a place, in EPSG:4326: names, kind, ``uncertainty_m``, ``facts`` (how many), the truth values
    ``passing``, ``planned``, ``ended``, ``later``, ``differ`` and ``wider``, and the years ``year_first`` and ``year_last``.
    ``features`` has the features that these rows gather. ``way`` tells ground of one layer apart: who held a unit, say; ``who``
    is the name of whom it tells of, and ``stroke`` how a unit is filled.
    """

    id: str
    symbol: Symbol
    color: str
    places: gpd.GeoDataFrame
    features: pd.DataFrame
    way: Way | None = None
    who: str = ""
    stroke: Stroke | None = None

    @property
    def is_land(self) -> bool:
        """Whether the marks are land, which stays where no fact of it passes."""
        return self.symbol == "land"

    @property
    def is_ground(self) -> bool:
        """Whether the marks lie under the others and bear no fact."""
        return self.symbol in GROUND


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    return frame[name] if name in frame else pd.Series([None] * len(frame), index=frame.index, dtype=object)


def _plain(layer: LayerTable, passing: Mask) -> gpd.GeoDataFrame:
    """Return a layer's drawn features with the columns that marks need, one truth value or text each."""
    drawn = layer.frame.geometry.notna().to_numpy()
    frame = layer.frame[drawn]
    role, lifecycle = _column(frame, "role"), _column(frame, "lifecycle")
    columns: dict[str, Any] = {name: _column(frame, name) for name in _OWN}
    columns |= {
        "place": _column(frame, "place").fillna(frame["id"]),
        "uncertainty_m": pd.to_numeric(_column(frame, "uncertainty_m")),
        "passing": passing[drawn],
        "context": _column(frame, "basis") == CONTEXT,
        "planned": (role == "planned-there") | (lifecycle == "planned"),
        "ended": lifecycle.isin(_ENDED),
        "later": _column(frame, "later").eq(True),
        "differ": _column(frame, "evidence") == "contradicted",
        "wider": _column(frame, "wider").notna(),
        "year": [day[:4] if isinstance(day, str) else None for day in _column(frame, "earliest")],
        "role": role,
        "lifecycle": lifecycle,
        "fact": [facts[0] if facts else None for facts in frame["facts"]],
    }
    return gpd.GeoDataFrame(columns, geometry=frame.geometry, crs="EPSG:4326")


def _by_place(features: gpd.GeoDataFrame, atlas: Atlas, claims: str) -> gpd.GeoDataFrame:
    """Return one row a place, with its names in the order that a view of claims asks for."""
    by_place = features.groupby("place", sort=False)
    rows = features.drop_duplicates("place").set_index("place")[[*_OWN, "uncertainty_m", "geometry"]].copy()
    for name in ("planned", "ended", "later"):
        rows[name] = by_place[name].all()
    for name in ("passing", "differ", "wider"):
        rows[name] = by_place[name].any()
    rows["facts"] = by_place["fact"].nunique()
    rows["year_first"], rows["year_last"] = by_place["year"].min(), by_place["year"].max()
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


def _ways(layer: LayerTable, symbol: Symbol, passing: Mask, atlas: Atlas, view: View) -> dict[Any, Way]:
    """Return for each feature of a ground layer that a view shows what it says, by its row, as the page's map does.

    Lines follow the view of claims, units the chosen period; a party's view may hold it undetermined whose a unit is today.
    """
    frame = layer.frame[passing & layer.frame.geometry.notna().to_numpy()]
    found: dict[Any, Way | None] = {}
    for row, feature in zip(frame.index, frame.to_dict("records"), strict=True):
        if symbol == "line":
            found[row] = way_of_line(feature["shown_for"], view.claims, atlas.catalog)
        elif symbol == "waters":
            found[row] = Way("waters")
        elif view.period is not None:
            way = way_of_unit(feature["held_by"], occupied=bool(feature.get("occupied")))
            found[row] = way if feature["period"] == view.period else None
        elif feature["present"] and view.claims in feature["undetermined_for"]:
            found[row] = Way("undetermined", view.claims)
    return {row: way for row, way in found.items() if way is not None}


def gather(atlas: Atlas, view: View, palette: Palette) -> list[Group]:
    """Return the marks of a view, layer by layer in drawing order, those of other sources last."""
    selection = atlas.select(view)
    groups: list[Group] = []
    others: list[gpd.GeoDataFrame] = []
    for name, layer in atlas.layers.items():
        symbol, color = look(name, palette)
        # Names of places stand on the page's map alone, and marks of facts rest while a period shows.
        if not shows(layer.rule, view) or symbol == "label" or (view.period and symbol not in IN_PERIOD):
            continue
        features = _plain(layer, selection.features[name])
        if view.period and symbol == "land":
            features = features[features["kind"] != "archipelago"]
        if symbol in GROUND:
            ways = _ways(layer, symbol, selection.features[name], atlas, view)
            groups += _ground(Group(name, symbol, color, features, features), ways, atlas, view.claims)
            continue
        # What only other sources name is no island of the article's: it is land with a mark of theirs, as on the page.
        if symbol == "land":
            features = features[~features["context"]]
        else:
            others.append(features[features["passing"] & features["context"]])
            features = features[features["passing"] & ~features["context"]]
        groups.append(Group(name, symbol, color, _by_place(features, atlas, view.claims), features))
    if others:
        found = pd.concat(others)
        groups.append(Group(CONTEXT, "outline", palette.context, _by_place(found, atlas, view.claims), found))
    return groups


def _ground(whole: Group, ways: dict[Any, Way], atlas: Atlas, claims: str) -> Iterator[Group]:
    """Yield the marks of a ground layer, one group for each thing that they say."""
    strokes_of = strokes(atlas.catalog)
    for way in dict.fromkeys(ways.values()):
        features = whole.places.loc[[row for row, other in ways.items() if other == way]]
        places = _by_place(features, atlas, claims)
        who = atlas.catalog.actors[way.who].names.en if way.who else ""
        stroke = strokes_of.get(way.kind if way.kind in UNHELD else way.who)
        yield replace(whole, places=places, features=features, way=way, who=who, stroke=stroke)
