"""Bands and median lines: on made-up coasts, and those that are committed, against the committed coasts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import area_km2, distances_m, length_m
from geo.geodesy.median_lines import buffered, median_line, southward

pytestmark = pytest.mark.slow

GEOMETRY = Path(__file__).resolve().parent.parent / "data" / "geometry"
WGS84 = Geod(ellps="WGS84")
MILE_M = 1852
# A metre apart at the least: two that only rounding tells apart are one, once they are moved to their place.
_STEPS = st.integers(-50_000, 50_000).map(lambda n: n / 100_000)
POINTS = st.tuples(_STEPS, _STEPS)
PLACES = st.tuples(st.floats(-150, 150), st.floats(-70, 70))
HOKKAIDO, URUP = "hokkaido-islands-median", "etorofu-urup-median"


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((GEOMETRY / f"{name}.geojson").read_text(encoding="utf-8"))
    return content


def shapes(name: str) -> dict[str, BaseGeometry]:
    return {f["id"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in read(name)["features"]}


def told(name: str) -> dict[str, dict[str, Any]]:
    return {feature["id"]: feature["properties"] for feature in read(name)["features"]}


def sampled(line: BaseGeometry) -> NDArray[np.float64]:
    """Return every vertex of a line, and points at most 220 m apart between them."""
    return shapely.get_coordinates(shapely.segmentize(line, 0.002))


@pytest.fixture(scope="module")
def islands() -> BaseGeometry:
    """Return the four, in full detail."""
    return shapely.union_all(list(shapes("four_islands").values()))


@pytest.fixture(scope="module")
def coasts(islands: BaseGeometry) -> dict[str, tuple[BaseGeometry, BaseGeometry]]:
    """Return the coasts on either side of each median line, in full detail; but Urup's is generalised at 0.0007°."""
    return {
        HOKKAIDO: (shapes("hokkaido_facing")["hokkaido-facing"], islands),
        URUP: (shapely.union_all(list(shapes("kuril_chain").values())), islands),
    }


@pytest.fixture(scope="module")
def waters() -> BaseGeometry:
    return shapes("waters")["four-islands-12nm"]


@settings(max_examples=25, deadline=None)
@given(st.lists(POINTS, min_size=2, max_size=5, unique=True), PLACES, st.floats(2_000, 50_000))
def test_a_band_s_edge_is_its_radius_away(
    corners: list[tuple[float, float]], place: tuple[float, float], radius_m: float
) -> None:
    coast = shapely.LineString([(lon + place[0], lat + place[1]) for lon, lat in corners])
    band = buffered(coast, radius_m, error_m=5)
    metres = distances_m(sampled(band.boundary), coast)
    assert band.is_valid
    assert band.covers(coast)
    assert metres.min() > radius_m - 10.1
    assert metres.max() < radius_m + 0.5


def test_a_band_holds_all_of_a_large_land() -> None:
    land = shapely.box(140, 40, 143, 43)
    band = buffered(land, 5_000, error_m=50)
    assert band.covers(land)
    assert isinstance(band, shapely.Polygon)
    assert not band.interiors


def test_a_circle_has_the_area_of_a_circle() -> None:
    assert area_km2(buffered(shapely.Point(146, 44), 10_000, error_m=0.1)) == pytest.approx(np.pi * 100, rel=2e-5)


@pytest.mark.parametrize(("radius_m", "error_m"), [(0, 1), (-5, 1), (100, 0), (100, 100)])
def test_a_band_needs_a_radius_and_a_smaller_error(radius_m: float, error_m: float) -> None:
    with pytest.raises(ValueError, match="0 < error_m < radius_m"):
        buffered(shapely.Point(146, 44), radius_m, error_m)


def test_the_median_of_mirrored_coasts_is_the_mirror() -> None:
    one = shapely.Polygon([(145.0, 43.0), (145.8, 44.0), (145.0, 45.0)])
    other = shapely.transform(one, lambda xy: np.column_stack([292 - xy[:, 0], xy[:, 1]]))
    line = median_line(one, other, shapely.box(145, 43.2, 147, 44.8), step_m=500)
    assert np.abs(line.xy[0] - np.array(146.0)).max() < 1e-9
    assert (line.coords[0][1], line.coords[-1][1]) == pytest.approx((44.8, 43.2))


