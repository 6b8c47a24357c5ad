"""A publication as files: whole, linked by relative addresses alone, and the same bytes each time."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import brotli
import pytest
from published_pages import own_links, pages_of, target
from static_host import CONFIGURATION, files_in, plain

from geo.atlas import Atlas, atlas
from geo.export import documents
from geo.export.formats import FORMATS
from geo.text.catalogue import words_of
from geo.view.parameters import BY_NAME, EVERYTHING, FACETS
from onefile import document
from publish import packing
from publish.holdings import holdings
from publish.publication import HERE, POLICY, SCRIPTS, File, Publication

pytestmark = pytest.mark.slow

BASE = "https://host.example/under/atlas"


@pytest.fixture(scope="module")
def files(published: Path) -> dict[str, bytes]:
    return files_in(published)


def test_every_layer_is_there_in_every_format(files: dict[str, bytes]) -> None:
    for kind in FORMATS.values():
        names = {*(atlas().layers if "layer" in kind.scopes else ()), *(["atlas"] if "atlas" in kind.scopes else ())}
        for name in names:
            wanted = documents.document(atlas(), None if name == "atlas" else name, kind.id, EVERYTHING).content
            assert files[f"files/{name}.{kind.ending}"] == wanted


def test_the_same_data_give_the_same_bytes(files: dict[str, bytes]) -> None:
    """Of another opening of the same data; the compressed copies follow from these."""
    other = Atlas(atlas().catalog)
    made = holdings(Publication(other, words_of(other, "en"), BASE))
    assert {name: content for name, content in files.items() if name in made} == made
    assert set(files) - set(made) - {packing.SUMS} == {name for name in files if name.endswith((".gz", ".br"))}


def test_the_list_has_the_hash_of_every_file(published: Path, files: dict[str, bytes]) -> None:
    listed = packing.listed(files[packing.SUMS].decode())
    assert listed == {n: hashlib.sha256(c).hexdigest() for n, c in files.items() if n != packing.SUMS}
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", packing.SUMS], cwd=published, check=True)


def test_compressed_copies_hold_the_same(files: dict[str, bytes]) -> None:
    copies = {name for name in files if name.endswith((".gz", ".br"))}
    for name in copies:
        plain_name, unpack = (name[:-3], gzip.decompress if name.endswith(".gz") else brotli.decompress)
        assert unpack(files[name]) == files[plain_name]
        assert len(files[name]) < len(files[plain_name])
    assert {name[:-3] for name in copies} >= {
        name for name in files if name.endswith((".json", ".geojson", ".css", ".atom"))
    }


def addresses(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield each address of a publication with the file that names it, as far as they are resolved from it."""
    yield from own_links(files)
    for name in (name for name in files if name.endswith(".css")):
        yield from ((name, link) for link in re.findall(r"url\(([^)]*)\)", files[name].decode()))
    (data,) = (name for name in files if re.fullmatch(r"data/atlas\.\w+\.json", name))
    content = json.loads(files[data])
    images = [image for theme in content["settings"]["ground"]["images"].values() for image in theme.values()]
    yield from (("index.html", link) for link in (*content["apart"].values(), *(image["url"] for image in images)))
    kept = json.loads(files["worker.js"].decode().partition("\n")[0].removeprefix("const KEPT = ").rstrip(";"))
    yield from (("worker.js", link) for link in kept["files"])


def test_no_link_is_broken_and_all_are_relative(published: Path, files: dict[str, bytes]) -> None:
    found = set(addresses(files))
    assert len(found) > 4000
    assert [pair for pair in found if not re.match(r"[\w.]", pair[1])] == []
    targets = {(name, link): target(name, link) for name, link in found}
    assert {pair: file for pair, file in targets.items() if file not in files} == {}
    with plain(published.parent.parent) as origin:
        for file in sorted(set(targets.values())):
            with urllib.request.urlopen(f"{origin}/under/atlas/{file.removesuffix('index.html')}") as answer:
                assert answer.status == 200
    # Whatever lies in it is named by something, so that nothing lies there for nobody.
    kinds = ("assets/", "data/", "cards/", "facts/", "places/", "articles/", "claims/")
    assert {name for name in files if name.startswith(kinds) and not name.endswith((".gz", ".br"))} <= set(
        targets.values()
    )


def test_no_page_has_a_script_or_style_in_it(files: dict[str, bytes]) -> None:
    for name in ("404.html", *pages_of(files)):
        page = files[name].decode()
        # What machines read is no script: a browser does not run it.
        marks = re.findall(r"<[^<>]*>", page.replace('<script type="application/ld+json">', ""))
        assert [mark for mark in marks if re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", mark)] == []
        assert POLICY in page.replace("&#39;", "'")
    assert len(files["index.html"]) < 6000
    # Without its head, which says what others show of it.
    assert len(re.sub(rb"<(title|meta|script|link)\b[^>]*>([^<]*</(title|script)>)?", b"", files["index.html"])) < 4000
    assert "'unsafe" not in POLICY
    assert POLICY in CONFIGURATION.read_text(encoding="utf-8")


def test_all_scripts_are_in_it_and_each_parameter_of_a_view_is_read(files: dict[str, bytes]) -> None:
    own = {path.name for path in HERE.glob("*.js")}
    assert own == {*SCRIPTS, "worker.js"}
    (script,) = (content.decode() for name, content in files.items() if re.fullmatch(r"assets/atlas\.\w+\.js", name))
    for path in (*(HERE / name for name in SCRIPTS), *(document.HERE / name for name in document.PAGE_SCRIPTS[:-1])):
        assert path.read_text(encoding="utf-8") in script
    table = (HERE / "link.js").read_text(encoding="utf-8")
    named = {
        *re.findall(r"^ {6}(\w+): ", table, re.MULTILINE),
        *re.findall(r'"(lat|lon|zoom)"', table),
        "layer",
        *FACETS,
        "q",
    }
    assert named >= set(BY_NAME)


def test_robots_and_site_map_name_the_pages(files: dict[str, bytes]) -> None:
    assert f"Sitemap: {BASE}/sitemap.xml" in files["robots.txt"].decode()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [item.text for item in ET.fromstring(files["sitemap.xml"]).iter(f"{space}loc")]
    assert found == [f"{BASE}/{name.removesuffix('index.html')}" for name in sorted(pages_of(files))]
    catalog = atlas().catalog
    # The map, the list of files, of facts and of places, and the claims.
    assert len(found) == len(catalog.facts) + len(catalog.places) + len(catalog.articles) + 5
    assert f'<link rel="canonical" href="{BASE}/">' in files["index.html"].decode()


def small(_: Publication) -> Iterator[File]:
    yield "index.html", b"<title>small</title>"


def test_two_entries_of_the_table_cannot_make_one_file() -> None:
    made = Publication(atlas(), words_of(atlas(), "en"))
    with pytest.raises(ValueError, match=r"index\.html"):
        holdings(made, [small, small])


def test_an_entry_more_adds_files_that_the_site_map_names(files: dict[str, bytes]) -> None:
    made = Publication(atlas(), words_of(atlas(), "en"), BASE)
    held = {name: files[name] for name in files if name.startswith("files/") and name != "files/index.html"}
    more = {"fact/one/index.html": b"<title>One</title>"}
    found = holdings(made, [lambda _: held.items(), lambda _: more.items()])
    assert f"<loc>{BASE}/fact/one/</loc>" in found["sitemap.xml"].decode()
