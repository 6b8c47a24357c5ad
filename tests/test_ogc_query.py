"""Requests for items: from an address to a query and back, and bad values that are reported with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.ogc_query import DEFAULT_LIMIT, FILTERS, MAX_LIMIT, Query, format_query, parse_query
from geo.tables.extent import BoundingBox, DayRange
from geo.view.parameters import PARAMETERS, View

BAD_BOXES = """1,2,3 1,2,3,4,5 1,2,3,4,5,6,7 a,b,c,d 1,2,3,nan 1,2,3,inf 1,2,3,1e999 1,2,3, 1;2;3;4 -181,0,0,1 0,-91,0,1
    0,0,180.1,1 0,0,1,90.1 0,2,1,1 0,0,9,1,1,8 0x1,0,1,1 1,2,3,٤"""
BAD_PERIODS = """2018 2018-09 12.9.2018 2018-02-30 0000-01-01 2018-13-01 2018-09-12T25:00:00Z yesterday .. ../.. /
    2018-09-12T10:00:00 2018-09-12T10:00Z 2018-09-12/2018-09-01 2018-09-01/2018-09-02/2018-09-03 2018-09-12/... ２０１８-09-12"""
WORDS = {item.name: frozenset({"military", "history"}) for item in PARAMETERS}


def parse(**pairs: str) -> tuple[Query, list[str]]:
    query, dropped = parse_query(pairs.items(), WORDS)
    return query, [str(item) for item in dropped]


@st.composite
def boxes(draw: st.DrawFn) -> BoundingBox:
    lon = st.floats(-180, 180, allow_nan=False)
    south, north = sorted(draw(st.tuples(st.floats(-90, 90), st.floats(-90, 90))))
    return BoundingBox(draw(lon), south, draw(lon), north)


@st.composite
def periods(draw: st.DrawFn) -> DayRange:
    first, last = sorted(draw(st.tuples(st.dates(), st.dates())))
    return DayRange(*draw(st.sampled_from([(first, last), (None, last), (first, None), (first, first)])))


queries = st.builds(
    Query,
    st.builds(
        View, topic=st.sampled_from([(), ("history",), ("history", "military")]), text=st.sampled_from(["", "x y"])
    ),
    st.none() | boxes(),
    st.none() | periods(),
    st.integers(1, MAX_LIMIT),
    st.integers(0, 10**9),
)


@given(queries)
def test_a_query_comes_back_from_its_address(query: Query) -> None:
    assert parse(**format_query(query)) == (query, [])


def test_without_parameters_a_query_asks_for_the_first_page_of_all() -> None:
    assert parse() == (Query(), [])
    assert format_query(Query()) == {}


def test_the_filters_are_the_views_selection_without_the_layer() -> None:
    assert {item.name for item in FILTERS} == {p.name for p in PARAMETERS if p.kind == "selection"} - {"layer"}


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("1,2,3,4", BoundingBox(1, 2, 3, 4)),
        ("170,-10.5,-170,1e1", BoundingBox(170, -10.5, -170, 10)),
        ("1,2,-99,3,4,99", BoundingBox(1, 2, 3, 4)),
        ("-180,-90,180,90", BoundingBox(-180, -90, 180, 90)),
        ("1,1,1,1", BoundingBox(1, 1, 1, 1)),
    ],
)
def test_a_box_is_four_or_six_numbers(text: str, box: BoundingBox) -> None:
    assert parse(bbox=text) == (Query(box=box), [])


@pytest.mark.parametrize("text", [*BAD_BOXES.split(), "", " "])
def test_another_box_is_refused(text: str) -> None:
    query, problems = parse(bbox=text)
    assert query.box is None
    assert len(problems) == 1
    assert problems[0].startswith("bbox: ")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-09-12", "2018-09-12", "2018-09-12"),
        ("2018-09-12T23:20:50Z", "2018-09-12", "2018-09-12"),
        ("2018-09-12t23:20:60.123+09:00", "2018-09-12", "2018-09-12"),
        ("2018-09-01T00:00:00Z/2018-09-12T00:00:00Z", "2018-09-01", "2018-09-12"),
        ("2018-09-01/..", "2018-09-01", None),
        ("2018-09-01/", "2018-09-01", None),
        ("../2018-09-01", None, "2018-09-01"),
        ("/2018-09-01", None, "2018-09-01"),
    ],
)
def test_a_period_is_a_moment_or_an_interval(text: str, first: str | None, last: str | None) -> None:
    period = DayRange(*(date.fromisoformat(day) if day else None for day in (first, last)))
    assert parse(datetime=text) == (Query(period=period), [])


@pytest.mark.parametrize("text", [*BAD_PERIODS.split(), "", "2018-09-12T10:00:00 09:00", "2018-09-12 / 2018-09-13"])
def test_another_period_is_refused(text: str) -> None:
    query, problems = parse(datetime=text)
    assert query.period is None
    assert len(problems) == 1
    assert problems[0].startswith("datetime: ")


def test_a_limit_over_the_highest_is_the_highest() -> None:
    for text, limit in [("1", 1), ("10000", 10_000), ("10001", 10_000), ("9" * 5000, 10_000), ("0007", 7)]:
        assert parse(limit=text) == (Query(limit=limit), [])
    assert parse()[0].limit == DEFAULT_LIMIT


@pytest.mark.parametrize("text", ["-1", "+1", "1.5", "ten", "", "1e3", "٣"])
def test_another_limit_or_offset_is_refused(text: str) -> None:
    assert len(parse(limit=text)[1]) == 1
    assert len(parse(offset=text)[1]) == 1


def test_a_page_holds_a_feature_at_least_and_may_be_the_first() -> None:
    assert parse(limit="0")[1] == ["limit: is less than 1"]
    assert parse(offset="0") == (Query(), [])


def test_unknown_empty_and_repeated_parameters_are_refused() -> None:
    assert parse(colour="red")[1] == ["colour: no such parameter"]
    assert parse(layer="events")[1] == ["layer: no such parameter"]
    assert parse(lang="en", zoom="7")[1] == ["lang: no such parameter", "zoom: no such parameter"]
    assert parse(topic="", q=" ")[1] == ["topic: has no value", "q: has no value"]
    assert parse(topic="cookery")[1] == ["topic: unknown value 'cookery'"]
    for name, value in [("bbox", "1,2,3,4"), ("datetime", "2018-09-12"), ("limit", "1"), ("topic", "history")]:
        _, dropped = parse_query([(name, value), (name, value)], WORDS)
        assert [item.name for item in dropped] == [name]


@given(
    st.lists(
        st.tuples(st.sampled_from(["bbox", "datetime", "limit", "offset", "topic", "q", "x"]), st.text(max_size=30))
    )
)
def test_no_request_breaks_the_parser(pairs: list[tuple[str, str]]) -> None:
    query, _ = parse_query(pairs, WORDS)
    assert 1 <= query.limit <= MAX_LIMIT
    assert query.offset >= 0
