"""Boxes and periods against features: edges, the antimeridian, no geometry, no date."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import atlas
from geo.errors import UnknownLayer
from geo.tables.extent import BoundingBox, DayRange, Extent, extent_of

DAY = date(2018, 9, 12).toordinal()


def extent(*shapes: shapely.Geometry | None) -> Extent:
    none = np.full(len(shapes), -1, dtype=np.int32)
    return Extent(np.array(shapes, dtype=object), none, none)


def dated(*spans: tuple[int, int]) -> Extent:
    shapes = np.array([None] * len(spans), dtype=object)
    return Extent(shapes, *(np.array(days, dtype=np.int32) for days in zip(*spans, strict=True)))


def test_a_box_meets_what_it_touches() -> None:
    square = shapely.box(1, 1, 2, 2)
    for box, meets in [
        (BoundingBox(0, 0, 1, 1), True),
        (BoundingBox(0, 0, 0.999999, 1), False),
        (BoundingBox(1.2, 1.2, 1.3, 1.3), True),
        (BoundingBox(0, 0, 9, 9), True),
        (BoundingBox(1.5, 1.5, 1.5, 1.5), True),
        (BoundingBox(1.5, 0, 1.5, 9), True),
        (BoundingBox(2.5, 0, 2.5, 9), False),
    ]:
        assert extent(square).meeting(box, None).tolist() == [meets], box


def test_a_box_meets_shapes_and_not_their_bounds() -> None:
    corner = shapely.Polygon([(0, 0), (4, 0), (4, 4)])
    assert extent(corner).meeting(BoundingBox(0.5, 2, 1, 3), None).tolist() == [False]


def test_a_box_across_the_antimeridian_has_two_halves() -> None:
    points = [shapely.Point(lon, 50) for lon in (-180, -175, -160, 0, 160, 175, 180)]
    assert extent(*points).meeting(BoundingBox(170, 40, -170, 60), None).tolist() == [
        True,
        True,
        False,
        False,
        False,
        True,
        True,
    ]


def test_what_has_no_geometry_meets_every_box() -> None:
    found = extent(None, shapely.Point(9, 9)).meeting(BoundingBox(0, 0, 1, 1), None)
    assert found.tolist() == [True, False]


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        (-9, -1, [False, False, True]),
        (-9, 0, [True, False, True]),
        (1, 1, [False, True, True]),
        (2, None, [False, True, True]),
        (6, None, [False, False, True]),
        (None, -1, [False, False, True]),
        (None, 0, [True, False, True]),
        (None, None, [True, True, True]),
    ],
)
def test_a_period_meets_days_and_everything_undated(first: int | None, last: int | None, meets: list[bool]) -> None:
    period = DayRange(*(None if days is None else date.fromordinal(DAY + days) for days in (first, last)))
    assert dated((DAY, DAY), (DAY + 1, DAY + 5), (-1, -1)).meeting(None, period).tolist() == meets


edges = st.integers(-180, 180).map(float)


@given(edges, edges, edges, edges, st.lists(st.tuples(edges, st.integers(-90, 90)), min_size=1, max_size=6))
def test_points_are_met_by_plain_comparison(
    w: float, e: float, a: float, b: float, points: list[tuple[float, int]]
) -> None:
    south, north = sorted((a / 2, b / 2))
    found = extent(*(shapely.Point(point) for point in points)).meeting(BoundingBox(w, south, e, north), None)
    for (lon, lat), meets in zip(points, found, strict=True):
        across = lon >= w or lon <= e
        assert meets == ((w <= lon <= e if w <= e else across) and south <= lat <= north)


def test_bounds_and_period_are_those_of_the_frame() -> None:
    for name, layer in atlas().layers.items():
        found = extent_of(atlas().layer(name))
        assert found.bounds == pytest.approx(tuple(layer.gdf.total_bounds), abs=1e-6)
        days = [day for day in layer.gdf.get("earliest", []) if isinstance(day, str)]
        assert (found.period.first.isoformat() if found.period and found.period.first else None) == min(
            days, default=None
        )


def test_nothing_drawn_has_no_bounds_and_nothing_dated_no_period() -> None:
    assert extent(None).bounds is None
    assert extent(None).period is None
    assert extent().bounds is None


def test_an_unknown_layer_is_an_error() -> None:
    with pytest.raises(UnknownLayer):
        extent_of(atlas().layer("rivers"))
