"""One style for dates, numbers and units in every text that page, pictures and the one file show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard import timeline
from dashboard.sources import areas_table
from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.tables.sides import choices
from geo.text import article_text, case_text, disagreement_text, fact_text, party_text, place_profile
from geo.text.catalogue import words_of
from geo.text.sentence import sentences
from geo.view.parameters import EVERYTHING, View
from onefile.content import build_content

pytestmark = pytest.mark.slow

SHIPPED = open_atlas(ROOT / "data")
WORDS = words_of(SHIPPED, "en")

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WRONG = {
    "a day as a machine writes it": re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b"),
    "a month cut short": re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"),
    "a month before its day": re.compile(rf"\b(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)"),
    "a day with letters behind it": re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th) (?:of )?(?:{MONTHS})"),
    "a range of days that is no range": re.compile(rf"(?<!from )(?<!From )\b\d{{1,2}} to \d{{1,2}} (?:{MONTHS})"),
    "a range with a hyphen": re.compile(r"(?<![\w-])\d+-\d+(?![\w-])"),
    "a unit cut short or of another spelling": re.compile(r"\b(?:nm|NM|n\.m\.|km2|kms|sq\.? ?km|kilometers?|meters)\b"),
    "miles that are neither said to be nautical nor not": re.compile(r"(?<!nautical )(?<!nautical-)\bmiles?\b"),
    "thousands without a comma": re.compile(r"(?<![\w.,–-])\d{5,}(?![\w–-])"),
    "a straight apostrophe": re.compile(r"(?<=[A-Za-z])'(?=(?:s|t|re|ve|ll|d)\b)"),
    "a straight quotation mark": re.compile(r"(?<!\w)'(?=\w)|(?<!\w)\"(?=\w)"),
    "a hyphen for a minus": re.compile(r"(?:^|[\s(])-\d"),
    "two blanks, or one before a sign": re.compile(r"  | [,;:.!?](?:\s|$)"),
}
"""What no text of ours holds. A title, a publisher and a quotation are not ours."""

NOT_OURS = {"sources", "cited", "origin", "answer_sources", "who", "anchor", "named", "own", "names"}
MACHINES = {"id", "url", "link", "marked", "search"}
_NO_TEXT = re.compile(r"\{\w+\}|GeoNames \d+|https?://\S+")
"""What stands for a value, a number that only names an entry of a list, and an address."""


def texts(
    value: Any, where: str = "", skip: frozenset[str] = frozenset(NOT_OURS | MACHINES)
) -> Iterator[tuple[str, str]]:
    """Yield every text in what is sent to a page, with where it stands; addresses, ids and what others wrote are left out."""
    if isinstance(value, str):
        yield where, _NO_TEXT.sub("X", value)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in skip:
                yield from texts(item, f"{where}.{name}", skip)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from texts(item, f"{where}.{number}", skip)


def shown() -> Iterator[tuple[str, str]]:
    """Yield every text that a reader may see, with where."""
    yield from texts(dict(WORDS.entries), "words")
    for fact in SHIPPED.facts.facts:
        made = fact_text.card(fact, SHIPPED, WORDS, "both") | disagreement_text.of_fact(fact, SHIPPED, WORDS)
        yield from texts(made, fact.id)
    for place in SHIPPED.catalog.places.values():
        yield from texts(place_profile.sections(place, SHIPPED, WORDS), place.id)
    for step in SHIPPED.steps.values():
        yield from texts([step.title, step.text], step.id)
    yield from texts(case_text.cases(SHIPPED, WORDS), "cases")
    for matter in SHIPPED.catalog.disagreements.values():
        yield from texts(disagreement_text.beside(matter, SHIPPED, WORDS), matter.id)
    for period in SHIPPED.catalog.periods.values():
        yield from texts([period.title, period.note, period.calendar_note], period.id)
        yield from texts([party_text.viewpoint_title(view, SHIPPED, WORDS) for view in period.viewpoints], period.id)
    yield from texts([source.warning for source in SHIPPED.catalog.sources.values()], "warnings")
    yield from texts([article_text.notes("dates", SHIPPED), article_text.notes("limits", SHIPPED)], "article")
    yield from texts([party_text.subtitle(SHIPPED, WORDS), party_text.neutral(SHIPPED, WORDS)], "head")
    yield from texts(list(pictures()), "pictures")
    yield from texts(re.sub(r"<a .*?</a>|<[^>]*>", " | ", areas_table(SHIPPED, WORDS)).split(" | "), "areas")
    file = build_content(SHIPPED, EVERYTHING, WORDS)
    yield from texts({name: file[name] for name in ("places", "periods", "cases", "facts", "card")}, "file")


def pictures() -> Iterator[str]:
    """Yield what pictures say of views with dates, a period, and borders according to each."""
    bars = timeline.bins_of(SHIPPED)
    views = [View(since=one.first, until=other.last) for one in bars for other in bars if one.first <= other.last]
    views += [View(since=bar.first) for bar in bars] + [View(until=bar.last) for bar in bars]
    views += [View(period=period) for period in SHIPPED.catalog.periods]
    views += [View(claims=claims) for claims in choices(SHIPPED.catalog)]
    for view in views:
        yield from sentences(SHIPPED, view, WORDS)


@pytest.mark.parametrize("fault", WRONG)
def test_every_text_that_is_shown_keeps_the_style(fault: str) -> None:
    found = {(where, text) for where, text in shown() if WRONG[fault].search(text)}
    assert not found, fault


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("a day as a machine writes it", "on 2018-09-12"),
        ("a month cut short", "12 Sept 2018"),
        ("a month before its day", "September 12, 2018"),
        ("a day with letters behind it", "the 12th of September"),
        ("a range of days that is no range", "held 10 to 13 October 2018"),
        ("a range with a hyphen", "1946-1949"),
        ("a unit cut short or of another spelling", "12 nm"),
        ("miles that are neither said to be nautical nor not", "12-mile waters"),
        ("thousands without a comma", "some 17000 people"),
        ("a straight apostrophe", "Japan's answer"),
        ("a straight quotation mark", "the verb is 'seized'"),
        ("a hyphen for a minus", "at -5 °C"),
        ("two blanks, or one before a sign", "one  two"),
    ],
)
def test_each_fault_would_be_found(fault: str, text: str) -> None:
    assert WRONG[fault].search(text)
    assert not WRONG[fault].search(
        "From 10 to 13 October 2018, 10–13 October 2018 or 1946–1949: 12 nautical miles, 3,165 km²."
    )
