"""The traps of this subject, one test each: a mistake that is easily made with these sources, and why it is not made here.

The tests stand in the order of ``docs/traps.md``. Each is run on the shipped data, and again on each of its mistakes in
``cases/mistakes.yaml``, which it must notice unless reading the data refuses it before.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import shapely
from mistakes import Mistake, Shown, commit, mistakes, outlines, shipped
from pydantic import ValidationError

from dashboard.timeline import bins_of, spread
from geo.errors import DataError
from geo.geodesy.measure import area_km2
from geo.messages import messages
from geo.paths import ROOT
from geo.records.dates import parse_span
from geo.records.precision import OF_KIND
from geo.text.place_profile import sections
from geo.view.parameters import DEFAULT, View

pytestmark = pytest.mark.slow

FOUR = ("etorofu-iturup", "kunashiri-kunashir", "shikotan", "habomai")
GROUP = (*FOUR, "four-islands")
OUTSIDE = {"matua", "paramushir"}
AREAS = {"Polygon", "MultiPolygon"}
WATER = {"sea", "strait"}
"""Kinds whose point is where a name stands: no mark is drawn there, and the radius is half the width."""
PUBLISHED = "2018-09-12"


@pytest.fixture(scope="module")
def shown() -> Shown:
    return shipped()


def test_the_chain_and_the_four_are_two_outlines(shown: Shown) -> None:
    chain, four = shown.shape("kuril-chain"), shown.shape("four-islands")
    assert area_km2(chain) > 2 * area_km2(four)
    assert shown.km("kuril-chain", "four-islands") > 300
    for row in shown.drawn:
        assert shapely.equals_exact(row["geometry"], shown.shape(row["place"])), row["id"]
        chain_words = re.search(
            "Kuril|chain|Pacific", row["named"] if isinstance(row["named"], str) else row["statement"]
        )
        assert row["place"] != "four-islands" or not chain_words, row["id"]
        assert row["place"] != "kuril-chain" or chain_words, row["id"]
        if row["named"] == "the islands":
            assert (row["place"], row["wider"]) == ("four-islands", "kuril-chain"), row["id"]


def test_the_request_keeps_the_articles_date_with_31_july_beside_it(shown: Shown) -> None:
    request = shown.fact("p10-request")
    assert (request.date, request.date_basis) == ("2018-01/2018-03", "inferred")
    assert shown.evidence["p10-request"] == "contradicted"
    first = shown.card("p10-request")["incoming"][0]
    assert (first["id"], first["kind"], first["date"]) == ("c-request-0731", "contradicts", "31 July 2018")


def test_permission_visit_and_basing_are_three_facts_at_two_airfields(shown: Shown) -> None:
    steps = ("c-order-iturup", "c-su35-march", "c-su35-august")
    assert [shown.fact(step).date for step in steps] == ["2018-01-30/2018-02-01", "2018-03-26", "2018-08-03"]
    assert [shown.where(step) for step in steps] == [["yasny"], ["burevestnik"], ["yasny"]]
    marks = [row for row in shown.drawn if row["layer"] == "deployments" and row["kind"] == "airfield"]
    assert {(row["id"], row["lifecycle"]) for row in marks} == {
        ("c-su35-march-at-burevestnik", "visiting"),
        ("c-su35-august-at-yasny", "deployed"),
    }
    assert 45 < shown.km("yasny", "burevestnik") < 47


def test_nothing_joins_aegis_and_the_aircraft(shown: Shown) -> None:
    because = shown.fact("p10-because")
    assert (because.said_by, because.modality, because.lifecycle) == ("reporter", "claimed", None)
    assert shown.evidence["p10-because"] == "questioned"
    assert not [row["id"] for row in shown.drawn if row["facts"] == ["p10-because"]]
    aegis = re.compile("aegis")
    aircraft = re.compile("warplanes|su35|order-iturup|source-temp")
    for fact in shown.context:
        for one, other in ((aegis, aircraft), (aircraft, aegis)):
            assert not (one.search(fact.id) and any(other.search(relation.to) for relation in fact.relations)), fact.id
    assert {row["geometry"].geom_type for row in shown.drawn} <= {*AREAS, "Point"}
    code = "\n".join(line for line in shown.scripts.splitlines() if "@" not in line)
    assert not re.search("polyline|marker-end", code, re.IGNORECASE)
    assert not re.search(r"type: [\"']LineString|=> *L\.line", code, re.IGNORECASE)


def test_aegis_sites_are_candidates_then_cancelled_and_never_built(shown: Shown) -> None:
    assert shown.catalog.layers["aegis"].optional
    assert "aegis" not in DEFAULT.overlay
    sites = {"araya", "mutsumi", "akita-city", "hagi-city", "abu-town"}
    rows = [row for row in shown.features if row["place"] in sites]
    assert {row["layer"] for row in rows} == {"aegis"}
    assert {(row["lifecycle"], row["later"]) for row in rows} == {("planned", False), ("cancelled", True)}
    assert {row["kind"] for row in rows if row["geometry"] is not None} == {"city", "town"}
    assert shown.fact("c-aegis-cancel").date == "2020-06-24"
    assert sites <= set(shown.where("c-aegis-cancel"))
    others = [fact for fact in shown.context if "p10-aegis" in {relation.to for relation in fact.relations}]
    assert "deployed" not in {fact.lifecycle for fact in others}
    assert shown.evidence["p10-aegis"] == "contradicted"
    assert not [row["id"] for row in shown.drawn if row["facts"] == ["p10-aegis"]]


def test_the_missile_systems_are_two_on_two_islands_with_the_reports_date(shown: Shown) -> None:
    article = shown.fact("p11-missiles")
    assert (article.date, shown.where("p11-missiles")) == (None, ["four-islands"])
    systems = {"c-bal-kunashir": "kunashiri-kunashir", "c-bastion-iturup": "etorofu-iturup"}
    for ident, island in systems.items():
        fact = shown.fact(ident)
        assert (fact.date, shown.where(ident)) == ("2016-11-22", [island])
        assert "date of the report" in (fact.date_note or "")
    told = [row for row in shown.drawn if "refines p11-missiles" in row["bears_on"] and row["layer"] == "deployments"]
    assert {row["facts"][0] for row in told} == set(systems)


def test_the_naval_base_has_no_island_and_matua_is_a_guess(shown: Shown) -> None:
    told = [row for row in shown.features if "p11-base" in " ".join([*row["facts"], *row["bears_on"]])]
    assert not [row["id"] for row in told if row["place"] in FOUR]
    plans = {row["facts"][0]: row for row in told if row["lifecycle"]}
    assert {row["lifecycle"] for row in plans.values()} == {"planned"}
    assert (plans["p11-base"]["place"], plans["p11-base"]["wider"]) == ("four-islands", "kuril-chain")
    assert plans["c-base-2017"]["place"] == "kuril-chain"
    at_matua = {ident: row["status"] for ident, row in plans.items() if row["place"] == "matua"}
    assert at_matua == {"c-base-matua-guess": "speculated"}
    assert "speculation" in shown.card("c-base-matua-guess")["standing"]


def test_matua_and_paramushir_are_in_no_dispute_and_no_count_of_the_four(shown: Shown) -> None:
    for ident in OUTSIDE:
        place = shown.place(ident)
        assert (place.part_of, place.administered_by) == (None, "russia")
        assert "japan" not in place.claimed_by
        assert shown.shape(ident).disjoint(shown.shape("four-islands"))
    there = {fact.id for fact in shown.context if OUTSIDE & set(shown.where(fact.id))}
    assert {"c-matua-bastion", "c-param-bastion"} <= there
    for ident in GROUP:
        assert not there & set(shown.atlas.facts_by_place[ident]), ident
    gdf = shown.atlas.layers["islands"].gdf
    assert set(gdf[gdf["part_of"] == "four-islands"]["place"]) == set(FOUR)


def test_no_pin_stands_at_the_centre_of_an_island(shown: Shown) -> None:
    wide = {ident for ident, place in shown.catalog.places.items() if place.outline}
    assert wide >= {*GROUP, "kuril-chain", *OUTSIDE}
    for row in shown.drawn:
        if row["precision"] in {"island", "island-group", "archipelago"}:
            assert row["geometry"].geom_type in AREAS, row["id"]
    for ident, place in shown.catalog.places.items():
        if OF_KIND.get(place.kind) in {"island", "island-group", "archipelago"}:
            assert place.point is None, ident
        if place.point and place.kind not in WATER:
            reach_km = place.point.uncertainty_m / 1000
            assert all(shown.km(ident, area) > reach_km for area in wide), ident


def test_habomai_is_a_scatter_with_no_residents_and_part_of_nemuro(shown: Shown) -> None:
    place, shape = shown.place("habomai"), shown.shape("habomai")
    assert (place.kind, place.point, shape.geom_type) == ("island-group", None, "MultiPolygon")
    assert sum(area_km2(part) > 1 for part in shapely.get_parts(shape)) >= 5
    lived = {item.date: item.count for item in place.population if not item.doubt and "Russian" in item.people}
    assert lived == {"2018-01": 0}
    assert "part of the city of Nemuro" in (place.claimed_as or "")
    assert {row["precision"] for row in shown.features if row["place"] == "habomai"} == {"island-group"}


def test_no_district_is_the_outline_of_an_island(shown: Shown) -> None:
    chain = outlines("kuril_chain.geojson")
    assert shown.shape("kuril-chain").covers(chain["urup"].representative_point())
    for ident in GROUP:
        assert shown.shape(ident).disjoint(chain["urup"]), ident
    names = [ident for path in sorted((ROOT / "data" / "geometry").glob("*.geojson")) for ident in outlines(path.name)]
    names += [place.names.en for place in shown.catalog.places.values() if place.outline]
    assert not [name for name in names if re.search("district|oblast|kurilsk", name, re.IGNORECASE)]
    counts = [item for ident in FOUR for item in shown.place(ident).population]
    assert {item.doubt for item in counts if "district" in (item.note or "")} == {"wider-area"}


def test_the_offer_is_in_the_citys_ring_and_only_others_name_the_campus(shown: Shown) -> None:
    reach_km = {
        ident: (point.uncertainty_m if (point := shown.place(ident).point) else 0) / 1000
        for ident in ("vladivostok", "fefu")
    }
    assert reach_km["vladivostok"] > shown.km("vladivostok", "fefu")
    assert reach_km["fefu"] >= 9
    assert {row["place"] for row in shown.drawn if row["facts"] == ["p06-offer"]} == {"vladivostok"}
    at_campus = {row["basis"] for row in shown.drawn if row["place"] == "fefu"}
    assert at_campus == {"context"}
    assert {"c-venue"} == {row["facts"][0] for row in shown.drawn if row["place"] == "fefu"}
    assert shown.where("c-offer") == ["vladivostok"]


def test_nagato_is_one_day_and_tokyo_the_next(shown: Shown) -> None:
    assert (shown.fact("p12-visit").date, shown.where("p12-visit")) == ("2016", ["nagato"])
    assert (shown.fact("c-nagato-day").date, shown.fact("c-tokyo-day").date) == ("2016-12-15", "2016-12-16")
    assert (set(shown.where("c-nagato-day")), shown.where("c-tokyo-day")) == ({"otani-sanso", "nagato"}, ["tokyo"])
    assert (shown.fact("c-joint-order").date, shown.where("c-joint-order")[:2]) == (
        "2016-12-15/2016-12-16",
        ["nagato", "tokyo"],
    )
    # Of the places called Nagato, the city in Yamaguchi, at the western end of Honshu.
    west_of_honshu = shapely.box(130.8, 33.7, 132.5, 34.8)
    assert west_of_honshu.contains(shown.shape("nagato"))
    assert shown.place("nagato").administered_as == "Yamaguchi Prefecture"


def test_residents_are_told_apart_and_counted_by_people_and_day(shown: Shown) -> None:
    assert "former japanese residents" in (shown.fact("p12-graves").note or "").lower()
    assert {"c-deport", "c-population"} <= {item["id"] for item in shown.card("p12-graves")["incoming"]}
    japanese, present = "Japanese residents", "residents under Russian administration"
    for ident in GROUP:
        for item in shown.place(ident).population:
            first = parse_span(item.date).earliest.year if item.date else 2000
            assert item.people == (japanese if first <= 1945 else present), (ident, item)
        titles = [section["title"] for section in sections(shown.place(ident), shown.atlas, messages("en"))]
        assert [title for title in titles if "esidents" in title] == [f"People: {japanese}", f"People: {present}"], (
            ident
        )


def test_latitudes_are_north_and_treaty_dates_gregorian(shown: Shown) -> None:
    for ident, place in shown.catalog.places.items():
        if place.outline or place.point:
            assert shown.shape(ident).bounds[1] > 30, ident
    # In the Old Style calendar the same days are twelve, in 1905 thirteen, days earlier.
    for ident, behind in {"c-1855": 12, "c-1875": 12, "c-1905": 13}.items():
        fact = shown.fact(ident)
        day = date.fromisoformat(fact.date or "")
        old = day - timedelta(days=behind)
        written = f"{old.day} {old:%B}"
        assert written in (fact.note or ""), ident
        period = next(period for period in shown.catalog.periods.values() if period.treaty == ident)
        assert period.since == fact.date
        assert re.search(f"{day.day} {day:%B %Y}, is {written} in the Old Style", period.calendar_note or ""), ident


def test_the_drills_of_two_februaries_are_two_facts(shown: Shown) -> None:
    drills = ("c-drill-2017", "c-drill-feb")
    assert [shown.fact(drill).date for drill in drills] == ["2017-02-06", "2018-02-06"]
    assert [shown.where(drill) for drill in drills] == [["sakhalin-oblast"], ["kunashiri-kunashir", "kuril-chain"]]
    assert [(relation.to, relation.kind) for relation in shown.fact("c-drill-2017").relations] == [
        ("p10-buildup", "unrelated")
    ]
    label = {item["id"]: item["label"] for item in shown.card("p10-buildup")["incoming"]}["c-drill-2017"]
    assert label == "Easily confused with this, but not the same"


def test_copies_of_one_report_count_as_one_chain(shown: Shown) -> None:
    for fact in shown.context:
        if re.search(r"\b(one|single)\b", fact.chains_note or "", re.IGNORECASE):
            assert shown.evidence[fact.id] == "one-chain", fact.id
        assert fact.chains == "1" or len(fact.citations) > 1, fact.id
    for ident in ("c-bal-kunashir", "c-bastion-iturup", "c-base-2017"):
        assert len(shown.fact(ident).citations) >= 4
        assert shown.evidence[ident] == "one-chain"
        assert "one independent source" in shown.card(ident)["standing"]


def test_no_reply_holds_for_the_session_and_the_offer_lapsed(shown: Shown) -> None:
    reply = shown.card("p06-no-reply")
    assert "of the session" in (reply["note"] or "")
    private = next(item for item in reply["incoming"] if item["id"] == "c-private-reply")
    assert private["kind"] == "refines"
    assert "only for the open session" in private["note"]
    assert shown.fact("c-private-reply").status == "confirmed"
    assert {"st-debate", "tass-1018"} <= {item.source for item in shown.fact("c-private-reply").citations}
    assert shown.fact("p06-offer").modality == "requested"
    after = {item["id"]: item for item in shown.card("p06-offer")["incoming"] if item["kind"] == "follows"}
    assert {"c-singapore", "c-no-treaty-2018"} <= set(after)
    assert "not accepted" in after["c-singapore"]["note"]
    assert "passed" in (after["c-no-treaty-2018"]["note"] or "")
    assert all(item["later"] for item in after.values())


def test_no_range_ring_is_drawn(shown: Shown) -> None:
    ranges = shown.fact("c-ranges")
    assert (ranges.status, {link.role for link in ranges.places}) == ("disputed", {"about"})
    assert not [row["id"] for row in shown.drawn if row["facts"] == ["c-ranges"]]
    for ident, place in shown.catalog.places.items():
        assert place.point is None or place.kind in WATER or place.point.uncertainty_m <= 25_000, ident
    # The script makes circles in one spot, of the radius that a place is uncertain by, and nothing else makes any.
    assert re.findall(r"new A\.Ring\(.*radius: (\w+)", shown.scripts) == ["radius_m"]
    assert not re.search(r"L\.circle|L\.Circle\(|circleMarker", shown.scripts)
    assert not [name for layer in shown.atlas.layers.values() for name in layer.gdf.columns if "range" in name]


def hue(colour: str) -> float:
    """Return the hue of ``#RRGGBB`` in degrees."""
    return 360 * colorsys.rgb_to_hsv(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))[0]


