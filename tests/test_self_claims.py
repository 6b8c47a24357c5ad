"""What the atlas says of itself is true: each sentence of method and help that can be read against the data is."""

from __future__ import annotations

import json
import re

import pytest

from geo.atlas import Atlas, open_atlas
from geo.messages import messages
from geo.paths import ROOT
from geo.records.dates import parse_span
from geo.records.place import UNDRAWN_KINDS
from geo.tables import sides
from geo.text import article_text, party_text, place_names
from geo.view.parameters import View
from layers.symbols import SYMBOLS
from pictures.marks import gather
from pictures.palette import THEMES, color_of

pytestmark = pytest.mark.slow

WORDS = messages("en")


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return open_atlas(ROOT / "data")


def test_a_fact_of_the_article_holds_only_what_the_article_says(shipped: Atlas) -> None:
    assert "holds only what the article says" in WORDS.text("method.facts")
    for fact in shipped.facts.facts:
        kinds = {shipped.catalog.sources[item.source].kind for item in fact.citations}
        if fact.basis == "article":
            assert kinds == {"article"}, fact.id
            assert all(item.paragraph for item in fact.citations)
            assert all(len((item.anchor or "").split()) <= 6 for item in fact.citations)


def test_countries_and_regions_are_listed_and_never_drawn(shipped: Atlas) -> None:
    assert "listed and never drawn" in WORDS.text("method.places")
    for layer in shipped.layers.values():
        assert layer.gdf.geometry[layer.gdf["kind"].isin(UNDRAWN_KINDS)].isna().all()


def test_both_names_always_stand_in_the_order_that_is_told(shipped: Atlas) -> None:
    order = party_text.standing(shipped, WORDS)["order"]
    first, second = sides.claimants(shipped.catalog)
    adjectives = [party.adjective for party in shipped.catalog.parties.values()]
    assert f"{adjectives[0]}, {adjectives[1]}" in order
    assert order.endswith(f"Borders according to {second} reverse it.")
    assert sorted((first, second)) == [first, second], "the order of the countries' English names"
    for place in shipped.catalog.places.values():
        names = place.names
        for claims in sides.choices(shipped.catalog):
            shown = place_names.label(place, claims, shipped.catalog)
            turned = claims == list(shipped.catalog.parties)[1]
            assert shown == (names.en_russia_first or names.en if turned else names.en), (place.id, claims)
        if names.en_russia_first:
            words = [sorted(re.findall(r"\w+", text)) for text in (names.en, names.en_russia_first)]
            assert words[0] == words[1], place.id


def test_the_first_view_draws_both_claims_alike_and_a_partys_own_alone(shipped: Atlas) -> None:
    def drawn(claims: str) -> set[tuple[str, str]]:
        lines = [group for group in gather(shipped, View(claims=claims)) if group.look.draws == "lines"]
        return {pair for group in lines for pair in zip(group.places["symbol"], group.places["who"], strict=True)}

    parties = list(shipped.catalog.parties)
    both = drawn("both")
    names = {party: shipped.catalog.actors[party].names.en for party in parties}
    assert {who for _, who in both} == set(names.values())
    assert len({symbol for symbol, _ in both}) == 1
    for party in parties:
        assert drawn(party) == {item for item in both if item[1] == names[party]}
    assert {symbol for symbol, _ in drawn("administered")} == {"control"}


def test_no_colour_stands_for_a_side(shipped: Atlas) -> None:
    """Each layer has one colour in all views of claims and in all periods."""
    views = [View(claims=claims) for claims in sides.choices(shipped.catalog)]
    views += [View(period=period) for period in shipped.catalog.periods]
    colors: dict[str, set[str]] = {}
    for view in views:
        for group in (group for group in gather(shipped, view) if group.is_ground or group.is_land):
            symbols = [SYMBOLS[ident] for ident in group.places["symbol"].dropna()]
            colors.setdefault(group.id, set()).update(
                color_of(symbol, group.look, THEMES["light"]) for symbol in symbols
            )
    assert {name: len(found) for name, found in colors.items() if len(found) != 1} == {}


def test_the_day_of_the_forum_is_worked_out_and_never_stated(shipped: Atlas) -> None:
    assert "The article says only Wednesday" in article_text.notes("dates", shipped)
    of_the_day = [f for f in shipped.facts.facts if f.basis == "article" and f.date == "2018-09-12"]
    assert of_the_day
    assert {fact.date_basis for fact in of_the_day} <= {"inferred", "implied"}


def test_the_newest_event_is_the_newest_in_the_data(shipped: Atlas) -> None:
    days = [parse_span(f.date).earliest for f in shipped.facts.facts if f.date and f.modality != "planned"]
    assert WORDS.day(max(days)) in party_text.subtitle(shipped, WORDS)


def test_every_fact_of_other_sources_opens_a_source(shipped: Atlas) -> None:
    for fact in shipped.facts.facts:
        assert any(shipped.catalog.sources[item.source].url for item in fact.citations), fact.id


def test_what_is_said_of_sources_counts_them() -> None:
    texts = {key for key, text in WORDS.entries.items() if key.startswith("sources.") and "{" in json.dumps(text)}
    assert {"sources.what", "sources.counts"} <= texts
