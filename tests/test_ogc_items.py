"""The items of OGC API – Features: the export's bytes, paging, box, period and filters, under a base path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

import api
from api.ogc_query import DEFAULT_LIMIT, FILTERS, MAX_LIMIT
from geo.atlas import atlas
from geo.export import documents
from geo.tables.extent import BoundingBox, DayRange, extent_of
from geo.view.parameters import EVERYTHING, View, parse_view

pytestmark = pytest.mark.slow

NAMES = tuple(atlas().layers)
BASE = "/under/here"
ALL = {"limit": MAX_LIMIT}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    served = Starlette(routes=api.routes(BASE))
    # Compression is asked of every route elsewhere (tests/test_sending.py); here it would take most of the time.
    plain = {"Accept-Encoding": "identity"}
    with TestClient(served, base_url=f"https://testserver{BASE}/", headers=plain) as made:
        yield made


def links(document: dict[str, Any], rel: str) -> list[dict[str, str]]:
    return [link for link in document["links"] if link["rel"] == rel]


def walk(client: TestClient, href: str) -> Iterator[dict[str, Any]]:
    """Yield a page of items and all that follow it."""
    while True:
        page = client.get(href).json()
        yield page
        following = links(page, "next")
        if not following:
            return
        href = following[0]["href"]


@pytest.mark.parametrize("name", NAMES)
def test_a_feature_has_the_bytes_of_the_export(client: TestClient, name: str) -> None:
    exported = documents.geojson(atlas(), name, EVERYTHING).content.decode()
    answer = client.get(f"ogc/collections/{name}/items", params=ALL)
    body = answer.text.partition('"features":')[2]
    assert body == exported.partition('"features":')[2]
    for ident, text in zip(atlas().layers[name].ids, documents.texts(atlas(), name), strict=True):
        alone = client.get(f"ogc/collections/{name}/items/{ident}").text
        assert alone.startswith(f'{text[:-1]},"links":[')
        (parent,) = links(json.loads(alone), "collection")
        assert parent["href"] == f"https://testserver{BASE}/ogc/collections/{name}"


def test_items_count_what_matches_and_what_is_shown(client: TestClient) -> None:
    for name, layer in atlas().layers.items():
        page = client.get(f"ogc/collections/{name}/items", params={"limit": 2}).json()
        assert (page["type"], page["numberMatched"]) == ("FeatureCollection", len(layer.ids))
        assert page["numberReturned"] == len(page["features"]) == min(2, len(layer.ids))
        # The bytes depend on data and selection, never on the clock; the standard leaves this member to the server.
        assert "timeStamp" not in page


def test_without_a_limit_a_page_holds_a_hundred_and_a_larger_limit_is_no_error(client: TestClient) -> None:
    plain = client.get("ogc/collections/events/items").json()
    assert plain["numberReturned"] == min(DEFAULT_LIMIT, len(atlas().layers["events"].ids))
    larger = client.get("ogc/collections/events/items", params={"limit": 10**9}).json()["features"]
    assert [one["id"] for one in larger] == list(atlas().layers["events"].ids)[:MAX_LIMIT]
    assert larger[:DEFAULT_LIMIT] == plain["features"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("limit", [1, 2, 7, 1000])
def test_paging_walks_all_features_once(client: TestClient, name: str, limit: int) -> None:
    pages = list(walk(client, f"ogc/collections/{name}/items?limit={limit}&undated=keep"))
    ids = [feature["id"] for page in pages for feature in page["features"]]
    assert ids == list(atlas().layers[name].ids)
    assert all(page["numberReturned"] <= limit for page in pages)
    back = [pages[-1]]
    while links(back[-1], "prev"):
        back.append(client.get(links(back[-1], "prev")[0]["href"]).json())
    assert [page["features"] for page in reversed(back)] == [page["features"] for page in pages]


def test_paging_keeps_the_selection(client: TestClient) -> None:
    path = "ogc/collections/deployments/items?bbox=145,43,149,46&datetime=1940-01-01/..&topic=military,history"
    whole = client.get(f"{path}&limit=10000").json()
    pages = list(walk(client, f"{path}&limit=1"))
    assert 1 < len(pages) == whole["numberMatched"]
    assert [page["features"][0] for page in pages] == whole["features"]


def test_a_page_after_the_last_is_empty_and_leads_back(client: TestClient) -> None:
    page = client.get("ogc/collections/islands/items", params={"offset": 10**12, "limit": 2}).json()
    assert (page["features"], links(page, "next")) == ([], [])
    before = client.get(links(page, "prev")[0]["href"]).json()
    assert before["features"][-1]["id"] == atlas().layers["islands"].ids[-1]


lon, lat = st.floats(125, 160), st.floats(30, 52)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(NAMES), lon, lon, st.tuples(lat, lat).map(sorted))
def test_bbox_selects_what_meets_it_and_what_has_no_geometry(
    client: TestClient, name: str, west: float, east: float, lats: list[float]
) -> None:
    # Shapely's box without width or height is no valid area; tests/test_extent.py reads such boxes.
    assume(west != east and lats[0] < lats[1])
    edges = ",".join(map(repr, (west, lats[0], east, lats[1])))
    found = client.get(f"ogc/collections/{name}/items", params={**ALL, "bbox": edges}).json()["features"]
    boxes = [(west, east)] if west <= east else [(west, 180), (-180, east)]
    area = shapely.union_all([shapely.box(left, lats[0], right, lats[1]) for left, right in boxes])
    expected = [
        one["id"]
        for one in client.get(f"ogc/collections/{name}/items", params=ALL).json()["features"]
        if one["geometry"] is None or shapely.from_geojson(json.dumps(one["geometry"])).intersects(area)
    ]
    assert [one["id"] for one in found] == expected, (name, edges)


def test_heights_and_the_antimeridian_are_understood(client: TestClient) -> None:
    def count(bbox: str) -> int:
        return int(client.get("ogc/collections/islands/items", params={"bbox": bbox}).json()["numberMatched"])

    total = len(atlas().layers["islands"].ids)
    assert count("140,40,160,55") == count("140,40,-10,160,55,10") == count("140,40,-170,55") == total
    assert count("170,40,140,55") == count("-170,40,-160,55") == 0


def test_datetime_selects_days_that_meet_it_and_what_has_no_date(client: TestClient) -> None:
    for name in NAMES:
        features = client.get(f"ogc/collections/{name}/items", params=ALL).json()["features"]
        for text, first, last in [
            ("2018-09-12", "2018-09-12", "2018-09-12"),
            ("2018-09-12T01:02:03+09:00", "2018-09-12", "2018-09-12"),
            ("../1945-12-31T00:00:00Z", "0001-01-01", "1945-12-31"),
            ("2017-01-01/2018-01-01", "2017-01-01", "2018-01-01"),
            ("2019-01-01/..", "2019-01-01", "9999-12-31"),
        ]:
            expected = [
                one["id"]
                for one in features
                if not (days := one["properties"]).get("earliest")
                or (days["earliest"] <= last and days["latest"] >= first)
            ]
            found = client.get(f"ogc/collections/{name}/items", params={**ALL, "datetime": text}).json()
            assert [one["id"] for one in found["features"]] == expected, (name, text)


def test_the_filters_are_those_of_the_page(client: TestClient) -> None:
    for item in FILTERS:
        options = sorted(atlas().vocabulary.get(item.name, ()))
        for option in options:
            # A collection is all of its features, unless a request narrows it to the article's.
            view, _ = parse_view([("basis", "all"), (item.name, option)], atlas().vocabulary)
            for name in NAMES:
                passing = np.flatnonzero(atlas().select(view).features[name])
                found = client.get(f"ogc/collections/{name}/items", params={**ALL, item.name: option}).json()[
                    "features"
                ]
                assert [one["id"] for one in found] == [atlas().layers[name].ids[i] for i in passing]


def test_filters_box_and_period_work_together(client: TestClient) -> None:
    view = View(topic=("history", "military"), text="islands", undated="drop", basis="all")
    asked = {
        "topic": "military,history",
        "q": "islands",
        "undated": "drop",
        "bbox": "140,40,150,50",
        "datetime": "../2018-12-31",
    }
    extent = extent_of(atlas().layer("deployments"))
    mask = extent.meeting(BoundingBox(140, 40, 150, 50), DayRange(None, date(2018, 12, 31)))
    mask &= atlas().select(view).features["deployments"]
    found = client.get("ogc/collections/deployments/items", params=asked).json()
    assert found["numberMatched"] == mask.sum() > 0
