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
import shapely.ops
from pyproj import Transformer

from geo.geodesy.measure import area_km2, distance_m
from geo.records.whole import declared

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = sorted((DATA / "geometry").glob("*.geojson"))
NAMES = [path.name for path in FILES]
LAND = ["land_overview.geojson", "land_medium.geojson", "land_detail.geojson"]
# What has no area, or none that means anything.
NO_AREA = [*LAND, "hokkaido_facing.geojson", "lines.geojson"]
# Whose features carry where they come from themselves.
STATED = ["administration.geojson", "hokkaido_facing.geojson", "lines.geojson", "waters.geojson"]

# A point inland on what each land file must hold, lon lat; the detailed one covers 140–157°E, 40–52°N only.
INLAND = {
    "Hokkaido": (143.2, 43.3),
    "Sakhalin": (142.9, 49.5),
    "Urup": (149.99, 45.9),
    "Paramushir": (155.833, 50.384),
}
INLAND_FARTHER = {
    "Honshu": (140.0, 37.0),
    "Kyushu": (131.0, 32.5),
    "Shikoku": (133.5, 33.8),
    "Korea": (127.5, 37.5),
    "Primorye": (134.0, 45.0),
    "Kamchatka": (158.0, 54.0),
    "Nagato's peninsula": (131.2, 34.35),
    "Vladivostok's peninsula": (131.95, 43.17),
}


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
    assert declared(DATA / "geometry") == {name: digest for name, _, digest in actual}


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
        polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        assert all(part.exterior.is_ccw for part in polygons)
        assert not any(ring.is_ccw for part in polygons for ring in part.interiors)
        assert bool(polygons) == (name != "lines.geojson")


@pytest.mark.parametrize("name", STATED)
def test_a_feature_says_where_it_comes_from(name: str) -> None:
    for feature in read(name)["features"]:
        told = feature["properties"]
        assert (told["attribution"], told["licence"]) == ("© OpenStreetMap contributors", "ODbL 1.0")
        assert "roaring-landmask" in told["origin"]
        assert told["description"]
        assert "computed" in told.get("status", "") or name == "hokkaido_facing.geojson"


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


@pytest.mark.parametrize("name", NAMES)
def test_an_area_in_a_file_is_that_of_its_shape(name: str) -> None:
    found = shapes(name)
    told = {f["id"]: f["properties"]["area_km2"] for f in read(name)["features"] if "area_km2" in f["properties"]}
    assert bool(told) != (name in NO_AREA)
    assert told == pytest.approx({ident: area_km2(found[ident]) for ident in told}, abs=0.01)


def test_the_length_in_the_file_is_the_greatest_extent() -> None:
    """Of the main island; for Habomai, which has none, of the group."""
    found = shapes("four_islands.geojson")
    for feature in read("four_islands.geojson")["features"]:
        shape = found[feature["id"]]
        measured = shape if feature["id"] == "habomai" else max(shapely.get_parts(shape), key=area_km2)
        corners = shapely.get_coordinates(measured.convex_hull)
        extent_km = max(distance_m(*one, *other) for one in corners for other in corners) / 1000
        assert feature["properties"]["length_km"] == pytest.approx(extent_km, abs=0.06)


def test_the_distance_in_the_file_is_that_to_hokkaido() -> None:
    """Nearest points in a plane that is true to distance near Hokkaido, whose coast here is the simplified one."""
    lands = shapely.get_parts(list(shapes("land_detail.geojson").values()))
    hokkaido = next(part for part in lands if part.contains(shapely.Point(INLAND["Hokkaido"])))
    plane = Transformer.from_crs("EPSG:4326", "+proj=aeqd +lat_0=43.9 +lon_0=146 +ellps=WGS84", always_xy=True)

    def flat(shape: Any) -> Any:
        return shapely.transform(shape, lambda xy: np.column_stack(plane.transform(xy[:, 0], xy[:, 1])))

    found = shapes("four_islands.geojson")
    told = {f["id"]: f["properties"]["distance_to_hokkaido_km"] for f in read("four_islands.geojson")["features"]}
    # The file's were measured to the full coast; the simplified one keeps the capes that are nearest.
    assert told == pytest.approx({i: flat(s).distance(flat(hokkaido)) / 1000 for i, s in found.items()}, abs=0.02)


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


ISLETS = {
    "suisho-tanfilyeva": (145.91667, 43.43333, 12.13),
    "akiyuri-anuchina": (146.0, 43.36667, 2.11),
    "yuri": (146.06667, 43.41667, 9.90),
    "shibotsu-zelyony": (146.13333, 43.5, 58.33),
    "taraku-polonskogo": (146.31667, 43.63333, 10.9),
    "kaigara-signalny": (145.858, 43.3965, None),
    "moemoshiri-storozhevoy": (145.8925, 43.38361, None),
    "odoke-rifovy": (145.87583, 43.39, None),
    "harukari-dyomina": (146.16667, 43.41667, None),
    "todo-oskolki": (146.4, 43.56667, None),
}
"""Each named islet of Habomai: its published position, lon lat, and the area in km² that Japan's survey gives, where seen."""


