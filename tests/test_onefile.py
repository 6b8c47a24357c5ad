"""The page of one file: data that no parser can take for markup, a policy that fits, and all that a view selects."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hostile import poison

from geo.atlas import Atlas, open_atlas
from geo.paths import ROOT
from geo.records.catalog import read_catalog
from geo.view.parameters import DEFAULT, EVERYTHING, View
from maps import applied_state
from onefile import content, document, one_file
from web.assets import MAP_SCRIPTS

pytestmark = pytest.mark.slow

SHIPPED = open_atlas(ROOT / "data")
MILITARY = View(topic=("military",), basis="all")


def read(page: bytes) -> dict[str, Any]:
    """Return what stands in a page, cut out as an HTML parser does: up to the first end of a script."""
    (text,) = re.findall(r'<script type="application/json" id="content">(.*?)</script', page.decode(), flags=re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return found


def test_hostile_data_leave_the_markup_as_it_is(tmp_path: Path) -> None:
    folder, _ = poison(tmp_path / "data")
    made, page = read(one_file(Atlas(read_catalog(folder)), EVERYTHING)), one_file(Atlas(read_catalog(folder)), DEFAULT)
    assert any("<script>" in fact["statement"] for fact in made["facts"])
    assert b"<title>" + escape(made["answers"]["api/messages/en.json"]["page.title"]).encode() + b"</title>" in page
    cut = re.compile(rb'(<title>|id="content">).*?(</title>|</script>)', flags=re.DOTALL)
    assert cut.sub(rb"\1\2", page) == cut.sub(rb"\1\2", one_file(SHIPPED, DEFAULT))


def test_the_policy_names_just_the_scripts_and_styles_that_stand_in_the_page() -> None:
    page = one_file(SHIPPED, DEFAULT).decode()
    (told,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.strip().split(" ", 1) for rule in html.unescape(told).split(";"))
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
        assert f"</{tag}" not in text.lower()
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == rules["font-src"] == "data:"
    assert "connect-src" not in rules
    assert "\r" not in page
    assert re.findall(r"url\((?!data:font/woff2;base64,[A-Za-z0-9+/=]+\))", document.style()) == []


def test_the_maps_settings_are_the_dashboards() -> None:
    wanted = applied_state.settings(SHIPPED)
    del wanted["up"]
    # The ground lies in the file itself; where it lies on the earth is the same.
    own = content._settings(SHIPPED)
    for told in (own["ground"], wanted["ground"]):
        del told["isobaths"]
        for image in (image for theme in told["images"].values() for image in theme.values()):
            del image["url"]
    assert json.loads(json.dumps(own)) == json.loads(json.dumps(wanted))


@pytest.mark.parametrize("view", [DEFAULT, EVERYTHING, MILITARY], ids=["article", "all", "military"])
def test_the_file_holds_what_the_view_selects(view: View) -> None:
    made, selected = read(one_file(SHIPPED, view)), SHIPPED.select(view)
    passing = [fact.id for fact, passes in zip(SHIPPED.facts.facts, selected.facts, strict=True) if passes]
    assert [fact["id"] for fact in made["facts"] if fact["passes"]] == passing
    for name, layer in SHIPPED.layers.items():
        assert [item["id"] for item in made["layers"][name]] == list(layer.gdf["id"][selected.features[name]])
        drawn = {item["properties"]["place"] for item in made["layers"][name] if item["drawn"]}
        assert drawn <= set(made["shapes"])


@pytest.mark.parametrize("view", [DEFAULT, MILITARY], ids=["article", "military"])
def test_no_card_leads_to_a_fact_that_is_not_there(view: View) -> None:
    facts = read(one_file(SHIPPED, view))["facts"]
    led = {item["id"] for fact in facts for item in (*fact["incoming"], *fact["bears_on"])}
    led |= {item["id"] for fact in facts for gap in fact["open"] for item in gap["filled"]}
    assert led
    assert led <= {fact["id"] for fact in facts}


def test_shapes_are_closed_and_hardly_moved() -> None:
    shapes = read(one_file(SHIPPED, EVERYTHING))["shapes"]
    rings = [
        ring
        for shape in [
            *shapes.values(),
            *(item["geometry"] for name in content.LAND for item in content._land(name)["features"]),
        ]
        if "Polygon" in shape["type"]
        for polygon in (shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]])
        for ring in polygon
    ]
    assert len(rings) > 300
    assert all(ring[0] == ring[-1] for ring in rings)
    place = SHIPPED.catalog.places["vladivostok"].point
    assert place is not None
    assert shapes["vladivostok"]["coordinates"] == pytest.approx([place.lon, place.lat], abs=0.00005)


def test_citation_licence_and_data_stand_in_the_page() -> None:
    made = read(one_file(SHIPPED, MILITARY))
    assert SHIPPED.hash in made["citation"]
    assert "topic=military" in made["citation"]
    assert "ODbL" in made["licence"]
    assert SHIPPED.hash in made["credit"]


def test_the_file_repeats_and_is_small_enough_to_send() -> None:
    page = one_file(SHIPPED, EVERYTHING)
    assert page == one_file(Atlas(SHIPPED.catalog), View(basis="all", zoom=5.0, lang="en"))
    # Of which the ground is 0.6 and the typeface 0.15.
    assert len(page) < 4_500_000


def test_every_script_of_the_page_and_of_the_map_is_in_the_file() -> None:
    assert set(document.PAGE_SCRIPTS) == {path.name for path in (ROOT / "onefile").glob("*.js")}
    assert {name for name in MAP_SCRIPTS if "/" not in name} == {
        path.name for path in (ROOT / "web" / "map").glob("*.js")
    }
