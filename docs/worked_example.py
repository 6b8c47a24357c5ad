"""A worked example: the atlas from Python, as in a notebook. It writes a GeoPackage and a picture into a folder.

Run it from the repository's root: ``python -m docs.worked_example FOLDER``. It needs what the page needs, and no server.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd

import pictures
from geo.atlas import Atlas, atlas
from geo.export import documents
from geo.geodesy import measure
from geo.view.parameters import View, to_query

# A view says what is selected. It is the same object that the page keeps in its address, so `?` and `to_query(view)` open it
# there. The ids are those of `data/`; `atlas().vocabulary` lists what each field may hold.
MILITARY = View(topic=("military",), basis="all")


def list_facts(opened: Atlas, view: View) -> None:
    """Print each fact that a view selects: where it stands in its source, what it says, and what other sources make of it."""
    facts = opened.listed(view)
    print(f"{len(facts)} facts at ?{to_query(view)}")
    for fact in facts[:5]:
        cited = fact.citations[0]
        print(
            f"  {fact.id}: {cited.source} {cited.paragraph or '-'}, {opened.facts.evidence[fact.id]}: {fact.statement}"
        )


def selected(opened: Atlas, layer: str, view: View) -> gpd.GeoDataFrame:
    """Return a layer's features that a view selects: a GeoDataFrame in EPSG:4326, with the fields that exports have."""
    # One truth value a feature, in the order of the frame.
    return opened.layer(layer).gdf[opened.select(view).features[layer]]


def describe(frame: gpd.GeoDataFrame) -> None:
    """Print how exactly the features are located. A country or a region is listed and never drawn: it has no geometry."""
    drawn = frame[frame.geometry.notna()]
    print(f"{len(frame)} features of deployments, {len(drawn)} of them drawn, CRS {frame.crs}")
    for precision, count in frame["precision"].value_counts().sort_index().items():
        print(f"  known to the {precision}: {count}")


def measure_islands(opened: Atlas) -> None:
    """Print the area of each of the four islands, computed on the ellipsoid; degrees are no measure of area."""
    islands = [place for place in opened.catalog.places.values() if place.part_of == "four-islands"]
    for island in islands:
        print(f"  {island.names.en}: {opened.areas_km2[island.id]:,.1f} km²")
    print(f"  together: {sum(opened.areas_km2[island.id] for island in islands):,.1f} km²")


def measure_airfields(opened: Atlas, first: str, second: str) -> None:
    """Print how far two places with points are from each other along the geodesic, and how surely that is known."""
    one, other = (opened.catalog.places[ident] for ident in (first, second))
    if one.point is None or other.point is None:
        raise ValueError(f"{first} and {second} must both have a point")
    length_m = measure.distance_m(one.point.lon, one.point.lat, other.point.lon, other.point.lat)
    # A point is true within its radius only, and so is every distance from it.
    doubt_m = one.point.uncertainty_m + other.point.uncertainty_m
    print(f"{one.names.en} to {other.names.en}: {length_m / 1000:.1f} km, true within {doubt_m / 1000:g} km")


def write_files(opened: Atlas, view: View, folder: Path) -> None:
    """Write the selected features as a GeoPackage, and the view as a picture: the bytes that page and API give too."""
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / "deployments.gpkg"
    package.write_bytes(documents.document(opened, "deployments", "gpkg", view).content)
    # GeoPandas reads it back; so do QGIS and ogrinfo. Its other table is that of the styles, for QGIS.
    print(f"{package.name}: {len(gpd.read_file(package, layer='deployments'))} features read back")
    drawing = folder / "military.png"
    drawing.write_bytes(pictures.draw(opened, view, pictures.Spec(format="png")))
    print(f"{drawing.name}: {drawing.stat().st_size:,} bytes")


def main(folder: Path) -> None:
    """Go through the example once."""
    # Reading checks every record; broken data raise one DataError that lists all problems.
    opened = atlas()
    list_facts(opened, MILITARY)
    describe(selected(opened, "deployments", MILITARY))
    print("Areas:")
    measure_islands(opened)
    measure_airfields(opened, "burevestnik", "mendeleyevo")
    write_files(opened, MILITARY, folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m docs.worked_example FOLDER")
    main(Path(sys.argv[1]))