@settings(max_examples=12, deadline=None, derandomize=True)
@given(POINTS, POINTS, st.floats(-60, 60))
def test_a_median_is_equally_far_from_both(ours: tuple[float, float], theirs: tuple[float, float], lat: float) -> None:
    one = shapely.Point(145 + ours[0], lat + ours[1]).buffer(0.2)
    other = shapely.LineString([(147 + theirs[0], lat + theirs[1]), (147.5, lat + 1)])
    points = sampled(median_line(one, other, shapely.box(144, lat - 1, 148, lat + 1), step_m=1_000))
    nearest, apart = distances_m(points, one), np.abs(distances_m(points, one) - distances_m(points, other))
    # The map is up to 450 km wide here, so that its scale shows.
    assert (apart < 10 + 4e-4 * nearest).all()


def test_a_median_does_not_depend_on_the_order_of_the_coasts() -> None:
    one, other = shapely.box(145, 43, 145.5, 44), shapely.box(146, 43.4, 147, 45)
    window = shapely.box(144.5, 42.5, 147, 45)
    forth, back = (median_line(*pair, window, step_m=500) for pair in ((one, other), (other, one)))
    assert forth.equals_exact(back, 1e-9)


def test_a_median_that_is_not_one_line_in_the_window_is_refused() -> None:
    one, other = shapely.Point(145, 43).buffer(0.1), shapely.Point(147, 43).buffer(0.1)
    with pytest.raises(ValueError, match="0 pieces"):
        median_line(one, other, shapely.box(144, 42, 145.5, 44), step_m=500)
    bent = shapely.Polygon(
        [(145.5, 42), (146.5, 42), (146.5, 44), (145.5, 44), (145.5, 43.5), (146.2, 43), (145.5, 42.5)]
    )
    with pytest.raises(ValueError, match="2 pieces"):
        median_line(one, other, bent, step_m=500)


def test_lines_run_southward() -> None:
    assert southward(shapely.LineString([(1, 1), (0, 2)])).coords[0] == (0, 2)
    assert southward(shapely.LineString([(3, 1), (2, 0), (1, 1)])).coords[0] == (1, 1)
    with pytest.raises(ValueError, match="2 pieces"):
        southward(shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]))


@pytest.mark.parametrize(("name", "worst_m"), [(HOKKAIDO, 2), (URUP, 10)])
def test_a_committed_median_is_equidistant(
    coasts: dict[str, tuple[BaseGeometry, BaseGeometry]], name: str, worst_m: float
) -> None:
    """Far within the 150 m that we promise; and within what the file says, where the coasts are those that it was made from."""
    points = sampled(shapes("lines")[name])
    one, other = (distances_m(points, coast) for coast in coasts[name])
    assert np.abs(one - other).max() < worst_m
    if name == HOKKAIDO:
        assert told("lines")[name]["accuracy_worst_m"] == pytest.approx(np.abs(one - other).max(), abs=0.1)
        assert told("lines")[name]["accuracy_median_m"] == pytest.approx(np.median(np.abs(one - other)), abs=0.1)
        assert told("lines")[name]["nearest_coast_km"] == pytest.approx(one.min() / 1000, abs=0.01)


def test_no_other_mapped_land_is_nearer_to_a_median(coasts: dict[str, tuple[BaseGeometry, BaseGeometry]]) -> None:
    """The rest is generalised, so that it may seem nearer by as much as that."""
    land = shapely.clip_by_rect(shapely.union_all(list(shapes("land_detail").values())), 142, 41, 153, 48)
    for name, pair in coasts.items():
        points = sampled(shapes("lines")[name])[::5]
        assert (distances_m(points, land) - distances_m(points, shapely.union_all(pair))).min() > -150


