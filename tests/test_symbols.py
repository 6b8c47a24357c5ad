"""The grammar's tables: every rule leads to a symbol that can be seen, told apart and named, and states are worked out once."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import asdict
from typing import get_args

import pytest
from test_theme import contrast

import layers
import onefile  # noqa: F401
from geo.atlas import open_atlas
from geo.export import documents
from geo.messages import messages
from geo.paths import ROOT
from geo.tables.sides import choices
from geo.tables.states import STATES
from geo.view.parameters import EVERYTHING
from layers.alone import alone
from layers.inks import INKS, Theme
from layers.layer import CONTEXT, GROUND
from layers.outcomes import TOLD
from layers.rules import BESIDE, DEFAULT, OTHERS, Rule, symbol_of
from layers.symbols import LEVELS, SYMBOLS, Symbol
from layers.ways import ways
from pictures.palette import THEMES, color_of

SHIPPED = open_atlas(ROOT / "data")
WORDS = messages("en")
LOOKS = [*(layers.look(name) for name in SHIPPED.layers), CONTEXT]
RULES = [*BESIDE, *(rule for look in LOOKS for rule in look.rules)]
ENOUGH = 3.0
"""The contrast that WCAG 2 asks of what is drawn, level AA."""


def used() -> set[str]:
    """Return every symbol that a rule or a view may give."""
    found = ways(SHIPPED)
    under = {
        drawn.symbol
        for looks in (*found.claims.values(), *found.periods.values())
        for features in looks.values()
        for drawn in features.values()
    }
    return {rule.symbol for rule in RULES if rule.symbol} | under | {"selected"}


def test_every_symbol_that_is_used_exists_and_every_one_can_be_used() -> None:
    assert used() <= set(SYMBOLS)
    spare = {f"{kind}-{direction}" for kind in ("held", "occupied") for direction in ("along", "across", "slanted")}
    assert set(SYMBOLS) - used() <= spare
    assert {symbol.level for symbol in SYMBOLS.values()} <= set(LEVELS)
    assert list(LEVELS.values()) == sorted(LEVELS.values())


@pytest.mark.parametrize("symbol", SYMBOLS.values(), ids=list(SYMBOLS))
def test_a_symbol_has_words_and_can_be_seen(symbol: Symbol) -> None:
    assert symbol.fill == "land" or WORDS.has(symbol.legend)
    assert (symbol.pattern is not None) == (symbol.fill == "pattern")
    assert symbol.width or symbol.fill != "none"
    for theme in get_args(Theme):
        grounds = [INKS[name].of(theme) for name in ("sea", "land")]
        for look in LOOKS:
            assert min(contrast(color_of(symbol, look, THEMES[theme]), ground) for ground in grounds) >= ENOUGH


def test_no_two_symbols_of_a_layer_look_alike() -> None:
    for look in LOOKS:
        ids = {rule.symbol for rule in look.rules if rule.symbol}
        looks = [
            {name: value for name, value in asdict(SYMBOLS[i]).items() if name not in {"id", "legend"}} for i in ids
        ]
        assert all(one != other for one, other in itertools.combinations(looks, 2)), look.id


def test_states_are_of_the_closed_vocabulary_sorted_and_in_every_file() -> None:
    for name, layer in SHIPPED.layers.items():
        features = json.loads(documents.geojson(SHIPPED, name, EVERYTHING).content)["features"]
        assert features
        for feature, kept in zip(features, layer.gdf["states"], strict=True):
            states = feature["properties"]["states"]
            assert states == sorted(set(states)) == kept
            assert set(states) <= set(STATES)
    assert {state for rule in RULES for state in (*rule.each, *rule.some)} <= set(STATES)
    assert set(TOLD) <= set(STATES)
    assert all(WORDS.has(message) for message in TOLD.values())


@pytest.mark.parametrize(
    ("features", "article", "others"),
    [
        ([{"deployed"}], "outline", "others"),
        ([{"visiting"}], "outline", "others"),
        ([{"planned"}], "planned", "others-planned"),
        ([{"guessed", "planned"}], "guessed", "others-guessed"),
        ([{"guessed", "planned"}, {"planned"}], "planned", "others-planned"),
        ([{"guessed", "deployed"}, {"planned"}], "planned", "others-planned"),
        ([{"planned"}, {"cancelled", "later"}], "ended", "others-ended"),
        ([{"withdrawn"}], "ended", "others-ended"),
        ([{"withdrawn"}, {"deployed"}], "outline", "others"),
        ([{"later"}, {"deployed", "later"}], "outline", "others-later"),
        ([{"later"}, set()], "outline", "others"),
        ([], None, None),
    ],
)
def test_a_mark_is_drawn_as_the_states_of_its_features_say(
    features: list[set[str]], article: str | None, others: str | None
) -> None:
    states = [frozenset(item) for item in features]
    assert symbol_of(DEFAULT, "area", states) == article  # type: ignore[arg-type]
    assert symbol_of(OTHERS, "area", states) == others  # type: ignore[arg-type]


def test_a_group_that_is_drawn_by_its_parts_has_no_outline_of_its_own() -> None:
    assert symbol_of(OTHERS, "area", [frozenset({"group"})]) is None
    islands = SHIPPED.layers["islands"].gdf
    assert SHIPPED.catalog.drawn_by_parts == set(islands["part_of"].dropna())


def test_a_rule_with_no_condition_fits_whatever_passes() -> None:
    assert Rule("x").fits("point", [frozenset()])
    assert not Rule("x").fits("point", [])
    assert Rule("x", passing=False).fits("point", [])


def test_what_lies_under_the_marks_is_settled_for_every_view() -> None:
    found = ways(SHIPPED)
    assert set(found.claims) == set(choices(SHIPPED.catalog))
    assert set(found.periods) == set(SHIPPED.catalog.periods)
    ground = {name for name in SHIPPED.layers if layers.look(name).draws in GROUND}
    for looks in (*found.claims.values(), *found.periods.values()):
        assert set(looks) == ground
        for name, drawn in looks.items():
            assert set(drawn) <= set(SHIPPED.layers[name].ids)


def test_inks_stand_in_one_place() -> None:
    """No script and no module of maps, pictures or one file names a colour."""
    for folder in ("web/map", "maps", "pictures"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".js", ".css"}:
                assert not re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("layer", SHIPPED.layers)
def test_every_placemark_of_a_kml_has_the_style_of_its_symbol(layer: str) -> None:
    text = documents.document(SHIPPED, layer, "kml", EVERYTHING).content.decode()
    drawn = alone(SHIPPED.layer(layer).gdf, layer, SHIPPED)
    assert re.findall(r"<styleUrl>#([\w-]+)", text) == [item.symbol for item in drawn]
    assert set(re.findall(r'<Style id="([\w-]+)"', text)) == {item.symbol for item in drawn}


def test_a_file_shows_a_unit_as_in_its_period_and_by_no_sides_view() -> None:
    gdf, found = SHIPPED.layer("administration").gdf, ways(SHIPPED)
    for ident, period, item in zip(gdf["id"], gdf["period"], alone(gdf, "administration", SHIPPED), strict=True):
        assert (item.symbol, item.who) == found.periods[period]["administration"][ident]


def test_kml_shows_symbols_in_their_inks() -> None:
    text = documents.document(SHIPPED, "deployments", "kml", EVERYTHING).content.decode()
    named = dict(re.findall(r'<Style id="([\w-]+)"><IconStyle><color>ff(\w{6})', text))
    assert set(re.findall(r"<styleUrl>#([\w-]+)", text)) == set(named)
    assert {"hatch", "planned", "others-guessed"} <= set(named)
    for ident, color in named.items():
        look = CONTEXT if ident in {rule.symbol for rule in OTHERS} else layers.look("deployments")
        wanted = color_of(SYMBOLS[ident], look, THEMES["light"]).lower()
        assert f"#{color[4:]}{color[2:4]}{color[:2]}" == wanted
