"""What the parties' data are exchanged for, page, lists, legends, orders, pictures and files exchange too, to the letter."""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from browsing import WatchedPage
from conftest import NewPage, StartServer
from journeys import open_atlas as open_atlas_page
from journeys import settle
from parts import PARTS
from serving import Server
from swap import exchange, exchange_text, exchanged_folder

from dashboard import cases, position, sources
from geo.atlas import Atlas, open_atlas
from geo.export import documents
from geo.messages import messages
from geo.paths import LOCALE, ROOT
from geo.tables import sides
from geo.text import case_text, disagreement_text, fact_text, party_text, place_profile
from geo.view.parameters import EVERYTHING, View
from onefile.content import build_content
from pictures.marks import Group, gather

pytestmark = pytest.mark.slow

WORDS = messages("en")
VIEWS = ("both", "administered", "japan", "russia")
PAGES = ("", "?claims=japan", "?claims=russia", "?claims=administered", "?place=habomai", "?period=today", "?basis=all")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exchanged_folder(ROOT / "data", tmp_path_factory.mktemp("exchanged") / "data")


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return open_atlas(ROOT / "data")


@pytest.fixture(scope="module")
def other(folder: Path) -> Atlas:
    return open_atlas(folder)


def plain(value: Any) -> Any:
    """Return what JSON makes of a value: lists for tuples."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def test_an_exchange_done_twice_is_none() -> None:
    text = "Japan's Foreign Ministry and Russian Japanists; japan, russia"
    assert exchange_text(text) != text
    assert exchange_text(exchange_text(text)) == text


def test_words_of_the_page_name_no_party() -> None:
    """What names a party stands in the data alone; the names of languages are no party's."""
    told = {key: text for key, text in WORDS.entries.items() if not key.startswith("language.")}
    assert [key for key, text in told.items() if exchange(text) != plain(text)] == []
    assert list(LOCALE.glob("*.json"))


def test_code_and_scripts_name_no_party() -> None:
    """No literal in code decides by a party's id: that is what would be left behind in an exchange."""
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for name in PARTS
        for path in sorted((ROOT / name).rglob("*"))
        if path.suffix in {".py", ".js"}
        for word in ('"japan"', '"russia"', "'japan'", "'russia'", '"Japan"', '"Russia"')
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_parties_their_strokes_and_who_holds_what(shipped: Atlas, other: Atlas) -> None:
    assert exchange(plain(sides.map_settings(shipped.catalog)) | {"languages": None}) == plain(
        sides.map_settings(other.catalog)
    ) | {"languages": None}
    assert exchange(party_text.standing(shipped, WORDS)) == party_text.standing(other, WORDS)
    assert exchange_text(party_text.neutral(shipped, WORDS)) == party_text.neutral(other, WORDS)
    assert [exchange_text(item) for item in sides.choices(shipped.catalog)] == list(sides.choices(other.catalog))
    strokes = sides.strokes(shipped.catalog)
    assert {strokes["japan"], strokes["russia"]} == {"along", "across"}, "equal weight in two directions"


def test_features_of_every_layer(shipped: Atlas, other: Atlas) -> None:
    assert list(shipped.layers) == list(other.layers)
    for name in shipped.layers:
        mine, theirs = ([json.loads(text) for text in documents.texts(atlas, name)] for atlas in (shipped, other))
        assert exchange(mine) == theirs, name


@pytest.mark.parametrize("claims", VIEWS)
def test_cards_sheets_and_lists(shipped: Atlas, other: Atlas, claims: str) -> None:
    turned = exchange_text(claims)
    assert [exchange_text(fact.id) for fact in shipped.facts.facts] == list(other.facts.ids)
    for mine, theirs in zip(shipped.facts.facts, other.facts.facts, strict=True):
        card = fact_text.card(mine, shipped, WORDS, claims) | disagreement_text.of_fact(mine, shipped, WORDS)
        twin = fact_text.card(theirs, other, WORDS, turned) | disagreement_text.of_fact(theirs, other, WORDS)
        assert exchange(card) == plain(twin), mine.id
    for place, twin_place in zip(shipped.catalog.places.values(), other.catalog.places.values(), strict=True):
        told = place_profile.sections(place, shipped, WORDS)
        assert exchange(told) == plain(place_profile.sections(twin_place, other, WORDS)), place.id
    assert exchange_text(party_text.claims_label(claims, shipped, WORDS)) == party_text.claims_label(
        turned, other, WORDS
    )


