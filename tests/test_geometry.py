"""The committed geometry: hashes, areas, validity, and what must and must not overlap."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from geo.measure import area_km2

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = sorted((DATA / "geometry").glob("*.geojson"))
NAMES = [path.name for path in FILES]


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "geometry" / name).read_text(encoding="utf-8"))
    return content


def shapes(name: str) -> dict[str, Any]:
    return {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in read(name)["features"]}


def test_the_table_names_every_file_with_its_bytes_and_hash() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+\.geojson)` \|.*\| (\d+) \| `([0-9a-f]{64})` \|$", text, flags=re.MULTILINE)
    actual = [(path.name, str(path.stat().st_size), hashlib.sha256(path.read_bytes()).hexdigest()) for path in FILES]
    assert sorted(rows) == actual


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_sound(name: str) -> None:
    content = read(name)
    assert (content["attribution"], content["licence"]) == ("© OpenStreetMap contributors", "ODbL 1.0")
    idents = [feature["id"] for feature in content["features"]]
    assert len(set(idents)) == len(idents)
    assert idents == [feature["properties"]["id"] for feature in content["features"]]
    for shape in shapes(name).values():
        assert shape.is_valid
        assert not shape.is_empty
        coordinates = shapely.get_coordinates(shape)
        assert np.array_equal(coordinates, np.round(coordinates, 7))
        assert all(part.exterior.is_ccw for part in shapely.get_parts(shape))
        assert not any(ring.is_ccw for part in shapely.get_parts(shape) for ring in part.interiors)


def main_island_km2(shape: Any) -> float:
    return max(area_km2(part) for part in shapely.get_parts(shape))


@pytest.mark.parametrize(
    ("ident", "official_km2"), [("etorofu-iturup", 3166.6), ("kunashiri-kunashir", 1489.3), ("shikotan", 247.7)]
)
def test_main_islands_are_within_half_a_percent_of_the_survey(ident: str, official_km2: float) -> None:
    """Main island against main island: islets are in neither figure."""
    assert main_island_km2(shapes("four_islands.geojson")[ident]) == pytest.approx(official_km2, rel=0.005)


def test_habomai_is_within_two_percent_of_the_survey() -> None:
    """With all islets against with all islets, 95 km²; and what is over 1 km² against the main islets, 93 km²."""
    habomai = shapes("four_islands.geojson")["habomai"]
    assert area_km2(habomai) == pytest.approx(95, rel=0.02)
    large = sum(km2 for part in shapely.get_parts(habomai) if (km2 := area_km2(part)) > 1)
    assert large == pytest.approx(93, rel=0.02)


def test_the_measures_in_the_file_are_those_of_its_shapes() -> None:
    found = shapes("four_islands.geojson")
    for feature in read("four_islands.geojson")["features"]:
        told, shape = feature["properties"], found[feature["id"]]
        assert told["area_km2"] == pytest.approx(area_km2(shape), abs=0.01)
        assert told["main_island_km2"] == pytest.approx(main_island_km2(shape), abs=0.01)
        assert told["polygons"] == len(shapely.get_parts(shape))


def test_there_are_four_islands_apart_from_each_other() -> None:
    found = shapes("four_islands.geojson")
    assert list(found) == ["etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai"]
    assert found["habomai"].geom_type == "MultiPolygon"
    parts = list(found.values())
    assert not any(one.intersects(other) for i, one in enumerate(parts) for other in parts[i + 1 :])


def test_kaigara_is_habomai_and_cape_nosappu_is_not() -> None:
    habomai = shapes("four_islands.geojson")["habomai"]
    assert shapely.Point(145.858, 43.396).distance(habomai) < 0.004
    assert shapely.Point(145.81738, 43.38545).distance(habomai) > 0.03


@pytest.mark.parametrize("name", ["land_overview.geojson", "land_medium.geojson", "land_detail.geojson"])
def test_land_leaves_the_four_islands_out(name: str) -> None:
    islands = shapely.union_all(list(shapes("four_islands.geojson").values()))
    for shape in shapes(name).values():
        assert area_km2(shapely.intersection(shape, islands)) < 0.5


def test_the_outline_of_the_four_covers_the_four_and_no_more() -> None:
    islands = shapely.union_all(list(shapes("four_islands.geojson").values()))
    outline = shapes("four_islands_outline.geojson")["four-islands"]
    assert area_km2(shapely.symmetric_difference(islands, outline)) < 0.03 * area_km2(islands)


def test_the_chain_reaches_from_kunashir_to_shumshu() -> None:
    chain = shapes("kuril_chain_outline.geojson")["kuril-chain"]
    west, south, east, north = chain.bounds
    assert 145.3 < west < 145.6
    assert 43.3 < south < 43.7
    assert 156.3 < east < 156.6
    assert 50.7 < north < 51.0
    assert {"urup", "matua", "paramushir", "shumshu"} <= set(shapes("kuril_chain.geojson"))
