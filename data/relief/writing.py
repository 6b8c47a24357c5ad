"""The files, and the record that names each with its bounds and hash."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from PIL import Image
from shapely.geometry.base import BaseGeometry

from relief import sources
from relief.grids import Grid

GROUND = Path(__file__).resolve().parent.parent / "ground"
CREDITS = [
    {
        "name": "ETOPO1 depth, NOAA",
        "of": "depth",
        "url": "https://doi.org/10.7289/V5C8276M",
        "licence": "Public domain",
    },
    {"name": "shadedrelief.com relief", "of": "relief", "url": "https://www.shadedrelief.com/", "licence": "MIT"},
]


class Ground:
    """The folder ``data/ground``."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, Any]] = {}
        GROUND.mkdir(exist_ok=True)

    def _write(self, name: str, content: bytes, **more: Any) -> None:
        (GROUND / name).write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        self.files[name] = {**more, "bytes": len(content), "sha256": sha256}
        sent = len(gzip.compress(content, 6)) if name.endswith("json") else len(content)
        print(f"{name}  {len(content)} bytes, {sent} as sent  sha256 {sha256}")

    def image(self, name: str, theme: str, grid: Grid, pixels: np.ndarray, quality: int) -> None:
        """Write an image: pixels of shape (height, width, 4), red, green, blue and opacity from 0 to 255."""
        path = GROUND / f"{name}-{theme}.webp"
        image = Image.fromarray(np.round(pixels).astype(np.uint8), "RGBA")
        image.save(path, "WEBP", quality=quality, alpha_quality=60, method=6)
        self._write(path.name, path.read_bytes(), image=name, theme=theme, bounds=grid.bounds, size=image.size)

    def isobaths(self, lines: dict[int, BaseGeometry]) -> None:
        """Write the lines of equal depth as GeoJSON (RFC 7946), lon lat."""
        features = [
            {
                "type": "Feature",
                "properties": {"depth_m": depth},
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
            for depth, shape in lines.items()
        ]
        content = {"type": "FeatureCollection", "features": features}
        text = json.dumps(content, separators=(",", ":")).replace('{"type":"Feature",', '\n{"type":"Feature",')
        self._write("isobaths.geojson", (text + "\n").encode())

    def record(self) -> None:
        """Write what the folder holds, from which sources, and whom to credit."""
        read = [vars(source) for source in (sources.DEPTH, sources.RELIEF)]
        content = {"credits": CREDITS, "sources": read, "files": self.files}
        (GROUND / "ground.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
