"""Build every file under ``data/ground/``: sea depth and relief as images in Web Mercator, and isobaths.

Run it by hand when a source or a tint changes, in an environment of its own::

    python -m venv relief-env
    relief-env/bin/pip install -r data/requirements-relief.txt
    relief-env/bin/python data/build_relief.py

pip fetches the two packages (170 MB) into ``--cache``. It takes about a minute and 2 GB of memory, gives the same bytes
each time, and stops if a source is not what is expected. Bounds are longitude and latitude in EPSG:4326.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from relief import isobaths, layers, sources, writing
from relief.grids import Grid, Raster
from relief.tints import THEMES, held

WINDOW = (125.0, 30.0, 165.0, 62.0)
"""West, south, east, north of the coast that we have: that of ``data/build_geometry.py``."""
AROUND = (85.0, 8.0, 209.0, 73.0)
NEAR, FAR = Grid(WINDOW, 6), Grid(AROUND, 4)
FADE = {"far": 9.0, "sea": 1.5, "land": 2.5}
"""Degrees within which an image fades out at its edge, so that no edge shows."""
QUALITY = {"light": {"far": 30, "sea": 70, "land": 55}, "dark": {"far": 45, "sea": 75, "land": 60}}
"""Of WebP. In the dark few tones lie side by side, and steps between them show."""


def _opacity(name: str, grid: Grid, picture: Raster) -> np.ndarray:
    """Return an image's opacity: shape (height, width). Where land fades out, no sea may shine through it."""
    edge = grid.edge(FADE[name])
    if name != "sea":
        return edge
    inside = np.clip(2 * grid.edge(2 * FADE["land"]) - 1, 0, 1)
    return edge * (1 - layers.land_share(grid, picture) * (1 - inside))


def build(cache: Path) -> None:
    """Build and write everything."""
    heights, picture = sources.read_depth(cache), sources.read_relief(cache)
    ground = writing.Ground()
    for theme, tint in THEMES.items():
        images = {
            "far": (FAR, layers.both(FAR, heights, picture, tint)),
            "sea": (NEAR, layers.sea(NEAR, heights, tint)),
            "land": (NEAR, layers.land(NEAR, picture, tint)),
        }
        for name, (grid, colors) in images.items():
            pixels = np.dstack([held(colors, tint), 255 * _opacity(name, grid, picture)])
            ground.image(name, theme, grid, pixels, QUALITY[theme][name])
    ground.isobaths(isobaths.lines(WINDOW, heights))
    ground.record()


def main() -> None:
    """Read the options, and build."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "relief", help="where the packages are"
    )
    build(parser.parse_args().cache)


if __name__ == "__main__":
    main()