def apart(one: str, other: str) -> float:
    """Return how far two hues lie from each other, in degrees."""
    turn = abs(hue(one) - hue(other))
    return min(turn, 360 - turn)


def test_the_islands_bear_no_flag_and_no_sides_colour(shown: Shown) -> None:
    for name, text in shown.texts.items():
        assert not re.search("[\U0001f1e6-\U0001f1ff\U0001f38c\U0001f3f3\U0001f3f4]", text), name
    # The red of Japan's flag, the red and the blue of Russia's.
    flags = ("#BC002D", "#D52B1E", "#0039A6")
    coast = next(look["ink"] for look in shown.settings["layers"] if look["id"] == "islands")
    for ink in (shown.settings["inks"]["islands"], coast):
        assert min(apart(ink[theme], flag) for flag in flags for theme in ("light", "dark")) > 30
    # Who administered what is told by patterns of one grey.
    for colour in shown.settings["inks"]["unit"].values():
        parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        assert max(parts) - min(parts) < 32
    assert not re.search("#[0-9A-Fa-f]{3,6}", shown.texts["web/map/reference_layers.js"])
    for ident in GROUP:
        place = shown.place(ident)
        assert place.names.ja, ident
        assert place.names.ru, ident
        assert (place.administered_by, place.claimed_by) == ("russia", ("japan", "russia")), ident
    for place in shown.catalog.places.values():
        assert not (place.kind in {"country", "region"} and (place.outline or place.point)), place.id