def test_cases_periods_areas_and_disagreements(shipped: Atlas, other: Atlas) -> None:
    assert exchange(case_text.cases(shipped, WORDS)) == plain(case_text.cases(other, WORDS))
    assert exchange_text(cases.told(WORDS, shipped)) == cases.told(WORDS, other)
    assert exchange_text(sources.areas_table(shipped, WORDS)) == sources.areas_table(other, WORDS)
    assert exchange_text(sources._matters(shipped, WORDS)) == sources._matters(other, WORDS)
    for mine, theirs in zip(shipped.catalog.periods.values(), other.catalog.periods.values(), strict=True):
        assert exchange_text(position._told(shipped, WORDS, mine)) == position._told(other, WORDS, theirs), mine.id


def test_cases_weigh_alike(shipped: Atlas) -> None:
    """As many points, and within a fifth as many words, for either party; so for the answers."""
    told = [case.points for case in shipped.catalog.cases.values()]
    assert len(told) == 2
    assert len(told[0]) == len(told[1])
    says = sorted(sum(len(point.says) for point in points) for points in told)
    answers = sorted(sum(len(point.answer.says) for point in points) for points in told)
    assert says[1] <= 1.2 * says[0]
    assert answers[1] <= 1.2 * answers[0]


def told(group: Group) -> list[Any]:
    """Return what a picture says of a group of marks; a name that a place lacks is no text."""
    names = [[name for name in names if isinstance(name, str)] for names in group.places["own"]]
    return [group.id, *(list(group.places[column]) for column in ("symbol", "beside", "sign", "who", "name")), names]


@pytest.mark.parametrize(
    "view",
    [*(View(claims=claims) for claims in VIEWS), View(period="from-1875"), View(period="from-1920"), EVERYTHING],
    ids=[*VIEWS, "1875", "1920", "all"],
)
def test_marks_and_legends_of_pictures(shipped: Atlas, other: Atlas, view: View) -> None:
    turned = View(claims=exchange_text(view.claims), period=view.period, basis=view.basis)
    mine, theirs = gather(shipped, view), gather(other, turned)
    assert [exchange(told(group)) for group in mine] == [told(group) for group in theirs]


def test_one_file(shipped: Atlas, other: Atlas) -> None:
    mine, theirs = (plain(build_content(atlas, EVERYTHING, WORDS)) for atlas in (shipped, other))
    for content in (mine, theirs):
        for name in ("data", "citation", "credit", "licence"):
            content.pop(name)
        content["settings"].pop("languages")
        texts = content.pop("texts")
        for fact in content["facts"]:
            fact["search"]["pieces"] = [[kind, texts[number]] for kind, number in fact["search"]["pieces"]]
    assert in_order(exchange(mine)) == in_order(theirs)


def in_order(content: dict[str, Any]) -> dict[str, Any]:
    """Sort what is searched: names stand in the order of the fields that hold them."""
    for fact in content["facts"]:
        fact["search"]["pieces"].sort()
    for place in content["places"].values():
        place["names"].sort()
    return content


@pytest.mark.long
@pytest.mark.browser
def test_the_page_itself(new_page: NewPage, folder: Path, server: Server, start_server: StartServer) -> None:
    """What a reader sees of two servers, word for word: the page, the map's legend and its names."""
    second = start_server(data_dir=folder)
    ours, others = new_page(), new_page()
    for query in PAGES:
        mine, theirs = (
            seen(ours, f"{server.url}/{query}"),
            seen(others, f"{second.url}/{exchange_text(query)}"),
        )
        for before, after in zip(exchange(mine), theirs, strict=True):
            assert list(difflib.unified_diff(before, after, lineterm="", n=0)) == [], query


def seen(page: WatchedPage, address: str) -> list[Any]:
    """Return the texts of the page and of its map, once the map has settled."""
    gdf = open_atlas_page(page, address)
    settle(page)
    hashes = re.compile(r"Data version [0-9a-f]{16}-[0-9]+")
    text = hashes.sub("Data version", page.locator(".stMain").inner_text())
    names = sorted(gdf.locator(".label-at .names").all_inner_texts())
    return [text.split("\n"), gdf.locator(".legend").inner_text().split("\n"), names]
