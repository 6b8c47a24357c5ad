"""Measured numbers: one rule for all, the same in Python and in the browser's scripts, which read the same cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.messages import messages
from geo.numbers import figure, printed
from geo.text.measures import distance

CASES = json.loads((Path(__file__).parent / "cases" / "figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("value", "text"), CASES)
def test_a_measured_number_is_as_long_as_it_is_worth(value: float, text: str) -> None:
    assert figure(value) == text


@given(st.floats(min_value=-1e7, max_value=1e7))
def test_no_number_is_far_from_what_it_says(value: float) -> None:
    said = float(figure(value).replace(",", "").replace("−", "-"))
    half = next(half for least, half in ((10, 0.5), (1, 0.05), (0.01, 0.005), (0, 0.0005)) if abs(value) >= least)
    assert abs(said - value) <= half * 1.001


def test_what_a_source_prints_stays_as_printed() -> None:
    assert [printed(value) for value in (3166.64, 182.0, 0.07)] == ["3,166.64", "182", "0.07"]


def test_a_distance_is_in_metres_below_one_kilometre() -> None:
    words = messages("en")
    assert [distance(metres, words) for metres in (250, 1260, 12_400)] == ["250 m", "1.3 km", "12 km"]
