"""The log of changes: every change of a fact is in it, the command writes it, and the feed tells of it by RFC 4287."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import cli
import reading
from geo.atlas import open_atlas
from geo.paths import DATA
from geo.records import changes
from geo.records.catalog import read_catalog

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = reading.Site("https://atlas.example")
SMALL = Path(__file__).parent / "cases" / "small"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = shutil.copytree(SMALL, tmp_path / "data")
    monkeypatch.setenv("ATLAS_DATA", str(made))
    return made


def test_every_change_of_the_shipped_facts_is_in_the_log() -> None:
    found = changes.difference(changes.recorded(DATA), changes.hashes(read_catalog(DATA).facts))
    assert found == ([], [], []), "record it: python cli.py changes --why '…'"


def edit(folder: Path, old: str, new: str) -> None:
    """Change a text of the facts."""
    for path in [*folder.glob("facts*"), *folder.glob("facts/*")]:
        if path.is_file() and old in (text := path.read_text(encoding="utf-8")):
            path.write_text(text.replace(old, new), encoding="utf-8")
            return
    raise AssertionError(old)


def test_the_command_lists_and_records(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = read_catalog(folder).facts
    first = next(iter(facts.values()))
    assert cli.main(["changes"]) == 1
    assert f"added  {first.id}" in capsys.readouterr().out
    assert cli.main(["changes", "--why", "The log begins."]) == 0
    assert cli.main(["changes"]) == 0
    edit(folder, first.statement, "Another statement.")
    assert cli.main(["changes"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == f"changed  {first.id}"
    assert cli.main(["changes", "--why", ""]) == 2
    assert cli.main(["changes", "--why", "A word: put <right>."]) == 0
    one, two = read_catalog(folder).changes.values()
    assert (one.added, one.changed) == ((), ())
    assert (two.changed, two.why) == ((first.id,), "A word: put <right>.")
    assert two.id == f"{one.id}-2"


def test_a_fact_that_goes_is_told(folder: Path) -> None:
    facts = read_catalog(folder).facts
    changes.record(folder, facts, {}, date(2026, 1, 2), "The log begins.")
    left = dict(list(facts.items())[1:])
    made = changes.record(folder, left, read_catalog(folder).changes, date(2026, 1, 3), "Its source withdrew it.")
    assert made.withdrawn == (next(iter(facts)),)
    entry = reading.feed(SITE, open_atlas(folder))
    assert "1 fact withdrawn" in entry


@pytest.mark.parametrize("data", [DATA, SMALL], ids=["shipped", "without a log"])
def test_the_feed_is_atom(data: Path) -> None:
    feed = ET.fromstring(reading.feed(SITE, open_atlas(data)))
    check_atom(feed)
    assert len(feed.findall(f"{ATOM}entry")) == len(read_catalog(data).changes)


def check_atom(feed: ET.Element) -> None:
    """Check what RFC 4287 asks of a feed and of its entries."""
    assert feed.tag == f"{ATOM}feed"
    for part in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{ATOM}{name}")) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", part.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", part.findtext(f"{ATOM}updated") or "")
        assert all(link.get("href", "").startswith(SITE.root) for link in part.findall(f"{ATOM}link"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    idents = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(set(idents)) == len(idents)
    known = {"feed", "entry", "id", "title", "updated", "author", "name", "link", "summary", "content"}
    assert {element.tag.removeprefix(ATOM) for element in feed.iter()} <= known


def test_the_names_of_entries_stay_wherever_the_atlas_stands() -> None:
    other = reading.Site("http://elsewhere.example/under")
    atlas = open_atlas(DATA)
    names = [re.findall(r"<id>[^<]*", reading.feed(site, atlas)) for site in (SITE, other)]
    assert names[0] == names[1]


def test_the_schema_knows_the_log() -> None:
    schema = json.loads((DATA.parent / "schemas" / "changes.schema.json").read_text(encoding="utf-8"))
    assert "changes" in json.dumps(schema)
