"""What facts rest on: weak sources say so, every source is cited, languages are real ones, and the document counts right."""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from folders import change, lines

from geo.records.catalog import read_catalog
from geo.records.sourcing import WEAK, is_weak, languages
from geo.tables.sources import Tally, tally

ROOT = Path(__file__).resolve().parent.parent
SMALL = Path(__file__).parent / "cases" / "small"
DOCUMENT = ROOT / "docs" / "sources.md"

UNDESIRABLE = {"hoppou.go.jp": "7 April 2025", "4islands.jp": "21 April 2023", "hoppou-d.or.jp": "5 February 2024"}
"""Hosts of organisations on Russia's list of undesirable ones, and the day: what a reader there should know before a click."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture(scope="module")
def counts() -> Tally:
    return tally(read_catalog(ROOT / "data"))


@pytest.mark.parametrize("kind", sorted(WEAK))
def test_a_fact_on_weak_ground_says_so_and_is_not_sure(folder: Path, kind: str) -> None:
    change(folder / "sources.yaml", "kind: official", f"kind: {kind}")
    change(folder / "facts.yaml", 'chains: "1"', "chains: 2+")
    found = lines(folder)
    assert len(found) == 3
    for name, remedy in [
        ("sources_note", "say what was looked for"),
        ("confidence", "medium or low"),
        ("chains", "give 1"),
    ]:
        assert any(f"c-guns: {name}: " in line and remedy in line for line in found), found


def test_a_fact_on_weak_ground_that_says_so_stands(folder: Path) -> None:
    change(folder / "sources.yaml", "kind: official", "kind: blog")
    change(folder / "facts.yaml", "confidence: high", "confidence: medium\n    sources_note: no record was found")
    catalog = read_catalog(folder)
    assert [ident for ident, fact in catalog.facts.items() if is_weak(fact, catalog.sources)] == ["c-guns"]


def test_one_source_that_is_not_weak_is_enough(folder: Path) -> None:
    change(folder / "facts.yaml", "- {source: record}", "- {source: record}\n      - {source: diary}")
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: diary, kind: blog, publisher: A diary, language: en, seen: page}\n")
    assert tally(read_catalog(folder)).weak == ()


def test_the_articles_own_facts_rest_on_the_article(folder: Path) -> None:
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: diary, kind: blog, publisher: A diary, language: en, seen: page}\n")
    change(folder / "facts.yaml", "anchor: a deal}", "anchor: a deal}\n      - {source: diary}")
    assert tally(read_catalog(folder)).weak == ()


def test_a_source_that_nothing_cites_is_a_problem(folder: Path) -> None:
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: stray, kind: press, publisher: The Stray, language: en, seen: page}\n")
    assert lines(folder) == [
        "small/sources.yaml: stray: id: nothing cites this source: cite it where it says something, or remove it"
    ]


def test_a_source_that_only_a_place_cites_is_cited(folder: Path) -> None:
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: survey, kind: official, publisher: The Survey, language: en, seen: page}\n")
    change(folder / "places.yaml", "    kind: island-group\n", "    kind: island-group\n    sources: [survey]\n")
    assert "survey" in read_catalog(folder).sources


def test_norwegian_stays_norwegian(folder: Path) -> None:
    # YAML 1.1 reads a bare `no` as false.
    change(folder / "sources.yaml", "language: en", "language: no")
    assert read_catalog(folder).sources["gazette"].language == "no"


@pytest.mark.parametrize("language", ["english", "EN", "xx", "it/en", "nob", "en-GB", "true"])
def test_a_language_is_a_code_of_two_letters(folder: Path, language: str) -> None:
    change(folder / "sources.yaml", "language: en", f"language: {language}")
    (line,) = lines(folder)
    assert line.startswith(f"small/sources.yaml: gazette: language: '{language}' is no language code")


def test_the_list_of_languages_is_that_of_two_letters() -> None:
    assert {"en", "ja", "ru", "no", "zh", "pt"} <= languages()
    assert 180 <= len(languages()) <= 200


def test_the_tally_counts(folder: Path) -> None:
    assert tally(read_catalog(folder)) == Tally(
        facts=6, sources=2, kinds={"article": 1, "official": 1}, parties={"neither": 2}, weak=()
    )


def listed(url: str | None) -> str | None:
    """Return which of the hosts a page is on, its subdomains and what a web archive kept of it included."""
    host = urlsplit(url or "").hostname or ""
    return next(
        (name for name in UNDESIRABLE if host == name or host.endswith(f".{name}") or f"/{name}/" in (url or "")), None
    )


def test_a_link_to_an_undesirable_organisation_warns_readers_in_russia() -> None:
    sources = read_catalog(ROOT / "data").sources.values()
    warned = {source.id: listed(source.url) for source in sources if listed(source.url)}
    assert f"{len(warned)} sources have one" in DOCUMENT.read_text(encoding="utf-8")
    for source in sources:
        name = warned.get(source.id)
        assert (source.warning is None) == (name is None), source.id
        if name is not None:
            assert UNDESIRABLE[name] in (source.warning or ""), source.id
            assert re.search(r"undesirable.*offence there", source.warning or ""), source.id


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.hoppou.go.jp/en/problem-info/", "hoppou.go.jp"),
        ("http://4islands.jp", "4islands.jp"),
        ("https://example.org/hoppou-d.or.jp/cms", "hoppou-d.or.jp"),
        ("https://hoppou.blog/20240808-1723079117", None),
        ("http://www.hoppoukanagawa.jp/ryodo/", None),
        (None, None),
    ],
)
def test_whose_page_a_link_leads_to(url: str | None, name: str | None) -> None:
    assert listed(url) == name


def test_few_facts_rest_on_weak_sources_alone(counts: Tally) -> None:
    assert len(counts.weak) < 5


def test_neither_partys_sources_outweigh_the_others(counts: Tally) -> None:
    fewer, more = sorted((counts.parties["japan"], counts.parties["russia"]))
    assert more - fewer <= more / 5, (
        f"{more} against {fewer}: cite more of the other side, or say in the document why not"
    )


def counted(first_cell: str) -> int:
    """Return the count at the end of the document's row that begins with a cell."""
    text = DOCUMENT.read_text(encoding="utf-8")
    found = re.search(rf"^\| {first_cell} \|.*\| (\d+) \|$", text, re.MULTILINE)
    assert found, f"docs/sources.md needs a row of {first_cell}"
    return int(found[1])


def test_the_document_counts_what_the_data_held_on_its_day(counts: Tally) -> None:
    """A new fact or source makes no count wrong: the document bears a day. It is counted anew when a tenth has changed."""
    assert re.search(r"Counted on \d{1,2} \w+ \d{4}", DOCUMENT.read_text(encoding="utf-8"))
    told = {**counts.kinds, **counts.parties, "all": counts.sources}
    for name, now in told.items():
        assert abs(counted(name) - now) <= max(5, now / 10), f"docs/sources.md: {name} is {now} now: count anew"


def test_the_document_names_each_fact_on_weak_ground(counts: Tally) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    named = re.findall(r"^\| `(c-[a-z0-9-]+)` \|", text, re.MULTILINE)
    assert named == list(counts.weak), f"docs/sources.md needs a row each, in this order: {', '.join(counts.weak)}"
    line = f"**{len(counts.weak)} facts** of some {round(counts.facts, -1)}"
    assert f"**{len(counts.weak)} facts**" in text, f"docs/sources.md needs the words {line}"
