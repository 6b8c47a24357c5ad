"""Programs of others read what describes the zip: RO-Crate, Frictionless, Citation.js, and JSON-LD by PyLD."""

from __future__ import annotations

import csv
import importlib.resources
import io
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pyogrio
import pytest
import yaml
from frictionless import system
from hostile import poison
from pyld import jsonld
from rocrate.rocrate import ROCrate

from geo.atlas import Atlas, open_atlas
from geo.export import documents, linked_places, web_annotations
from geo.paths import ROOT
from geo.records.catalog import read_catalog
from geo.view.parameters import DEFAULT, EVERYTHING, View

pytestmark = pytest.mark.slow

SHIPPED = open_atlas(ROOT / "data")
VIEWS = {"all": EVERYTHING, "article": DEFAULT, "none": View(text="no fact holds these words: xyzzy")}
OA, LPO = "http://www.w3.org/ns/oa#", "http://linkedpasts.org/ontology/lpo_latest.ttl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# No test reaches a network, and the two contexts are not ours to keep: this is what they say of the terms that we use.
TERMS: dict[str, dict[str, Any]] = {
    web_annotations.CONTEXT: {
        "id": "@id",
        "type": "@type",
        **{
            name: f"{OA}{name}"
            for name in ("Annotation", "SpecificResource", "TextQuoteSelector", "TextualBody", "exact")
        },
        "AnnotationCollection": "https://www.w3.org/ns/activitystreams#OrderedCollection",
        "first": {"@id": "https://www.w3.org/ns/activitystreams#first", "@type": "@id"},
        "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
        "body": {"@id": f"{OA}hasBody", "@type": "@id"},
        "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
        "source": {"@id": f"{OA}hasSource", "@type": "@id"},
        "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
        "value": f"{RDF}value",
    },
    linked_places.CONTEXT: {
        "id": "@id",
        "type": "@type",
        "Feature": "https://purl.org/geojson/vocab#Feature",
        "features": {"@id": f"{LPO}hasFeature", "@container": "@set"},
        "names": {"@id": f"{LPO}name_attestation", "@container": "@set"},
        "toponym": f"{LPO}toponym",
        "lang": "http://purl.org/dc/terms/language",
    },
}


@pytest.fixture(scope="module", params=VIEWS.values(), ids=list(VIEWS))
def view(request: pytest.FixtureRequest) -> View:
    found: View = request.param
    return found


@pytest.fixture(scope="module")
def folder(view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpack(SHIPPED, view, tmp_path_factory.mktemp("crate"))


def unpack(atlas: Atlas, view: View, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(documents.document(atlas, None, "zip", view).content)).extractall(folder)
    return folder


def told(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def load(url: str, _: dict[str, Any]) -> dict[str, Any]:
    """Give a context from the disk: RO-Crate's own comes with its reader."""
    if url == "https://w3id.org/ro/crate/1.1/context":
        found = json.loads(importlib.resources.files("rocrate").joinpath("data", "ro-crate.jsonld").read_text())
    else:
        found = {"@context": TERMS[url]}
    return {"contextUrl": None, "documentUrl": url, "document": found}


def expanded(document: Any) -> list[dict[str, Any]]:
    options = {"documentLoader": load, "base": "https://atlas.example/crate/"}
    found: list[dict[str, Any]] = jsonld.expand(document, options)
    return found


def test_the_crate_describes_every_file(folder: Path) -> None:
    crate = ROCrate(folder)
    files = {path.name: path for path in folder.iterdir()}
    parts = {part.id: part for part in crate.root_dataset["hasPart"]}
    assert set(parts) == set(files) - {"ro-crate-metadata.json"}
    for name, part in parts.items():
        assert part.type == "File"
        assert int(part["contentSize"]) == files[name].stat().st_size
        assert "/" in part["encodingFormat"]
    assert crate.root_dataset["license"].id == "LICENCE.txt"
    assert crate.root_dataset["author"].type == "Organization"
    assert SHIPPED.hash == crate.root_dataset["version"]
    # The day of the data's own log, and no source's.
    day = max(change.date for change in SHIPPED.catalog.changes.values())
    assert crate.root_dataset["datePublished"] == day
    assert yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))["date-released"] == day
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    others = {name for name in files if name.rpartition(".")[0] not in SHIPPED.layers} - {"README.txt"}
    assert all(name in readme for name in others)
    assert all(f"- {name}: " in readme for name in SHIPPED.layers)
    assert len(expanded(told(folder, "ro-crate-metadata.json"))) == len(files) + 2


