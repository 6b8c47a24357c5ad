"""Build the computed lines, waters and historical areas under ``data/geometry/`` from the same land as the rest.

Run it by hand when the source changes, after ``data/build_geometry.py`` and in the same environment::

    PYTHONPATH=. geometry-env/bin/python data/build_lines.py

It takes about a minute, gives the same bytes each time, and stops if the source or an area is not what is expected.
Coordinates are longitude and latitude in EPSG:4326; areas and distances are geodesic on WGS 84.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from build_geometry import (
    ATTRIBUTION,
    LICENCE,
    feature,
    holding,
    islands,
    joined,
    kurils,
    nearest,
    read_source,
    simplified,
    within,
    write,
)
from shapely import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from geo.geodesy.measure import area_km2, distances_m, length_m
from geo.geodesy.median_lines import buffered, median_line, southward

NAUTICAL_MILE_M = 1852
WATERS_M = 12 * NAUTICAL_MILE_M
LINES_M = 24 * NAUTICAL_MILE_M
"""How far from the coasts a median line is drawn: beyond, other lines and zones would count, which are not computed here."""
ORIGIN = "land polygons of OpenStreetMap, about August 2024, as roaring-landmask 0.11.0 carries them"
STATUS = "computed, not an official baseline or boundary"

FACING = (145.05, 43.18, 145.85, 44.36)
"""West, south, east, north of all of Hokkaido's coast that is nearest to any point of the median line."""
SURROUNDINGS = (143.5, 42.0, 147.5, 45.6)
"""A wider box, by which that is checked."""
FACING_DESCRIPTION = (
    "Hokkaido's coast that faces the islands, in full detail; the straight sides of the box are no coast"
)
WINDOWS = {"hokkaido-islands-median": (144.3, 42.5, 147.0, 45.2), "etorofu-urup-median": (148.4, 44.6, 150.2, 46.4)}
"""Where each median line is sought; it must leave the band of 24 nautical miles inside."""
STEP_M = 50
"""How finely a median line is sought."""
SAMPLE_DEGREES = 0.002
"""Spacing of the points where a line's accuracy is measured: 160 to 220 m."""
WATERS_TOLERANCE = 0.0001
"""Generalisation of the waters' outer edge, in degrees: 11 m at most."""
TOLERANCE, SMALLEST_KM2 = 0.005, 1.0
"""Generalisation of the historical areas, in degrees, and the smallest islet, as in ``kuril_chain_outline``."""

PARALLEL, CUT_DEGREES = 50.0, 0.05
"""Where Sakhalin is cut, degrees north, and the spacing of vertices along the cut."""
SAKHALIN = (142.9, 49.5)
MONERON = (141.233, 46.254)
SAKHALIN_ISLETS = (141.5, 45.8, 145.0, 54.5)
"""Where islets count to Sakhalin if they are within some 5 km of it. Those off the Amur are farther, and stay out."""
HISTORICAL = {
    "urup-to-shumshu": "Kuril islands from Urup to Shumshu; the four islands are four_islands_outline.geojson",
    "sakhalin-south": "Sakhalin south of the parallel of 50°N, with Moneron",
    "sakhalin-north": "Sakhalin north of the parallel of 50°N",
}
AREAS_KM2 = {"urup-to-shumshu": (5240, 5340), "sakhalin-south": (33300, 33550), "sakhalin-north": (41100, 41400)}
"""What each area must lie within; else the source has changed."""


def stated(ident: str, shape: BaseGeometry, **properties: Any) -> dict[str, Any]:
    """Return a GeoJSON feature that says where it comes from and under which licence."""
    return feature(ident, shape, **properties, origin=ORIGIN, attribution=ATTRIBUTION, licence=LICENCE)


def rounded(line: BaseGeometry) -> LineString:
    """Return a line on the grid of the files, from north to south."""
    return southward(shapely.set_precision(line, 1e-6))


def median(ident: str, one: BaseGeometry, other: BaseGeometry) -> LineString:
    """Return the median line of two coasts as far as both are within 24 nautical miles."""
    whole = median_line(one, other, shapely.box(*WINDOWS[ident]), STEP_M)
    return rounded(shapely.intersection(whole, buffered(other, LINES_M)))


def check_facing(line: LineString, facing: BaseGeometry, rest: np.ndarray) -> None:
    """Check that what was cut out of Hokkaido's coast holds all that is nearest to a line.

    Raises
    ------
    SystemExit
        A point of the line has a nearer coast outside.
    """
    points = shapely.get_coordinates(shapely.segmentize(line, SAMPLE_DEGREES))
    around = shapely.clip_by_rect(shapely.make_valid(rest), *SURROUNDINGS)
    nearer = distances_m(points, facing) - distances_m(points, shapely.union_all(around))
    if nearer.max() > 0.5:
        raise SystemExit(f"FACING leaves out a coast that is {nearer.max():.0f} m nearer: widen it")


def median_feature(ident: str, line: LineString, coasts: tuple[BaseGeometry, BaseGeometry]) -> dict[str, Any]:
    """Return a median line as a feature, with how true it is."""
    points = shapely.get_coordinates(shapely.segmentize(line, SAMPLE_DEGREES))
    one, other = (distances_m(points, coast) for coast in coasts)
    apart = np.abs(one - other)
    return stated(
        ident,
        line,
        description="Every point is equally far from the nearest coast on either side; islets and rocks count",
        status=STATUS,
        method="line of equal distance on a local stereographic map, found by quartering squares down to 50 m",
        ends="where both coasts are 24 nautical miles away",
        length_km=round(length_m(line) / 1000, 1),
        nearest_coast_km=round(float(one.min()) / 1000, 2),
        accuracy="difference between the distances to the two coasts, sampled every 160 to 220 m",
        accuracy_median_m=round(float(np.median(apart)), 1),
        accuracy_worst_m=round(float(apart.max()), 1),
    )


