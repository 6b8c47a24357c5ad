"""Geometries of the data folder, as its files under ``geometry/`` hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class SourceGeometry:
    """A geometry of a file under ``geometry/`` in EPSG:4326, with where it comes from and under which licence."""

    shape: BaseGeometry
    origin: str
    licence: str
    properties: dict[str, Any]
