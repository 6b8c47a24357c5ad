"""The style sheet of ``docs/neutrality.md``, swept over all data and all words of the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from geo.atlas import open_atlas
from geo.messages import messages
from geo.paths import ROOT
from geo.records.catalog import FOLDERS, Catalog
from geo.text import party_text, view_text

VERDICTS = "verdicts and verbs that doubt"
LOADED = {
    "who took": r"seiz\w+|annex\w*|captur\w+|conquer\w*|liberat\w*|grab\w*|invad\w+|invasion|aggress\w+",
    "law in our own voice": r"illegal\w*|unlawful\w*|occup(?:y|ie[sd]|ying|ation|iers?)\b|inherent\w*|ancestral|primordial|"
    r"integral part",
    "giving back": r"return(?:s|ed|ing)? (?:of|to|the) (?:the )?(?:islands?|four|Japan|Russia)|reclaim\w*|regain\w*|"
    r"(?:hand|giv|gave|got|win|won)\w* back|lost (?:islands?|territor\w+)",
    "one side's control as a name": r"(?:Russian|Soviet|Japanese)-(?:held|controlled|occupied|claimed)|so-called|regime",
    "control or claim as a fact of law": r"(?:is|are) part of (?:Sakhalin|Hokkaido|Russia|Japan)|not in dispute|on paper",
    VERDICTS: r"wrongly|alleg\w+|insist\w*|admit\w*|purport\w*|pretend\w*|merely|notorious\w*",
    "nobody did it": r"(?:was|were|been|being) (?:moved|removed|expelled|deported|resettled|evacuated|sent away)\b(?! by (?!\d))",
}
"""What our own voice never says, by what is wrong with it. A word in quotation marks is somebody's and may stand."""

ALLOWED = {
    # Paragraph 9 is about the two names, and gives only these.
    ("facts p09-names statement", "Northern Territories"),
    ("stories p09 title", "Northern Territories"),
    ("stories p09 text", "Northern Territories"),
    ("disagreements k05 matter", "Northern Territories"),
    # Other places, and men, of the same name.
    ("places shikotan note", "Shakotan"),
    ("places malokurilskoye note", "Shakotan"),
    ("places golovnino note", "Tomari"),
    ("places goryachiye-klyuchi note", "Goryachiye Klyuchi"),
    ("facts c-golovnin-1811 statement", "Golovnin"),
    # What a source or one side calls a thing is the matter of the sentence.
    ("places otrada note", "Chikappunai"),
    ("places todo-oskolki note", "Todo"),
}
"""Where one side's name stands alone, and why it may."""

NEITHERS = {"Sakhalin", "Shikotan"}
"""Names that may stand alone, as in English they are neither side's. ``Karafuto`` and ``Shakotan-san`` still need them."""