def waters(land: BaseGeometry, lines: list[LineString]) -> BaseGeometry:
    """Return what lies within 12 nautical miles of land and on its side of the median lines, the land included."""
    pieces = [shapely.simplify(buffered(land, WATERS_M), WATERS_TOLERANCE)]
    for line in lines:
        pieces = [part for piece in pieces for part in split(piece, line).geoms if part.intersects(land)]
    return joined(pieces)


def waters_feature(land: BaseGeometry, lines: list[LineString]) -> dict[str, Any]:
    """Return the waters as a feature, with how true their outer edge is."""
    shape = waters(land, lines)
    outer = shapely.difference(shape.boundary, shapely.union_all(lines).buffer(1e-5))
    edge = np.abs(distances_m(shapely.get_coordinates(shapely.segmentize(outer, SAMPLE_DEGREES)), land) - WATERS_M)
    return stated(
        "four-islands-12nm",
        shape,
        description="All within 12 nautical miles of the four islands' coast, cut at the median lines; the land is included",
        status=STATUS,
        method="geodesic circles about points every 420 m along the coast, joined; outer edge generalised at 0.0001°",
        radius_m=WATERS_M,
        area_km2=round(area_km2(shape), 2),
        land_km2=round(area_km2(land), 2),
        sea_km2=round(area_km2(shape) - area_km2(land), 2),
        accuracy="difference of the outer edge's distance to the coast from 12 nautical miles, sampled every 160 to 220 m",
        accuracy_median_m=round(float(np.median(edge)), 1),
        accuracy_worst_m=round(float(edge.max()), 1),
    )


def sakhalin(polygons: np.ndarray) -> BaseGeometry:
    """Return Sakhalin, Moneron, and the islets within some 5 km of the main island, in full detail."""
    main, moneron = holding(polygons, SAKHALIN), holding(polygons, MONERON)
    loose = np.array([i for i in within(polygons, SAKHALIN_ISLETS) if i not in (main, moneron)])
    islets = nearest(polygons, loose, {"sakhalin": polygons[main]}, reach=0.05)
    return joined(polygons[[main, moneron, *islets]])


def halves(shape: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """Return what lies south and north of the parallel, with vertices along the cut.

    A parallel is no geodesic: an edge of 130 km would leave it by 400 m where edges are read as geodesics, one of 4 km by 0.3 m.
    """
    south = shapely.segmentize(shapely.box(140, 40, 150, PARALLEL), CUT_DEGREES)
    north = shapely.segmentize(shapely.box(140, PARALLEL, 150, 60), CUT_DEGREES)
    return joined([shapely.intersection(shape, south)]), joined([shapely.intersection(shape, north)])


def administration(polygons: np.ndarray, northern: dict[str, list[int]]) -> list[dict[str, Any]]:
    """Return the areas that changed hands, less the four islands, as features."""
    chain = [position for positions in northern.values() for position in positions]
    south, north = halves(simplified(sakhalin(polygons), TOLERANCE, SMALLEST_KM2))
    shapes = {
        "urup-to-shumshu": simplified(joined(polygons[sorted(chain)]), TOLERANCE, SMALLEST_KM2),
        "sakhalin-south": south,
        "sakhalin-north": north,
    }
    return [
        stated(ident, shape, description=HISTORICAL[ident], status=STATUS, area_km2=round(checked_km2(ident, shape), 2))
        for ident, shape in shapes.items()
    ]


def checked_km2(ident: str, shape: BaseGeometry) -> float:
    """Return an area in km².

    Raises
    ------
    SystemExit
        It is not what is expected.
    """
    area, (low, high) = area_km2(shape), AREAS_KM2[ident]
    if not low <= area <= high:
        raise SystemExit(f"{ident} has {area:.1f} km²; between {low} and {high} was expected: the source has changed")
    return area


def main() -> None:
    """Build and write everything."""
    polygons = read_source()
    found = islands(polygons)
    four = {position for positions in found.values() for position in positions}
    northern = kurils(polygons, four)
    rest = polygons[[i for i in range(len(polygons)) if i not in four]]
    land, etorofu, urup = (
        joined(polygons[positions]) for positions in (sorted(four), found["etorofu-iturup"], northern["urup"])
    )
    facing = joined(shapely.get_parts(shapely.clip_by_rect(shapely.make_valid(rest), *FACING)))
    coasts = {"hokkaido-islands-median": (facing, land), "etorofu-urup-median": (urup, etorofu)}
    lines = {ident: median(ident, *pair) for ident, pair in coasts.items()}
    check_facing(lines["hokkaido-islands-median"], facing, rest)
    write("hokkaido_facing", [stated("hokkaido-facing", facing, description=FACING_DESCRIPTION)])
    write("lines", [median_feature(ident, line, coasts[ident]) for ident, line in lines.items()])
    write("waters", [waters_feature(land, list(lines.values()))])
    write("administration", administration(polygons, northern))


if __name__ == "__main__":
    main()
