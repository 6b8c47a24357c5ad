"""QGIS styles come from the one table of symbols: each feature of each layer and view falls under one rule, of its symbol."""

from __future__ import annotations

import io
import itertools
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hostile import poison

from geo.atlas import Atlas, open_atlas
from geo.export import documents
from geo.paths import ROOT
from geo.records.catalog import read_catalog
from geo.tables.states import STATES
from geo.view.parameters import DEFAULT, EVERYTHING, View
from layers.alone import alone
from layers.inks import INKS
from layers.symbols import SYMBOLS

pytestmark = pytest.mark.slow

SHIPPED = open_atlas(ROOT / "data")
VIEWS = {"all": EVERYTHING, "article": DEFAULT, "none": View(text="no fact holds these words: xyzzy")}
TYPES = {"Point": "marker", "Line": "line", "Polygon": "fill"}


def unpacked(atlas: Atlas, view: View) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(documents.document(atlas, None, "zip", view).content))


def evaluate(expression: str, row: dict[str, Any]) -> bool:
    """Evaluate a rule's filter with SQLite, which shares with QGIS all that the filters use but three functions."""
    kind = row["geometry_type"]
    with sqlite3.connect(":memory:") as base:
        base.create_function("geometry_type", 1, lambda _: kind)
        base.create_function("array_to_string", 1, lambda value: value)
        base.create_function("try", 2, lambda value, other: other if value is None else value)
        base.execute("CREATE TABLE one (id, basis, states, period)")
        base.execute("INSERT INTO one VALUES (:id, :basis, :states, :period)", row)
        ((found,),) = base.execute(f"SELECT {expression} FROM one", {"geometry": None})  # noqa: S608 - our own filter
    base.close()
    return bool(found)


def leaves(rules: ET.Element, outer: tuple[str, ...] = ()) -> Iterator[tuple[ET.Element, str]]:
    """Yield each rule that draws, with its filter and those of the groups that it stands in."""
    for rule in rules:
        filters = (*outer, f"({rule.attrib['filter']})")
        if "symbol" in rule.attrib:
            yield rule, " AND ".join(filters)
        yield from leaves(rule, filters)


def renderer(sheet: bytes) -> ET.Element:
    found = ET.fromstring(sheet).find("renderer-v2")
    assert found is not None
    return found


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("layer", SHIPPED.layers)
def test_each_feature_falls_under_one_rule_that_of_its_symbol(layer: str, view: View) -> None:
    made = renderer(unpacked(SHIPPED, view).read(f"{layer}.qml"))
    rules = [(rule, text) for found in made.findall("rules") for rule, text in leaves(found)]
    types = {symbol.attrib["name"]: symbol.attrib["type"] for symbol in made.findall("symbols/symbol")}
    gdf = SHIPPED.layer(layer).gdf[SHIPPED.select(view).features[layer]]
    used: set[str] = set()
    for row, item in zip(gdf.to_dict("records"), alone(gdf, layer, SHIPPED), strict=True):
        shape = row["geometry"]
        kind = shape and shape.geom_type.removeprefix("Multi").removesuffix("String")
        cells = {name: row.get(name) for name in ("id", "basis", "period")}
        told = cells | {"geometry_type": kind, "states": json.dumps(row["states"])}
        fitting = [rule for rule, text in rules if evaluate(text, told)]
        assert [rule.attrib["key"].split(":")[0] for rule in fitting] == [item.symbol] * (shape is not None)
        assert all(types[rule.attrib["symbol"]] == TYPES[str(kind)] for rule in fitting)
        used.update(rule.attrib["key"] for rule in fitting)
    assert used == {rule.attrib["key"] for rule, _ in rules}, "a rule that draws nothing has no row in the legend"


def test_no_state_is_a_part_of_another() -> None:
    assert not [pair for pair in itertools.permutations(STATES, 2) if pair[0] in pair[1]]


@pytest.mark.parametrize("layer", SHIPPED.layers)
def test_colours_and_words_are_those_of_the_map(layer: str) -> None:
    text = unpacked(SHIPPED, EVERYTHING).read(f"{layer}.qml").decode()
    inks = {",".join(str(int(ink.light[i : i + 2], 16)) for i in (1, 3, 5)) for ink in INKS.values()}
    assert set(re.findall(r'"(\d+,\d+,\d+),\d+"', text)) <= inks
    labels = [rule.attrib["label"] for rule, _ in leaves(renderer(text.encode()).find("rules") or ET.Element("none"))]
    assert all(labels)
    assert not re.search(r"[{}]", "".join(labels))
    assert len(set(labels)) >= len(set(re.findall(r'key="([\w-]+):', text)))


@pytest.mark.parametrize("name", [None, *SHIPPED.layers])
def test_a_geopackage_bears_the_default_style_of_each_layer(name: str | None, tmp_path: Path) -> None:
    (tmp_path / "x.gpkg").write_bytes(documents.document(SHIPPED, name, "gpkg", EVERYTHING).content)
    with sqlite3.connect(tmp_path / "x.gpkg") as package:
        styles = package.execute(
            "SELECT f_table_name, f_table_schema, f_geometry_column, styleQML FROM layer_styles WHERE useAsDefault"
        ).fetchall()
        kinds = dict(package.execute("SELECT table_name, data_type FROM gpkg_contents"))
        columns = dict(package.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
    package.close()
    names = list(SHIPPED.layers) if name is None else [name]
    assert kinds == dict.fromkeys(names, "features") | {"layer_styles": "attributes"}
    assert [(row[0], row[1], row[2]) for row in styles] == [(layer, "", columns[layer]) for layer in names]
    beside = unpacked(SHIPPED, EVERYTHING)
    assert [row[3].encode() for row in styles] == [beside.read(f"{layer}.qml") for layer in names]


def test_a_style_stands_beside_each_file_that_bears_none() -> None:
    names = unpacked(SHIPPED, DEFAULT).namelist()
    for ending in ("geojson", "fgb"):
        assert {Path(name).stem for name in names if name.endswith(ending)} == set(SHIPPED.layers)
    assert {Path(name).stem for name in names if name.endswith("qml")} == set(SHIPPED.layers)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    folder, _ = poison(tmp_path / "data")
    atlas = Atlas(read_catalog(folder))
    archive = unpacked(atlas, EVERYTHING)
    for layer in atlas.layers:
        made = ET.fromstring(archive.read(f"{layer}.qml"))
        assert {item.tag for item in made.iter()} <= {
            *(
                "qgis",
                "renderer-v2",
                "rules",
                "rule",
                "symbols",
                "symbol",
                "layer",
                "Option",
                "data_defined_properties",
            ),
            *("labeling", "settings", "text-style", "text-buffer"),
        }


def test_no_style_compares_a_text_that_is_shown() -> None:
    """Rules ask for ids and closed words alone: a label in another language, or a new title, changes no look."""
    archive = unpacked(SHIPPED, EVERYTHING)
    closed = {*STATES, *SYMBOLS, "article", *TYPES, *SHIPPED.catalog.periods}
    for layer, table in SHIPPED.layers.items():
        for _, text in leaves(renderer(archive.read(f"{layer}.qml")).find("rules") or ET.Element("none")):
            quoted = {word.strip("%") for word in re.findall(r"'((?:[^']|'')*)'", text)} - {""}
            assert quoted <= closed | set(table.ids)
            assert set(re.findall(r'"(\w+)"', text)) <= {"basis", "states", "id", "period"}
