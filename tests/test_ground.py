"""The ground of map and pictures: sizes, hashes, where it lies, what stands out from it, how it is sent, and whom it credits."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from functools import cache
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from matplotlib.image import imread
from numpy.typing import NDArray
from starlette.testclient import TestClient

from api.headers import DRAWING, FRAME
from geo.atlas import atlas
from geo.export.documents import CODINGS
from geo.paths import GROUND, LAND
from layers.ground import ISOBATHS, Image, credited, images, settings
from layers.inks import INKS, Theme
from maps.applied_state import settings as map_settings
from maps.basemap import asset
from onefile.content import build_content
from onefile.document import style
from web.assets import asset_files, asset_hash

RECORD = json.loads((GROUND / "ground.json").read_text(encoding="utf-8"))
THEMES: tuple[Theme, ...] = ("light", "dark")
MARKS = ("coast", "military", "event", "context", "ended", "computed", "unit", "differ", "selected")
BLUE = 9
"""By how much more blue than red the sea is, even on a shelf."""
MOST = 300_000
"""Bytes a theme, as sent, for all zooms."""


@cache
def pixels(image: Image) -> NDArray[np.uint8]:
    return np.asarray(imread(image.path, format="webp"))


def of(name: str, theme: str) -> Image:
    return next(image for image in images() if (image.name, image.theme) == (name, theme))


def rise(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def at(image: Image, lon: float, lat: float) -> NDArray[np.float64]:
    """Return the mean colour of the nine pixels about a point."""
    west, south, east, north = image.bounds
    shown = pixels(image)
    row = int((rise(north) - rise(lat)) / (rise(north) - rise(south)) * shown.shape[0])
    column = int((lon - west) / (east - west) * shown.shape[1])
    return np.asarray(shown[row - 1 : row + 2, column - 1 : column + 2, :3].reshape(-1, 3).mean(axis=0))


def luminance(colors: NDArray[np.float64]) -> NDArray[np.float64]:
    share = colors / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(light @ np.array([0.2126, 0.7152, 0.0722]))


def ink(name: str, theme: Theme) -> float:
    text = INKS[name].of(theme)
    return float(luminance(np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], dtype=float)))


# Files


def test_the_record_names_every_file_with_its_hash_and_size() -> None:
    present = {path.name for path in GROUND.iterdir()} - {"ground.json", "LICENCE.md"}
    assert set(RECORD["files"]) == present
    for name, told in RECORD["files"].items():
        content = (GROUND / name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (told["sha256"], told["bytes"])


def test_the_sources_are_pinned_in_record_and_script() -> None:
    script = (GROUND.parent / "relief" / "sources.py").read_text(encoding="utf-8")
    assert len(RECORD["sources"]) == 2
    for source in RECORD["sources"]:
        assert all(f'"{source[part]}"' in script for part in ("package", "version", "file", "sha256"))


@pytest.mark.parametrize("theme", THEMES)
def test_a_reader_fetches_little(theme: str) -> None:
    lines = len(gzip.compress((GROUND / ISOBATHS).read_bytes(), 6))
    assert lines + sum(image.path.stat().st_size for image in images() if image.theme == theme) < MOST


def test_scripts_that_build_are_short() -> None:
    scripts = [*(GROUND.parent / "relief").glob("*.py"), GROUND.parent / "build_relief.py"]
    assert len(scripts) > 5
    assert all(len(path.read_text(encoding="utf-8").splitlines()) <= 250 for path in scripts)


# Where it lies


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["far", "sea"])
def test_the_deeper_the_darker(name: str, theme: str) -> None:
    # Off Shikotan, the basin of the Sea of Okhotsk, and the trench.
    shelf, basin, trench = ((146.3, 43.95), (147.0, 46.0), (150.3, 44.05))
    found = [float(luminance(at(of(name, theme), *point))) for point in (shelf, basin, trench)]
    assert all(one > other for one, other in pairwise(found))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("point", "land"),
    [((143.0, 43.3), True), ((142.9, 50.5), True), ((140.5, 39.5), True), ((160.0, 55.5), True), ((134.0, 48.0), True),
     ((120.0, 40.9), True), ((150.0, 53.0), False), ((135.0, 40.0), False), ((155.0, 42.0), False),
     ((180.0, 45.0), False), ((190.0, 40.0), False)],
)  # fmt: skip
def test_land_is_land_and_sea_is_sea(point: tuple[float, float], land: bool, theme: str) -> None:
    red, _, blue = at(of("far", theme), *point)
    assert (blue - red < BLUE) == land


def _agreement(east: int, south: int) -> float:
    """Return how many pixels of the far image are land as our coast has it, the image being moved by whole pixels."""
    image = of("far", "light")
    west, low, right, north = image.bounds
    shown = pixels(image).astype(int)
    land = np.roll(shown[..., 2] - shown[..., 0] < BLUE, (south, east), axis=(0, 1))
    height, width = land.shape
    rows, columns = np.arange(0, height, 2), np.arange(0, width, 2)
    ups = rise(north) - (rows + 0.5) / height * (rise(north) - rise(low))
    lats = np.degrees(2 * np.arctan(np.exp(ups)) - np.pi / 2)
    lons = west + (columns + 0.5) / width * (right - west)
    rows, lats = rows[(lats > 33) & (lats < 60)], lats[(lats > 33) & (lats < 60)]
    columns, lons = columns[(lons > 128) & (lons < 162)], lons[(lons > 128) & (lons < 162)]
    grid = np.meshgrid(lons, lats)
    return float((land[np.ix_(rows, columns)] == _on_land(grid[0].tobytes(), grid[1].tobytes(), grid[0].shape)).mean())


@cache
def _on_land(lons: bytes, lats: bytes, shape: tuple[int, int]) -> NDArray[np.bool_]:
    whole = shapely.union_all(gpd.read_file(LAND / "land_overview.geojson").geometry.to_numpy())
    shapely.prepare(whole)
    x, y = (np.frombuffer(values, dtype=float) for values in (lons, lats))
    return np.asarray(shapely.contains_xy(whole, x, y)).reshape(shape)


def test_the_images_lie_on_our_coast() -> None:
    here = _agreement(0, 0)
    # What is left are small islands and lakes, which one of the two lacks.
    assert here > 0.965
    assert all(_agreement(*moved) < here for moved in ((2, 0), (-2, 0), (0, 2), (0, -2)))


def test_isobaths_are_those_that_are_told_and_lie_in_deepening_water() -> None:
    found = json.loads((GROUND / ISOBATHS).read_text(encoding="utf-8"))["features"]
    depths = [item["properties"]["depth_m"] for item in found]
    assert depths == [200, 500, *range(1000, 10_000, 1000)]
    image, means = of("sea", "light"), []
    for item in found:
        points = [point for line in item["geometry"]["coordinates"] for point in line[::5]]
        assert all(125 <= lon <= 165 and 30 <= lat <= 62 for lon, lat in points)
        means.append(
            np.mean([luminance(at(image, lon, lat)) for lon, lat in points if 127 < lon < 163 and 32 < lat < 60])
        )
    # Deeper lines lie on the trench's walls, of which one is lit and one in shade.
    slope = depths.index(3000)
    assert all(shallow > deep for shallow, deep in pairwise(means[: slope + 1])), means
    assert max(means[slope + 1 :]) < means[slope], [round(float(mean), 2) for mean in means]


@pytest.mark.parametrize("image", images(), ids=lambda image: image.path.stem)
def test_no_image_ends_in_an_edge(image: Image) -> None:
    alpha = pixels(image)[..., 3]
    edges = (alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1])
    assert max(int(edge.max()) for edge in edges) <= 3
    assert int(alpha[alpha.shape[0] // 2, alpha.shape[1] // 2]) >= 250


# What stands out from it


@pytest.mark.parametrize("image", images(), ids=lambda image: image.path.stem)
def test_every_ink_of_a_mark_stands_out_from_the_ground(image: Image) -> None:
    shown = pixels(image)
    theme: Theme = "light" if image.theme == "light" else "dark"
    solid = luminance(shown[..., :3][shown[..., 3] > 250].astype(float))
    # A thousandth is left to what WebP makes of single pixels.
    low, high = np.quantile(solid, [0.001, 0.999])
    for name in (*MARKS, "quiet"):
        mark = ink(name, theme)
        ratio = (low + 0.05) / (mark + 0.05) if theme == "light" else (mark + 0.05) / (high + 0.05)
        assert ratio >= 3, (name, ratio)


# How it is sent


def test_each_file_is_sent_with_its_type_and_kept_for_ever(client: TestClient) -> None:
    told = map_settings(atlas())["ground"]
    addresses = {item["url"] for theme in told["images"].values() for item in theme.values()}
    assert len(addresses) == 6
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
        assert "immutable" in answer.headers["cache-control"]
        assert client.get(address, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
        assert client.get(address.replace(asset_hash(), "0" * 16)).status_code == 404
    lines = client.get(told["isobaths"])
    assert lines.headers["content-type"].startswith("application/geo+json")
    assert lines.headers["content-encoding"] in CODINGS


def test_fonts_are_sent_as_fonts(client: TestClient) -> None:
    names = [name for name in asset_files() if name.endswith(".woff2")]
    assert len(names) == 2
    for name in names:
        answer = client.get(f"assets/{asset_hash()}/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "font/woff2")
    assert not [name for name in asset_files() if name.endswith(".ttf")]


def test_policies_allow_what_is_ours_and_no_more() -> None:
    assert "'self'" in FRAME["font-src"]
    assert "'self'" in FRAME["img-src"]
    assert DRAWING["img-src"] == "data:"


def test_the_map_reads_every_image_of_both_themes() -> None:
    told = settings(asset)
    assert set(told["images"]) == set(THEMES)
    assert all(list(found) == ["far", "sea", "land"] for found in told["images"].values())
    assert told["window"] == of("land", "light").bounds == (125, 30, 165, 62)


def test_the_one_file_holds_ground_and_typeface() -> None:
    from geo.text.catalogue import words_of
    from geo.view.parameters import DEFAULT

    content = build_content(atlas(), DEFAULT, words_of(atlas(), "en"))
    told = content["settings"]["ground"]
    assert all(
        item["url"].startswith("data:image/webp;base64,")
        for theme in told["images"].values()
        for item in theme.values()
    )
    assert len(content["answers"][told["isobaths"]]["features"]) == 11
    assert style().count("data:font/woff2;base64,") == 2
    assert "url(source" not in style()
    fonts = sum(Path(path).stat().st_size for name, path in asset_files().items() if name.endswith(".woff2"))
    assert fonts * 4 / 3 < 150_000


def test_the_sources_are_credited_where_the_ground_is_seen() -> None:
    notice = (GROUND / "LICENCE.md").read_text(encoding="utf-8")
    words = json.loads((GROUND.parent.parent / "locale" / "en.json").read_text(encoding="utf-8"))["map.credit_ground"]
    for name in ("NOAA", "shadedrelief.com"):
        assert name in notice
        assert name in words
        assert any(name in told for told, _ in credited())
    assert "Permission is hereby granted" in notice
