"""Joins of facts and places, selections, counts and exports, on a small data folder and on the shipped one."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.atlas import Atlas, open_atlas
from geo.errors import UnknownLayer
from geo.export import documents
from geo.paths import ROOT
from geo.records.catalog import read_catalog
from geo.tables.features import build_layer
from geo.view.parameters import DEFAULT, View

pytestmark = pytest.mark.slow

SMALL = Path(__file__).parent / "cases" / "small"


@pytest.fixture(scope="module")
def small() -> Atlas:
    return Atlas(read_catalog(SMALL))


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return open_atlas(ROOT / "data")


def passing(atlas: Atlas, view: View) -> list[str]:
    return [ident for ident, passes in zip(atlas.facts.ids, atlas.select(view).facts, strict=True) if passes]


def test_grain(small: Atlas) -> None:
    assert small.layers["islands"].ids == ("west-square", "east-square", "wide-chain")
    assert small.layers["deployments"].ids == ("guns-at-two-squares", "harbour-at-two-squares", "harbour-at-eastland")
    assert small.layers["events"].ids == ("offer-at-port",)


def test_a_layer_may_name_its_facts_or_leave_some_to_another(small: Atlas) -> None:
    def ids(**change: tuple[str, ...]) -> tuple[str, ...]:
        rule = small.layers["deployments"].rule.model_copy(update=change)
        return build_layer(rule, small.facts, small.catalog).ids

    assert ids(facts=("guns",)) == ("guns-at-two-squares",)
    assert ids(facts=("offer",)) == ()
    assert ids(except_facts=("guns",)) == ("harbour-at-two-squares", "harbour-at-eastland")
    assert ids(facts=("guns", "harbour"), except_facts=("harbour",)) == ("guns-at-two-squares",)


def test_no_fact_is_marked_twice_at_a_place(shipped: Atlas) -> None:
    drawn: dict[str, str] = {}
    for name, layer in shipped.layers.items():
        if layer.rule.grain == "fact-place":
            for ident in layer.ids:
                assert ident not in drawn, (
                    f"{ident} is drawn by {drawn[ident]} too: add its fact to except_facts of one"
                )
                drawn[ident] = name


def test_aegis_candidates_are_municipalities_and_off_until_asked(shipped: Atlas) -> None:
    assert shipped.layers["aegis"].rule.optional
    gdf = shipped.layers["aegis"].gdf
    drawn = gdf[gdf.geometry.notna()]
    assert set(drawn["place"]) == {"akita-city", "hagi-city", "abu-town"}
    assert set(drawn["precision"]) == {"city"}
    assert set(gdf[gdf.geometry.isna()]["place"]) == {"araya", "mutsumi"}
    assert set(zip(gdf["lifecycle"], gdf["role"], strict=True)) == {
        ("planned", "planned-there"),
        ("cancelled", "about"),
    }
    assert not set(shipped.layers["aegis"].rule.facts) & set(shipped.layers["deployments"].gdf["facts"].explode())


def test_an_island_lists_its_groups_facts_and_says_so(small: Atlas) -> None:
    gdf = small.layers["islands"].gdf.set_index("id")
    assert gdf.loc["west-square", "facts"] == ["guns", "harbour"]
    assert gdf.loc["west-square", "facts_named"] == []
    assert gdf.loc["west-square", "facts_of_group"] == ["guns", "harbour"]
    assert gdf.loc["wide-chain", "facts_named"] == ["old-war"]
    assert gdf.loc["wide-chain", "facts_if_wider"] == ["guns"]


def test_a_country_is_listed_and_not_drawn(small: Atlas) -> None:
    gdf = small.layers["deployments"].gdf.set_index("id")
    assert gdf.loc["harbour-at-eastland", "geometry"] is None
    assert gdf.loc["harbour-at-eastland", "precision"] == "country"


def test_evidence_is_the_weightiest_relation(small: Atlas) -> None:
    assert small.facts.evidence == {
        "offer": "supported",
        "guns": "contradicted",
        "harbour": "article-only",
        "old-war": "article-only",
        "mood": "article-only",
        "c-guns": "one-chain",
    }


@pytest.mark.parametrize(
    ("view", "facts"),
    [
        (DEFAULT, ["offer", "guns", "harbour", "old-war", "mood"]),
        (View(topic=("military",)), ["guns", "harbour"]),
        (View(topic=("military", "history")), ["guns", "harbour", "old-war"]),
        (View(topic=("military",), modality=("planned",)), ["harbour"]),
        (View(actor=("eastland",)), ["offer", "guns"]),
        (View(layer=("events",)), ["offer"]),
        (View(text="SQUARES harbour"), ["harbour"]),
        # A part of the two squares: its name finds what is said of the whole, as a click on it does.
        (View(text="west"), ["guns", "harbour"]),
        (View(text="ＡＮＮ deal"), ["offer"]),
        (View(since=date(2020, 1, 1)), ["offer", "guns", "harbour", "mood"]),
        (View(since=date(2020, 1, 1), undated="drop"), ["offer", "harbour"]),
        (View(until=date(1950, 1, 1), undated="drop"), ["old-war"]),
        (View(undated="only"), ["guns", "mood"]),
        (View(basis="all"), ["offer", "guns", "harbour", "old-war", "mood", "c-guns"]),
        (View(basis="all", topic=("military",)), ["guns", "harbour", "c-guns"]),
        (View(text="record"), []),
    ],
)
def test_selection(small: Atlas, view: View, facts: list[str]) -> None:
    assert passing(small, view) == facts


def test_counts_keep_all_other_filters(small: Atlas) -> None:
    counts = small.select(View(topic=("military",))).counts
    assert counts["topic"] == {"diplomacy": 1, "history": 1, "humanitarian": 1, "military": 2}
    assert counts["modality"]["planned"] == 1
    assert counts["modality"]["requested"] == 0
    assert counts["layer"] == {"islands": 2, "deployments": 2, "events": 0}


def one_option(facet: str, option: str) -> View:
    values: dict[str, Any] = {facet: (option,)}
    return replace(DEFAULT, **values)


def test_every_count_is_what_choosing_the_option_gives(shipped: Atlas) -> None:
    for facet, options in shipped.select(DEFAULT).counts.items():
        for option, count in options.items():
            assert len(passing(shipped, one_option(facet, option))) == count, (facet, option)


def test_loosening_tells_what_each_filter_hides(small: Atlas) -> None:
    found = small.loosenings(View(topic=("history",), modality=("planned",)))
    assert sorted((item.field, item.facts) for item in found) == [("modality", 1), ("topic", 1)]


def test_mapped_tells_facts_that_no_layer_draws(small: Atlas) -> None:
    assert small.mapped.tolist() == [True, True, True, True, False, False]


def document(atlas: Atlas, layer: str, view: View = DEFAULT) -> Any:
    return json.loads(documents.geojson(atlas, layer, view).content)


def test_geojson_keeps_rfc_7946(shipped: Atlas) -> None:
    for name in shipped.layers:
        content = document(shipped, name)
        assert "crs" not in content
        for feature in content["features"]:
            assert set(feature) <= {"type", "id", "bbox", "geometry", "properties"}
            assert feature["id"] == feature["properties"]["id"]
            if feature["geometry"] is None:
                continue
            shape = shapely.geometry.shape(feature["geometry"])
            assert shape.is_valid
            assert np.allclose(feature["bbox"], shape.bounds, atol=1e-6)
            coordinates = shapely.get_coordinates(shape)
            assert np.array_equal(coordinates, np.round(coordinates, 7))
            for ring in (part.exterior for part in shapely.get_parts(shape) if part.geom_type == "Polygon"):
                assert ring.is_ccw


def test_export_obeys_filters_and_repeats_its_bytes(shipped: Atlas) -> None:
    view = View(topic=("military",))
    first = documents.geojson(shipped, "events", view)
    again = documents.geojson(
        Atlas(read_catalog(ROOT / "data")), "events", View(topic=("military",), fact="p06-offer", zoom=9.0)
    )
    assert first == again
    assert {feature["properties"]["topic"] for feature in json.loads(first.content)["features"]} == {"military"}


def test_geopandas_reads_an_export_back(shipped: Atlas, tmp_path: Path) -> None:
    for name, layer in shipped.layers.items():
        path = tmp_path / f"{name}.geojson"
        path.write_bytes(documents.geojson(shipped, name, View(basis="all")).content)
        gdf = gpd.read_file(path)
        assert list(gdf["id"]) == list(layer.ids)
        assert gdf.crs is not None
        assert gdf.crs.to_epsg() == 4326


def test_an_empty_selection_is_a_document(shipped: Atlas) -> None:
    content = document(shipped, "deployments", View(text="no such words anywhere"))
    assert content["features"] == []
    assert "bbox" not in content


def test_unknown_layer(small: Atlas) -> None:
    with pytest.raises(UnknownLayer, match="islands, deployments, events"):
        documents.geojson(small, "rivers", DEFAULT)
