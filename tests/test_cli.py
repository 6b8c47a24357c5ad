"""The command line, as a person calls it."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from geo.atlas import ROOT, atlas
from geo.view import DEFAULT, View

SMALL = Path(__file__).parent / "cases" / "small"


def run(*words: str, data: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    env = (
        {**os.environ, "ATLAS_DATA": str(data)} if data else {k: v for k, v in os.environ.items() if k != "ATLAS_DATA"}
    )
    return subprocess.run([sys.executable, "cli.py", *words], cwd=ROOT, env=env, capture_output=True, check=False)


def test_check_passes_the_shipped_data() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"40 article facts" in done.stdout


def test_check_lists_each_problem(tmp_path: Path) -> None:
    done = run("check", data=tmp_path)
    assert done.returncode == 1
    assert b"no file of facts here" in done.stderr
    assert b"Traceback" not in done.stderr


def test_export_gives_the_apis_bytes(tmp_path: Path) -> None:
    assert run("export", "islands").stdout == atlas().geojson("islands", DEFAULT).content
    out = tmp_path / "out.geojson"
    done = run("export", "deployments", "--modality", "planned", "--from", "2018", "--out", str(out))
    assert done.returncode == 0
    view = View(modality=("planned",), since=date(2018, 1, 1))
    assert out.read_bytes() == atlas().geojson("deployments", view).content


def test_wrong_calls_exit_with_2_and_say_why() -> None:
    for words, reason in [
        (("export", "rivers"), b"the layers are islands, deployments, events"),
        (("export", "islands", "--topic", "cookery"), b"--topic: unknown value 'cookery'"),
        (("export",), b"layer"),
        (("dance",), b"dance"),
    ]:
        done = run(*words)
        assert done.returncode == 2
        assert reason in done.stderr
        assert b"Traceback" not in done.stderr


def test_an_unwritable_file_is_one_sentence() -> None:
    done = run("export", "islands", "--out", str(SMALL / "nowhere" / "x.geojson"))
    assert done.returncode == 1
    assert b"cannot write" in done.stderr


def test_help_teaches() -> None:
    text = run("export", "--help").stdout.decode()
    assert "--said-by" in text
    assert "Example:" in text
