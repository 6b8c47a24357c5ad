"""No fact is drawn more exactly than its source gives its place: every feature that is drawn, walked one by one."""

import pytest

from geo.atlas import Atlas, open_atlas
from geo.paths import ROOT
from geo.records.precision import OF_KIND, ORDER, is_finer
from geo.tables.properties import shape_of

POLYGONS = {"Polygon", "MultiPolygon"}


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return open_atlas(ROOT / "data")


def test_order_of_precision() -> None:
    assert is_finer("airfield", "city")
    assert is_finer("island", "island-group")
    assert not is_finer("island-group", "island")
    assert not is_finer("city", "city")
    assert is_finer("line", "country")


def test_every_drawn_feature_is_as_wide_as_its_precision(shipped: Atlas) -> None:
    walked = 0
    for layer in shipped.layers.values():
        if layer.rule.grain != "fact-place":
            continue
        for row in layer.gdf.to_dict("records"):
            precision, shape = row["precision"], row["geometry"]
            if shape is None:
                continue
            walked += 1
            assert ORDER.index(OF_KIND[row["kind"]]) >= ORDER.index(precision), row["id"]
            assert precision not in {"region", "country"}, row["id"]
            if precision in {"island", "island-group", "archipelago"}:
                assert shape.geom_type in POLYGONS, row["id"]
            if shape.geom_type == "Point":
                assert row["uncertainty_m"] >= {"site": 500, "city": 3000}[precision], row["id"]
    assert walked > 80


def test_an_area_named_as_a_group_is_the_whole_group(shipped: Atlas) -> None:
    places = shipped.catalog.places
    group = shape_of(places["four-islands"], shipped.catalog)
    assert group is not None
    for island in ("etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai"):
        shape = shape_of(places[island], shipped.catalog)
        assert shape is not None
        assert group.buffer(0.02).covers(shape.representative_point()), island


def test_no_feature_of_the_article_is_a_single_island_or_a_site(shipped: Atlas) -> None:
    """The article names none of the four islands, and no site: neither may any feature that rests on it."""
    for name in ("deployments", "events"):
        gdf = shipped.layers[name].gdf
        article = gdf[gdf["basis"] == "article"]
        assert not set(article["precision"]) & {"site", "island"}
        assert not set(article["place"]) & {"etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai", "fefu"}