def test_the_islets_are_habomai_and_nothing_else() -> None:
    found = shapes("habomai_islets.geojson")
    assert list(found) == list(ISLETS)
    habomai = shapes("four_islands.geojson")["habomai"]
    assert area_km2(shapely.symmetric_difference(shapely.union_all(list(found.values())), habomai)) < 1e-6
    assert sum(len(shapely.get_parts(shape)) for shape in found.values()) == len(shapely.get_parts(habomai))


@pytest.mark.parametrize("ident", ISLETS)
def test_an_islet_is_where_it_is_published_to_be_and_as_large(ident: str) -> None:
    lon, lat, survey_km2 = ISLETS[ident]
    shape = shapes("habomai_islets.geojson")[ident]
    nearest = shapely.ops.nearest_points(shape, shapely.Point(lon, lat))[0]
    assert distance_m(lon, lat, nearest.x, nearest.y) < 100
    told = next(f["properties"] for f in read("habomai_islets.geojson")["features"] if f["id"] == ident)
    assert told["main_islet_km2"] == pytest.approx(main_island_km2(shape), abs=1e-4)
    assert told["polygons"] == len(shapely.get_parts(shape))
    if survey_km2:
        assert told["main_islet_km2"] == pytest.approx(survey_km2, rel=0.03)


def test_the_islets_distances_agree_with_the_group_s() -> None:
    told = {f["id"]: f["properties"]["distance_to_hokkaido_km"] for f in read("habomai_islets.geojson")["features"]}
    group = next(f["properties"] for f in read("four_islands.geojson")["features"] if f["id"] == "habomai")
    assert min(told, key=told.__getitem__) == "kaigara-signalny"
    assert told["kaigara-signalny"] == group["distance_to_hokkaido_km"]
    assert sorted(told, key=told.__getitem__)[-1] == "todo-oskolki"


@pytest.mark.parametrize("name", LAND)
def test_land_leaves_the_four_islands_out(name: str) -> None:
    """Down to the last rock: a square metre would show a part that is drawn twice."""
    islands = shapely.union_all(list(shapes("four_islands.geojson").values()))
    for shape in shapes(name).values():
        assert area_km2(shapely.intersection(shape, islands)) < 1e-6


@pytest.mark.parametrize("name", LAND)
def test_land_holds_what_lies_around(name: str) -> None:
    expected = INLAND if name == "land_detail.geojson" else INLAND | INLAND_FARTHER
    land = list(shapes(name).values())
    missing = [place for place, point in expected.items() if not shapely.intersects_xy(land, *point).any()]
    assert missing == []


@pytest.mark.parametrize("name", LAND)
def test_land_lies_in_its_window(name: str) -> None:
    window = shapely.box(140, 40, 157, 52) if name == "land_detail.geojson" else shapely.box(125, 30, 165, 62)
    assert all(window.covers(shape) for shape in shapes(name).values())


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


def test_the_chain_s_islands_are_named_and_apart() -> None:
    features = read("kuril_chain.geojson")["features"]
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", feature["id"]) for feature in features)
    names = [feature["properties"]["name"] for feature in features]
    assert all(names)
    assert len(set(names)) == len(names)
    parts = list(shapes("kuril_chain.geojson").values())
    assert not any(one.intersects(other) for i, one in enumerate(parts) for other in parts[i + 1 :])


def test_the_chain_s_outline_is_the_four_and_the_islands_north_of_them() -> None:
    """It is generalised, so its coast differs a little; an island too many or too few would differ more."""
    parts = [*shapes("four_islands.geojson").values(), *shapes("kuril_chain.geojson").values()]
    chain = shapes("kuril_chain_outline.geojson")["kuril-chain"]
    mains = [max(shapely.get_parts(part), key=area_km2) for part in parts]
    assert all(chain.intersects(island) for island in mains)
    assert area_km2(chain) == pytest.approx(sum(area_km2(part) for part in parts), rel=0.003)
    assert all(any(part.intersects(other) for other in parts) for part in shapely.get_parts(chain))


def cut_at_50(shape: Any) -> tuple[Any, Any]:
    """Return what lies south and north of 50°N, with vertices along the cut: a parallel is no geodesic."""
    south, north = (shapely.segmentize(shapely.box(140, low, 146, low + 10), 0.05) for low in (40, 50))
    return shapely.intersection(shape, south), shapely.intersection(shape, north)


def test_the_units_are_the_three_that_are_no_outline_of_the_four() -> None:
    units = shapes("administration.geojson")
    assert list(units) == ["urup-to-shumshu", "sakhalin-south", "sakhalin-north"]
    four = shapes("four_islands_outline.geojson")["four-islands"]
    assert not any(unit.intersects(four) for unit in units.values())
    assert (DATA / "geometry" / "administration.geojson").stat().st_size < 200_000


