"""What the filter bar's script sends is checked: nothing that it says breaks the page or gets into an address as it is."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.component import sent_by, take
from dashboard.filters import read_values
from geo.view.parsers import MAX_TEXT


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"text": " Abe’s   answer "}, {"text": "Abe’s answer"}),
        # A browser cuts a text at a number of code units: a character of two may be halved.
        ({"text": "a\ud83d"}, {"text": "a"}),
        ({"text": "\udca9 b\x00c"}, {"text": "bc"}),
        ({"text": "x" * (2 * MAX_TEXT)}, {"text": "x" * MAX_TEXT}),
        ({"text": ["a"]}, {}),
        ({"basis": "all"}, {"basis": "all"}),
        ({"basis": "some"}, {}),
        ({"basis": {}}, {}),
        ({"nothing": "known"}, {}),
    ],
)
def test_values_are_taken_as_a_view_holds_them(sent: dict[str, Any], kept: dict[str, Any]) -> None:
    found = read_values(sent)
    assert found == kept
    # An address holds it: this raises for half of a character.
    str(found.get("text", "")).encode()


def test_what_comes_from_a_component_that_is_gone_is_nothing() -> None:
    """A message may come twice, or after the run that took its component away: an error would take the page away."""
    assert sent_by("no-such-component", "act") is None
    assert take("no-such-component", "act") == {}
