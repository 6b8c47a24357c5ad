"""Four times the data take some four times as long, not sixteen: nothing looks through all records for each one."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bench.make_data import make
from dashboard.map import build_state
from geo.atlas import Atlas
from geo.export import documents
from geo.export.formats import FORMATS
from geo.records.catalog import read_catalog
from geo.view.parameters import View
from onefile import one_file
from reading import documents as pages
from reading.site import Site

pytestmark = pytest.mark.slow

FEW, MANY = 1_500, 6_000
MOST = 6
"""So many times as long four times the data may take; each record with each other one would be sixteen."""
SHORT = 0.1
"""What takes so few seconds of the processor with all the data is not looked at: noise is as long."""

EVERY = View(basis="all")
SITE = Site("https://atlas.example")


def write(file_format: str, atlas: Atlas, _: Path) -> object:
    return documents.document(atlas, "events", file_format, EVERY)


ACTS: dict[str, Callable[[Atlas, Path], object]] = {
    "check": lambda _, folder: read_catalog(folder),
    "open": lambda atlas, _: Atlas(atlas.catalog),
    "select": lambda atlas, _: atlas.select(View(basis="all", topic=("military",))),
    "search": lambda atlas, _: atlas.select(View(basis="all", text="island")),
    "a place": lambda atlas, _: atlas.select(View(basis="all", place="shikotan")),
    "the map's state": lambda atlas, _: build_state(atlas, EVERY, atlas.select(EVERY), None, "light"),
    "one file": lambda atlas, _: one_file(atlas, EVERY),
    "page of facts": lambda atlas, _: pages.facts(SITE, atlas),
    "page of places": lambda atlas, _: pages.places(SITE, atlas),
    "page of a place": lambda atlas, _: pages.place(SITE, atlas, "shikotan"),
    **{f"file {item.id}": partial(write, item.id) for item in FORMATS.values() if "layer" in item.scopes},
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    few, many = (make(tmp_path_factory.mktemp("grown") / "data", size) for size in (FEW, MANY))
    return few, many


@pytest.fixture(scope="module")
def atlases(folders: tuple[Path, Path]) -> tuple[Atlas, Atlas]:
    few, many = (Atlas(read_catalog(folder)) for folder in folders)
    return few, many


@pytest.mark.parametrize("name", ACTS)
def test_four_times_the_data_take_some_four_times_as_long(
    folders: tuple[Path, Path], atlases: tuple[Atlas, Atlas], name: str
) -> None:
    seconds: list[float] = []
    for folder, atlas in zip(folders, atlases, strict=True):
        began = time.process_time()
        ACTS[name](atlas, folder)
        seconds.append(time.process_time() - began)
    few, many = seconds
    assert many < SHORT or many < MOST * few, f"{few:.2f} s with {FEW:,} features, {many:.2f} s with {MANY:,}"
