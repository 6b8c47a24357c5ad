"""Build every file under ``data/geometry/`` from OpenStreetMap's land polygons, as roaring-landmask carries them.

Run it by hand when the source changes, in an environment of its own::

    python -m venv geometry-env
    geometry-env/bin/pip install -r data/requirements-geometry.txt
    geometry-env/bin/python data/build_geometry.py

It takes about a minute and 2 GB of memory, gives the same bytes each time, and stops if the source or an island's area
is not what is expected. Coordinates are longitude and latitude in EPSG:4326; areas and distances are geodesic on WGS 84.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from roaring_landmask import LandmaskProvider, Shapes
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

GEOMETRY = Path(__file__).resolve().parent / "geometry"
SOURCE_SHA256 = "728e740b6e56f6eb9996aafba6c2602ca3f01c40d1be2b620b9775e31ce6dbf1"
ATTRIBUTION = "© OpenStreetMap contributors"
LICENCE = "ODbL 1.0"
WGS84 = Geod(ellps="WGS84")
WINDOW = (125.0, 30.0, 165.0, 62.0)
"""West, south, east, north of the context land."""
DETAIL = (140.0, 40.0, 157.0, 52.0)
DECIMALS = 6

MAIN = {"etorofu-iturup": (147.75, 45.03), "kunashiri-kunashir": (145.86, 44.10), "shikotan": (146.75, 43.80)}
"""A point on each main island, lon lat."""
AREAS_KM2 = {
    "etorofu-iturup": (3150, 3185),
    "kunashiri-kunashir": (1480, 1500),
    "shikotan": (246, 253),
    "habomai": (91, 97),
}
"""What each island's area, islets included, must lie within; else the source has changed."""
HABOMAI = (145.83, 43.33, 146.62, 43.70)
"""The Habomai islets: all from Kaigara, 3.5 km off Hokkaido's easternmost cape, to the south-west of Shikotan."""
ISLETS = {
    "suisho-tanfilyeva": (145.9167, 43.4333),
    "akiyuri-anuchina": (146.0, 43.3667),
    "yuri": (146.05, 43.425),
    "shibotsu-zelyony": (146.1333, 43.5),
    "taraku-polonskogo": (146.3167, 43.6333),
    "kaigara-signalny": (145.858, 43.3965),
    "moemoshiri-storozhevoy": (145.8925, 43.3836),
    "odoke-rifovy": (145.8758, 43.39),
    "harukari-dyomina": (146.1613, 43.4176),
    "todo-oskolki": (146.4017, 43.5683),
}
"""A point on each named islet of Habomai, lon lat, at or near the published one, which may lie a little at sea. Rocks
go with the nearest of them, so that together they are Habomai."""
KURILS = {
    "urup": ("Urup", 149.99, 45.9),
    "chirpoi": ("Chirpoi", 150.87, 46.521),
    "brat-chirpoyev": ("Brat Chirpoyev", 150.804, 46.462),
    "broutona": ("Broutona", 150.732, 46.72),
    "simushir": ("Simushir", 152.036, 46.968),
    "ketoy": ("Ketoy", 152.48, 47.335),
    "yankicha": ("Yankicha (Ushishir)", 152.802, 47.515),
    "ryponkicha": ("Ryponkicha (Ushishir)", 152.842, 47.54),
    "rasshua": ("Rasshua", 153.014, 47.742),
    "matua": ("Matua", 153.215, 48.081),
    "toporkovy": ("Toporkovy", 153.29, 48.073),
    "raikoke": ("Raikoke", 153.25, 48.292),
    "shiashkotan": ("Shiashkotan", 154.118, 48.811),
    "ekarma": ("Ekarma", 153.953, 48.947),
    "chirinkotan": ("Chirinkotan", 153.486, 48.982),
    "kharimkotan": ("Kharimkotan", 154.538, 49.12),
    "onekotan": ("Onekotan", 154.751, 49.446),
    "makanrushi": ("Makanrushi", 154.432, 49.773),
    "antsiferova": ("Antsiferova", 154.984, 50.199),
    "paramushir": ("Paramushir", 155.833, 50.384),
    "shumshu": ("Shumshu", 156.35, 50.747),
    "atlasova": ("Atlasova", 155.569, 50.863),
}
"""Islands from Urup to Shumshu: English name, and a point on each, lon lat. Rocks go with the nearest of them."""


