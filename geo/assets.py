"""The browser's assets that this project serves itself: which files, and the hash that names their present content."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAP_SCRIPTS = (
    "leaflet-1.9.4/leaflet.js",
    "words.js",
    "points.js",
    "marks.js",
    "context.js",
    "ground.js",
    "places.js",
    "land.js",
    "camera.js",
    "lettering.js",
    "legend.js",
    "furniture.js",
    "store.js",
)
"""The map's scripts in the order in which they are loaded, by the dashboard's map and in the atlas as one file."""

MAP_STYLES = ("leaflet-1.9.4/leaflet.css", "map.css")
_SERVED = {".js", ".css", ".png", ".svg"}


@cache
def asset_files() -> dict[str, Path]:
    """Return the assets by the name that they are served under: ``static/`` whole, and the scripts of ``layers/``."""
    found = {
        path.relative_to(folder).as_posix(): path
        for folder in (ROOT / "static", ROOT / "layers")
        for path in sorted(folder.rglob("*"))
        if path.suffix in _SERVED
    }
    return dict(sorted(found.items()))


@cache
def asset_hash() -> str:
    """Return a hash over names and bytes of all assets. It stands in their addresses, so they never go stale."""
    digest = hashlib.sha256()
    for name, path in asset_files().items():
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
