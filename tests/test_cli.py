"""The command line, as a person calls it."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import cli
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


@pytest.mark.parametrize(
    ("words", "out", "layer", "file_format"),
    [
        (("events", "--format", "csv"), None, "events", "csv"),
        (("events",), "x.GPKG", "events", "gpkg"),
        (("events", "--format", "kml"), "no-ending", "events", "kml"),
        (("all", "--format", "zip"), None, None, "zip"),
        (("all", "--format", "gpkg"), "x.gpkg", None, "gpkg"),
    ],
)
def test_export_takes_the_format_from_option_or_ending(
    words: tuple[str, ...],
    out: str | None,
    layer: str | None,
    file_format: str,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    options = ("--out", str(tmp_path / out)) if out else ()
    assert cli.main(["export", *words, "--topic", "military", *options]) == 0
    content = (tmp_path / out).read_bytes() if out else capfdbinary.readouterr().out
    assert content == atlas().document(layer, file_format, View(topic=("military",))).content


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("islands", "--out", "x.shp"), "no format has the ending '.shp': there are .geojson, .gpkg"),
        (("islands", "--format", "shp"), "no format 'shp' for one layer: there are geojson, gpkg"),
        (("islands", "--format", "kml", "--out", "x.csv"), "--format kml and --out with the ending '.csv'"),
        (("islands", "--out", "x.zip"), "no format 'zip' for one layer"),
        (("all",), "--format: say gpkg or zip"),
        (("all", "--out", "x.csv"), "no format 'csv' for all layers: there are gpkg, zip"),
        (("all", "--out", "x.txt"), "no format has the ending '.txt': there are .gpkg, .zip"),
        (
            ("rivers", "--format", "gpkg"),
            "the layers are administration, waters, lines, islands, deployments, events, aegis",
        ),
    ],
)
def test_a_format_that_is_unclear_writes_nothing(
    words: tuple[str, ...],
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["export", *words]) == 2
    told = capsys.readouterr()
    assert (reason in told.err, told.out) == (True, "")
    assert list(tmp_path.iterdir()) == []


def test_wrong_calls_exit_with_2_and_say_why() -> None:
    for words, reason in [
        (("export", "rivers"), b"the layers are administration, waters, lines, islands, deployments, events, aegis"),
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
    assert "Examples:" in text