def read_source() -> np.ndarray:
    """Return the land polygons that meet the window, in the source's order.

    Raises
    ------
    SystemExit
        The package holds other polygons than those that this script was written for.
    """
    packed = bytes(Shapes.wkb(LandmaskProvider.Osm))
    actual = hashlib.sha256(packed).hexdigest()
    if actual != SOURCE_SHA256:
        raise SystemExit(f"roaring-landmask's polygons have changed: expected {SOURCE_SHA256}, found {actual}")
    polygons = shapely.get_parts(shapely.from_wkb(packed))
    west, south, east, north = WINDOW
    bounds = shapely.bounds(polygons)
    inside = (bounds[:, 0] < east) & (bounds[:, 2] > west) & (bounds[:, 1] < north) & (bounds[:, 3] > south)
    return polygons[inside]


def area_km2(shape: BaseGeometry) -> float:
    """Return a geodesic area in km²."""
    return abs(WGS84.geometry_area_perimeter(shape)[0]) / 1e6


def metres_apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return geodesic distances in metres between all pairs of two lists of points, lon lat: shape (one, other)."""
    first = np.repeat(one, len(other), axis=0)
    second = np.tile(other, (len(one), 1))
    distances = WGS84.inv(first[:, 0], first[:, 1], second[:, 0], second[:, 1])[2]
    return np.asarray(distances).reshape(len(one), len(other))


def holding(polygons: np.ndarray, point: tuple[float, float]) -> int:
    """Return the position of the polygon that holds a point.

    Raises
    ------
    SystemExit
        None does, or several do.
    """
    found = np.flatnonzero(shapely.contains_xy(polygons, *point))
    if len(found) != 1:
        raise SystemExit(f"{len(found)} polygons hold the point {point}; one was expected")
    return int(found[0])


def nearest(
    polygons: np.ndarray, candidates: np.ndarray, names: dict[str, BaseGeometry], reach: float
) -> dict[int, str]:
    """Assign each candidate polygon to the nearest of some shapes within ``reach`` degrees (a coarse bound)."""
    shapes = np.array(list(names.values()), dtype=object)
    found = {}
    for position in candidates:
        # Degrees of longitude shrink with latitude; 0.7 is the cosine at 45°N, good enough to tell which is nearest.
        squeeze = lambda xy: xy * (0.7, 1.0)  # noqa: E731
        here = shapely.transform(polygons[position], squeeze)
        distances = [shapely.distance(here, shapely.transform(shape, squeeze)) for shape in shapes]
        best = int(np.argmin(distances))
        if distances[best] <= reach:
            found[int(position)] = list(names)[best]
    return found


def within(polygons: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    """Return the positions of the polygons that lie wholly in a box."""
    bounds = shapely.bounds(polygons)
    west, south, east, north = box
    inside = (bounds[:, 0] >= west) & (bounds[:, 1] >= south) & (bounds[:, 2] <= east) & (bounds[:, 3] <= north)
    return np.flatnonzero(inside)


def islands(polygons: np.ndarray) -> dict[str, list[int]]:
    """Return the polygons of each of the four, by position, the main island first."""
    mains = {name: holding(polygons, point) for name, point in MAIN.items()}
    hokkaido = holding(polygons, (143.2, 43.3))
    urup = holding(polygons, KURILS["urup"][1:])
    habomai = [int(i) for i in within(polygons, HABOMAI) if i not in mains.values()]
    taken = {*mains.values(), *habomai, hokkaido, urup}
    others = {name: polygons[position] for name, position in mains.items()}
    others |= {"hokkaido": polygons[hokkaido], "urup": polygons[urup]}
    loose = np.array([i for i in within(polygons, (145.2, 43.3, 149.4, 45.9)) if i not in taken])
    found = {name: [position] for name, position in mains.items()} | {"habomai": habomai}
    for position, name in nearest(polygons, loose, others, reach=0.08).items():
        if name in found:
            found[name].append(position)
    found["habomai"].sort(key=lambda i: -area_km2(polygons[i]))
    return found


def kurils(polygons: np.ndarray, taken: set[int]) -> dict[str, list[int]]:
    """Return the polygons of each island from Urup to Shumshu, by position, the main one first."""
    found = {name: [holding(polygons, (lon, lat))] for name, (_, lon, lat) in KURILS.items()}
    used = taken | {positions[0] for positions in found.values()}
    shapes = {name: polygons[positions[0]] for name, positions in found.items()}
    shapes["kamchatka"] = shapely.clip_by_rect(polygons[holding(polygons, (158.0, 54.0))], 156, 50, 158, 53)
    loose = np.array([i for i in within(polygons, (149.3, 45.5, 156.75, 51.0)) if i not in used])
    for position, name in nearest(polygons, loose, shapes, reach=1.0).items():
        if name in found:
            found[name].append(position)
    return found


def islets(polygons: np.ndarray, habomai: list[int]) -> dict[str, list[int]]:
    """Return the polygons of each named islet of Habomai, by position, the main one first.

    Raises
    ------
    SystemExit
        A rock is farther from every named islet than any was: the source has changed.
    """
    found = {name: [holding(polygons, point)] for name, point in ISLETS.items()}
    shapes = {name: polygons[positions[0]] for name, positions in found.items()}
    loose = np.array([i for i in habomai if i not in {positions[0] for positions in found.values()}])
    placed = nearest(polygons, loose, shapes, reach=0.05)
    if len(placed) != len(loose):
        raise SystemExit(f"{len(loose) - len(placed)} rocks of Habomai are near no named islet: the source has changed")
    for position, name in placed.items():
        found[name].append(position)
    return found


def tidy(shape: BaseGeometry) -> BaseGeometry:
    """Round to the grid of the files, keep it valid, and turn rings to the right-hand rule of RFC 7946."""
    rounded = shapely.set_precision(shape, 10**-DECIMALS)
    return shapely.orient_polygons(shapely.normalize(shapely.make_valid(rounded)), exterior_cw=False)


def joined(parts: Iterable[Polygon]) -> BaseGeometry:
    """Return polygons as one tidy polygon or multipolygon."""
    return tidy(shapely.union_all(list(parts)))


def simplified(shape: BaseGeometry, tolerance: float, smallest_km2: float) -> BaseGeometry:
    """Return a shape with fewer vertices and without parts under an area, valid."""
    parts = [part for part in shapely.get_parts(shape) if area_km2(part) >= smallest_km2]
    return joined(shapely.coverage_simplify(parts, tolerance))


def length_km(shape: BaseGeometry) -> float:
    """Return the greatest geodesic distance between two points of an outline, in km."""
    corners = shapely.get_coordinates(shapely.convex_hull(shape))
    return float(metres_apart(corners, corners).max()) / 1000


def distance_km(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the shortest geodesic distance between two coasts, vertex to densified coast, in km."""
    first = shapely.get_coordinates(one)
    second = shapely.get_coordinates(shapely.segmentize(other, 0.0005))
    return float(min(metres_apart(first[i : i + 200], second).min() for i in range(0, len(first), 200))) / 1000


