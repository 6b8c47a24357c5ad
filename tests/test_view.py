"""The table of parameters: views to queries and back, and bad values that are dropped with a reason."""

import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.view import DEFAULT, PARAMETERS, View, format_view, parse_view, to_query

WORDS = {
    "layer": frozenset({"islands", "events"}),
    "topic": frozenset({"military", "history"}),
    "actor": frozenset({"abe", "putin"}),
    "said_by": frozenset({"reporter"}),
    "modality": frozenset({"happened"}),
    "evidence": frozenset({"contradicted", "article-only"}),
    "fact": frozenset({"p06-offer"}),
    "place": frozenset({"four-islands"}),
    "lang": frozenset({"en"}),
    "period": frozenset({"1875"}),
    "step": frozenset({"p05"}),
    "overlay": frozenset({"aegis", "waters"}),
}


def ids(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(sorted(WORDS[name]))).map(lambda chosen: tuple(sorted(chosen)))


days = st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 1, 1))


def in_order(pair: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    first, last = pair
    return (last, first) if first and last and first > last else pair


ranges = st.tuples(st.none() | days, st.none() | days).map(in_order)
text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80).map(
    lambda t: " ".join(t.split())
)
number = st.floats(min_value=-80, max_value=80).map(lambda value: round(value, 5) + 0.0)
views = st.builds(
    lambda pair, **rest: View(since=pair[0], until=pair[1], **rest),
    ranges,
    **{name: ids(name) for name in ("layer", "topic", "actor", "said_by", "modality", "evidence")},
    undated=st.sampled_from(["keep", "drop", "only"]),
    text=text,
    fact=st.none() | st.just("p06-offer"),
    place=st.none() | st.just("four-islands"),
    lat=st.none() | number,
    lon=st.none() | number,
    zoom=st.none() | st.sampled_from([2.0, 7.0, 7.5, 13.0]),
    basis=st.sampled_from(["article", "all"]),
    claims=st.sampled_from(["both", "administered", "japan", "russia"]),
    period=st.none() | st.just("1875"),
    step=st.none() | st.just("p05"),
    overlay=ids("overlay"),
    basemap=st.sampled_from(["land", "online"]),
)


@given(views)
def test_view_survives_its_query(view: View) -> None:
    assert parse_view(parse_qsl(to_query(view), keep_blank_values=True), WORDS) == (view, [])


@given(st.lists(st.tuples(st.sampled_from([item.name for item in PARAMETERS]) | st.text(), st.text()), max_size=12))
def test_any_query_gives_a_view(pairs: list[tuple[str, str]]) -> None:
    view, _ = parse_view(pairs, WORDS)
    again, dropped = parse_view(list(format_view(view).items()), WORDS)
    assert (again, dropped) == (view, [])


def test_defaults_are_left_out() -> None:
    assert to_query(DEFAULT) == ""
    assert (
        to_query(View(topic=("history", "military"), since=date(2018, 9, 12)))
        == "topic=history,military&from=2018-09-12"
    )


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        (("topic", "cookery"), "unknown value 'cookery'"),
        (("from", "last Wednesday"), "is no date"),
        (("undated", "maybe"), "none of keep, drop, only"),
        (("zoom", "99"), "no number from 2 to 14"),
        (("zoom", "nan"), "no number"),
        (("q", "x" * 201), "longer than 200"),
        (("<script>", "1"), "no such parameter"),
    ],
)
def test_bad_values_are_dropped_with_a_reason(pair: tuple[str, str], reason: str) -> None:
    view, dropped = parse_view([pair], WORDS)
    assert view == DEFAULT
    assert len(dropped) == 1
    assert reason in dropped[0].reason


def test_a_range_that_runs_backwards_is_dropped_whole() -> None:
    view, dropped = parse_view([("from", "2019"), ("to", "2018")], WORDS)
    assert (view, [item.name for item in dropped]) == (DEFAULT, ["from"])


def test_every_field_has_one_parameter_and_every_parameter_is_documented() -> None:
    assert sorted(item.field for item in PARAMETERS) == sorted(field.name for field in fields(View))
    table = (Path(__file__).parent.parent / "docs" / "parameters.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)
    assert documented == [item.name for item in PARAMETERS]
