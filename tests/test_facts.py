"""The table of facts, and what the shipped facts may not say: the article is never filled in, plans are no presence."""

from __future__ import annotations

import re

import pytest

from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.records.catalog import Catalog
from geo.records.fact import Fact
from geo.records.precision import ORDER
from geo.tables.facts import evidence_of

# What the article does not name: missiles, aircraft, sites and venues. The islands' names come from the data.
UNNAMED = ("Bal", "Bastion", "Su-35", "S-300", "Yasny", "Burevestnik", "Matua", "Russky", "Otani", "Araya", "Mutsumi")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_atlas(ROOT / "data").catalog


def article(catalog: Catalog) -> list[Fact]:
    """Return the facts of the article that these tests know; another one in the folder has its own."""
    return [fact for fact in catalog.facts.values() if fact.article == "cnbc-2018-09-12"]


def links(catalog: Catalog, ident: str) -> set[tuple[str, str, str, str | None]]:
    fact = catalog.facts[ident]
    return {(link.place, link.role, link.precision, fact.lifecycle) for link in fact.places}


def test_the_article_names_no_island_missile_aircraft_or_site(catalog: Catalog) -> None:
    islands = [place for place in catalog.places.values() if place.part_of == "four-islands"]
    names = {part for island in islands for part in re.split(r" / | group", island.names.en) if part}
    assert {"Etorofu", "Iturup", "Kunashiri", "Kunashir", "Shikotan", "Habomai"} == names
    words = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in (*names, *UNNAMED)))
    for fact in article(catalog):
        said = [fact.statement, fact.note or "", *(link.named or "" for link in fact.places)]
        assert not words.search(" ".join(said)), fact.id


def test_the_article_places_nothing_more_exactly_than_a_city(catalog: Catalog) -> None:
    for fact in article(catalog):
        for link in fact.places:
            assert ORDER.index(link.precision) >= ORDER.index("city"), fact.id
            assert link.precision != "island", fact.id
            assert link.named, fact.id


def test_permission_visit_and_basing_are_three_facts_at_two_airfields(catalog: Catalog) -> None:
    assert links(catalog, "c-order-iturup") == {("yasny", "planned-there", "site", None)}
    assert links(catalog, "c-su35-march") == {("burevestnik", "reported-there", "site", "visiting")}
    assert links(catalog, "c-su35-august") == {("yasny", "reported-there", "site", "deployed")}


def test_two_missile_systems_are_island_areas(catalog: Catalog) -> None:
    assert links(catalog, "c-bal-kunashir") == {("kunashiri-kunashir", "reported-there", "island", "deployed")}
    assert links(catalog, "c-bastion-iturup") == {("etorofu-iturup", "reported-there", "island", "deployed")}
    assert ("etorofu-iturup", "reported-there", "island", "deployed") in links(catalog, "c-s300")
    assert ("etorofu-iturup", "reported-there", "island", "withdrawn") in links(catalog, "c-s300-gone")
    assert links(catalog, "c-base-2017") == {("kuril-chain", "planned-there", "archipelago", "planned")}


def test_matua_and_paramushir_are_outside_the_dispute(catalog: Catalog) -> None:
    for ident in ("matua", "paramushir"):
        place = catalog.places[ident]
        assert place.part_of is None
        assert "japan" not in place.claimed_by


def test_what_is_only_announced_is_no_presence(catalog: Catalog) -> None:
    for fact in catalog.facts.values():
        planned = fact.lifecycle == "planned" or (fact.modality == "planned" and fact.lifecycle is None)
        if planned and fact.topic == "military":
            assert "reported-there" not in {link.role for link in fact.places}, fact.id


def test_evidence_follows_from_relations(catalog: Catalog) -> None:
    evidence = evidence_of(catalog.facts.values())
    assert evidence["p10-request"] == "contradicted"
    assert evidence["p08-turnout"] == "questioned"
    assert evidence["p11-missiles"] == "refined"
    assert evidence["c-bal-kunashir"] == "one-chain"
    assert evidence["c-request-0731"] == "several-chains"


def test_a_quotation_has_the_place_of_its_speech(catalog: Catalog) -> None:
    """The article has Abe and Putin speak at the forum and nowhere else that day: in all paragraphs alike."""
    spoken = [
        fact
        for fact in article(catalog)
        if fact.said_by in {"abe", "putin"} and fact.date == "2018-09-12" and fact.modality != "happened"
    ]
    assert {fact.citations[0].paragraph for fact in spoken} == {"P2", "P3", "P5", "P6", "P12", "P13"}
    for fact in spoken:
        assert ("vladivostok", "said-there") in {(link.place, link.role) for link in fact.places}, fact.id


def test_a_day_is_no_surer_than_its_paragraph(catalog: Catalog) -> None:
    """Paragraphs 2 and 5 print the weekday, from which the day is inferred; elsewhere it is implied. No other day is stated."""
    for fact in article(catalog):
        if fact.date == "2018-09-12":
            weekday = fact.citations[0].paragraph in {"P2", "P5"}
            assert fact.date_basis == ("inferred" if weekday else "implied"), fact.id
            assert fact.date_note, fact.id
    assert {fact.date for fact in article(catalog) if fact.date_basis == "stated"} == {"2016"}
    assert catalog.facts["p10-request"].date_basis == "inferred"


SAYS = {
    "c-graves-stop": ("1991 and 1999", "notes of 2 July 1986"),
    "c-constitution": ("delimitation, demarcation and redemarcation",),
    "c-no-treaty-2018": ("ministers met on it in Moscow on 14 January 2019", "leaders on the 22nd"),
    "c-private-reply": ("on 14 September 2018", "Putin said the same"),
    "c-population": ("people lived on the four under Russian administration",),
    "c-1956": ("clause 9", "agrees to hand over"),
    "p10-request": ("Russia was asked",),
    "p13-progress": ("is beginning to be",),
    "p06-offer": ("without pre-conditions",),
    "p08-fourth": ("in its fourth year",),
    "p12-graves": ("is named with it",),
}
"""What stood otherwise once, and the words that put it right."""

CITES = {
    "c-graves-end": "nhk-graves-1986",
    "c-graves-stop": "nakanune-march-2022",
    "c-constitution": "constitution-67",
    "c-no-treaty-2018": "interfax-0114",
    "c-private-reply": "tass-1018",
    "c-1956": "worldjpn-1956",
}


def test_what_was_put_right_stays_right(catalog: Catalog) -> None:
    for ident, words in SAYS.items():
        assert all(word in catalog.facts[ident].statement for word in words), ident
    for ident, source in CITES.items():
        assert source in {item.source for item in catalog.facts[ident].citations}, ident
    assert catalog.facts["c-private-reply"].date == "2018-09-14"
    assert not re.search("grave", catalog.facts["c-graves-stop"].statement.split(". ")[0])
    assert len(catalog.disagreements["k33"].positions) >= 6
    assert {"c-graves-stop", "c-graves-end"} <= set(catalog.disagreements["k33"].facts)


def test_the_readme_tells_about_how_many_facts_and_disagreements_there_are(catalog: Catalog) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    told = len(article(catalog))
    for words, now in (
        (r"Some (\d+) facts of the article", told),
        (r"Some (\d+) facts of other sources stand beside them", len(catalog.facts) - told),
        (r"In some (\d+) matters sources differ", len(catalog.disagreements)),
    ):
        found = re.search(words, text)
        assert found, words
        assert abs(int(found[1]) - now) <= max(5, now / 10), f"README.md: {now} now"