def feature(ident: str, shape: BaseGeometry, **properties: Any) -> dict[str, Any]:
    """Return a GeoJSON feature with its id at the top and in its properties."""
    geometry = shapely.geometry.mapping(shape)
    return {"type": "Feature", "id": ident, "properties": {"id": ident, **properties}, "geometry": geometry}


def write(name: str, features: list[dict[str, Any]]) -> None:
    """Write one file, and print its size and hash for data/README.md."""
    content = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "licence": LICENCE, "features": features}
    path = GEOMETRY / f"{name}.geojson"
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    path.write_text(text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n", encoding="utf-8")
    packed = path.read_bytes()
    print(f"{path.name}  {len(packed)} bytes  sha256 {hashlib.sha256(packed).hexdigest()}")


def island_features(polygons: np.ndarray, found: dict[str, list[int]], hokkaido: Polygon) -> list[dict[str, Any]]:
    """Return the four islands as features with their measures."""
    coast = shapely.clip_by_rect(hokkaido, 144.3, 42.9, 145.9, 44.5)
    made = []
    for name, positions in found.items():
        shape = joined(polygons[positions])
        area = area_km2(shape)
        low, high = AREAS_KM2[name]
        if not low <= area <= high:
            raise SystemExit(
                f"{name} has {area:.1f} km²; between {low} and {high} was expected: the source has changed"
            )
        main = max(shapely.get_parts(shape), key=area_km2)
        made.append(
            feature(
                name,
                shape,
                area_km2=round(area, 2),
                main_island_km2=round(area_km2(main), 2),
                polygons=len(shapely.get_parts(shape)),
                length_km=round(length_km(shape if name == "habomai" else main), 1),
                distance_to_hokkaido_km=round(distance_km(shape, coast), 2),
            )
        )
    return made


def islet_features(polygons: np.ndarray, found: dict[str, list[int]], hokkaido: Polygon) -> list[dict[str, Any]]:
    """Return the islets of Habomai as features with their measures, each with its rocks."""
    coast = shapely.clip_by_rect(hokkaido, 145.0, 42.9, 145.9, 43.8)
    made = []
    for name, positions in found.items():
        shape = joined(polygons[positions])
        parts = shapely.get_parts(shape)
        made.append(
            feature(
                name,
                shape,
                area_km2=round(area_km2(shape), 4),
                main_islet_km2=round(max(area_km2(part) for part in parts), 4),
                polygons=len(parts),
                distance_to_hokkaido_km=round(distance_km(shape, coast), 2),
            )
        )
    return made


def chain_features(polygons: np.ndarray, found: dict[str, list[int]]) -> list[dict[str, Any]]:
    """Return the islands from Urup to Shumshu as features, each with its rocks."""
    made = []
    for name, positions in sorted(found.items()):
        shape = joined(shapely.coverage_simplify(list(polygons[positions]), 0.0007))
        made.append(feature(name, shape, name=KURILS[name][0], area_km2=round(area_km2(shape), 2)))
    return made


def land_features(
    polygons: np.ndarray, box: tuple[float, ...], tolerance: float, smallest: float
) -> list[dict[str, Any]]:
    """Return context land in a box as two features: what is larger than 1,000 km², and the rest."""
    clipped = shapely.get_parts(shapely.clip_by_rect(shapely.make_valid(polygons), *box))
    clipped = [part for part in clipped if part.geom_type == "Polygon" and area_km2(part) >= smallest]
    # A hole in the land is a lake or an inland sea; small ones are left out like small islands.
    filled = [Polygon(p.exterior, [h for h in p.interiors if area_km2(Polygon(h)) >= smallest]) for p in clipped]
    simple = shapely.coverage_simplify(filled, tolerance)
    large = [part for part in simple if area_km2(part) >= 1000]
    small = [part for part in simple if 0 < area_km2(part) < 1000]
    return [feature("large", joined(large)), feature("small", joined(small))]


def main() -> None:
    """Build and write everything."""
    polygons = read_source()
    found = islands(polygons)
    disputed = {position for positions in found.values() for position in positions}
    hokkaido = polygons[holding(polygons, (143.2, 43.3))]
    write("four_islands", island_features(polygons, found, hokkaido))
    write("habomai_islets", islet_features(polygons, islets(polygons, found["habomai"]), hokkaido))
    group = simplified(joined(polygons[sorted(disputed)]), 0.003, 0.05)
    write("four_islands_outline", [feature("four-islands", group, area_km2=round(area_km2(group), 2))])
    northern = kurils(polygons, disputed)
    write("kuril_chain", chain_features(polygons, northern))
    whole = disputed | {position for positions in northern.values() for position in positions}
    chain = simplified(joined(polygons[sorted(whole)]), 0.005, 1.0)
    write("kuril_chain_outline", [feature("kuril-chain", chain, area_km2=round(area_km2(chain), 2))])
    rest = polygons[[i for i in range(len(polygons)) if i not in disputed]]
    write("land_overview", land_features(rest, WINDOW, 0.02, 20))
    write("land_medium", land_features(rest, WINDOW, 0.005, 2))
    write("land_detail", land_features(rest, DETAIL, 0.001, 0.2))


if __name__ == "__main__":
    main()
