"""The order of list and table, and what their copied links hold (dashboard/rows.py, dashboard/facts.py)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest

from dashboard import address, facts, rows
from geo.atlas import Atlas, open_atlas
from geo.messages import Messages
from geo.paths import ROOT
from geo.text import fact_rows
from geo.text.catalogue import words_of
from geo.view.parameters import DEFAULT, View, parse_view


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas(ROOT / "data")


@pytest.fixture(scope="module")
def words(atlas: Atlas) -> Messages:
    return words_of(atlas, "en")


def test_the_news_stands_first_and_the_rest_as_the_article_tells_it(atlas: Atlas) -> None:
    listed = atlas.listed(DEFAULT)
    ordered = rows.in_order(atlas, DEFAULT, listed)
    assert ordered[0].id == atlas.lead
    assert ordered[1:] == [fact for fact in listed if fact.id != atlas.lead]
    there = View(place="nagato")
    assert rows.in_order(atlas, there, atlas.listed(there)) == atlas.listed(there)
    without = [fact for fact in listed if fact.id != atlas.lead]
    assert rows.in_order(atlas, DEFAULT, without) == without


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("column", rows.COLUMNS)
def test_each_column_sorts_all_facts_and_equal_ones_keep_their_order(
    column: str, down: bool, atlas: Atlas, words: Messages
) -> None:
    listed = atlas.listed(View(basis="all"))
    found = rows.sorted_by(rows.Order(column, down), listed, atlas, words, "both")
    assert sorted(fact.id for fact in found) == sorted(fact.id for fact in listed)
    if column == "origin":
        assert found == (listed[::-1] if down else listed)
        return
    if column == "date":
        undated = [fact.date is None for fact in found]
        assert undated == sorted(undated)
        keys = [atlas.facts.earliest[atlas.facts.index[fact.id]] for fact in found if fact.date]
    else:
        keys = [fact_rows.row(fact, atlas, words, "both")[column].casefold() for fact in found]
    assert keys == sorted(keys, reverse=down)
    place = {fact.id: position for position, fact in enumerate(listed)}
    texts = [fact_rows.row(fact, atlas, words, "both")[column] for fact in found]
    for one, other, first, second in zip(found, found[1:], texts, texts[1:], strict=False):
        if first == second and (one.date, one.date is None) == (other.date, other.date is None):
            assert place[one.id] < place[other.id]


def test_a_row_names_its_source_or_paragraph_its_places_and_what_it_is_cited_from(
    atlas: Atlas, words: Messages
) -> None:
    for fact in atlas.facts.facts:
        row = fact_rows.row(fact, atlas, words, "both")
        publishers = {atlas.catalog.sources[item.source].publisher for item in fact.citations}
        assert row["origin"] == row["paragraph"] if fact.article else row["origin"] in publishers
        assert all(publisher in row["cited"] for publisher in publishers)
        assert all(atlas.catalog.places[link.place].names.en in row["where"] for link in fact.places)
        printed = fact_rows.printed(fact, atlas, words)
        assert (printed["statement"], printed["cited"]) == (fact.statement, row["cited"])
        assert printed["said"].startswith(row["who"])


VIEWS = [
    {"topic": ("history", "military")},
    {"said_by": ("putin",), "evidence": ("supported",), "modality": ("stated",), "actor": ("japan",)},
    {"layer": ("events", "islands")},
    {"since": date(1850, 1, 1), "until": date(2019, 12, 31), "undated": "drop"},
    {"text": "the treaty & <peace>"},
    {"basis": "all", "overlay": ("waters",), "claims": "russia", "period": "from-1905"},
    {"lat": 43.25, "lon": 146.5, "zoom": 8.5, "basemap": "online"},
]


@pytest.mark.parametrize("changes", VIEWS, ids=",".join)
@pytest.mark.parametrize("place", [None, "shikotan"])
def test_every_link_to_copy_holds_the_whole_view(
    changes: dict[str, object], place: str | None, atlas: Atlas, words: Messages
) -> None:
    view = replace(DEFAULT, place=place, **changes)  # type: ignore[arg-type]
    fact = atlas.facts.facts[3]
    heading = facts._heading(atlas, view, words, atlas.listed(view))
    links = {
        facts._card(fact, atlas, words, view)["link"]: replace(view, fact=fact.id),
        address.of_page(view): view,
    }
    assert (heading["link"] is None) == (place is None)
    if place:
        links[heading["link"]] = view
    for link, wanted in links.items():
        assert parse_view(parse_qsl(link.removeprefix("?")), atlas.vocabulary) == (wanted, [])


def test_a_row_says_what_matched_a_search_where_it_does_not_show_it(atlas: Atlas, words: Messages) -> None:
    view = View(text="Владивосток")
    items = rows.paged(words, atlas, view, atlas.listed(view), None)["items"]
    assert items
    assert all("Владивосток" in item["matched"] for item in items)
    plain = rows.paged(words, atlas, View(), atlas.listed(View()), None)["items"]
    assert {item["matched"] for item in plain} == {None}


def test_what_filters_leave_of_all_facts_is_said(atlas: Atlas, words: Messages) -> None:
    view = View(topic=("military",))
    listed = atlas.listed(view)
    heading = facts._heading(atlas, view, words, listed)
    total = int(atlas.facts.from_article.sum())
    assert heading["text"] == f"{len(listed)} of {total} facts from the article"
    assert heading["status"] == f"{len(listed)} of {total} facts pass the filters"
    assert facts._heading(atlas, DEFAULT, words, atlas.listed(DEFAULT))["text"] == f"{total} facts from the article"