def test_photo_credit_and_page_control_are_no_facts(shown: Shown) -> None:
    paragraphs = [fact.citations[0].paragraph for fact in shown.article]
    assert set(paragraphs) == {"H", *(f"P{number}" for number in range(1, 14))}
    data = {name: text for name, text in shown.texts.items() if name.startswith("data/")}
    assert not [name for name, text in data.items() if re.search("getty|svetlov|show more", text, re.IGNORECASE)]


BLANKS: dict[str, tuple[str, ...]] = {
    "which-missiles": ("Bal", "Bastion", "Kunashir", "Iturup"),
    "which-aircraft": ("Su-35", "Yasny", "Burevestnik", "airport", "regiment", "rotate"),
    "which-base-site": ("Matua", "Klintsevich"),
    "which-four": ("Etorofu", "Iturup", "Kunashir", "Shikotan", "Habomai"),
    "venue-vladivostok": ("campus", "Russky"),
    "venue-nagato": ("Otani Sanso", "inn", "December", "Tokyo"),
    "spokesman": ("Suga", "Yoshihide", "Tokyo"),
    "seizure-date": ("1945", "August", "September", "landed"),
    "who-controls": ("Sakhalin", "Nemuro", "district", "18,000"),
    "coordinates": ("km²", "5,003", "17,291"),
    "aegis-sites": ("Araya", "Akita", "Mutsumi", "Hagi", "Abu", "Yamaguchi"),
    "declaration-of-1956": ("1956", "declaration", "Shimoda", "St Petersburg", "Portsmouth", "San Francisco"),
    "grave-transport": ("by air", "Nakashibetsu"),
    "five-fields": ("aquaculture", "greenhouses", "wind power", "waste"),
    "dateline": ("CNBC",),
}
"""What the article leaves blank, by the absence of the data that tells so, in words of the facts that fill it in."""


