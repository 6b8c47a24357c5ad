"""What trackers and hosts hang on a link is passed over on the page; a misspelt parameter is told; the API stays strict."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from test_page import visit

from dashboard.foreign_parameters import NAMES, PREFIXES, is_foreign
from geo.view.parameters import PARAMETERS
from pictures import OPTIONS

pytestmark = pytest.mark.slow

ASKED_FOR = [
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "utm_id",
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "yclid",
    "twclid",
    "ttclid",
    "_ga",
    "_gl",
    "ref",
    "share",
    "embed",
    "embed_options",
    "_hsenc",
    "mkt_tok",
    "FBCLID",
    "Utm_Source",
]
OURS = {item.name for item in PARAMETERS} | {item.name for item in OPTIONS}
MISSPELT = (
    "topics",
    "Topic",
    "tpoic",
    "form",
    "too",
    "utm",
    "ga",
    "layers",
    "langs",
    "said-by",
    "refs",
    "sharing",
    "lng",
)


@pytest.mark.parametrize("name", ASKED_FOR)
def test_what_others_hang_on_a_link_is_foreign(name: str) -> None:
    assert is_foreign(name)


@pytest.mark.parametrize("name", [*sorted(OURS), *MISSPELT])
def test_ours_and_what_was_meant_to_be_ours_is_not(name: str) -> None:
    assert not is_foreign(name)


def test_the_table_is_in_small_letters_and_no_name_in_it_twice() -> None:
    assert {name.lower() for name in (*NAMES, *PREFIXES)} == {*NAMES, *PREFIXES}
    assert not [name for name in NAMES if name.startswith(PREFIXES)]


def test_the_page_says_nothing_of_them_and_all_else_of_the_link_counts() -> None:
    found = visit({name: ["x", "y"] for name in ASKED_FOR} | {"topic": ["history"]})
    assert not found.exception
    assert list(found.warning) == []
    assert found.session_state["view.topic"] == ["history"]


def test_the_page_still_tells_of_a_misspelt_parameter() -> None:
    found = visit({"utm_source": ["x"], "topics": ["history"]})
    assert ["topics" in notice.value for notice in found.warning] == [True]


@pytest.mark.addresses
@pytest.mark.parametrize("path", ["api/layers/islands.geojson", "api/picture.svg", "ogc/collections/islands/items"])
def test_the_api_takes_none_of_them(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"utm_source": "x"})
    assert (answer.status_code, "utm_source" in answer.text) == (400, True)