def rows_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Read every table by the data package, and hold it to its schema: types, keys, what may be missing."""
    # Outlines are longer than Python's reader of CSV takes by itself.
    csv.field_size_limit(1 << 24)
    with system.use_context(trusted=True):
        package = frictionless.Package(str(folder / "datapackage.json"))
        report = package.validate()
        assert report.valid, report.flatten(["type", "note"])[:5]
        return {
            name: [row.to_dict() for row in package.get_table_resource(name).read_rows()]
            for name in package.resource_names
        }


def test_the_data_package_reads_every_cell_as_what_it_is(folder: Path, view: View) -> None:
    found = rows_of(folder)
    assert list(found) == list(SHIPPED.layers)
    for name, rows in found.items():
        gdf = SHIPPED.layer(name).gdf[SHIPPED.select(view).features[name]]
        assert [row["id"] for row in rows] == list(gdf["id"])
        assert [row["facts"] for row in rows] == [list(cell) for cell in gdf["facts"]]
        assert [row["WKT"] is None for row in rows] == list(gdf.geometry.isna())


def test_the_data_package_finds_a_spoiled_table(tmp_path: Path) -> None:
    folder = unpack(SHIPPED, EVERYTHING, tmp_path)
    table = folder / "lines.csv"
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    table.write_text("\n".join([*lines, lines[-1]]), encoding="utf-8-sig")
    csv.field_size_limit(1 << 24)
    assert not frictionless.Package(str(folder / "datapackage.json")).validate().valid


def test_citation_js_reads_how_to_cite(folder: Path) -> None:
    node = shutil.which("node", path=str(Path(sys.executable).parent))
    command = [str(node), str(ROOT / "tests" / "js" / "cff_read.mjs"), str(folder / "CITATION.cff")]
    (one,) = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert one["type"] == "dataset"
    assert one["version"] == SHIPPED.hash
    assert SHIPPED.catalog.about.name in one["title"]
    assert one["author"][0]["literal"]
    assert one["issued"]["date-parts"][0][0] >= 2018


def values(node: dict[str, Any], *path: str) -> list[Any]:
    """Follow properties in an expanded document and return what stands at their end."""
    found: list[Any] = [node]
    for step in path:
        found = [
            value
            for item in found
            for one in item.get(step, [])
            for value in (one["@list"] if isinstance(one, dict) and "@list" in one else [one])
        ]
    return found


def test_annotations_quote_what_the_records_hold(folder: Path, view: View) -> None:
    (collection,) = expanded(told(folder, web_annotations.NAME))
    streams = "https://www.w3.org/ns/activitystreams#"
    found = {item["@id"].rpartition("#")[2]: item for item in values(collection, f"{streams}first", f"{streams}items")}
    passing = [fact for fact, kept in zip(SHIPPED.facts.facts, SHIPPED.select(view).facts, strict=True) if kept]
    cited = {
        f"{fact.id}-{number}": (fact, citation)
        for fact in passing
        if fact.basis == "article"
        for number, citation in enumerate(fact.citations, 1)
    }
    assert set(found) == set(cited)
    for ident, (fact, citation) in cited.items():
        (target,) = values(found[ident], f"{OA}hasTarget")
        (quoted,) = values(target, f"{OA}hasSelector", f"{OA}exact")
        assert quoted["@value"] == citation.anchor
        assert len(quoted["@value"].split()) <= 6
        assert values(target, f"{OA}hasSource")[0]["@id"] == SHIPPED.catalog.sources[citation.source].url
        texts = [item["@value"] for item in values(found[ident], f"{OA}hasBody", f"{RDF}value")]
        assert texts == [fact.statement, citation.paragraph]


def test_every_article_fact_is_annotated_in_some_view() -> None:
    made = documents.document(SHIPPED, None, "zip", EVERYTHING).content
    found = json.loads(zipfile.ZipFile(io.BytesIO(made)).read(web_annotations.NAME))
    assert found["total"] == len(found["first"]["items"]) > 0


def test_linked_places_hold_every_name_of_every_place(folder: Path, view: View) -> None:
    (collection,) = expanded(told(folder, linked_places.NAME))
    named = {
        place
        for name, table in SHIPPED.layers.items()
        for place in table.gdf["place"][SHIPPED.select(view).features[name]]
    }
    found = {item["@id"].rpartition("#")[2]: item for item in values(collection, f"{LPO}hasFeature")}
    assert set(found) == named
    for ident, item in found.items():
        names = SHIPPED.catalog.places[ident].names
        kept = (names.en, names.ja, names.ja_romaji, names.ru, names.ru_translit, names.ainu, names.ainu_latin)
        read = [one["@value"] for one in values(item, f"{LPO}name_attestation", f"{LPO}toponym")]
        assert read == [text for text in kept if text]


def test_linked_places_are_geojson_that_gdal_reads(folder: Path, view: View) -> None:
    if view == VIEWS["all"]:
        found = pyogrio.read_dataframe(folder / linked_places.NAME)
        drawn = {place for table in SHIPPED.layers.values() for place in table.gdf["place"][table.gdf.geometry.notna()]}
        assert int(found.geometry.notna().sum()) == len(drawn)
        # Which country a disputed place lies in is not ours to say.
        assert "ccodes" not in (folder / linked_places.NAME).read_text(encoding="utf-8")


def test_hostile_texts_stay_texts_for_every_reader(tmp_path: Path) -> None:
    poisoned, _ = poison(tmp_path / "data")
    atlas = Atlas(read_catalog(poisoned))
    folder = unpack(atlas, EVERYTHING, tmp_path / "crate")
    assert ROCrate(folder).root_dataset["version"] == atlas.hash
    assert [len(rows) for rows in rows_of(folder).values()] == [len(table.gdf) for table in atlas.layers.values()]
    for name in (web_annotations.NAME, linked_places.NAME, "ro-crate-metadata.json"):
        assert expanded(told(folder, name))
