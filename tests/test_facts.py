"""The table of facts, and what the shipped facts may not say: the article is never filled in, plans are no presence."""

from __future__ import annotations

import re

import pytest

from geo.atlas import ROOT, open_atlas
from geo.catalog import Catalog
from geo.facts import evidence_of
from geo.model import Fact
from geo.precision import ORDER

# What the article does not name: missiles, aircraft, sites and venues. The islands' names come from the data.
UNNAMED = ("Bal", "Bastion", "Su-35", "S-300", "Yasny", "Burevestnik", "Matua", "Russky", "Otani", "Araya", "Mutsumi")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_atlas(ROOT / "data").catalog


def article(catalog: Catalog) -> list[Fact]:
    return [fact for fact in catalog.facts.values() if fact.basis == "article"]


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
    assert len(article(catalog)) == 40
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
