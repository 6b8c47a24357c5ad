"""The search for a browser, with small programs in the browser's place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import find_browser
import pytest
from find_browser import NoBrowser

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs in the browser's place are shell scripts")


def plant(path: Path, text: str = "echo Chromium 1.2.3") -> str:
    """Write a program that prints what a browser prints when asked for its version."""
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture(autouse=True)
def _no_usual_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at no browser that this machine may have."""
    monkeypatch.setattr(find_browser, "PLACES", ())


@pytest.mark.parametrize("text", ["exit 1", "echo 'install the snap' >&2; exit 10", "true"])
def test_a_stub_does_not_work(tmp_path: Path, text: str) -> None:
    assert not find_browser.works(plant(tmp_path / "chromium", text))


def test_a_browser_works_and_a_missing_file_does_not(tmp_path: Path) -> None:
    assert find_browser.works(plant(tmp_path / "chromium"))
    assert not find_browser.works(tmp_path / "none")


def test_the_named_browser_comes_first(tmp_path: Path) -> None:
    plant(tmp_path / "chromium")
    named = plant(tmp_path / "mine")
    assert find_browser.find({"ATLAS_BROWSER": named, "PATH": str(tmp_path)}) == named


def test_a_named_browser_that_does_not_start_is_said_and_not_replaced(tmp_path: Path) -> None:
    plant(tmp_path / "chromium")
    environ = {"ATLAS_BROWSER": str(tmp_path / "none"), "PATH": str(tmp_path)}
    for search in (find_browser.find, find_browser.find_or_install):
        with pytest.raises(NoBrowser, match=r"ATLAS_BROWSER names .*none, which does not start"):
            search(environ)


def test_a_stub_on_the_path_is_passed_over(tmp_path: Path) -> None:
    plant(tmp_path / "chromium", "exit 1")
    chrome = plant(tmp_path / "google-chrome")
    assert find_browser.find({"PATH": str(tmp_path)}) == chrome


def test_the_shell_comes_before_every_whole_browser_and_each_of_them_is_found(tmp_path: Path) -> None:
    assert find_browser.NAMES[0] == "chromium-headless-shell"
    planted = {name: plant(tmp_path / name) for name in find_browser.NAMES}
    for name in find_browser.NAMES:
        assert find_browser.find({"PATH": str(tmp_path)}) == planted[name]
        Path(planted[name]).unlink()


def test_who_asks_for_a_whole_browser_gets_no_shell(tmp_path: Path) -> None:
    plant(tmp_path / "chromium-headless-shell")
    assert find_browser.find_installed({"PATH": str(tmp_path)}, find_browser.WHOLE) is None
    whole = plant(tmp_path / "chromium")
    assert find_browser.find({"PATH": str(tmp_path)}, find_browser.WHOLE) == whole


def test_nothing_installed_is_none(tmp_path: Path) -> None:
    assert find_browser.find_installed({"PATH": str(tmp_path)}) is None


def test_root_with_apt_tries_debian_first_and_others_take_playwrights_own() -> None:
    shell, whole, own = find_browser.install_commands(root=True, has_apt=True)
    assert [command[:2] for command in shell] == [("apt-get", "update"), ("apt-get", "install")]
    assert [command[:2] for command in whole] == [("apt-get", "install")]
    for way, name in ((shell, "chromium-headless-shell"), (whole, "chromium")):
        assert way[-1][-1] == name
        assert "fonts-noto-cjk" in way[-1]
    assert own[0][-2:] == ["--with-deps", "chromium"]
    for root, has_apt in ((False, True), (True, False), (False, False)):
        (way,) = find_browser.install_commands(root=root, has_apt=has_apt)
        assert way == [[sys.executable, "-m", "playwright", "install", "chromium"]]


def test_the_next_way_is_tried_when_one_fails_or_leaves_no_browser(tmp_path: Path) -> None:
    made, wanted = tmp_path / "made", tmp_path / "chromium"
    ways = [
        [["sh", "-c", "exit 3"], ["touch", str(made)]],
        [[str(tmp_path / "no-such-program")]],
        [["true"]],
        [["touch", str(wanted)]],
    ]
    found = find_browser.install(ways, lambda: str(wanted) if wanted.exists() else None)
    assert found == str(wanted)
    assert not made.exists()


def test_no_way_leaves_none() -> None:
    assert find_browser.install([[["false"]]], lambda: "never asked") is None


def test_main_prints_the_path_or_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(os.environ, "ATLAS_BROWSER", plant(tmp_path / "mine"))
    assert find_browser.main([]) == 0
    assert capsys.readouterr().out == f"Browser for the tests: {tmp_path / 'mine'}\n"
    monkeypatch.setitem(os.environ, "ATLAS_BROWSER", str(tmp_path / "none"))
    assert find_browser.main(["--install"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
