"""Local planes: what each projection keeps, and that they lead back."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from parts import PARTS
from pyproj import Geod

from geo.geodesy.projection import Plane, plane_over

WGS84 = Geod(ellps="WGS84")
ISLAND = shapely.Polygon([(145.4, 43.6), (146.6, 44.5), (145.9, 44.4)])


@pytest.mark.parametrize("method", ["aeqd", "stere"])
def test_a_plane_leads_back(method: str) -> None:
    plane = plane_over(ISLAND, method)
    back = plane.unflatten(plane.flatten(ISLAND))
    assert np.allclose(shapely.get_coordinates(back), shapely.get_coordinates(ISLAND), rtol=0, atol=1e-11)


def test_a_plane_is_about_the_middle_of_the_bounds() -> None:
    assert plane_over(ISLAND, "aeqd") == Plane("aeqd", (145.4 + 146.6) / 2, (43.6 + 44.5) / 2)


def test_aeqd_keeps_distances_from_its_centre() -> None:
    flat = Plane("aeqd", 146.0, 44.0).flatten(shapely.Point(149.4, 45.5))
    assert np.hypot(flat.x, flat.y) == pytest.approx(WGS84.inv(146.0, 44.0, 149.4, 45.5)[2], abs=0.001)


def test_stere_is_equally_true_in_all_directions() -> None:
    lons, lats, _ = WGS84.fwd([148.0] * 8, [45.0] * 8, np.arange(0, 360, 45), [1000.0] * 8)
    plane = Plane("stere", 146.0, 44.0)
    middle = shapely.get_coordinates(plane.flatten(shapely.Point(148.0, 45.0)))
    metres = np.hypot(
        *(shapely.get_coordinates(plane.flatten(shapely.MultiPoint([*zip(lons, lats, strict=True)]))) - middle).T
    )
    assert np.ptp(metres) < 0.1
    assert metres.mean() > 1000.1  # larger, 190 km from the centre


def test_points_and_shapes_go_the_same_way() -> None:
    plane, points = Plane("stere", 146.0, 44.0), shapely.get_coordinates(ISLAND)
    assert np.array_equal(plane.metres(points), shapely.get_coordinates(plane.flatten(ISLAND)))
    assert np.allclose(plane.degrees(plane.metres(points)), points, rtol=0, atol=1e-11)


def test_a_projection_is_made_in_one_place() -> None:
    root = Path(__file__).resolve().parent.parent
    makers = re.compile(r"\bProj\(|from_pipeline\(|from_crs\(|from_proj4\(")
    found = [path for part in PARTS for path in (root / part).rglob("*.py") if makers.search(path.read_text("utf-8"))]
    assert [path.relative_to(root).as_posix() for path in found] == ["geo/geodesy/projection.py"]
