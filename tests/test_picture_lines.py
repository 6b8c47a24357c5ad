"""Words beside claimed lines: no picture names one side's line and leaves the other's, drawn alike, without a word."""

from __future__ import annotations

from itertools import product

import pytest
from test_picture import draw, spec_of, svg_texts

from geo.atlas import atlas
from geo.view.parameters import View

pytestmark = pytest.mark.slow

# Each shows both lines: the first has hardly any room for words, the last much.
VIEWS = {
    "one fact": View(fact="p06-offer"),
    "another source's": View(basis="all", fact="c-graves-second-air"),
    "first visit": View(),
    "all": View(basis="all"),
    "the islands": View(lat=44.6, lon=146.9, zoom=7.0),
}


def claims_named(size: str, view: View) -> list[int]:
    """Return how often a picture names each party's claimed line."""
    written = svg_texts(draw(view, spec_of("svg", size))).splitlines()
    names = [atlas().catalog.actors[party].names.en for party in atlas().catalog.parties]
    return [written.count(f"claimed by {name}") for name in names]


@pytest.mark.parametrize(("name", "size"), [*product(VIEWS, ("card", "square"))])
def test_both_claimed_lines_are_named_or_neither(name: str, size: str) -> None:
    assert claims_named(size, VIEWS[name]) in ([0, 0], [1, 1])


def test_where_there_is_room_both_are_named() -> None:
    assert claims_named("a4", VIEWS["the islands"]) == [1, 1]