def test_sakhalin_is_cut_exactly_at_50_north() -> None:
    south, north = (shapes("administration.geojson")[ident] for ident in ("sakhalin-south", "sakhalin-north"))
    assert (south.bounds[3], north.bounds[1]) == (50.0, 50.0)
    shared = shapely.line_merge(shapely.intersection(south, north))
    assert shared.geom_type == "LineString"
    assert set(shared.xy[1]) == {50.0}
    assert shared.length == pytest.approx(1.84, abs=0.02)
    assert max(abs(step) for step in np.diff(shared.xy[0])) < 0.0501
    assert area_km2(shapely.intersection(south, north)) == 0


def test_sakhalin_is_as_large_as_the_same_cut_of_other_files() -> None:
    """The context land is generalised alike but cut and filtered apart; 0.3 % covers lagoon islets and Moneron."""
    lands = shapely.get_parts(list(shapes("land_medium.geojson").values()))
    island = next(part for part in lands if part.contains(shapely.Point(INLAND["Sakhalin"])))
    units = shapes("administration.geojson")
    for ident, half in zip(("sakhalin-south", "sakhalin-north"), cut_at_50(island), strict=True):
        assert area_km2(units[ident]) == pytest.approx(area_km2(half), rel=0.003)


@pytest.mark.parametrize(("ident", "natural_earth_km2"), [("sakhalin-south", 33_721), ("sakhalin-north", 41_776)])
def test_sakhalin_is_about_as_large_as_in_natural_earth(ident: str, natural_earth_km2: int) -> None:
    """Another mapping of the coast: the 10m land of npm's world-atlas 2.0.2, cut alike."""
    assert area_km2(shapes("administration.geojson")[ident]) == pytest.approx(natural_earth_km2, rel=0.015)


def test_areas_agree_with_an_equal_area_map() -> None:
    """Flat areas on EPSG:6933 check those that are computed on the ellipsoid."""
    equal = Transformer.from_crs("EPSG:4326", "EPSG:6933", always_xy=True)
    for name in ("administration.geojson", "waters.geojson", "four_islands.geojson"):
        for shape in shapes(name).values():
            flat = shapely.transform(
                shapely.segmentize(shape, 0.01), lambda xy: np.column_stack(equal.transform(xy[:, 0], xy[:, 1]))
            )
            assert flat.area / 1e6 == pytest.approx(area_km2(shape), rel=1e-5)


def test_urup_to_shumshu_is_the_chain_less_the_four() -> None:
    unit = shapes("administration.geojson")["urup-to-shumshu"]
    assert area_km2(unit) == pytest.approx(sum(map(area_km2, shapes("kuril_chain.geojson").values())), rel=0.003)
    chain = shapes("kuril_chain_outline.geojson")["kuril-chain"]
    four = shapely.union_all(list(shapes("four_islands.geojson").values()))
    assert area_km2(unit) + area_km2(four) == pytest.approx(area_km2(chain), rel=0.003)
    assert len(shapely.get_parts(unit)) >= 20


def test_sakhalin_holds_moneron_and_its_lagoons_islets_but_none_off_the_amur() -> None:
    south, north = (shapes("administration.geojson")[ident] for ident in ("sakhalin-south", "sakhalin-north"))
    assert shapely.contains_xy(south, 141.233, 46.254)
    assert shapely.contains_xy(north, 142.371, 53.571)
    for amur in ((141.391, 53.331), (141.235, 53.409), (141.207, 52.392)):
        assert shapely.Point(amur).distance(north) > 0.2
    smallest = min(area_km2(part) for part in [*shapely.get_parts(south), *shapely.get_parts(north)])
    assert smallest > 0.8  # from 1 km² before they are generalised


@pytest.mark.parametrize(
    ("name", "window"),
    [
        ("hokkaido_facing.geojson", (145.05, 43.18, 145.85, 44.36)),
        ("lines.geojson", (144.3, 42.5, 150.2, 46.4)),
        ("waters.geojson", (144.3, 42.5, 150.2, 46.4)),
        ("administration.geojson", (141, 45, 157, 55)),
    ],
)
def test_what_is_computed_lies_in_its_window(name: str, window: tuple[float, float, float, float]) -> None:
    assert all(shapely.box(*window).covers(shape) for shape in shapes(name).values())


def test_hokkaido_s_facing_coast_is_the_coast_of_the_land_files() -> None:
    """In full detail where these are generalised: the areas inside the box are the same, nearly."""
    box = shapely.box(145.05, 43.18, 145.85, 44.36)
    detail = shapely.union_all([shapely.intersection(shape, box) for shape in shapes("land_detail.geojson").values()])
    facing = shapes("hokkaido_facing.geojson")["hokkaido-facing"]
    assert area_km2(facing) == pytest.approx(area_km2(detail), rel=0.005)
    islands = shapely.union_all(list(shapes("four_islands.geojson").values()))
    assert not facing.intersects(islands)
