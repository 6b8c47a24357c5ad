"""The table of parameters: views to queries and back, and bad values that are dropped with a reason."""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import atlas
from geo.view.camera import BOUNDS
from geo.view.parameters import DEFAULT, PARAMETERS, View, format_view, parse_view, to_query
from geo.view.parsers import clean_text

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
    "article": frozenset({"all", "gazette", "herald"}),
    "fact of gazette": frozenset({"p06-offer"}),
    "step of gazette": frozenset({"p05"}),
    "fact of herald": frozenset(),
    "step of herald": frozenset(),
    "period": frozenset({"1875"}),
    "step": frozenset({"p05"}),
    "overlay": frozenset({"aegis", "waters"}),
    "claims": frozenset({"both", "administered", "japan", "russia"}),
}


def ids(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(sorted(WORDS[name]))).map(lambda chosen: tuple(sorted(chosen)))


days = st.dates(min_value=date(1600, 1, 1), max_value=date(2100, 1, 1))


def in_order(pair: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    first, last = pair
    return (last, first) if first and last and first > last else pair


ranges = st.tuples(st.none() | days, st.none() | days).map(in_order)
text = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf")), max_size=80).map(
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
    zoom=st.none() | st.sampled_from([3.0, 7.0, 7.5, 13.0]),
    basis=st.sampled_from(["article", "all"]),
    article=st.sampled_from(["all", "gazette"]),
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


def test_one_article_and_all_are_the_same() -> None:
    alone = WORDS | {"article": frozenset({"all", "gazette"})}
    assert parse_view([("article", "gazette")], alone) == (View(), [])
    assert parse_view([("article", "gazette")], WORDS) == (View(article="gazette"), [])
    assert parse_view([("article", "tribune")], WORDS)[0] == View()


def test_what_is_chosen_of_another_article_is_told_and_left_out() -> None:
    pairs = [("article", "herald"), ("fact", "p06-offer"), ("step", "p05")]
    view, dropped = parse_view(pairs, WORDS)
    assert view == View(article="herald")
    assert [str(item) for item in dropped] == [
        "fact: 'p06-offer' is of another article",
        "step: 'p05' is of another article",
    ]
    assert parse_view([("article", "gazette"), *pairs[1:]], WORDS)[1] == []


def test_no_search_text_holds_what_would_turn_the_text_beside_it() -> None:
    """Every format character of Unicode, those that turn directions among them, wherever it stands."""
    unseen = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs"}]
    assert {"\u202e", "\u2066", "\u200f", "\u061c"} <= set(unseen)
    for char in unseen:
        between = " " if char.isspace() else ""
        assert clean_text(f"{char}a{char}b{char}") == f"a{between}b", hex(ord(char))


def test_no_reason_of_a_notice_holds_what_would_turn_it() -> None:
    """Whatever parameter it was given in, or as whose name."""
    turned = "\u202exyz\u2067"
    names = [parameter.name for parameter in PARAMETERS if parameter.name != "q"]
    for pair in [*((name, turned) for name in names), (turned, "x")]:
        _, (told,) = parse_view([pair], WORDS)
        assert "xyz" in str(told), pair
        assert not {"\u202e", "\u2067"} & set(str(told)), pair


NASTY = (
    *(
        "%",
        "%00",
        "%zz",
        "%F0%9F",
        "%ED%A0%80",
        "+",
        "&",
        "&&",
        "=",
        "==",
        ";",
        ",",
        ",,,",
        "#",
        "?",
        "/../",
        "\\",
        "\0",
        "\x1b[31m",
    ),
    *(
        "\u202e",
        "\ufeff",
        "\ud800",
        "e\u0301",
        "٢٠١٨",
        "²⁰¹⁸",
        "四島",
        "ß",
        "İ",
        "<script>",
        "{{7*7}}",
        "{%",
        "' OR 1=1--",
        "${x}",
    ),
    *(
        "nan",
        "inf",
        "-inf",
        "1e309",
        "-0",
        "0x1F",
        "1_000",
        "0000",
        "9999",
        "10000-01-01",
        "2018-02-30",
        "2018-13",
        "2018/2019",
    ),
    *(
        "None",
        "null",
        "True",
        "[]",
        "__proto__",
        " ",
        "\t",
        "\n",
        "x" * 300,
        "1," * 100,
        "2018-09-12",
        "all",
        "military",
        "only",
    ),
)


def nasty_queries(number: int) -> Iterator[str]:
    """Yield query strings that are made of what breaks parsers, most of them under names that count; the same at each run."""
    dice = random.Random(20180912)
    names = [item.name for item in PARAMETERS]
    known = {name: sorted(values) for name, values in atlas().vocabulary.items()}
    for _ in range(number):
        pairs = []
        for _ in range(dice.randint(0, 6)):
            name = dice.choice(names) if dice.random() < 0.85 else dice.choice(NASTY)
            if dice.random() < 0.4:
                text = dice.choice(known.get(name, ("2018", "2018-09", "44.25", "7", "all", "both", "drop", "online")))
            else:
                pieces = (*NASTY, *known.get(name, ()), chr(dice.randrange(0x110000)))
                text = "".join(dice.choices(pieces, k=dice.choice((0, 1, 1, 1, 2, 5))))
            pairs.append(f"{name}={text}")
        yield dice.choice(("&", "&", "&", ";")).join(pairs)


@pytest.mark.slow
def test_ten_thousand_nasty_queries_each_give_a_view_that_survives_its_own_address() -> None:
    words, views, reasons = atlas().vocabulary, set(), set()
    for query in nasty_queries(10_000):
        view, dropped = parse_view(parse_qsl(query, keep_blank_values=True), words)
        again, lost = parse_view(parse_qsl(to_query(view), keep_blank_values=True), words)
        assert (again, lost) == (view, []), query
        views.add(view)
        reasons |= {item.name for item in dropped}
    # The strings are worth their while: they give many views, and each parameter has refused something.
    assert len(views) > 1_000
    assert {item.name for item in PARAMETERS} <= reasons


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
        (("zoom", "99"), "no number from 3 to 13"),
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


wide = st.none() | st.floats(min_value=-1e4, max_value=1e4)


@given(wide, wide, wide)
def test_a_camera_is_written_so_that_it_can_be_read(lat: float | None, lon: float | None, zoom: float | None) -> None:
    view, dropped = parse_view(list(format_view(View(lat=lat, lon=lon, zoom=zoom)).items()), WORDS)
    assert dropped == []
    for name, given_ in (("lat", lat), ("lon", lon), ("zoom", zoom)):
        read, bounds = getattr(view, name), BOUNDS[name]
        assert (read is None) == (given_ is None)
        if read is not None and given_ is not None and bounds.low <= given_ <= bounds.high:
            assert read == pytest.approx(given_, abs=1e-5)


@pytest.mark.parametrize(("lon", "written"), [(190, "-170"), (-181.5, "178.5"), (507.05, "147.05"), (180, "180")])
def test_a_longitude_past_the_date_line_is_the_same_place(lon: float, written: str) -> None:
    assert format_view(View(lon=lon)) == {"lon": written}
