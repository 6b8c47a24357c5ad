"""Every file of a data folder is read whole or named: with what is wrong and what to do, and never with a trace."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from folders import change, problems

import cli
from geo.errors import DataError
from geo.paths import ROOT
from geo.records import whole
from geo.records.catalog import read_catalog

pytestmark = [pytest.mark.slow, pytest.mark.faults]

SMALL = Path(__file__).parent / "cases" / "small"
SHIPPED = sorted(path.name for path in (ROOT / "data" / "geometry").glob("*.geojson"))
Spoil = Callable[[Path], object]


def edited(act: Callable[[dict[str, Any]], object]) -> Spoil:
    """Return what changes a file of JSON."""

    def spoil(path: Path) -> None:
        content = json.loads(path.read_text(encoding="utf-8"))
        act(content)
        path.write_text(json.dumps(content), encoding="utf-8")

    return spoil


def turned(coordinates: Any) -> Any:
    """Return coordinates with their axes exchanged."""
    return coordinates[::-1] if isinstance(coordinates[0], float | int) else [turned(item) for item in coordinates]


def swap_axes(content: dict[str, Any]) -> None:
    for feature in content["features"]:
        feature["geometry"]["coordinates"] = turned(feature["geometry"]["coordinates"])


def first_pair(coordinates: Any) -> Any:
    """Return the first pair of coordinates, in lists of any depth."""
    return coordinates if isinstance(coordinates[0], float | int) else first_pair(coordinates[0])


def move_off(content: dict[str, Any]) -> None:
    content["features"][0]["geometry"] = {"type": "Point", "coordinates": [999.0, 44.0]}


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def dangle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


FAULTS: dict[str, Spoil] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "null": lambda path: path.write_text("null", encoding="utf-8"),
    "no features": edited(lambda content: content["features"].clear()),
    "null features": edited(lambda content: content.update(features=None)),
    "UTF-16": lambda path: path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16"),
    "axes exchanged": edited(swap_axes),
    "off the globe": edited(move_off),
    "a feature twice": edited(lambda content: content["features"].append(content["features"][0])),
    "null geometry": edited(lambda content: content["features"][0].update(geometry=None)),
    "NaN": edited(
        lambda content: first_pair(content["features"][0]["geometry"]["coordinates"]).insert(0, float("nan"))
    ),
    "a folder": make_folder,
    "a dangling link": dangle,
    "nested too deeply": lambda path: path.write_text("[" * 100_000, encoding="utf-8"),
}


def found(folder: Path) -> set[str]:
    """Return the files of which a problem is told, each with a remedy, and each once."""
    told = problems(folder)
    assert all(len(problem.message) > 20 for problem in told), told
    return {problem.file.partition("/")[2] for problem in told}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_spoiled_geometry_is_named(tmp_path: Path, fault: str) -> None:
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    for name in SHIPPED:
        FAULTS[fault](folder / "geometry" / name)
    wanted = {f"geometry/{name}" for name in SHIPPED}
    told = found(folder)
    # A file that is not there is told at the first place that names it.
    assert told >= wanted or (fault == "missing" and "geometry/land_detail.geojson" in told), wanted - told


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in {"missing", "no features"}])
def test_geometry_without_declared_hashes_is_read(tmp_path: Path, fault: str) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    other = folder / "geometry" / "others.geojson"
    shutil.copy(folder / "geometry" / "squares.geojson", other)
    if fault != "axes exchanged":
        FAULTS[fault](other)
        assert found(folder) == {"geometry/others.geojson"}


def test_an_outline_that_leaves_the_area_is_told(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    change(
        folder / "atlas.yaml",
        "    first_view:",
        "    area: {west: 100, south: 30, east: 160, north: 60}\n    first_view:",
    )
    assert read_catalog(folder).outlines
    edited(
        lambda content: content["features"][0]["geometry"].update(
            coordinates=[[[10, 10], [11, 10], [11, 11], [10, 10]]]
        )
    )(folder / "geometry" / "squares.geojson")
    (told,) = problems(folder)
    assert "out of the atlas’s area" in told.message
    assert told.field == "outline.feature"


RECORDS = ("actors.yaml", "atlas.yaml", "facts.yaml", "layers.yaml", "places.yaml", "sources.yaml")


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize(
    "fault", ["empty", "null", "UTF-16", "a folder", "a dangling link", "nested too deeply", "no record"]
)
def test_each_spoiled_file_of_records_is_named(tmp_path: Path, name: str, fault: str) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    empty: Spoil = lambda path: path.write_text(f"{path.stem}: []\n", encoding="utf-8")  # noqa: E731 - one of many
    FAULTS.get(fault, empty)(folder / name)
    assert name in {item.split("/")[0] for item in found(folder)} or name.split(".", maxsplit=1)[0] in found(folder)


def test_an_empty_file_beside_a_full_one_is_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    (folder / "layers" / "waters.yaml").write_text("layers: []\n", encoding="utf-8")
    assert found(folder) == {"layers/waters.yaml"}


def test_a_layer_that_the_atlas_names_is_missed(tmp_path: Path) -> None:
    for path in sorted((ROOT / "data" / "layers").glob("*.yaml")):
        folder = Path(shutil.copytree(ROOT / "data", tmp_path / path.stem))
        (folder / "layers" / path.name).unlink()
        assert any(problem.field.startswith("layers") for problem in problems(folder)), path.stem


OWN: dict[str, Spoil] = {
    "licences.json missing": lambda data: (data / "licences.json").unlink(),
    "licences.json null": lambda data: (data / "licences.json").write_text("null", encoding="utf-8"),
    "licences.json a number": lambda data: (data / "licences.json").write_text('{"MIT": 5}', encoding="utf-8"),
    "ground.json null": lambda data: (data / "ground" / "ground.json").write_text("null", encoding="utf-8"),
    "ground.json missing": lambda data: (data / "ground" / "ground.json").unlink(),
    "isobaths half": lambda data: FAULTS["half"](data / "ground" / "isobaths.geojson"),
    "image missing": lambda data: (data / "ground" / "sea-dark.webp").unlink(),
    "image a folder": lambda data: make_folder(data / "ground" / "sea-dark.webp"),
    "land missing": lambda data: (data / "geometry" / "land_medium.geojson").unlink(),
    "land half": lambda data: FAULTS["half"](data / "geometry" / "land_detail.geojson"),
    "hashes missing": lambda data: (data / "geometry" / "SHA256SUMS").unlink(),
}


@pytest.mark.parametrize("fault", OWN)
@pytest.mark.parametrize("of", ["shipped", "another"])
def test_the_projects_own_files_are_held_to_what_they_declare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, of: str
) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setattr(whole, "DATA", data)
    monkeypatch.setattr(whole, "LAND", data / "geometry")
    monkeypatch.setattr(whole, "GROUND", data / "ground")
    monkeypatch.setattr(whole, "own_problems", whole.own_problems.__wrapped__)
    OWN[fault](data)
    told = problems(data if of == "shipped" else SMALL)
    assert len(told) == 1, told
    assert fault.split(maxsplit=1)[0].split(".", maxsplit=1)[0].rstrip("s") in told[0].file + told[0].message + fault


def test_the_command_tells_and_does_not_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    dangle(folder / "facts.yaml")
    monkeypatch.setenv("ATLAS_DATA", os.fspath(folder))
    assert cli.main(["check"]) == 1
    assert "small/facts.yaml: -: -: cannot be opened" in capsys.readouterr().err
    with pytest.raises(DataError):
        read_catalog(folder)
