"""Where the project's own files stand, whatever folder the data are from."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
"""The shipped data folder."""

LAND = DATA / "geometry"
"""The folder of the bundled land, ``land_*.geojson``. It belongs to the map, so it stays the same whatever the data are."""

GROUND = DATA / "ground"
"""The folder of what the land lies on: sea depth and relief (``layers/ground.py``)."""

FONTS = ROOT / "static" / "source-sans-3"
"""The typeface of map, pictures and one file."""

LOCALE = ROOT / "locale"
"""The catalogues of words, one file a language."""
