"""Clients that draw one kind of geometry a collection get every feature: each kind of a layer is a collection of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from starlette.applications import Starlette
from starlette.testclient import TestClient

import api
from api.ogc_collections import Part, parts
from api.ogc_query import MAX_LIMIT
from geo.atlas import Atlas, atlas
from geo.paths import ROOT
from geo.records.catalog import read_catalog
from geo.tables.extent import KINDS

pytestmark = pytest.mark.slow

PARTS = parts(atlas())
QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"basis": "article"},
    {"topic": "history"},
    {"bbox": "145,43,149,46"},
    {"datetime": "../1945-12-31", "undated": "drop"},
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=api.routes())) as made:
        yield made


def items(client: TestClient, name: str, **query: str) -> list[dict[str, Any]]:
    asked = {**query, "limit": str(MAX_LIMIT)}
    found: list[dict[str, Any]] = client.get(f"/ogc/collections/{name}/items", params=asked).json()["features"]
    return [{name: value for name, value in one.items() if name != "links"} for one in found]


def kind_of(feature: dict[str, Any]) -> str | None:
    shape = feature["geometry"] and feature["geometry"]["type"].removeprefix("Multi")
    return {"Point": "points", "LineString": "lines", "Polygon": "areas", None: None}[shape]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: "&".join(query) or "all")
@pytest.mark.parametrize("layer", atlas().layers)
def test_the_kinds_of_a_layer_hold_just_what_it_draws(client: TestClient, layer: str, query: dict[str, str]) -> None:
    whole = items(client, layer, **query)
    own = [kind for kind in KINDS if f"{layer}-{kind}" in PARTS]
    for kind in own:
        assert items(client, f"{layer}-{kind}", **query) == [one for one in whole if kind_of(one) == kind]
    # One kind alone needs no collection beside the layer's own: every client draws it whole.
    kinds = {kind_of(one) for one in whole} - {None}
    assert kinds <= set(own) if own else len(kinds) <= 1


def test_some_layers_have_several_kinds_and_some_one() -> None:
    found = [part.layer.rule.id for part in PARTS.values() if part.kind]
    assert found
    assert set(found) < set(atlas().layers)
    assert list(PARTS) == [part.id for part in PARTS.values()]


@pytest.mark.parametrize("name", [name for name, part in PARTS.items() if part.kind])
def test_a_kind_has_no_features_of_another(client: TestClient, name: str) -> None:
    part = PARTS[name]
    other = next(ident for ident in part.layer.ids if ident not in part.ids)
    assert client.get(f"/ogc/collections/{name}/items/{other}").status_code == 404
    one = client.get(f"/ogc/collections/{name}/items/{part.ids[0]}").json()
    assert kind_of(one) == part.kind
    described = client.get(f"/ogc/collections/{name}").json()
    assert f" {part.layer.rule.id} " in described["description"]
    assert shapely.box(*described["extent"]["spatial"]["bbox"][0]).covers(shapely.union_all(part.gdf.geometry))


def test_a_layer_that_bears_the_name_of_a_kind_is_meant(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    rule = "{id: events-areas, order: 90, grain: fact-place, lifecycle: required, topics: [provenance]}"
    (tmp_path / "data" / "layers" / "more.yaml").write_text(f"layers: [{rule}]\n", encoding="utf-8")
    found = parts(Atlas(read_catalog(tmp_path / "data")))
    assert isinstance(found["events-areas"], Part)
    assert (found["events-areas"].kind, found["events-points"].kind) == (None, "points")
