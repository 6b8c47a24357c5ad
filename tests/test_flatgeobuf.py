"""FlatGeobuf's own library reads every file to its end, and each says which features it leaves out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.atlas import open_atlas
from geo.export import documents
from geo.export.json_text import plain
from geo.geodesy.coordinates import tidy
from geo.paths import ROOT
from geo.view.parameters import DEFAULT, EVERYTHING, View

pytestmark = pytest.mark.slow

SHIPPED = open_atlas(ROOT / "data")
VIEWS = {"all": EVERYTHING, "article": DEFAULT, "none": View(text="no fact holds these words: xyzzy")}
FILES = [f"{layer} {view}" for layer in SHIPPED.layers for view in VIEWS]


@pytest.fixture(scope="module")
def by_file(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("flatgeobuf")
    for name in FILES:
        layer, view = name.split()
        (folder / name).write_bytes(documents.document(SHIPPED, layer, "fgb", VIEWS[view]).content)
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    command = [str(node), str(ROOT / "tests" / "js" / "flatgeobuf_read.mjs"), *(str(folder / name) for name in FILES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {Path(path).name: told for path, told in json.loads(done.stdout).items()}


@pytest.mark.parametrize("name", FILES)
def test_its_own_library_reads_every_feature(by_file: dict[str, Any], name: str) -> None:
    layer, view = name.split()
    table = SHIPPED.layer(layer)
    gdf = table.gdf[SHIPPED.select(VIEWS[view]).features[layer]]
    gdf = gdf[gdf.geometry.notna()]
    found = by_file[name]["features"]
    assert [one["properties"]["id"] for one in found] == list(gdf["id"])
    for one, (_, row) in zip(found, gdf.iterrows(), strict=True):
        shape = shapely.from_geojson(json.dumps(one["geometry"]))
        assert shapely.normalize(shape).equals_exact(shapely.normalize(tidy(row["geometry"])), 0)
        for field in table.fields:
            wanted = plain(row[field])
            cell = one["properties"].get(field)
            assert (json.loads(cell) if isinstance(wanted, list) else cell) == wanted, field


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_what_it_leaves_out(by_file: dict[str, Any], name: str) -> None:
    layer, view = name.split()
    gdf = SHIPPED.layer(layer).gdf[SHIPPED.select(VIEWS[view]).features[layer]]
    listed = list(gdf["id"][gdf.geometry.isna()])
    header = by_file[name]["header"]
    assert json.loads(header["metadata"].get("without_geometry", "[]")) == listed
    assert all(ident in header["description"] for ident in listed)


def test_some_files_leave_something_out(by_file: dict[str, Any]) -> None:
    found = {name.split()[0] for name, told in by_file.items() if "without_geometry" in told["header"]["metadata"]}
    assert {"deployments", "events"} <= found < set(SHIPPED.layers)