def has(text: str, word: str) -> bool:
    """Tell whether a word, or the beginning of one, stands in a text."""
    return re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) is not None


def test_what_the_article_leaves_blank_stays_blank(shown: Shown) -> None:
    for fact in shown.article:
        assert {citation.source for citation in fact.citations} == {"cnbc-2018-09-12"}, fact.id
        anchors = [citation.anchor or "" for citation in fact.citations]
        said = " | ".join([fact.statement, *anchors, *(f"{link.place} | {link.named}" for link in fact.places)])
        found = [(gap, word) for gap, words in BLANKS.items() for word in words if has(said, word)]
        assert not found, fact.id
    assert {fact.id for fact in shown.article if fact.date and fact.date.startswith("1945")} == {"p10-seizure"}
    assert shown.fact("p10-seizure").date_basis == "inferred"
    assert {fact.date for fact in shown.article if fact.date} == {PUBLISHED, "1945", "2016", "2018", "2018-01/2018-03"}
    # The words are those with which other sources fill each gap.
    absences = shown.catalog.absences
    assert set(BLANKS) == set(absences)
    for gap, words in BLANKS.items():
        facts = [shown.fact(ident) for ident in absences[gap].filled_by]
        told = " | ".join(" | ".join([fact.statement, *(link.named or "" for link in fact.places)]) for fact in facts)
        assert [word for word in words if not has(told, word)] == [], gap


