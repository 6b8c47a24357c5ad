"""Compare every export of every layer, for twenty views, between two checkouts of this project, by meaning.

Both servers are started, each from its own folder, and asked for the same files. Compared are the features' ids in their order,
the fields and their values, and the geometries; bytes may differ. Run: ``python bench/compare_exports.py BEFORE AFTER``.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from serving import Server, Start

VIEWS: tuple[str, ...] = (
    "",
    "basis=all",
    "topic=military",
    "topic=military&basis=all",
    "topic=diplomacy,economy",
    "layer=islands",
    "layer=events&basis=all",
    "actor=japan",
    "actor=russia&basis=all",
    "said_by=putin",
    "modality=planned&basis=all",
    "evidence=contradicted",
    "from=2018-09-12",
    "to=1956-12-31&basis=all",
    "from=2018-01-01&to=2018-12-31&undated=drop&basis=all",
    "undated=only",
    "q=treaty",
    "q=shikotan&basis=all",
    "q=no+such+words",
    "period=from-1875&claims=both&basis=all&overlay=waters",
)
"""Queries as an address holds them: each facet, dates, search, an empty result, a period."""

IGNORED: frozenset[str] = frozenset({"citation"})
"""Fields that name the version of the data, which differs with any change of a file."""


@dataclass(frozen=True)
class Table:
    """An export as it was read: attributes by column, in the order of the file, and one geometry (or ``None``) a feature."""

    attributes: pd.DataFrame
    shapes: list[Any]


def fetch(url: str) -> bytes:
    """Return what an address answers."""
    with urllib.request.urlopen(url, timeout=120) as answer:
        content: bytes = answer.read()
    return content


def read(content: bytes, ending: str, folder: Path) -> Table:
    """Read a file of one layer by its ending; CSV by its column of geometries in well-known text."""
    if ending == "csv":
        frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        shapes = [shapely.from_wkt(text) if text else None for text in frame["WKT"]]
        return Table(frame.drop(columns="WKT"), shapes)
    path = folder / f"read.{ending}"
    path.write_bytes(content)
    made = gpd.read_parquet(path) if ending == "parquet" else gpd.read_file(path)
    return Table(pd.DataFrame(made.drop(columns=made.geometry.name)), list(made.geometry))


def differences(before: Table, after: Table) -> Iterator[str]:
    """Yield what differs between two tables, one short text for each kind and field."""
    old, new = before.attributes, after.attributes
    yield from (f"field {name} is gone" for name in old.columns if name not in new.columns)
    yield from (f"field {name} is new" for name in new.columns if name not in old.columns)
    if len(old) != len(new) or ("id" in old and list(old["id"]) != list(new["id"])):
        yield f"features differ: {len(old)} before, {len(new)} after"
        return
    for name in old.columns.intersection(new.columns):
        if name not in IGNORED and _texts(old[name]) != _texts(new[name]):
            yield f"values of {name} differ"
    for one, other in zip(before.shapes, after.shapes, strict=True):
        same = one is None and other is None if one is None or other is None else one.equals_exact(other, 1e-9)
        if not same:
            yield "geometries differ"
            return


def _texts(column: pd.Series[Any]) -> list[str]:
    return [json.dumps(value.tolist() if hasattr(value, "tolist") else value, default=str) for value in column]


def compare_archives(before: bytes, after: bytes, folder: Path) -> Iterator[str]:
    """Yield what differs between two archives: names of files, and each layer's files in them."""
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (before, after))
    if old.namelist() != new.namelist():
        yield f"names differ: {sorted(set(old.namelist()) ^ set(new.namelist()))}"
    for name in sorted(set(old.namelist()) & set(new.namelist())):
        ending = name.rpartition(".")[2]
        if ending in {"csv", "geojson"}:
            pair = (read(archive.read(name), ending, folder) for archive in (old, new))
            yield from (f"{name}: {text}" for text in differences(*pair))


def compare_packages(before: bytes, after: bytes, names: list[str], folder: Path) -> Iterator[str]:
    """Yield what differs between two GeoPackages of all layers."""
    paths = [folder / "before.gpkg", folder / "after.gpkg"]
    for path, content in zip(paths, (before, after), strict=True):
        path.write_bytes(content)
    for name in names:
        frames = [gpd.read_file(path, layer=name) for path in paths]
        tables = [Table(pd.DataFrame(item.drop(columns=item.geometry.name)), list(item.geometry)) for item in frames]
        yield from (f"{name}: {text}" for text in differences(*tables))


def embedded(content: bytes) -> Any:
    """Return the layers that the atlas in one file holds, as its page reads them."""
    text = content.decode()
    start = text.index('id="content">') + len('id="content">')
    return json.loads(text[start : text.index("</script>", start)])["layers"]


def compare_pages(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what differs between the layers of two one-file atlases, less fields that are new."""
    old, new = embedded(before), embedded(after)
    for name, features in old.items():
        others = new.get(name, [])
        if [item["id"] for item in features] != [item["id"] for item in others]:
            yield f"{name}: features differ"
            continue
        for one, other in zip(features, others, strict=True):
            changed = [key for key, value in one["properties"].items() if other["properties"].get(key) != value]
            yield from (f"{name}: values of {key} differ" for key in changed)


def main() -> int:
    """Compare two checkouts and print each kind of difference with how often it occurs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    given = parser.parse_args()
    found: Counter[str] = Counter()
    files = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        starts = [Start(app=path.resolve() / "app.py") for path in (given.before, given.after)]
        with Server(starts[0], folder / "before.log") as before, Server(starts[1], folder / "after.log") as after:
            listed = json.loads(fetch(f"{before.url}/api/layers"))
            layers = [layer["id"] for layer in listed["layers"]]
            for query in VIEWS:
                paths = {
                    (layer["id"], ending): f"/api/layers/{layer['id']}.{ending}"
                    for layer in listed["layers"]
                    for ending in (Path(address.split("?")[0]).suffix[1:] for address in layer["files"].values())
                }
                for (layer, ending), path in paths.items():
                    pair = [read(fetch(f"{server.url}{path}?{query}"), ending, folder) for server in (before, after)]
                    found.update(f"{layer}.{ending}: {text}" for text in set(differences(*pair)))
                    files += 1
                for ending in ("zip", "gpkg", "html"):
                    old, new = (fetch(f"{server.url}/api/atlas.{ending}?{query}") for server in (before, after))
                    texts = {
                        "zip": lambda old=old, new=new: compare_archives(old, new, folder),
                        "gpkg": lambda old=old, new=new: compare_packages(old, new, layers, folder),
                        "html": lambda old=old, new=new: compare_pages(old, new),
                    }[ending]()
                    found.update(f"atlas.{ending}: {text}" for text in set(texts))
                    files += 1
    print(f"{files} files of {len(VIEWS)} views compared")
    for text, count in sorted(found.items()):
        print(f"{count:4} × {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
