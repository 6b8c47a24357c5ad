"""The topics of a chosen place: what each would list is what it lists once it is chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.place_topics import topics_at
from geo.atlas import Atlas, atlas
from geo.text.catalogue import words_of
from geo.view.parameters import View

VIEWS = {
    "article": View(),
    "all": View(basis="all"),
    "layer": View(layer=("deployments",)),
    "text": View(text="russia"),
    "chosen": View(topic=("military",), basis="all"),
    "two": View(topic=("economy", "history")),
}


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return atlas()


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_each_number_is_that_of_the_list_which_it_gives(shipped: Atlas, view: View) -> None:
    words = words_of(shipped, "en")
    seen = 0
    for place, idents in shipped.facts_by_place.items():
        at = replace(view, place=place)
        told = topics_at(words, shipped, at)
        topics = {shipped.catalog.facts[ident].topic for ident in idents}
        if told is None:
            # Nothing to choose from: one topic, or nothing that passes the other filters.
            assert len(topics) == 1 or not shipped.listed(replace(at, topic=(), basis="all"))
            continue
        for option in told["options"]:
            listed = shipped.listed(replace(at, topic=(option["id"],), basis="all"))
            assert option["n"] == len(listed)
            assert option["on"] == (option["id"] in view.topic)
            assert option["n"] or option["on"]
            seen += 1
        assert sum(option["n"] for option in told["options"]) == len(shipped.listed(replace(at, topic=(), basis="all")))
    assert seen > 10


def test_no_filter_changes_their_order(shipped: Atlas) -> None:
    words = words_of(shipped, "en")
    whole = topics_at(words, shipped, View(place="kunashiri-kunashir"))
    assert whole
    order = [option["id"] for option in whole["options"]]
    for view in VIEWS.values():
        told = topics_at(words, shipped, replace(view, place="kunashiri-kunashir"))
        assert told
        found = [option["id"] for option in told["options"]]
        assert found == [topic for topic in order if topic in found]


def test_without_a_place_there_are_none(shipped: Atlas) -> None:
    assert topics_at(words_of(shipped, "en"), shipped, View(topic=("military",))) is None
