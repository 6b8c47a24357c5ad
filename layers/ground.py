"""The ground under land and marks, sea depth and relief: its images and lines, where they lie, and whom to credit.

It belongs to the map, so it stays the same whatever folder the data are from. Nothing is ever read off it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geo.paths import GROUND

ISOBATHS = "isobaths.geojson"


@dataclass(frozen=True)
class Image:
    """An image in Web Mercator.

    Attributes
    ----------
    name
        ``far`` holds sea and land of all around, ``sea`` and ``land`` what lies where we have the coast.
    theme
        ``light`` or ``dark``.
    bounds
        West, south, east and north edge, in degrees of EPSG:4326; east may lie past the date line.
    path
        The file, in WebP.
    """

    name: str
    theme: str
    bounds: tuple[float, float, float, float]
    path: Path


@cache
def _record() -> dict[str, Any]:
    return dict(json.loads((GROUND / "ground.json").read_text(encoding="utf-8")))


@cache
def images() -> tuple[Image, ...]:
    """Return all images, in the order in which they lie above each other."""
    found = ((name, item) for name, item in _record()["files"].items() if "image" in item)
    return tuple(Image(item["image"], item["theme"], tuple(item["bounds"]), GROUND / name) for name, item in found)


@cache
def credited() -> tuple[tuple[str, str], ...]:
    """Return name and licence of each source."""
    return tuple((item["name"], item["licence"]) for item in _record()["credits"])


def bounds(name: str) -> tuple[float, float, float, float]:
    """Return the edges of the images of a name, as :attr:`Image.bounds` has them.

    Parameters
    ----------
    name
        ``far``, ``sea`` or ``land``.
    """
    return next(image.bounds for image in images() if image.name == name)


def settings(address: Callable[[Path], str]) -> dict[str, Any]:
    """Return what the map's script needs to show the ground.

    Parameters
    ----------
    address
        Gives where a file of the ground is read.

    Returns
    -------
    dict
        Fit for JSON: ``window``, the edges of the bundled land, west, south, east and north in degrees; ``isobaths``, where
        the lines of equal depth are read; and ``images``, address and edges by theme and name.
    """
    found: dict[str, dict[str, Any]] = {}
    for image in images():
        found.setdefault(image.theme, {})[image.name] = {"url": address(image.path), "bounds": image.bounds}
    return {"window": bounds("land"), "isobaths": address(GROUND / ISOBATHS), "images": found}
