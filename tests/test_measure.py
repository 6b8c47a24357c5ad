"""Geodesic measures: against brute force, PROJ's own projections, and the figures in the committed geometry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from geo.geodesy.measure import (
    Geodesic,
    area_km2,
    distance_m,
    distances_m,
    geodesic,
    length_m,
    longest_line,
    shortest_line,
)

pytestmark = pytest.mark.slow

GEOMETRY = Path(__file__).resolve().parent.parent / "data" / "geometry"
WGS84 = Geod(ellps="WGS84")
# A metre apart at the least: two that only rounding tells apart are one, once they are moved to their place.
_STEPS = st.integers(-400_000, 400_000).map(lambda n: n / 100_000)
POINTS = st.tuples(_STEPS, _STEPS)
PLACES = st.tuples(st.floats(-150, 150), st.floats(-65, 65))


def shapes(name: str) -> dict[str, BaseGeometry]:
    content: dict[str, Any] = json.loads((GEOMETRY / f"{name}.geojson").read_text(encoding="utf-8"))
    return {f["id"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in content["features"]}


def told(name: str) -> dict[str, dict[str, Any]]:
    content: dict[str, Any] = json.loads((GEOMETRY / f"{name}.geojson").read_text(encoding="utf-8"))
    return {f["id"]: f["properties"] for f in content["features"]}


@pytest.fixture(scope="module")
def hokkaido() -> BaseGeometry:
    """Return Hokkaido's main island, whose simplified coast keeps the capes that are nearest."""
    parts = shapely.get_parts(shapes("land_detail")["large"])
    island: BaseGeometry = parts[shapely.contains_xy(parts, 143.2, 43.3)][0]
    return island


def moved(points: list[tuple[float, float]], place: tuple[float, float]) -> list[tuple[float, float]]:
    return [(lon + place[0], lat + place[1]) for lon, lat in points]


def around(point: Any, shape: BaseGeometry) -> float:
    """Return the distance from a point to a coast on PROJ's plane about the point, which keeps distances from it."""
    plane = f"+proj=aeqd +lat_0={point[1]!r} +lon_0={point[0]!r} +ellps=WGS84"
    turn = Transformer.from_crs("EPSG:4326", plane, always_xy=True).transform
    coast = shapely.segmentize(shape.boundary if shape.area else shape, 0.005)
    flat = shapely.transform(coast, lambda xy: np.column_stack(turn(xy[:, 0], xy[:, 1])))
    return float(flat.distance(shapely.Point(0, 0)))


def test_a_length_is_the_sum_of_geodesics() -> None:
    line = shapely.LineString([(145, 43), (146, 44), (148, 44)])
    assert length_m(line) == pytest.approx(distance_m(145, 43, 146, 44) + distance_m(146, 44, 148, 44), abs=1e-6)


def test_a_geodesic_knows_its_length() -> None:
    assert geodesic((145, 43), (146, 44)) == Geodesic((145, 43), (146, 44), distance_m(145, 43, 146, 44))


@settings(max_examples=60, deadline=None)
@given(st.lists(POINTS, min_size=1, max_size=40), PLACES)
def test_the_longest_line_is_that_of_all_pairs(points: list[tuple[float, float]], place: tuple[float, float]) -> None:
    corners = moved(points, place)
    found = longest_line(shapely.MultiPoint(corners))
    assert found.length_m == pytest.approx(max(distance_m(*a, *b) for a in corners for b in corners), abs=0.001)
    assert found.length_m == pytest.approx(distance_m(*found.start, *found.end), abs=0.001)