def test_what_came_after_the_article_is_marked_as_later(shown: Shown) -> None:
    later = [row for row in shown.features if row["later"]]
    assert len(later) > 10
    for row in shown.features:
        assert row["later"] == (row["basis"] == "context" and (row["earliest"] or "") > PUBLISHED), row["id"]
    for fact in shown.catalog.facts.values():
        card = shown.card(fact.id)
        first = parse_span(fact.date).earliest if fact.date else date.min
        after = fact.basis == "context" and first > date.fromisoformat(PUBLISHED)
        assert card["later"] == ("later than the article" if after else None), fact.id
        for item in card["incoming"]:
            assert item["later"] or "after the article" not in item["label"], (fact.id, item["id"])
    counts = spread(shown.atlas, View(basis="all"))
    last = bins_of(shown.atlas)[-1]
    assert (last.label, last.first) == ("later", date(2019, 1, 1))
    assert counts.counts[-1] > 0
    assert counts.article[-1] == 0


def test_the_spokesman_briefed_in_tokyo(shown: Shown) -> None:
    assert (shown.fact("c-suga").said_by, shown.where("c-suga")) == ("suga", ["tokyo"])
    assert shown.where("p07-spokesman") == []
    assert shown.where("p07-position") == ["four-islands"]
    tokyo = {"japan-spokesman", "suga", "government-of-japan"}
    for fact in shown.catalog.facts.values():
        assert fact.said_by not in tokyo or not {"vladivostok", "fefu"} & set(shown.where(fact.id)), fact.id


