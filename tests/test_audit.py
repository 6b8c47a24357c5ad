"""What ``make audit`` and ``make release`` find and make, on made-up packages and on this project's own commit."""

from __future__ import annotations

import hashlib
import subprocess
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.ages import age_of
from audit.bill import licences, refused
from audit.pins import read_pins
from audit.release import ROOT, pack, sums

ALLOWED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["audit"]


def component(name: str, *told: dict[str, object]) -> dict[str, object]:
    return {"name": name, "version": "1.0", "licenses": list(told)}


def test_every_pin_is_read_from_every_file_of_requirements() -> None:
    for path in sorted(ROOT.glob("requirements*.txt")):
        pins = read_pins(path)
        heads = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]
        assert len(pins) == len(heads), path
        assert all(name == name.lower() and "_" not in name for name in pins)


@pytest.mark.parametrize(
    ("told", "fine"),
    [
        ([{"license": {"id": "MIT"}}], True),
        ([{"expression": "MPL-2.0"}], True),
        ([{"license": {"id": "GPL-3.0-only"}}], False),
        ([{"license": {"name": "Proprietary"}}], False),
        ([{"license": {"name": "License :: Other"}}, {"license": {"id": "MIT"}}], True),
        ([], False),
    ],
)
def test_a_licence_that_we_do_not_take_is_named(told: list[dict[str, object]], fine: bool) -> None:
    bill = {"components": [component("thing", *told)]}
    assert (refused(bill, ALLOWED) == []) is fine
    assert len(licences(bill["components"][0])) == len(told)
    by_hand = ALLOWED | {"by_hand": ["thing"]}
    assert refused(bill, by_hand) == []


def test_a_pins_age_counts_from_its_first_file_and_the_newest_is_none_that_was_withdrawn() -> None:
    told = {
        "files": [
            {"filename": "a_b-1.0-py3-none-any.whl", "upload-time": "2025-01-01T00:00:00Z", "yanked": False},
            {"filename": "a_b-1.0.tar.gz", "upload-time": "2025-01-03T00:00:00Z", "yanked": False},
            {"filename": "a_b-1.1-py3-none-any.whl", "upload-time": "2025-06-01T00:00:00Z", "yanked": False},
            {"filename": "a_b-1.2-py3-none-any.whl", "upload-time": "2025-07-01T00:00:00Z", "yanked": "broken"},
        ]
    }
    age = age_of("a-b", "1.0", told)
    assert age.days(datetime(2025, 1, 31, tzinfo=UTC)) == 30
    assert age.newest == "1.1"
    assert age_of("a-b", "0.9", told).days(datetime(2025, 1, 31, tzinfo=UTC)) is None


def test_a_release_holds_what_the_commit_holds_and_is_the_same_each_time(tmp_path: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("no git here")
    first, again = pack("HEAD", "atlas-0", tmp_path / "a"), pack("HEAD", "atlas-0", tmp_path / "b")
    assert first.read_bytes() == again.read_bytes()
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    held = {name.removeprefix("atlas-0/") for name in zipfile.ZipFile(first).namelist() if not name.endswith("/")}
    assert {"app.py", "requirements.txt", "data/atlas.yaml"} <= held
    assert len(held) > 0.9 * len(listed.splitlines())
    assert sums([first]) == f"{hashlib.sha256(first.read_bytes()).hexdigest()}  atlas-0.zip\n"