# Names of a thing, an institution or a unit are no names of the place: they are not ours to change.
THINGS = r"Northern Territories (?:Issue Association|Day)|Iturup Airport"
# One side's units stand in these two fields of a place, and what a page prints in a source's note.
ONE_SIDED = {"administered_as", "claimed_as"}
# Ids, enumerations and what others wrote: no prose of ours.
NOT_OURS = {
    "id",
    "names",
    "anchor",
    "named",
    "source",
    "sources",
    "url",
    "publisher",
    "kind",
    "form",
    "meaning",
    "licence",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_atlas(ROOT / "data").catalog


def unquoted(text: str) -> str:
    """Return a text less what stands in quotation marks."""
    return re.sub(r"(?<!\w)'[^']+'(?!\w)|‘[^‘’]+’|“[^”]+”|\"[^\"]+\"", "", text)


def prose(value: Any, at: str) -> Iterator[tuple[str, str]]:
    """Yield each text of a record, dumped, that is in our own words, with where it stands."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in NOT_OURS:
                yield from prose(item, f"{at} {name}")
    elif isinstance(value, list | tuple):
        for position, item in enumerate(value):
            yield from prose(item, f"{at} {position}")
    elif isinstance(value, str) and " " in value:
        yield at, unquoted(value)


def all_prose(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield all texts of the data and of the page that are in our own words."""
    for kind in FOLDERS:
        for ident, record in getattr(catalog, kind).items():
            told = {"note": record.note} if kind == "sources" else record.model_dump()
            yield from prose(told, f"{kind} {ident}")
    yield from prose(json.loads((ROOT / "locale" / "en.json").read_text(encoding="utf-8")), "locale")


def word(name: str) -> str:
    """Return a pattern for a name as a whole word; ``Kurilsk`` is not in ``Yuzhno-Kurilsk``."""
    return rf"(?<![\w-]){re.escape(name)}(?!\w)"


def pairs(catalog: Catalog) -> set[tuple[str, str]]:
    """Return the two names of each place that has two, Japan's first."""
    found = {("Uruppu", "Urup"), ("Shumushu", "Shumshu")}
    for place in catalog.places.values():
        names = place.names
        halves = names.en.removeprefix("Four disputed islands: ").split(" / ")
        if len(halves) == 2 and names.en != names.en_russia_first and place.kind not in {"line", "archipelago"}:
            # A strait keeps its last word: Kunashiri Strait is no island.
            japan, russia = (re.sub(r"^(?:Cape|Mount|Lake) | (?:Bay|group)$", "", half) for half in halves)
            if japan != russia:
                found.add((japan, russia))
    return found


def without(text: str, names: list[str]) -> str:
    """Return a text less some names: Etorofu in Etorofu-Yakeyama is not the island."""
    return re.sub("|".join(map(word, names)), "", text) if names else text


def one_sided(texts: Iterator[tuple[str, str]], both: set[tuple[str, str]]) -> Iterator[str]:
    """Yield each place's name that stands in a text without the other side's."""
    known = {name for names in both for name in names}
    longer = {name: [other for other in known if other != name and re.search(word(name), other)] for name in known}
    for at, text in texts:
        if at.split()[0] == "sources" or ONE_SIDED & set(at.split()):
            continue
        told = re.sub(THINGS, "", text)
        for names in both:
            there = [name for name in names if re.search(word(name), without(told, longer[name]))]
            if len(there) == 1 and there[0] not in NEITHERS and (at, there[0]) not in ALLOWED:
                yield f"{at}: '{there[0]}' alone in: {text}"


def loaded(texts: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Yield each loaded word in a text. A case is its party's own voice; a source's note may say that the source errs."""
    for at, text in texts:
        for why, words in LOADED.items():
            if at.startswith("cases ") or (at.startswith("sources ") and why == VERDICTS):
                continue
            for found in re.findall(rf"\b(?:{words})\b", text, re.IGNORECASE):
                yield f"{at}: '{found}' ({why}) in: {text}"


def test_our_own_voice_has_no_loaded_word(catalog: Catalog) -> None:
    assert list(loaded(all_prose(catalog))) == []


def test_no_text_has_one_sides_name_alone(catalog: Catalog) -> None:
    both = pairs(catalog)
    assert {("Etorofu", "Iturup"), ("Kunashiri", "Kunashir"), ("Matsuwa", "Matua"), ("Shana", "Kurilsk")} <= both
    assert list(one_sided(all_prose(catalog), both)) == []


def test_what_is_allowed_is_there(catalog: Catalog) -> None:
    texts = dict(all_prose(catalog))
    assert [at for at, name in ALLOWED if name not in texts.get(at, "")] == []


def test_the_style_sheet_names_every_kind_of_loaded_word() -> None:
    sheet = (ROOT / "docs" / "neutrality.md").read_text(encoding="utf-8")
    assert [why for why in LOADED if f"| {why} |" not in sheet] == []


@pytest.mark.parametrize(
    "text",
    [
        "Year and days of the seizure",
        "the islands were annexed in 1946",
        "all residents had been removed by 1948",
        "97 people, were moved to Shikotan.",
        "A military occupation of the north",
        "All four units are part of Sakhalin Oblast.",
        "Not in dispute; far from the four",
        "six villages on paper",
        "One outlet says so, wrongly",
        "the return of the islands",
        "on the Russian-held islands",
    ],
)
def test_the_sweep_notices_each_loaded_word(text: str) -> None:
    assert list(loaded(iter([("here", unquoted(text))])))


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Bal on Kunashir, Bastion on Iturup", 2),
        ("a line between Etorofu and Uruppu", 2),
        ("Whether Matua and Paramushir are in dispute", 2),
        ("Etorofu / Iturup and Uruppu / Urup", 0),
        ("the town of Yuzhno-Kurilsk, once Furukamappu", 0),
        ("Its order has the Russian names alone: 'Kunashir, Iturup'", 0),
        ("through Kunashiri Strait / Yekaterina Strait", 0),
        ("through Kunashiri Strait", 1),
        ("Etorofu-Yakeyama / Ivan Grozny smokes on Iturup", 1),
        ("the south of Sakhalin", 0),
        ("the south of Karafuto", 1),
    ],
)
def test_the_sweep_notices_a_name_alone(catalog: Catalog, text: str, alone: int) -> None:
    assert len(list(one_sided(iter([("here", unquoted(text))]), pairs(catalog)))) == alone


def test_nobody_is_said_to_claim_what_one_party_alone_claims() -> None:
    opened, words = open_atlas(ROOT / "data"), messages("en")
    both = party_text.neutral(opened, words)
    assert both
    for place in opened.catalog.places.values():
        told = view_text.of_place(place, opened, words, "both").lines
        assert (both in told) == (len(place.claimed_by) > 1), place.id
    for fact in opened.facts.facts:
        claimants = [opened.catalog.places[link.place].claimed_by for link in fact.places]
        told = view_text.of_fact(fact, opened, words, "both").lines
        assert (both in told) == any(len(parties) > 1 for parties in claimants), fact.id


def test_no_card_is_headed_by_one_side_where_sources_of_both_say_so() -> None:
    opened, words = open_atlas(ROOT / "data"), messages("en")
    sources, seen = opened.catalog.sources, set()
    for fact in opened.facts.facts:
        title = view_text.of_fact(fact, opened, words, "both").title
        head = title.removesuffix(fact.statement)
        backing = [sources[item.source] for item in fact.citations if item.backs == "statement"]
        beside = {sources[item.source].publisher for item in fact.citations} - {source.publisher for source in backing}
        assert not any(publisher in head for publisher in beside), title
        sides = {source.party for source in backing if source.party}
        if len(sides) > 1 and len({source.publisher for source in backing}) > 1:
            assert head == "Sources of Japan and Russia: "
        elif len({source.publisher for source in backing}) == 1 and not fact.article:
            assert head == f"{backing[0].publisher}: "
        seen.add((len(sides), bool(beside)))
    assert seen >= {(2, False), (1, False), (1, True)}
