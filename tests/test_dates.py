"""Dates as EDTF: spans, and what is refused."""

from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.messages import messages
from geo.records.dates import parse_day, parse_span
from geo.text.dates import span_label


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-09-12", date(2018, 9, 12), date(2018, 9, 12)),
        ("2018-09", date(2018, 9, 1), date(2018, 9, 30)),
        ("1945", date(1945, 1, 1), date(1945, 12, 31)),
        ("2018-01/2018-03", date(2018, 1, 1), date(2018, 3, 31)),
        ("1855-02-07", date(1855, 2, 7), date(1855, 2, 7)),
        ("1946~", date(1946, 1, 1), date(1946, 12, 31)),
    ],
)
def test_span(text: str, first: date, last: date) -> None:
    assert parse_span(text) == (first, last)


@pytest.mark.parametrize("text", ["early 2018", "2018-13", "12 September 2018", "", "2018-02-30", "-0044", "2018/2017"])
def test_span_refuses(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_span(text)


def test_day_takes_the_last_day_of_a_month_as_an_end() -> None:
    assert parse_day("2018-02") == date(2018, 2, 1)
    assert parse_day("2018-02", end=True) == date(2018, 2, 28)


@pytest.mark.slow
@given(st.from_regex(r"[0-2][0-9]{3}(-[0-3][0-9](-[0-3][0-9])?)?", fullmatch=True))
def test_plain_dates_mean_what_the_library_says(text: str) -> None:
    try:
        parsed = edtf.parse_edtf(text)
        wanted = (date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3]))
    except (edtf.EDTFParseException, ValueError):
        with pytest.raises(ValueError, match=r".+"):
            parse_span(text)
    else:
        assert parse_span(text) == wanted


@pytest.mark.parametrize("text", ["1946/..", "../1946", "1946/", "/1946", "2018-09-12/.."])
def test_an_open_end_is_told_and_not_made_up(text: str) -> None:
    with pytest.raises(ValueError, match="open end"):
        parse_span(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2018-09-12", "12 September 2018"),
        ("2018-09", "September 2018"),
        ("1945", "1945"),
        ("2018-01/2018-03", "January – March 2018"),
        ("1946~", "about 1946"),
        ("1946?", "perhaps 1946"),
        ("1946%", "perhaps about 1946"),
        ("2018-09-12~", "about 12 September 2018"),
        ("1945~/1946", "about 1945 – 1946"),
        ("194X", "1940–1949"),
    ],
)
def test_a_date_is_told_no_surer_than_it_is(text: str, said: str) -> None:
    assert span_label(text, messages("en")) == said
