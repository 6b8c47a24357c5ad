"""One reader of pairs, behind page, pictures, live layers and command line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pictures
from api.ogc_query import parse_query
from geo.atlas import atlas
from geo.view.pairs import Dropped, read_pairs, unknown
from geo.view.parameters import parse_view

PARSERS = {"n": int, "t": str}


def test_what_is_said_is_read_and_the_rest_is_told() -> None:
    read = read_pairs([("n", " 1 "), ("x", "y"), ("t", " "), ("n", "2"), ("t", "a")], PARSERS)
    assert read.values == {"n": 1, "t": "a"}
    assert read.others == [("x", "y")]
    assert [str(item) for item in read.dropped] == ["n: appears twice: the first value is used"]
    assert unknown([("x" * 50, "")]) == [Dropped("x" * 39 + "…", "no such parameter")]


def test_a_bad_value_gives_its_reason_and_a_later_good_one_counts() -> None:
    read = read_pairs([("n", "x"), ("n", "2")], PARSERS)
    assert read.values == {"n": 2}
    assert [item.name for item in read.dropped] == ["n"]


@given(st.lists(st.tuples(st.sampled_from(["n", "t", "x"]) | st.text(), st.text()), max_size=8))
def test_no_pair_is_lost_in_silence(pairs: list[tuple[str, str]]) -> None:
    read = read_pairs(pairs, PARSERS)
    silent = [name for name, text in pairs if name in PARSERS and not text.strip() and name not in read.values]
    assert len(read.values) + len(read.others) + len(read.dropped) <= len(pairs)
    assert len(read.values) + len(read.others) + len(read.dropped) >= len(pairs) - len(silent) - sum(
        not text.strip() for name, text in pairs if name in read.values
    )


@pytest.mark.parametrize("name", ["topic", "size", "limit"])
def test_every_address_takes_the_first_of_two(name: str) -> None:
    value = {"topic": min(atlas().vocabulary["topic"]), "size": "a4", "limit": "5"}[name]
    pairs = [(name, value), (name, value)]
    dropped = {
        "topic": lambda: parse_view(pairs, atlas().vocabulary)[1],
        "size": lambda: pictures.parse_spec("png", pairs, [])[2],
        "limit": lambda: parse_query(pairs, atlas().vocabulary)[1],
    }[name]()
    assert [str(item) for item in dropped] == [f"{name}: appears twice: the first value is used"]
