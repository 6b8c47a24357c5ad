"""A disk that is full or may not be written: each a sentence, and never a file that is short and looks whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import StartServer
from serving import is_healthy

from commands.writing import write_whole
from geo.export.formats import FORMATS
from geo.paths import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.faults]

FULL = """
import resource, signal, sys
import cli
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
sys.exit(cli.main(sys.argv[2:]))
"""
"""A disk that takes so many bytes a file."""
NOWHERE = """
import sys, tempfile
tempfile._candidate_tempdir_list = lambda: ["/nowhere"]
import cli
sys.exit(cli.main(sys.argv[1:]))
"""
"""A machine without a folder for temporary files, whoever asks: root may write anywhere."""

FILES = [
    ("all" if "layer" not in item.scopes else "events", f"{item.id}.{item.ending}", item.id)
    for item in FORMATS.values()
]
PICTURES = [("picture", f"map.{ending}", ending) for ending in ("png", "svg", "pdf")]


def run(script: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **more}
    return subprocess.run(
        [sys.executable, "-c", script, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a command that failed told, which is no trace."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def command(what: str, out: Path, file_format: str) -> list[str]:
    if what == "picture":
        return ["picture", "--out", str(out)]
    return ["export", what, "--format", file_format, "--out", str(out)]


@pytest.mark.parametrize(("what", "name", "file_format"), [*FILES, *PICTURES])
def test_a_full_disk_leaves_no_part_of_a_file(tmp_path: Path, what: str, name: str, file_format: str) -> None:
    out = tmp_path / name
    why = told(run(FULL, "3000", *command(what, out, file_format)))
    assert re.search("cannot write|cannot be made", why)
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_before_still_does(tmp_path: Path) -> None:
    out = tmp_path / "events.geojson"
    out.write_text("before", encoding="utf-8")
    told(run(FULL, "3000", "export", "events", "--out", str(out)))
    assert out.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [out]


def test_without_a_folder_to_write_in_the_reason_is_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    assert "TMPDIR" in told(run(NOWHERE, "export", "all", "--out", str(tmp_path / "all.gpkg"), HOME=str(home)))
    assert "MPLCONFIGDIR" in told(run(NOWHERE, "picture", "--out", str(tmp_path / "map.png"), HOME=str(home)))
    assert list(tmp_path.iterdir()) == [home]


def test_a_home_that_is_a_file_stops_nothing(start_server: StartServer, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("", encoding="utf-8")
    with start_server(extra_env={"HOME": str(home)}) as server:
        assert is_healthy(server.url)
        assert "Traceback" not in server.log()


def test_a_link_is_followed_and_a_device_is_written_as_it_is(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"before")
    link.symlink_to(target)
    write_whole(link, b"after")
    assert target.read_bytes() == b"after"
    assert link.is_symlink()
    write_whole(Path(os.devnull), b"anything")
    assert not Path(os.devnull).is_file()