def test_an_empty_shape_has_no_measure() -> None:
    with pytest.raises(ValueError, match="empty"):
        longest_line(shapely.Polygon())
    with pytest.raises(ValueError, match="empty"):
        shortest_line(shapely.Point(1, 1), shapely.Polygon())
    with pytest.raises(ValueError, match="lines or polygons"):
        distances_m(np.array([[1.0, 1.0]]), shapely.Point(1, 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(POINTS, min_size=1, max_size=12), st.lists(POINTS, min_size=1, max_size=12), PLACES)
def test_the_shortest_line_between_points_is_that_of_all_pairs(
    ours: list[tuple[float, float]], theirs: list[tuple[float, float]], place: tuple[float, float]
) -> None:
    one, other = moved(ours, place), moved([(lon + 1, lat + 1) for lon, lat in theirs], place)
    least = min(distance_m(*a, *b) for a in one for b in other)
    found = shortest_line(shapely.MultiPoint(one), shapely.MultiPoint(other)).length_m
    assert least - 0.001 <= found <= least + 1


def test_the_shortest_line_between_coasts_is_that_to_points_along_them() -> None:
    one = shapely.Polygon([(145, 43), (145.6, 43.9), (144.8, 44.1)])
    other = shapely.LineString([(146.4, 43.2), (145.9, 44.2), (146.8, 44.6)])
    along, across = (shapely.get_coordinates(shapely.segmentize(shape, 0.004)) for shape in (one, other))
    least = min(float(WGS84.inv(*np.broadcast_to(p, across.shape).T, *across.T)[2].min()) for p in along)
    found = shortest_line(one, other)
    assert found.length_m == pytest.approx(least, abs=1)
    assert one.distance(shapely.Point(found.start)) < 1e-5
    assert other.distance(shapely.Point(found.end)) < 1e-5


def test_shapes_that_overlap_are_no_distance_apart() -> None:
    assert shortest_line(shapely.box(145, 43, 146, 44), shapely.box(145.5, 43.5, 147, 45)).length_m < 1e-6


def test_distances_agree_with_projs() -> None:
    """At sea near, at sea far, on land, on the coast itself."""
    islands = shapely.union_all(list(shapes("four_islands").values()))
    points = np.array(
        [[145.84, 43.39], [146.5, 43.3], [149.6, 46.0], [145.9, 44.1], [147.0, 44.2], [148.887883, 45.520421]]
    )
    expected = [around(point, islands) for point in points.tolist()]
    assert distances_m(points, islands) == pytest.approx(expected, abs=0.2)


@settings(max_examples=40, deadline=None)
@given(st.lists(POINTS, min_size=2, max_size=6, unique=True), POINTS, PLACES)
def test_distances_to_a_line_agree_with_projs(
    corners: list[tuple[float, float]], point: tuple[float, float], place: tuple[float, float]
) -> None:
    line = shapely.segmentize(shapely.LineString(moved(corners, place)), 0.005)
    here = moved([point], place)[0]
    assert distances_m(np.array([here]), line)[0] == pytest.approx(around(here, line), rel=1e-5, abs=0.3)


def test_many_points_are_measured_like_each_alone() -> None:
    """More points and sides than are computed at a time."""
    coast = shapely.Point(146, 44).buffer(0.5, quad_segs=512)
    points = np.column_stack([np.linspace(144, 148, 1200), np.linspace(43, 45, 1200)])
    together = distances_m(points, coast)
    assert together[[0, 617, 1199]] == pytest.approx(
        [distances_m(points[[i]], coast)[0] for i in (0, 617, 1199)], abs=1e-6
    )
    assert distances_m(np.empty((0, 2)), coast).shape == (0,)


def test_a_hole_s_edge_is_coast() -> None:
    ring = shapely.box(145, 43, 147, 45).difference(shapely.box(145.9, 43.9, 146.1, 44.1))
    assert distances_m(np.array([[146.0, 44.0]]), ring)[0] == pytest.approx(distance_m(146, 44, 146.1, 44), abs=1)


def test_lengths_in_the_file_are_those_of_the_longest_lines() -> None:
    """Of the main island; for Habomai, which has none, of the group."""
    found = {
        ident: longest_line(shape if ident == "habomai" else max(shapely.get_parts(shape), key=area_km2)).length_m
        / 1000
        for ident, shape in shapes("four_islands").items()
    }
    assert {ident: row["length_km"] for ident, row in told("four_islands").items()} == pytest.approx(found, abs=0.051)


def test_distances_in_the_file_are_those_of_the_shortest_lines(hokkaido: BaseGeometry) -> None:
    """To Hokkaido's main island; its own rocks off the eastern cape are a few metres nearer."""
    islands, rows = shapes("four_islands"), told("four_islands")
    found = {ident: shortest_line(shape, hokkaido).length_m / 1000 for ident, shape in islands.items()}
    assert {ident: row["distance_to_hokkaido_km"] for ident, row in rows.items()} == pytest.approx(found, abs=0.006)
    facing = shapes("hokkaido_facing")["hokkaido-facing"]
    with_rocks = {ident: shortest_line(shape, facing).length_m / 1000 for ident, shape in islands.items()}
    assert all(found[ident] - 0.01 < with_rocks[ident] <= found[ident] + 0.001 for ident in found)
