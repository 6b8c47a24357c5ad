"""One count and one area for each place, wherever it is shown: map, heading, frame, files, one file, sheet and table of areas."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from dashboard import facts, sources
from dashboard.map import _count
from geo.atlas import Atlas, open_atlas
from geo.export import documents
from geo.numbers import figure
from geo.paths import ROOT
from geo.text import place_profile
from geo.text.catalogue import words_of
from geo.view.parameters import View
from onefile.content import build_content


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return open_atlas(ROOT / "data")


VIEWS = [View(), View(basis="all"), View(topic=("military",)), View(basis="all", text="treaty")]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.basis}{view.topic}{view.text}")
def test_a_place_has_one_count_of_facts_on_every_surface(view: View, atlas: Atlas) -> None:
    words, passing = words_of(atlas, "en"), atlas.select(view).facts
    of_article = _count(atlas, passing & atlas.facts.from_article)
    of_others = _count(atlas, passing & ~atlas.facts.from_article)
    content = build_content(atlas, view.selection(), words)
    basis = {card["id"]: card["basis"] for card in content["facts"] if card["passes"]}
    places = atlas.layers["islands"].gdf["place"]
    assert len(places) >= 4
    for place in places:
        at = replace(view, place=place)
        listed = atlas.listed(at)
        n = sum(fact.basis == "article" for fact in listed)
        assert (of_article.get(place, 0), of_others.get(place, 0)) == (n, len(listed) - n), place
        numbers = re.findall(r"\d+", facts._heading(atlas, at, words, listed)["text"])
        assert [int(number) for number in numbers] == [n, len(listed) - n][: 2 if view.basis == "all" else 1]
        of_file = [basis[ident] for ident in content["places"][place]["facts"] if ident in basis]
        assert (of_file.count("article"), of_file.count("context")) == (n, len(listed) - n)


def test_a_file_lists_as_many_facts_of_a_place_as_the_page(atlas: Atlas) -> None:
    view = View(basis="all")
    for feature in json.loads(documents.geojson(atlas, "islands", view).content)["features"]:
        told = feature["properties"]
        listed = atlas.listed(View(basis="all", place=told["place"]))
        assert sorted([*told["facts"], *told["context_facts"]]) == sorted(fact.id for fact in listed)


def test_a_place_has_one_area_on_every_surface(atlas: Atlas) -> None:
    words = words_of(atlas, "en")
    table = re.sub(r"<[^>]+>", "|", sources.areas_table(atlas, words))
    seen = 0
    for ident, km2 in atlas.areas_km2.items():
        place = atlas.catalog.places[ident]
        wanted = f"{figure(km2)} km²"
        sheet = [line["text"] for part in place_profile.sections(place, atlas, words) for line in part["lines"]]
        computed = [text for text in sheet if text.startswith(words.text("place.area", km2="|").split("|")[0])]
        if computed:
            assert wanted in computed[0], ident
            assert place_profile.brief(place, atlas, words) == wanted
        row = re.search(rf"\|{re.escape(place.names.en)}\|\|([\d.,]+ km²)", table)
        if row:
            assert row.group(1) == wanted, ident
            seen += 1
    assert seen >= 4


def test_an_area_that_a_file_rounds_is_shown_as_the_one_that_it_does_not(atlas: Atlas) -> None:
    """The map shows the areas of places by name from its file, which rounds them: rounding twice must change none."""
    layer = atlas.layers["places"].gdf
    shown = [(ident, km2) for ident, km2 in zip(layer["place"], layer["area_km2"], strict=True) if km2 == km2 and km2]
    assert shown
    for ident, km2 in shown:
        assert figure(km2) == figure(atlas.areas_km2[ident]), ident
