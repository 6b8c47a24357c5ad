"""The worked example runs as its first lines say, and what it prints is what the atlas holds."""

import os
import re
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pytest

from geo.atlas import atlas
from geo.export import documents
from geo.geodesy.measure import area_km2, distance_m
from geo.paths import ROOT
from geo.view.parameters import View

pytestmark = pytest.mark.slow

VIEW = View(topic=("military",), basis="all")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("example") / "made-by-it"


@pytest.fixture(scope="module")
def told(folder: Path) -> str:
    env = {k: v for k, v in os.environ.items() if k != "ATLAS_DATA"}
    call = [sys.executable, "-W", "error::DeprecationWarning:__main__", "-m", "docs.worked_example", str(folder)]
    done = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_lists_the_facts_that_the_view_selects(told: str) -> None:
    assert told.startswith(f"{int(atlas().select(VIEW).facts.sum())} facts at ?topic=military&basis=all\n")
    assert all(ident in atlas().catalog.facts for ident in re.findall(r"^  ([a-z0-9-]+): cnbc", told, re.MULTILINE))


def test_it_measures_geodesically(told: str) -> None:
    catalog = atlas().catalog
    for ident in ("etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai"):
        place = catalog.places[ident]
        assert place.outline
        area = area_km2(catalog.outlines[place.outline.file, place.outline.feature].shape)
        assert f"  {place.names.en}: {area:,.1f} km²\n" in told
    one, other = catalog.places["burevestnik"].point, catalog.places["mendeleyevo"].point
    assert one
    assert other
    assert f": {distance_m(one.lon, one.lat, other.lon, other.lat) / 1000:.1f} km, true within" in told


def test_it_writes_what_the_view_selects(told: str, folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["deployments.gpkg", "military.png"]
    package = folder / "deployments.gpkg"
    assert package.read_bytes() == documents.document(atlas(), "deployments", "gpkg", VIEW).content
    count = int(atlas().select(VIEW).features["deployments"].sum())
    assert len(gpd.read_file(package, layer="deployments")) == count
    assert f"{count} features of deployments" in told
    assert (folder / "military.png").read_bytes().startswith(b"\x89PNG")


def test_without_a_folder_it_says_how_to_call_it() -> None:
    call = [sys.executable, "-m", "docs.worked_example"]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "usage: python -m docs.worked_example FOLDER\n")
