"""GDAL, a client that we did not write, reads the live addresses: through ogrinfo where it is installed, and pyogrio always."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pyogrio
import pytest
from serving import Server

from geo.atlas import atlas
from geo.view.parameters import DEFAULT

pytestmark = pytest.mark.slow

LAYERS = tuple(atlas().layers)


@pytest.mark.parametrize("name", LAYERS)
def test_pyogrio_reads_the_live_layer(server: Server, name: str) -> None:
    layer = atlas().layers[name]
    gdf = pyogrio.read_dataframe(f"{server.url}/api/layers/{name}.geojson?basis=all")
    assert list(gdf["id"]) == list(layer.ids)
    assert set(layer.gdf.columns) <= set(gdf.columns)


@pytest.mark.parametrize("name", LAYERS)
def test_pyogrio_reads_a_layer_of_the_live_package_by_ranges(server: Server, name: str) -> None:
    # With a query behind it GDAL would warn that the address does not end in .gpkg: so the default view.
    gdf = pyogrio.read_dataframe(f"/vsicurl/{server.url}/api/atlas.gpkg", layer=name)
    passing = atlas().select(DEFAULT).features[name]
    assert list(gdf["id"]) == [ident for ident, passes in zip(atlas().layers[name].ids, passing, strict=True) if passes]


@pytest.mark.skipif(
    shutil.which("ogrinfo") is None and os.environ.get("CI") != "true",
    reason="ogrinfo is not installed (Debian: gdal-bin); pyogrio stands in",
)
@pytest.mark.parametrize("name", LAYERS)
def test_ogrinfo_reads_the_live_layer(server: Server, name: str) -> None:
    layer = atlas().layers[name]
    address = f"/vsicurl/{server.url}/api/layers/{name}.geojson?basis=all"
    told = subprocess.run(["ogrinfo", "-ro", "-al", address], capture_output=True, text=True, check=True).stdout
    assert f"Feature Count: {len(layer.ids)}" in told
    assert len(re.findall(r"^OGRFeature", told, flags=re.MULTILINE)) == len(layer.ids)
    for field in layer.fields:
        assert re.search(rf"^{field}: ", told, flags=re.MULTILINE), field
