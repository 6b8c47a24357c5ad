"""What the project itself lacks stops the start: each script, style, template and word that the code names."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo import messages as words
from geo.errors import SettingError
from geo.paths import ROOT
from web import assets, complete

pytestmark = [pytest.mark.slow, pytest.mark.faults]

FOLDERS = (*complete.ROOMS, "layers", "work", "locale", "static", "data", ".streamlit")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project's files in a folder of their own."""
    folder = tmp_path_factory.mktemp("project")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", folder)
    return folder


def start(folder: Path) -> str:
    """Return what the start tells that stops at once."""
    done = subprocess.run([sys.executable, "app.py"], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_all_that_is_missing_is_told_at_once(copy: Path) -> None:
    gone = [copy / "web" / "map" / name for name in ("marks.js", "map.css")]
    gone += [
        copy / "web" / "lists" / "facts-card.js",
        copy / "dashboard" / "timeline.css",
        copy / "dashboard" / "story.js",
    ]
    gone += [copy / "dashboard" / "templates" / "period.html", copy / "api" / "templates" / "items.html"]
    kept = {path: path.read_bytes() for path in [*gone, copy / "locale" / "en.json"]}
    for path in gone:
        path.unlink()
    catalogue = json.loads(kept[copy / "locale" / "en.json"])
    del catalogue["facts.close"], catalogue["timeline.rough" if "timeline.rough" in catalogue else "facts.at"]
    (copy / "locale" / "en.json").write_text(json.dumps(catalogue), encoding="utf-8")
    try:
        told = start(copy)
    finally:
        for path, content in kept.items():
            path.write_bytes(content)
    assert "The server does not start." in told
    for path in gone:
        assert path.relative_to(copy).as_posix() in told, path
    assert "has no 'facts.close'" in told


@pytest.mark.parametrize("spoiled", ["", "null", "{", "[]"])
def test_a_catalogue_that_cannot_be_read_is_told(copy: Path, spoiled: str) -> None:
    path = copy / "locale" / "en.json"
    kept = path.read_bytes()
    path.write_text(spoiled, encoding="utf-8")
    try:
        assert "locale/en.json" in start(copy)
    finally:
        path.write_bytes(kept)


def test_each_word_that_code_names_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweep sees a key wherever code asks for it by its name; what is put together at run time it does not see."""
    whole = dict(words.messages("en").entries)
    named = {key for key in whole if any(f'"{key}"' in text for text in sources())}
    monkeypatch.setattr(complete, "words_of", lambda *_: words.Messages("en", {}))
    with pytest.raises(SettingError) as error:
        complete.check_complete()
    told = str(error.value)
    missed = [key for key in named if f"has no '{key}'" in told]
    assert len(missed) > 150
    monkeypatch.undo()
    complete.check_complete()


def sources() -> list[str]:
    return [path.read_text(encoding="utf-8") for room in complete.ROOMS for path in (ROOT / room).rglob("*.py")]


def test_every_part_of_a_component_is_listed() -> None:
    for home in (assets.LISTS, ROOT / "dashboard"):
        listed = {f"{name}-{part}.js" for name, parts in assets.PARTS.items() for part in parts}
        assert {path.name for path in home.glob("*-*.js")} <= listed
    styled, scripts = ({path.stem for path in (ROOT / "dashboard").glob(f"*.{end}")} for end in ("css", "js"))
    assert (styled & scripts) | {"facts"} == set(assets.PARTS)