def test_the_turnout_carries_its_doubt(shown: Shown) -> None:
    card = shown.card("p08-turnout")
    assert shown.evidence["p08-turnout"] == "questioned"
    assert "2017" in (card["note"] or "")
    incoming = {item["id"]: item["kind"] for item in card["incoming"]}
    assert incoming == {"c-turnout-2017": "questions", "c-turnout-2018": "supports"}
    assert [parse_span(shown.fact(ident).date or "").earliest.year for ident in incoming] == [2017, 2018]


TRAPS: dict[str, Callable[[Shown], None]] = {
    name.removeprefix("test_"): test for name, test in list(globals().items()) if name.startswith("test_")
}
"""The tests above by name, in the order of the table."""


@pytest.mark.parametrize("mistake", mistakes(), ids=str)
def test_each_mistake_is_refused_or_noticed(shown: Shown, mistake: Mistake) -> None:
    if mistake.problem:
        with pytest.raises((ValidationError, DataError), match=re.escape(mistake.problem)):
            commit(shown, mistake)
    else:
        wrong = commit(shown, mistake)
        with pytest.raises(AssertionError):
            TRAPS[mistake.trap](wrong)


def test_every_trap_is_known_to_be_noticed() -> None:
    assert {mistake.trap for mistake in mistakes() if not mistake.problem} == set(TRAPS)


def test_the_table_and_the_tests_agree() -> None:
    text = (ROOT / "docs" / "traps.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| [^|]+ \| `([a-z0-9_]+)` \|$", text, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 26))
    assert [name for _, name in rows] == [f"test_{name}" for name in TRAPS]
