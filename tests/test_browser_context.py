"""How the map's script draws what other sources add: a plan, a guess and a plan that was given up never look built."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import NewPage

from geo.atlas import open_atlas
from geo.export import documents
from geo.messages import messages
from geo.paths import ROOT
from geo.view.parameters import View
from layers.symbols import SYMBOLS
from maps import applied_state

Draw = Callable[[str, str], dict[str, Any]]

SCRIPTS = (
    "static/leaflet-1.9.4/leaflet.js",
    "web/map/runs.js",
    "web/map/words.js",
    "web/map/swatch.js",
    "web/map/symbols.js",
    "web/map/tips.js",
    "web/map/marks.js",
    "web/map/context.js",
)

# The map's own script on a bare map, and the features of one place of which those show that pass the test `keep`.
DRAW = """([place, features, keep]) => {
  const A = window.Atlas, passes = new Function("p", "return " + keep);
  const layer = { features: JSON.parse(features) }, mark = new A.Context(place);
  layer.bits = layer.features.map((feature) => passes(feature.properties));
  layer.features.forEach((feature, i) => mark.add(layer, i));
  document.body.innerHTML = '<div id="map" style="width: 600px; height: 400px"></div>';
  const map = L.map("map", { center: [44.5, 147], zoom: 5, attributionControl: false });
  for (const pane of ["context", "marks"]) map.createPane(pane);
  mark.show(map);
  const paths = [...document.querySelectorAll("#map path")].filter((path) => !path.closest(".cross"));
  return {
    dashes: [...new Set(paths.map((path) => path.getAttribute("stroke-dasharray") || ""))].sort().reverse(),
    lines: [...mark.lines().querySelectorAll("small")].map((line) => line.textContent),
    badge: mark.badge().textContent,
  };
}"""
START = """([words, settings]) => Object.assign(window.Atlas, {
  words: JSON.parse(words), settings, state: { claims: "both", period: null },
})"""
SHORE = ""
"""The dash of the paths in the sea's colour that part an area's double line: none."""


def dash(symbol: str) -> str:
    """Return a symbol's dash as SVG has it."""
    return " ".join(f"{step:g}" for step in SYMBOLS[symbol].dash)


@pytest.fixture
def draw(new_page: NewPage) -> Draw:
    """Give ``draw(place, keep)``: the dashes of a place's paths, its lines of text and its badge."""
    opened, page = open_atlas(ROOT / "data"), new_page()
    told = [documents.geojson(opened, name, View(basis="all")).content for name in ("events", "deployments", "aegis")]
    features = [feature for document in told for feature in json.loads(document)["features"]]
    for name in SCRIPTS:
        page.add_script_tag(path=ROOT / name)
    settings = applied_state.settings(opened)
    page.evaluate(START, [json.dumps(dict(messages("en").entries)), settings])

    def drawn(place: str, keep: str) -> dict[str, Any]:
        own = [f for f in features if (f["properties"]["place"], f["properties"]["basis"]) == (place, "context")]
        found: dict[str, Any] = page.evaluate(DRAW, [place, json.dumps(own), keep])
        assert page.watch.errors == []
        return found

    return drawn


def test_aegis_candidates_never_look_built(draw: Draw) -> None:
    for place in ("akita-city", "hagi-city", "abu-town"):
        assert draw(place, "!p.later") == {"dashes": [dash("others-planned")], "lines": ["planned 2018"], "badge": "1"}
        both = {"dashes": [dash("others-ended")], "lines": ["planned 2018", "cancelled 2020"], "badge": "✕ 2018–2020"}
        assert draw(place, "true") == both


def test_a_guess_is_called_one_and_has_a_line_of_its_own(draw: Draw) -> None:
    guess = {"dashes": [dash("others-guessed"), SHORE], "lines": ["speculation 2017"], "badge": "1"}
    assert draw("matua", "p.status === 'speculated'") == guess
    assert draw("matua", "true")["lines"] == ["speculation 2017", "said to be deployed 2021"]
    plan = {"dashes": [dash("others-planned"), SHORE], "lines": ["planned 2017"], "badge": "Kuril Islands 1"}
    assert draw("kuril-chain", "p.facts.includes('c-base-2017')") == plan


def test_what_is_there_is_solid_and_what_came_later_is_dotted(draw: Draw) -> None:
    assert draw("yasny", "p.facts.includes('c-su35-august')")["dashes"] == [""]
    later = draw("matua", "p.later")
    assert later["dashes"] == [dash("others-later"), SHORE]
    assert later["lines"] == ["said to be deployed 2021", "later than the article"]
    assert later["badge"] == "2021"
