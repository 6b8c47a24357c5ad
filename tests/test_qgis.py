"""QGIS, drawing without a screen, draws every feature that has a geometry, from every file, in the symbol of the map."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import zipfile
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from serving import Server

from api.ogc_collections import parts
from geo.atlas import open_atlas
from geo.export import documents
from geo.paths import ROOT
from geo.view.parameters import EVERYTHING
from layers.alone import alone

SHIPPED = open_atlas(ROOT / "data")
SCRIPT = Path(__file__).parent / "qgis_draws.py"


@cache
def python_of_qgis() -> str | None:
    """Return the Python that has QGIS's modules; they are no package of ours, but come with it."""
    for name in ("python3", "/usr/bin/python3"):
        path = shutil.which(name)
        if path and not subprocess.run([path, "-c", "import qgis.core"], capture_output=True, check=False).returncode:
            return path
    return None


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(python_of_qgis() is None, reason="QGIS is not installed (Debian: python3-qgis)"),
]


def drawn_by_qgis(*sources: str) -> list[dict[str, Any]]:
    """Return what QGIS draws of sources, layer by layer, as ``tests/qgis_draws.py`` tells it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python_of_qgis()), str(SCRIPT), *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("unpacked")
    zipfile.ZipFile(io.BytesIO(documents.document(SHIPPED, None, "zip", EVERYTHING).content)).extractall(found)
    return found


@pytest.fixture(scope="module")
def by_source(folder: Path) -> dict[str, list[dict[str, Any]]]:
    beside = (folder / f"{name}.{end}" for name in SHIPPED.layers for end in ("fgb", "geojson"))
    found = defaultdict(list)
    for told in drawn_by_qgis(*map(str, (folder / "atlas.gpkg", *beside))):
        found[f"{Path(told['source']).name} {told['layer']}"].append(told)
    return found


def symbols_of(layer: str) -> dict[str, list[str]]:
    """Return the symbol of each feature that has a geometry, by its id."""
    gdf = SHIPPED.layer(layer).gdf
    gdf = gdf[gdf.geometry.notna()]
    return {ident: [item.symbol] for ident, item in zip(gdf["id"], alone(gdf, layer, SHIPPED), strict=True)}


@pytest.mark.parametrize("layer", SHIPPED.layers)
@pytest.mark.parametrize("file", ["atlas.gpkg", "{layer}.fgb", "{layer}.geojson"])
def test_every_feature_is_drawn_in_its_symbol(
    by_source: dict[str, list[dict[str, Any]]], file: str, layer: str
) -> None:
    told, wanted = by_source[f"{file.format(layer=layer)} {layer}"], symbols_of(layer)
    assert {part["renderer"] for part in told} == {"RuleRenderer"}
    assert sorted(ident for part in told for ident in part["drawn"]) == sorted(wanted)
    assert {ident: symbol for part in told for ident, symbol in part["symbols"].items() if symbol} == wanted
    assert {part["labels"] for part in told} == {layer == "places"}


def test_the_live_collections_are_drawn_whole_in_the_style_of_the_zip(server: Server, folder: Path) -> None:
    """Of a layer with several kinds of geometry QGIS draws one; the collections by kind bring the others."""
    found = parts(SHIPPED)
    sources = [f"{server.url}/ogc#{name}|{folder / part.layer.rule.id}.qml" for name, part in found.items()]
    told = {item["layer"]: item for item in drawn_by_qgis(*sources)}
    for layer in SHIPPED.layers:
        kinds = [name for name, part in found.items() if part.kind and part.layer.rule.id == layer] or [layer]
        drawn = {ident: told[name]["symbols"][ident] for name in kinds for ident in told[name]["drawn"]}
        wanted = symbols_of(layer)
        # In its style a collection of several kinds is drawn whole too: each rule is for one kind.
        assert set(drawn) == set(wanted) == set(told[layer]["drawn"]), layer
        # QGIS 3.22 takes a list that is empty in the first features for an object, and loses it: whole chains are islands then.
        lost = {"chain"} if layer == "islands" else set()
        assert {ident: symbol for ident, symbol in drawn.items() if lost.isdisjoint(wanted[ident])} == {
            ident: symbol for ident, symbol in wanted.items() if lost.isdisjoint(symbol)
        }, layer
        assert {len(symbol) for symbol in drawn.values()} == {1}
