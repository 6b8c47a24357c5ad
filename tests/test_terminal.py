"""Text output under any encoding: no command fails by a character, and what is replaced can still be read."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import cli
from commands import terminal
from commands.report import facts_table
from commands.text_table import columns
from geo.atlas import atlas
from geo.export import documents
from geo.paths import ROOT
from geo.view.parameters import DEFAULT, View

pytestmark = pytest.mark.slow

ENCODINGS = (
    "ascii",
    "cp932",
    "cp1251",
    "cp1252",
    "cp437",
    "cp037",
    "gb18030",
    "iso2022_jp",
    "latin-1",
    "utf-8",
    "utf-16",
)
"""Of one byte a character and of several, with states and with a mark of order; of cp037 not even letters are those of ASCII."""
NO_UTF8 = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
TEXT: list[tuple[int, tuple[str, ...]]] = [
    (0, ("check",)),
    (0, ("layers",)),
    (0, ("facts", "--basis", "all")),
    (0, ("facts", "--q", "zzzz")),
    *((0, (*name, "--help")) for name in ((), ("check",), ("layers",), ("facts",), ("export",), ("picture",))),
    (0, ("changes",)),
    *((0, (name, "--help")) for name in ("changes", "publish")),
    (1, ("publish", "四島", "--base-url", "ftp://四島.example")),
    (2, ("facts", "--said-by", "Пу’тин…四島")),
    (2, ("facts", "--said-by", "a\udcffb")),
    (2, ("picture", "--out", "四島.gif")),
    (2, ("dance", "四島")),
    (1, ("export", "islands", "--out", "/nowhere/Итуруп.csv")),
]


class Told(NamedTuple):
    """What a call gave: its exit code, and what it wrote."""

    code: int
    out: bytes
    err: bytes


Call = Callable[..., Told]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Give ``call(encoding, *words)``: the command line in this process, on streams that bear an encoding and no other."""

    def run(encoding: str, *words: str) -> Told:
        raw = io.BytesIO(), io.BytesIO()
        out, err = (io.TextIOWrapper(part, encoding=encoding, errors="strict") for part in raw)
        monkeypatch.setattr(sys, "argv", ["cli.py", *words])
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        try:
            code = cli.run()
        except SystemExit as ended:
            code = int(ended.code or 0)
        out.flush()
        err.flush()
        told = Told(code, raw[0].getvalue(), raw[1].getvalue())
        monkeypatch.undo()
        return told

    return run


def start(env: dict[str, str], *words: str) -> Told:
    """Call the command line as a person does, in surroundings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHONIO", "PYTHONUTF8", "LC_", "LANG", "ATLAS"))}
    words = (sys.executable, "cli.py", *words)
    done = subprocess.run(words, cwd=ROOT, env=kept | env, capture_output=True, check=False)
    return Told(done.returncode, done.stdout, done.stderr)


def test_every_command_is_swept() -> None:
    assert set(cli.COMMANDS) <= {word for _, words in TEXT for word in words[:1]}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_command_fails_by_a_character(encoding: str, call: Call) -> None:
    for code, words in TEXT:
        told = call(encoding, *words)
        assert told.code == code, words
        written = told.out.decode(encoding) + told.err.decode(encoding)
        assert written.strip(), words
        assert "Traceback" not in written


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_files_and_json_are_the_same_bytes(encoding: str, call: Call, tmp_path: Path) -> None:
    out, wanted = tmp_path / "out.geojson", documents.geojson(atlas(), "events", DEFAULT).content
    assert call(encoding, "export", "events").out == wanted
    assert call(encoding, "export", "events", "--out", str(out)).code == 0
    assert out.read_bytes() == wanted
    found = call(encoding, "facts", "--basis", "all", "--json").out
    assert json.loads(found)["count"] == len(atlas().facts.ids)
    assert found.decode("utf-8").isascii() is False


@pytest.mark.parametrize(
    ("env", "encoding"),
    [
        *(({"PYTHONIOENCODING": name}, name) for name in ("ascii", "cp1252", "utf-16")),
        ({"LANG": "C"}, "utf-8"),
        (NO_UTF8, "ascii"),
    ],
    ids=["PYTHONIOENCODING=ascii", "cp1252", "utf-16", "LANG=C", "no UTF-8 at all"],
)
def test_a_call_from_a_shell_fails_by_no_character(env: dict[str, str], encoding: str) -> None:
    for words in (("facts", "--basis", "all"), ("facts", "--help")):
        told = start(env, *words)
        assert (told.code, told.err) == (0, b"")
        assert len(told.out.decode(encoding)) > 500


def test_what_is_replaced_can_be_read() -> None:
    given = "Abe’s – “plan” … Ōkita, été, 12 km² · Итуруп 四島 e\u0301"
    assert terminal.writable(given, "utf-8") == given
    assert terminal.writable(given, "ascii") == 'Abe\'s - "plan" ... Okita, ete, 12 km2 * ?????? ?? e'
    assert terminal.writable(given, "cp1251").startswith("Abe’s – “plan” … Okita, ete, 12 km2 · Итуруп ??")
    assert "四島" in terminal.writable(given, "cp932")
    assert "Итуруп" in terminal.writable(given, "cp932")
    assert terminal.writable("a\udcffb", "utf-8") == "a?b"


def test_columns_stand_under_each_other_whatever_is_replaced(call: Call) -> None:
    told = call("ascii", "facts").out.decode("ascii").splitlines()
    head, rows = facts_table(atlas(), View())
    wanted = [[terminal.writable(cell, "ascii") for cell in row] for row in (head, *rows)]
    assert told == columns(wanted[0], wanted[1:]).splitlines()
    assert not any("\\u" in line or "??" in line for line in told)


def test_an_error_tells_a_word_again_as_it_was_typed(call: Call) -> None:
    assert call("ascii", "facts", "--said-by", "é…").err.decode("ascii").strip().endswith(r"unknown value '\xe9...'")


def test_on_a_terminal_that_is_not_utf_8_json_is_escaped_and_stays_json(call: Call) -> None:
    master, slave = pty.openpty()
    env = os.environ | {"PYTHONIOENCODING": "latin-1"}
    running = subprocess.Popen([sys.executable, "cli.py", "layers", "--json"], cwd=ROOT, env=env, stdout=slave)
    os.close(slave)
    chunks = []
    with contextlib.suppress(OSError):  # Linux ends a terminal's stream by an error.
        while chunk := os.read(master, 65536):
            chunks.append(chunk)
    os.close(master)
    assert running.wait(60) == 0
    told = b"".join(chunks).decode("latin-1")
    assert json.loads(told) == json.loads(call("utf-8", "layers", "--json").out)


def test_a_character_beyond_the_basic_plane_is_escaped_as_json_does() -> None:
    assert json.loads('"𝄞é’"'.encode("ascii", terminal.JSON)) == "𝄞é’"
