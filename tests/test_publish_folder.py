"""Where a publication goes: never in the place of what is not ours, and whatever fails, the earlier one stays whole."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest
from static_host import files_in

import cli
from geo.atlas import atlas
from publish import CannotPublish, Order, folder, publish
from publish.publication import Publication

QUICK = Order(cards=False)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make publications of one page: what lies in them is of no matter to where they go."""
    monkeypatch.setattr(folder, "holdings", lambda _: dict.fromkeys(folder.MARKS, b"<title>small</title>"))
    monkeypatch.setattr(Publication, "core", lambda _: iter(()))


def nothing(_: str) -> None:
    """Take what is said and say nothing."""


def refused(target: Path, *, force: bool = False) -> str:
    with pytest.raises(CannotPublish) as told:
        publish(atlas(), target, Order(force=force, cards=False), nothing)
    return str(told.value)


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_only_a_publication_of_ours_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "web"
    target.mkdir()
    publish(atlas(), target, QUICK, nothing)
    assert (target / "index.html").is_file()
    publish(atlas(), target, QUICK, nothing)
    (target / "notes.txt").write_text("mine", encoding="utf-8")
    assert "notes.txt" in refused(target)
    assert (target / "notes.txt").read_text(encoding="utf-8") == "mine"
    publish(atlas(), target, Order(force=True, cards=False), nothing)
    assert not (target / "notes.txt").exists()
    for name in ("somebody", "file"):
        (tmp_path / name).mkdir() if name == "somebody" else (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "somebody" / "index.html").write_text("x", encoding="utf-8")
    for name in ("somebody", "file"):
        assert "is no publication" in refused(tmp_path / name, force=True)
    assert beside(target) == ["file", "somebody", "web"]


@pytest.mark.parametrize("listed", [["index.html", "thesis.txt"], []])
def test_a_folder_of_somebody_with_a_true_list_of_hashes_is_none_of_ours(tmp_path: Path, listed: list[str]) -> None:
    target = tmp_path / "web"
    target.mkdir()
    for name in ("index.html", "thesis.txt"):
        (target / name).write_text("precious", encoding="utf-8")
    digest = sha256(b"precious").hexdigest()
    (target / "SHA256SUMS").write_text("".join(f"{digest}  {name}\n" for name in listed), encoding="utf-8")
    for force in (False, True):
        assert "is no publication" in refused(target, force=force)
    assert (target / "thesis.txt").read_text(encoding="utf-8") == "precious"


def test_what_is_put_there_while_the_files_are_made_stays(tmp_path: Path) -> None:
    target = tmp_path / "web"

    def put(_: str) -> None:
        target.mkdir(exist_ok=True)
        (target / "mine.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(CannotPublish):
        publish(atlas(), target, QUICK, put)
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("where", ["_write", "rename"])
def test_what_fails_leaves_the_earlier_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    target = tmp_path / "web"
    publish(atlas(), target, QUICK, nothing)
    before = files_in(target)
    true_rename = Path.rename

    def full(*_: object) -> None:
        (tmp_path / beside(target)[0]).mkdir(exist_ok=True)
        raise OSError(28, "No space left on device")

    def rename(self: Path, to: Path) -> Path:
        if ".new-" in self.name:
            raise OSError(5, "Input/output error")
        return true_rename(self, to)

    if where == "_write":
        monkeypatch.setattr(folder, "_write", full)
    else:
        monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match=r"space|error"):
        publish(atlas(), target, QUICK, nothing)
    assert files_in(target) == before
    assert beside(target) == ["web"]


@pytest.mark.parametrize(
    "base", ["host.example", "ftp://host.example", "https://host.example/?a=b", 'https://h"x', "https://"]
)
def test_an_address_that_is_none_is_told(tmp_path: Path, base: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["publish", str(tmp_path / "web"), "--base-url", base]) == 1
    assert "--base-url" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_publication_left_is_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "web"
    names = {".web.new-0123abcd": True, ".web.old-89abcdef": True, ".web.new-00000000": False, ".web.new-mine": False}
    names |= {".webs.new-0123abcd": False, ".git": False}
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("x", encoding="utf-8")
        age = 0 if name == ".web.new-00000000" else 2 * folder.REMAINS_S
        os.utime(tmp_path / name, (time.time() - age, time.time() - age))
    publish(atlas(), target, QUICK, nothing)
    assert beside(target) == sorted(["web", *(name for name, goes in names.items() if not goes)])
