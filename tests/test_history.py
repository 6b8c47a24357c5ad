"""Administration through time: steps adjoin, hold the same units, and name actors that are there."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from folders import lines

from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.records.catalog import Catalog, read_catalog
from geo.records.dates import parse_span
from geo.records.periods import UNHELD

SMALL = Path(__file__).parent / "cases" / "small"
STEPS = """periods:
  - {id: first, title: Before, until: 1855-02-07, sources: [record]}
  - id: second
    title: A line
    since: 1855-02-07
    until: 1945-08/1945-09
    units: {two-squares: eastland, wide-chain: joint}
    sources: [record]
  - id: third
    title: No line
    since: 1945-08/1945-09
    units: {two-squares: eastland, wide-chain: eastland}
    viewpoints:
      - {actor: ann, units: {wide-chain: undetermined}, says: It is open., sources: [gazette]}
    sources: [record]
"""


def write(folder: Path, steps: str) -> Path:
    shutil.copytree(SMALL, folder)
    (folder / "periods.yaml").write_text(steps, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return open_atlas(ROOT / "data").catalog


def test_a_folder_without_periods_has_none() -> None:
    assert read_catalog(SMALL).periods == {}


def test_steps_read_in_order(tmp_path: Path) -> None:
    periods = read_catalog(write(tmp_path / "small", STEPS)).periods
    assert list(periods) == ["first", "second", "third"]
    assert periods["second"].units == {"two-squares": "eastland", "wide-chain": "joint"}
    assert periods["third"].viewpoints[0].units == {"wide-chain": "undetermined"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "wide-chain: joint",
            "wide-chain: westland",
            "second: units.wide-chain: no 'westland' among the actors",
        ),
        (
            "{two-squares: eastland, wide-chain: joint}",
            "{two-squares: eastland}",
            "second: units: says nothing of 'wide-chain'",
        ),
        (
            "{wide-chain: undetermined}",
            "{far-chain: undetermined}",
            "third: viewpoints.0.units.far-chain: no 'far-chain'",
        ),
        (
            "until: 1855-02-07",
            "until: 1855-02-08",
            "second: since: must be the day on which 'first' ends: write 1855-02-08",
        ),
        (
            "until: 1945-08/1945-09",
            "note: x",
            "third: since: must be the day on which 'second' ends: give that one its until",
        ),
        ("since: 1855-02-07", "since: 7 February", "second: since: '7 February' is no EDTF date"),
        ("actor: ann", "actor: bob", "third: viewpoints.0.actor: no 'bob' among the actors"),
        ("viewpoints:", "occupied: [far-chain]\n    viewpoints:", "third: occupied.0: no 'far-chain' among the places"),
        (
            "viewpoints:",
            "occupied: [wide-chain]\n    viewpoints:",
            "third: occupied: say in a note whose troops held it",
        ),
        (
            "title: A line",
            "title: A line\n    occupied: [wide-chain]\n    note: Held.",
            "second: occupied.0: nobody holds 'wide-chain' in this step",
        ),
        ("actor: ann,", "actor: ann, until: 7 May,", "third: viewpoints.0.until: '7 May' is no EDTF date"),
        (
            "    viewpoints:",
            "    viewpoints:\n      - {actor: ann, until: 1956-02-11, says: It is closed., sources: [gazette]}",
            "third: viewpoints.1.since: must be the day on which ann's viewpoint before it ends: write 1956-02-11",
        ),
        ("sources: [gazette]", "sources: []", "third: viewpoints.0.sources: holds too few: give at least 1"),
        ("title: A line", "title: A line\n    treaty: peace", "second: treaty: no 'peace' among the facts"),
    ],
)
def test_a_problem_names_the_step_and_the_field(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in STEPS
    folder = write(tmp_path / "small", STEPS.replace(old, new, 1))
    assert [line for line in lines(folder) if line.startswith(f"small/periods.yaml: {problem}")]


def test_the_shipped_steps(shipped: Catalog) -> None:
    held = {period.id: tuple(period.units.values()) for period in shipped.periods.values()}
    assert held == {
        "before-1855": (),
        "from-1855": ("japan", "russia", "joint", "joint"),
        "from-1875": ("japan", "japan", "russia", "russia"),
        "from-1905": ("japan", "japan", "japan", "russia"),
        "from-1920": ("japan", "japan", "japan", "japan"),
        "from-1925": ("japan", "japan", "japan", "soviet-union"),
        "from-1945": ("soviet-union",) * 4,
        "from-1946": ("soviet-union",) * 4,
        "today": ("russia",) * 4,
    }
    assert shipped.periods["before-1855"].home_of == ("ainu", "nivkh", "uilta")
    assert {period.id: period.occupied for period in shipped.periods.values() if period.occupied} == {
        "from-1920": ("sakhalin-north",),
        "from-1945": ("four-islands", "urup-to-shumshu", "sakhalin-south"),
    }


def test_a_treaty_begins_its_step_on_the_day_of_its_fact(shipped: Catalog) -> None:
    treaties = [period for period in shipped.periods.values() if period.treaty]
    assert [period.treaty for period in treaties] == ["c-1855", "c-1875", "c-1905", "c-1925"]
    for period in treaties[:3]:
        assert shipped.facts[period.treaty or ""].date == period.since
        assert "Old Style" in (period.calendar_note or "")


def test_the_convention_of_1925_names_the_day_on_which_its_step_begins(shipped: Catalog) -> None:
    period, convention = shipped.periods["from-1925"], shipped.facts["c-1925"]
    assert (period.treaty, period.since, convention.date) == ("c-1925", "1925-05-15", "1925-01-20")
    assert "by 15 May" in convention.statement


def test_events_lie_in_the_days_of_their_step(shipped: Catalog) -> None:
    """A standing matter has no day; the landings of 1945 lie in the weeks that part two steps."""
    for period in shipped.periods.values():
        first = parse_span(period.since).earliest if period.since else date.min
        last = parse_span(period.until).latest if period.until else date.max
        for ident in period.events:
            span = shipped.facts[ident].date
            if span:
                assert first <= parse_span(span).latest, (period.id, ident)
                assert parse_span(span).earliest <= last, (period.id, ident)
    told = {ident for period in shipped.periods.values() for ident in period.events}
    assert {
        "c-1884-ainu",
        "c-1920-north",
        "c-1945-surrender",
        "c-1946-scapin",
        "c-1956-letters",
        "c-1993-tokyo",
    } <= told


def test_the_treaty_of_1951_is_an_event_and_no_step(shipped: Catalog) -> None:
    assert "c-1951" in shipped.periods["from-1946"].events
    assert all(not (period.since or "").startswith("1951") for period in shipped.periods.values())


def test_japans_view_of_the_kurils_changed_in_1956(shipped: Catalog) -> None:
    first, before, after = (view for view in shipped.periods["from-1946"].viewpoints if view.actor == "japan")
    assert (first.since, first.until, first.units) == (None, "1951-10-19", {})
    assert (before.since, before.until, before.units) == ("1951-10-19", "1956-02-11", {})
    assert (after.since, after.until) == ("1956-02-11", None)
    assert "both the northern and the southern" in before.says
    for view, day in ((before, "1951"), (after, "1956")):
        assert day in view.says


def test_both_sides_are_heard_where_they_differ(shipped: Catalog) -> None:
    for ident, actors in [("from-1946", ["japan", "soviet-union"]), ("today", ["japan", "russia"])]:
        views = shipped.periods[ident].viewpoints
        assert list(dict.fromkeys(view.actor for view in views)) == actors
        latest = next(view for view in views if view.actor == "japan" and view.until is None)
        assert latest.units == {
            "four-islands": "japan",
            "urup-to-shumshu": "undetermined",
            "sakhalin-south": "undetermined",
        }
    assert [view.actor for view in shipped.periods["from-1945"].viewpoints] == ["japan", "soviet-union"]
    assert not {"joint", "undetermined"} & set(shipped.actors)
    assert frozenset({"joint", "undetermined"}) == UNHELD
