"""Several articles in one folder: each is read as if the others were not there, all together say whose each thing is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from notices import warnings
from second_article import CASE, FIRST, SECOND, write_two_articles
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import api
from commands import report
from dashboard.timeline import spread
from geo.atlas import Atlas, open_atlas
from geo.export import documents
from geo.export.provenance import provenance_of
from geo.paths import DATA, ROOT
from geo.tables.properties import shape_of
from geo.text import article_text, case_text, disagreement_text, fact_text, party_text, place_profile
from geo.text.catalogue import words_of
from geo.text.sentence import sentences
from geo.view.parameters import View
from onefile import one_file

pytestmark = pytest.mark.slow

SHIPPED = open_atlas(DATA)
OWN = {
    FIRST: [fact.id for fact in SHIPPED.facts.facts if fact.basis == "article"],
    SECOND: ["gazette-headline", "gazette-agreed", "gazette-1956", "gazette-offer", "gazette-missiles"],
}
OWN["all"] = [*OWN[FIRST], *OWN[SECOND]]
READINGS = ("all", FIRST, SECOND)
VIEWS = (
    View(),
    View(basis="all"),
    View(topic=("military",)),
    View(text="1956", basis="all"),
    View(undated="only"),
    View(evidence=("refined",)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_two_articles(tmp_path_factory.mktemp("two") / "data")


@pytest.fixture(scope="module")
def two(folder: Path) -> Atlas:
    return open_atlas(folder)


@pytest.fixture
def client(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    with TestClient(Starlette(routes=api.routes())) as made:
        yield made


def with_article(view: View, article: str) -> View:
    return View(**{name: getattr(view, name) for name in View.__slots__ if name != "article"}, article=article)


def cards(atlas: Atlas) -> list[dict[str, Any]]:
    words = words_of(atlas, "en")
    return [
        fact_text.card(fact, atlas, words, "both") | disagreement_text.of_fact(fact, atlas, words)
        for fact in atlas.facts.facts
    ]


def test_the_first_article_is_shown_as_if_it_stood_alone(two: Atlas) -> None:
    first = two.of(FIRST)
    assert first.facts.facts == SHIPPED.facts.facts
    assert cards(first) == cards(SHIPPED)
    for name in SHIPPED.layers:
        assert documents.texts(first, name) == documents.texts(SHIPPED, name), name
    for view in VIEWS:
        ours, theirs = first.select(with_article(view, FIRST)), SHIPPED.select(view)
        assert ours.counts == theirs.counts
        assert ours.facts.tolist() == theirs.facts.tolist()
        assert {n: m.tolist() for n, m in ours.features.items()} == {n: m.tolist() for n, m in theirs.features.items()}
        assert spread(first, with_article(view, FIRST)) == spread(SHIPPED, view)
    assert first.facts_by_place == SHIPPED.facts_by_place
    assert (first.lead, first.steps, first.facts.newest) == (SHIPPED.lead, SHIPPED.steps, SHIPPED.facts.newest)
    one, other = words_of(first, "en"), words_of(SHIPPED, "en")
    assert case_text.cases(first, one) == case_text.cases(SHIPPED, other)
    for ident, place in SHIPPED.catalog.places.items():
        assert fact_text.group_note(place, first, one, "both") == fact_text.group_note(place, SHIPPED, other, "both")
        assert place_profile.sections(place, first, one) == place_profile.sections(place, SHIPPED, other), ident


@pytest.mark.parametrize("article", READINGS)
def test_facts_steps_absences_and_lead_are_those_of_the_article(two: Atlas, article: str) -> None:
    atlas = two.of(article)
    articles = two.catalog.articles if article == "all" else (article,)
    assert [fact.id for fact in atlas.listed(View(article=article))] == OWN[article]
    others = [fact for fact in atlas.listed(View(article=article, basis="all")) if fact.article is None]
    assert len(others) == sum(fact.basis == "context" for fact in SHIPPED.facts.facts)
    assert [step.article for step in atlas.steps.values()] == sorted(
        (step.article for step in two.catalog.stories.values() if step.article in articles), key=articles.index
    )
    assert {absence.article for absence in atlas.catalog.absences.values()} == set(articles)
    assert atlas.lead == {"all": "p06-offer", FIRST: "p06-offer", SECOND: "gazette-agreed"}[article]


def test_evidence_comes_from_what_is_read(two: Atlas) -> None:
    assert two.facts.evidence["gazette-missiles"] == "refined"
    assert two.of(SECOND).facts.evidence["gazette-missiles"] == "refined"
    told = {name: {other.id for other, _, _ in two.of(name).incoming_relations["p06-offer"]} for name in ("all", FIRST)}
    assert told["all"] - told[FIRST] == {"gazette-offer"}
    assert "p06-offer" not in two.of(SECOND).incoming_relations


def test_later_than_is_told_of_each_article(two: Atlas) -> None:
    between, after = two.catalog.facts["c-singapore"], two.catalog.facts["c-no-treaty-2018"]
    words = {name: words_of(two.of(name), "en") for name in READINGS}
    later = {
        fact.id: [fact_text.item(fact, two.of(name), words[name])["later"] for name in READINGS]
        for fact in (between, after)
    }
    assert later["c-singapore"] == ["later than CNBC", "later than the article", None]
    assert later["c-no-treaty-2018"] == ["later than the articles", "later than the article", "later than the article"]
    found = {fact["id"]: fact for fact in report.facts_document(two, View(basis="all"))["facts"]}
    assert (found["c-singapore"]["later"], found["c-singapore"]["later_than"]) == (False, [FIRST])
    assert (found["c-no-treaty-2018"]["later"], found["c-no-treaty-2018"]["later_than"]) == (True, [FIRST, SECOND])
    assert (found["gazette-agreed"]["later"], found["gazette-agreed"]["later_than"]) == (False, [FIRST])
    assert found["p06-offer"]["later_than"] == []


def test_labels_say_whose_a_paragraph_is_where_several_are_read(two: Atlas) -> None:
    def labels(article: str, ident: str) -> str:
        atlas = two.of(article)
        return str(fact_text.item(atlas.catalog.facts[ident], atlas, words_of(atlas, "en"))["paragraph"])

    assert labels("all", "p06-offer") == "CNBC ¶ 6"
    assert labels("all", "gazette-agreed") == "Example Gazette ¶ 1"
    assert labels("all", "gazette-headline") == "Example Gazette Headline"
    assert labels(SECOND, "gazette-agreed") == "¶ 1"
    assert labels("all", "c-singapore") == "Other sources"
    rows = {name: [row[1] for row in report.facts_table(two, View(article=name))[1]] for name in READINGS}
    assert rows[SECOND] == ["H", "P1", "P2", "P3", "P4"]
    assert rows["all"][-1] == "Example Gazette P4"
    assert "CNBC P6" in rows["all"]


@pytest.mark.parametrize("article", READINGS)
def test_exports_hold_the_facts_of_the_article(two: Atlas, article: str, tmp_path: Path) -> None:
    view = View(article=article, basis="all")
    for name in ("deployments", "events"):
        found = json.loads(documents.document(two, name, "geojson", view).content)
        rows = [feature["properties"] for feature in found["features"]]
        told = {row["facts"][0] for row in rows if row["basis"] == "article"}
        bearing = set(two.of(article).layers[name].gdf.query("basis == 'article'")["facts"].str[0])
        assert told == bearing <= set(OWN[article])
        assert {row["article"] for row in rows if row["basis"] == "context"} <= {None}
        assert all(row["facts"][0] in OWN[row["article"]] for row in rows if row["article"])
    package = tmp_path / "atlas.gpkg"
    package.write_bytes(documents.document(two, None, "gpkg", view).content)
    gdf = pyogrio.read_dataframe(package, layer="deployments")
    expected = {"all": {FIRST, SECOND}, FIRST: {FIRST}, SECOND: {SECOND}}[article]
    assert set(gdf["article"].dropna()) == expected
    same = documents.document(two.of(SECOND), "events", "geojson", view).content
    assert same == documents.document(two, "events", "geojson", view).content


def test_an_island_holds_the_facts_of_the_article_that_is_read(two: Atlas) -> None:
    def row(article: str, place: str) -> dict[str, Any]:
        gdf = two.of(article).layers["islands"].gdf
        return dict(gdf[gdf["place"] == place].iloc[0])

    alone, both, second = (row(article, "shikotan") for article in (FIRST, "all", SECOND))
    assert set(both["facts"]) - set(alone["facts"]) == {"gazette-1956"}
    assert second["facts"] == ["gazette-1956"]
    assert second["sources"] == [SECOND]
    chain = two.of(SECOND).layers["islands"].gdf
    assert not set(chain[chain["basis"] == "article"]["place"]) - {
        "etorofu-iturup",
        "kunashiri-kunashir",
        "shikotan",
        "habomai",
    }
    assert shape_of(two.catalog.places["shikotan"], two.catalog) is not None


@pytest.mark.parametrize("article", READINGS)
def test_pictures_files_and_citations_say_what_is_read(two: Atlas, article: str) -> None:
    atlas, view = two.of(article), View(article=article)
    said = " ".join(sentences(atlas, view, words_of(atlas, "en")))
    wanted = {
        "all": ("All 45 facts from the articles.", "CNBC, 12 September 2018; Example Gazette, 15 November 2018"),
        FIRST: ("All 40 facts from the article.", "Article: CNBC, 12 September 2018."),
        SECOND: ("All 5 facts from the article.", "Article: Example Gazette, 15 November 2018."),
    }[article]
    assert all(text in said for text in wanted), said
    citation = provenance_of(two, view).citation
    assert ("Example Gazette" in citation, "CNBC" in citation) == (article != FIRST, article != SECOND)
    assert citation.startswith("Four Islands Atlas, data version")
    page = one_file(two, view).decode()
    held = json.loads(re.findall(r'id="content">(.*?)</script', page, flags=re.DOTALL)[0])
    passing = [fact["id"] for fact in held["facts"] if fact["passes"]]
    assert passing == OWN[article]
    assert held["lead"] == atlas.lead
    assert held["answers"]["api/messages/en.json"]["page.subtitle"].endswith(
        article_text.read(atlas, words_of(atlas, "en"))
    )
    assert held["citation"] == citation
    labels = {fact["id"]: fact["paragraph"] for fact in held["facts"]}
    assert labels[OWN[article][1]] == {"all": "CNBC ¶ 1", FIRST: "¶ 1", SECOND: "¶ 1"}[article]


def test_a_picture_names_its_step_by_the_outlet(two: Atlas) -> None:
    view = View(step="gazette-1")
    assert "Example Gazette ¶ 1: A faster pace is agreed." in sentences(two, view, words_of(two, "en"))


def test_api_and_live_layers_take_the_article(client: TestClient) -> None:
    told = client.get("/api/layers").json()
    assert [(item["id"], item["outlet"], item["lead"]) for item in told["articles"]] == [
        (FIRST, "CNBC", "p06-offer"),
        (SECOND, "Example Gazette", "gazette-agreed"),
    ]
    assert "article" in {item["name"] for item in told["parameters"]}
    for address in ("/api/layers/deployments.geojson?basis=all", "/ogc/collections/deployments/items?limit=1000"):
        found = client.get(f"{address}&article={SECOND}").json()["features"]
        assert {feature["properties"]["article"] for feature in found} == {None, SECOND}
        # Of the facts of other sources none bears on the other article any more.
        assert not any("p11-missiles" in bears for feature in found for bears in feature["properties"]["bears_on"])
    assert client.get("/api/layers/events.geojson?article=tribune").status_code == 400
    assert client.get(f"/api/layers/events.geojson?article={SECOND}&step=p01").status_code == 400
    assert client.get("/ogc/collections/events/items?article=tribune").status_code == 400
    schema = client.get("/ogc/api").json()["components"]["parameters"]["article"]["schema"]
    assert schema == {"type": "string", "enum": ["all", *sorted((FIRST, SECOND))]}
    words = {name: client.get(f"/api/messages/en.json?article={name}").json() for name in READINGS}
    assert words["all"]["map.later"] == "later than the articles"
    assert words[SECOND]["map.later"] == "later than the article"


def test_check_counts_each_article(two: Atlas) -> None:
    lines = report.check_lines("x", two.catalog)
    assert lines[0].startswith("x: 45 article facts")
    assert lines[1].startswith(f"{FIRST} (CNBC, 2018-09-12): 40 facts, 14 steps")
    assert lines[2] == f"{SECOND} (Example Gazette, 2018-11-15): 5 facts, 3 steps, 2 absences"


@pytest.mark.parametrize("article", READINGS)
def test_the_page_opens_on_the_article(folder: Path, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    page = AppTest.from_file(str(ROOT / "dashboard" / "page.py"), default_timeout=60)
    page.query_params["article"] = article
    page.run()
    assert not page.exception
    choice = page.selectbox(key="view.article")
    assert choice.value == article
    assert choice.options == ["All 2 articles", "CNBC, 12 September 2018", "Example Gazette, 15 November 2018"]
    # A click on a fact of the article read before may come together with the choice of another one.
    page.session_state["view.fact"] = "p06-offer"
    page.session_state["view.step"] = None
    choice.select(SECOND).run()
    assert not page.exception
    assert page.session_state["view.fact"] is None
    assert page.query_params["article"] == SECOND


def test_a_page_of_one_article_has_no_choice_and_a_clean_address() -> None:
    page = AppTest.from_file(str(ROOT / "dashboard" / "page.py"), default_timeout=60)
    page.query_params["article"] = FIRST
    page.run()
    assert not page.exception
    assert not warnings(page)
    assert "view.article" not in [box.key for box in page.selectbox]
    assert "article" not in page.query_params
    assert article_text.choices(SHIPPED) == ()
    assert SHIPPED.of(FIRST) is SHIPPED


def test_a_view_of_another_article_is_refused(two: Atlas) -> None:
    with pytest.raises(ValueError, match="is asked of the atlas of"):
        two.select(View(article=SECOND))
    with pytest.raises(KeyError):
        two.of("tribune")


def test_the_subtitle_is_no_pattern(two: Atlas) -> None:
    assert party_text.subtitle(two, words_of(two, "en")).startswith("What two reports of 2018 said")
    assert "{" not in party_text.subtitle(two, words_of(two, "en"))


def test_a_second_article_is_one_folder_of_data() -> None:
    """It takes no Python: all of it is records."""
    assert {path.suffix for path in CASE.rglob("*") if path.is_file()} == {".yaml"}
