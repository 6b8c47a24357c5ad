"""The browser's assets that this project serves itself: which files, and the hash that names their present content."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.paths import GROUND, ROOT

HERE = Path(__file__).resolve().parent
LISTS = HERE / "lists"
SWATCH = HERE / "map" / "swatch.js"
"""Draws the small picture of a symbol, for the map's legend and for the page's filters."""
CONNECTION = HERE / "page" / "connection.js"
"""Watches whether the page's own line to the server opens."""

MAP_SCRIPTS = (
    "leaflet-1.9.4/leaflet.js",
    "runs.js",
    "words.js",
    "swatch.js",
    "symbols.js",
    "points.js",
    "tips.js",
    "marks.js",
    "callouts.js",
    "context.js",
    "reference_layers.js",
    "text_size.js",
    "world.js",
    "land_mask.js",
    "land_codes.js",
    "spots.js",
    "label_placement.js",
    "line_names.js",
    "places.js",
    "paint.js",
    "ground.js",
    "land.js",
    "camera.js",
    "gestures.js",
    "notices.js",
    "island_names.js",
    "leaders.js",
    "rover.js",
    "lettering.js",
    "legend.js",
    "controls.js",
    "layers.js",
    "store.js",
    "bridge.js",
)
"""The map's scripts in the order in which they are loaded, by the dashboard's map and in the atlas as one file."""

MAP_SCRIPT = "map.js"
"""The asset that holds all of them: streamlit-folium fetches a script only when the one before it has run."""

MAP_STYLES = ("leaflet-1.9.4/leaflet.css", "fonts.css", "map.css")
PARTS: dict[str, tuple[str, ...]] = {
    "facts": ("card", "heading", "list", "table"),
    "filters": ("acts", "fields", "menus", "options"),
    "line": (),
    "opened": (),
    "share": (),
    "story": (),
    "timeline": (),
}
"""The parts of each component's script, ``<name>-<part>.js``, in the order in which they stand before it."""
_SERVED = {".js", ".css", ".png", ".svg", ".webp", ".geojson", ".woff2"}


@cache
def asset_files() -> dict[str, Path]:
    """Return the assets by the name that they are served under: ``static/`` whole, the map's own scripts, and its ground."""
    found = {
        path.relative_to(folder.parent if folder == GROUND else folder).as_posix(): path
        for folder in (ROOT / "static", HERE / "map", GROUND)
        for path in sorted(folder.rglob("*"))
        if path.suffix in _SERVED
    }
    return dict(sorted(found.items()))


@cache
def map_script() -> str:
    """Return the map's scripts as one, in their order. None starts with a token that would go on with the one before."""
    return "\n;\n".join(asset_files()[name].read_text(encoding="utf-8") for name in MAP_SCRIPTS)


@cache
def shared_script() -> str:
    """Return what stands before the scripts of all components, so that all make their elements alike."""
    shared = (HERE / "map" / "runs.js", *(LISTS / name for name in ("elements.js", "links.js", "acts.js")), SWATCH)
    return "\n".join(path.read_text(encoding="utf-8") for path in shared)


@dataclass(frozen=True)
class Component:
    """A list or panel of the page: its own script, which declares the function ``draw``, and its style sheet."""

    script: str
    style: str
    draw: str


@cache
def read_component(name: str, folder: Path | None = None) -> Component:
    """Read a component, ``<name>.js`` and ``<name>.css``, from a folder or from the shared ones in ``lists/``.

    :func:`shared_script` is to stand before it; a script's :data:`PARTS` are in it. A script declares one function
    ``draw<Name>(component)``; it writes every text as text, never as HTML.

    Parameters
    ----------
    name
        The stem of the component's files.
    folder
        Where they stand; ``None`` for ``lists/``.

    Raises
    ------
    FileNotFoundError
        The folder has no such script or style sheet.
    """
    home = folder or LISTS
    scripts = (*(home / f"{name}-{part}.js" for part in PARTS[name]), home / f"{name}.js")
    script = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    return Component(script, (home / f"{name}.css").read_text(encoding="utf-8"), f"draw{name.capitalize()}")


@cache
def asset_hash() -> str:
    """Return a hash over names and bytes of all assets. It stands in their addresses, so they never go stale."""
    digest = hashlib.sha256()
    for name, path in asset_files().items():
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def in_page(path: Path) -> str:
    """Return a file as an address that holds the file itself (RFC 2397).

    Parameters
    ----------
    path
        A picture or a font.
    """
    kind = {".webp": "image/webp", ".woff2": "font/woff2"}[path.suffix]
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
