"""What trackers and hosts hang on a link is passed over; a misspelt parameter is told; all else the API does not take."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from notices import warnings
from starlette.testclient import TestClient
from test_page import visit

from geo.atlas import atlas
from geo.view.foreign import NAMES, PREFIXES, is_foreign, is_known
from geo.view.parameters import BY_NAME, PARAMETERS, parse_view
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
    "__streamlit",
    "FBCLID",
    "Utm_Source",
]
OURS = {item.name for item in PARAMETERS} | {item.name for item in OPTIONS}
MISSPELT = (
    "topics",
    "Topic",
    "tpoic",
    "topik",
    "evidnce",
    "form",
    "too",
    "layers",
    "langs",
    "said-by",
    "Said_By",
    "plcae",
    "zom",
    "basis_",
    "lng",
)
UNLIKE_OURS = ("utm", "ga", "refs", "sharing", "ttrk", "newsletter_id", "__hstc", "x", "sessionid", "format")


@pytest.mark.parametrize("name", [*ASKED_FOR, *UNLIKE_OURS])
def test_what_others_hang_on_a_link_is_foreign(name: str) -> None:
    assert is_foreign(name, BY_NAME)


@pytest.mark.parametrize("name", [*BY_NAME, *MISSPELT])
def test_ours_and_what_was_meant_to_be_ours_is_not(name: str) -> None:
    assert not is_foreign(name, BY_NAME)


@pytest.mark.parametrize("name", [*sorted(OURS), *MISSPELT, *UNLIKE_OURS])
def test_the_list_of_known_ones_holds_none_of_ours_and_no_typing_error(name: str) -> None:
    assert not is_known(name)


def errors_in(name: str) -> Iterator[str]:
    """Yield a name with one letter left out, doubled, or two that changed places."""
    for i in range(len(name)):
        yield name[:i] + name[i + 1 :]
        yield name[:i] + name[i] * 2 + name[i + 1 :]
        yield name[:i] + name[i : i + 2][::-1] + name[i + 2 :]


@pytest.mark.parametrize("name", [name for name in BY_NAME if len(name) > 3])
def test_one_slip_of_the_fingers_is_told_with_what_was_meant(name: str) -> None:
    for typed in sorted({*errors_in(name), name.upper(), name.title()} - {*BY_NAME}):
        assert not is_foreign(typed, BY_NAME), typed
        (told,) = parse_view([(typed, "x")], atlas().vocabulary)[1]
        assert told.reason.startswith("no such parameter: did you mean '"), typed


def test_the_table_is_in_small_letters_and_no_name_in_it_twice() -> None:
    assert {name.lower() for name in (*NAMES, *PREFIXES)} == {*NAMES, *PREFIXES}
    assert not [name for name in NAMES if name.startswith(PREFIXES)]


def test_the_page_says_nothing_of_them_and_all_else_of_the_link_counts() -> None:
    found = visit({name: ["x", "y"] for name in ASKED_FOR} | {"topic": ["history"]})
    assert not found.exception
    assert warnings(found) == []
    assert found.session_state["view.topic"] == ["history"]


def test_the_page_still_tells_of_a_misspelt_parameter() -> None:
    found = visit({"utm_source": ["x"], "topics": ["history"]})
    assert ["topics" in notice for notice in warnings(found)] == [True]


@pytest.mark.addresses
@pytest.mark.parametrize("path", ["api/layers/islands.geojson", "api/picture.svg", "ogc/collections/islands/items"])
def test_a_link_to_a_file_opens_with_known_trackers_and_with_nothing_else_unknown(
    client: TestClient, path: str
) -> None:
    bare, tracked = client.get(path), client.get(path, params={"utm_source": "x", "fbclid": "y"})
    if path.startswith("ogc"):
        assert (tracked.status_code, "utm_source" in tracked.text) == (400, True), "the standard asks for it"
    else:
        assert (tracked.status_code, tracked.content) == (200, bare.content)
    for name in ("topik", *UNLIKE_OURS):
        answer = client.get(path, params={name: "x"})
        assert (answer.status_code, name in answer.text) == (400, True)
