"""GDAL's own client of OGC API – Features walks the live collections in small pages, with and without a spatial filter."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.request

import pytest
from conftest import StartServer
from serving import Server

from api.ogc_collections import parts
from geo.atlas import atlas
from geo.tables.extent import BoundingBox

PARTS = parts(atlas())

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("ogrinfo") is None and os.environ.get("CI") != "true",
        reason="ogrinfo is not installed (Debian: gdal-bin)",
    ),
]


def ogrinfo(url: str, *options: str) -> str:
    command = ["ogrinfo", "-ro", *options, f"OAPIF:{url}/ogc"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "ERROR" not in answer.stderr
    return answer.stdout


def ids(told: str, name: str) -> list[str]:
    """Return the ids of a layer's features in the order that ogrinfo tells them."""
    part = re.search(rf"^Layer name: {name}\n(.*?)(?=^Layer name: |\Z)", told, flags=re.MULTILINE | re.DOTALL)
    assert part, told
    return re.findall(r"^  id \(String\) = (.+)$", part[1], flags=re.MULTILINE)


@pytest.mark.parametrize("size", [1, 2, 1000])
def test_every_collection_is_read_whole_whatever_the_pages_size(server: Server, size: int) -> None:
    told = ogrinfo(server.url, "-al", "-oo", f"PAGE_SIZE={size}")
    assert re.findall(r"^Layer name: (.+)$", told, flags=re.MULTILINE) == list(PARTS)
    for name, part in PARTS.items():
        assert ids(told, name) == part.ids
        assert f"Feature Count: {len(part.ids)}" in told


def test_a_spatial_filter_selects_what_is_drawn_there(server: Server) -> None:
    box = BoundingBox(131.0, 34.0, 132.5, 44.0)
    told = ogrinfo(
        server.url, "-al", "-oo", "PAGE_SIZE=2", "-spat", *map(str, (box.west, box.south, box.east, box.north))
    )
    found = {name: ids(told, name) for name in PARTS}
    for name, part in PARTS.items():
        # GDAL leaves out what has no geometry, which the standard lets pass.
        met = part.extent.meeting(box, None) & part.gdf.geometry.notna()
        assert found[name] == [ident for ident, meets in zip(part.ids, met, strict=True) if meets]
    assert any(found.values())
    assert sum(map(len, found.values())) < sum(len(part.ids) for part in PARTS.values())


def test_links_are_https_behind_a_proxy_that_says_so(server: Server) -> None:
    asked = urllib.request.Request(f"{server.url}/ogc", headers={"X-Forwarded-Proto": "https", "Host": "atlas.example"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        document = json.load(answer)
    assert all(link["href"].startswith("https://atlas.example/ogc") for link in document["links"])


def test_the_addresses_hold_under_a_base_path(start_server: StartServer) -> None:
    with start_server(base_path="under/here") as server:
        told = ogrinfo(server.url, "-al", "-oo", "PAGE_SIZE=2")
    for name, part in PARTS.items():
        assert ids(told, name) == part.ids