@pytest.mark.parametrize("name", [HOKKAIDO, URUP])
def test_a_committed_median_is_one_clean_line_to_24_miles(islands: BaseGeometry, name: str) -> None:
    line = shapes("lines")[name]
    assert isinstance(line, shapely.LineString)
    assert line.is_simple
    metres = distances_m(sampled(line), islands)
    assert metres[[0, -1]] == pytest.approx(24 * MILE_M, abs=5)
    assert metres.max() < 24 * MILE_M + 5
    assert line.coords[0][1] == max(line.xy[1])
    assert told("lines")[name]["length_km"] == pytest.approx(length_m(line) / 1000, abs=0.06)


def test_a_committed_median_is_what_the_module_computes(coasts: dict[str, tuple[BaseGeometry, BaseGeometry]]) -> None:
    """From committed coasts, so that nobody needs the source; where the coasts are nearest, within 10 m."""
    window = shapely.box(145.6, 43.35, 145.95, 43.5)
    line = shapely.intersection(shapes("lines")[HOKKAIDO], window)
    again = median_line(*coasts[HOKKAIDO], window, step_m=50)
    assert line.hausdorff_distance(again) * 111_000 < 10


def test_the_waters_edge_is_12_miles_away_or_a_median(waters: BaseGeometry, islands: BaseGeometry) -> None:
    medians = shapely.union_all(list(shapes("lines").values()))
    points = sampled(waters.boundary)
    on_median = shapely.distance(shapely.points(points), medians) < 2e-6
    metres = distances_m(points, islands)
    assert np.abs(metres[~on_median] - 12 * MILE_M).max() < 20
    assert metres[on_median].max() < 12 * MILE_M + 20
    assert 400 < on_median.sum() < len(points) / 2
    row = told("waters")["four-islands-12nm"]
    assert row["accuracy_worst_m"] == pytest.approx(np.abs(metres[~on_median] - 12 * MILE_M).max(), abs=0.5)


def test_the_waters_are_all_that_is_nearer_than_12_miles_and_to_no_other_coast(
    waters: BaseGeometry, coasts: dict[str, tuple[BaseGeometry, BaseGeometry]]
) -> None:
    """A grid of points, asked one by one; those within 30 m of an edge may fall on either side."""
    lons, lats = (axis.ravel() for axis in np.meshgrid(np.linspace(144.9, 149.6, 48), np.linspace(42.9, 46.0, 48)))
    points = np.column_stack([lons, lats])
    ours = distances_m(points, coasts[HOKKAIDO][1])
    ours[shapely.contains_xy(coasts[HOKKAIDO][1], lons, lats)] = 0
    theirs = np.minimum(*(distances_m(points, pair[0]) for pair in coasts.values()))
    clear = (np.abs(ours - 12 * MILE_M) > 30) & (np.abs(ours - theirs) > 30)
    expected = (ours < 12 * MILE_M) & (ours < theirs)
    assert np.array_equal(shapely.contains_xy(waters, lons, lats)[clear], expected[clear])
    assert clear.mean() > 0.98
    assert expected.sum() > 400


def test_the_waters_touch_no_other_land_and_hold_the_four(
    waters: BaseGeometry, islands: BaseGeometry, coasts: dict[str, tuple[BaseGeometry, BaseGeometry]]
) -> None:
    assert waters.covers(islands)
    others = [pair[0] for pair in coasts.values()] + list(shapes("land_detail").values())
    assert not any(waters.intersects(land) for land in others)


def test_the_waters_areas_add_up(islands: BaseGeometry) -> None:
    row = told("waters")["four-islands-12nm"]
    assert row["area_km2"] == pytest.approx(row["land_km2"] + row["sea_km2"], abs=0.02)
    assert row["land_km2"] == pytest.approx(area_km2(islands), abs=0.01)
    assert row["radius_m"] == 12 * MILE_M


@pytest.mark.parametrize("name", ["lines", "waters"])
def test_what_is_computed_says_so(name: str) -> None:
    for row in told(name).values():
        assert row["status"] == "computed, not an official baseline or boundary"
        assert row["accuracy_median_m"] <= row["accuracy_worst_m"] < 20
        assert not {"japan", "russia"} & set(row["description"].lower().split())
