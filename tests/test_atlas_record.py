"""The record of the atlas as a whole, and what belongs to an article: read with its defaults, and checked."""

from __future__ import annotations

import itertools
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from second_article import FIRST, SECOND, write_two_articles

from dashboard.timeline import MOST_BINS, bins_of, spread
from geo.atlas import Atlas, open_atlas
from geo.errors import DataError
from geo.geodesy.measure import distance_m
from geo.messages import messages
from geo.paths import DATA
from geo.records.catalog import read_catalog
from geo.text import article_text, party_text
from geo.text.catalogue import names_of_data, words_of
from geo.view import camera
from geo.view.parameters import View
from maps import applied_state, basemap

SMALL = Path(__file__).parent / "cases" / "small"


def test_what_a_record_leaves_out_has_a_default() -> None:
    small = Atlas(read_catalog(SMALL))
    about = small.catalog.about
    assert (about.subtitle, about.name, about.timeline) == (None, None, ())
    assert article_text.cited_as(small) == about.title
    assert party_text.subtitle(small, words_of(small, "en")) == ""
    assert article_text.outlet("gazette", small.catalog) == "The Gazette"
    # What has no label and no word is called by its id; what the catalogue knows, by its word.
    names = names_of_data(small, messages("en"))
    assert names["map.bookmark.islands"] == "islands"
    assert names["layer.islands"] == messages("en").text("layer.islands")


def test_a_label_of_the_data_goes_before_the_catalogue_and_is_no_pattern(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    path = tmp_path / "small" / "layers.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("grain: place}", "grain: place, label: 'Squares {n} {0}'}"), encoding="utf-8")
    small = Atlas(read_catalog(tmp_path / "small"))
    assert words_of(small, "en").text("layer.islands") == "Squares {n} {0}"
    assert names_of_data(small, messages("en"))["layer.islands"] == "Squares {n} {0}"


@pytest.mark.parametrize("folder", [DATA, SMALL], ids=["shipped", "small"])
def test_the_timelines_bars_adjoin_and_hold_every_dated_fact(folder: Path) -> None:
    atlas = open_atlas(folder)
    bins = bins_of(atlas)
    for before, after in itertools.pairwise(bins):
        assert after.first == before.last + timedelta(days=1)
    found, dated = spread(atlas, View(basis="all")), int((atlas.facts.earliest >= 0).sum())
    assert sum(found.counts) + sum(found.spans.values()) == dated
    if not atlas.catalog.about.timeline:
        assert len(bins) <= MOST_BINS
        years = [date.fromordinal(int(day)).year for day in atlas.facts.earliest if day >= 0]
        assert bins[0].first.year == min(years)


def test_the_map_starts_at_the_first_view_of_the_data() -> None:
    shipped, small = open_atlas(DATA), Atlas(read_catalog(SMALL))
    catalog, settings = shipped.catalog, applied_state.settings(shipped)
    assert settings["home"] == camera.settings(catalog.about)["home"]
    made = basemap.build_map(settings)
    lat, lon = made.location
    assert distance_m(lon, lat, catalog.about.first_view.lon, catalog.about.first_view.lat) < 1
    first = small.catalog.about.first_view
    assert basemap.build_map(applied_state.settings(small)).location == [first.lat, first.lon]


HERALD = "  - {id: herald, kind: article, publisher: The Herald, date: 2020-06-01, language: en, seen: page}\n"
FAULTS = [
    ("atlas.yaml", "lead: offer", "lead: c-guns", "small: articles.0.lead: 'c-guns' is no fact of gazette"),
    ("atlas.yaml", "lead: offer", "lead: nothing", "small: articles.0.lead: no 'nothing' among the facts"),
    ("atlas.yaml", ", lead: offer", "", "small: articles.0.lead: is missing: add it"),
    ("atlas.yaml", "source: gazette", "source: record", "articles.0.source: 'record' is of kind official"),
    (
        "atlas.yaml",
        "{source: gazette, lead: offer}",
        "{source: gazette, lead: offer}\n      - {source: gazette, lead: guns}",
        "'gazette' stands twice",
    ),
    (
        "atlas.yaml",
        "      - {id: all, places: [two-squares, port]}\n",
        "  - {id: more, title: More, first_view: {lat: 1, lon: 1, zoom: 3}}\n",
        "more: id: is a second record",
    ),
    (
        "sources.yaml",
        "sources:\n",
        f"sources:\n{HERALD}",
        "herald: kind: is an article, and atlas.yaml does not list it",
    ),
    (
        "facts.yaml",
        "{source: gazette, paragraph: P2}",
        "{source: record, paragraph: P2}",
        "guns: citations.0.source: 'record' is no article of atlas.yaml",
    ),
    (
        "facts.yaml",
        "{source: gazette, paragraph: P2}",
        "{source: gazette}",
        "guns: citations.0.paragraph: is missing: give the paragraph",
    ),
    ("atlas.yaml", "zoom: 7", "zoom: 77", "small: first_view.zoom: 77 is too large: give 13 or less"),
    (
        "atlas.yaml",
        "    bookmarks:\n",
        "    timeline: [{last: 1900}, {first: 1902}]\n    bookmarks:\n",
        "timeline.1.first: leaves a hole or lies over the stretch before: give 1901",
    ),
    (
        "atlas.yaml",
        "    bookmarks:\n",
        "    timeline: [{first: 1900, last: 1902, by: month}]\n    bookmarks:\n",
        "months are those of one year",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), FAULTS, ids=[case[3][:50] for case in FAULTS])
def test_check_tells_what_is_wrong_with_an_article(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    path = tmp_path / "small" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_catalog(tmp_path / "small")
    assert problem in str(caught.value)


BETWEEN = [
    (
        "facts/gazette.yaml",
        "paragraph: P1, anchor: agreed in Singapore}",
        f"paragraph: P1}}\n      - {{source: {FIRST}, paragraph: P6}}",
        f"'{FIRST}' is another article",
    ),
    ("stories/gazette.yaml", "paragraph: P1", "paragraph: P9", f"gazette-1: paragraph: no fact of {SECOND} cites P9"),
    ("stories/gazette.yaml", "paragraph: P2", "paragraph: P1", "gazette-2: paragraph: 'gazette-1' tells P1 already"),
    (
        "stories/gazette.yaml",
        f"article: {SECOND}",
        "article: kremlin-sing",
        "gazette-1: article: 'kremlin-sing' is no article",
    ),
    (
        "absences/gazette.yaml",
        "[gazette-missiles]",
        "[p11-missiles]",
        f"gazette-systems: facts.0: 'p11-missiles' is no fact of {SECOND}",
    ),
    (
        "absences/gazette.yaml",
        "[c-bal-kunashir, ",
        "[p11-missiles, ",
        "gazette-systems: filled_by.0: 'p11-missiles' is no context fact",
    ),
    ("atlas.yaml", "lead: gazette-agreed", "lead: p06-offer", f"articles.1.lead: 'p06-offer' is no fact of {SECOND}"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem"), BETWEEN, ids=[case[3][:50] for case in BETWEEN])
def test_check_keeps_two_articles_apart(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    folder = write_two_articles(tmp_path / "data")
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_catalog(folder)
    assert problem in str(caught.value)
