"""Cells of a table as JSON, and whom to credit for a table's geometries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np


def plain(value: Any) -> Any:
    """Return a cell of a frame as JSON can hold it; missing values become ``None``."""
    if isinstance(value, list):
        return value
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def dump(value: Any) -> str:
    """Return a value as JSON text, as short as it can be; characters outside ASCII stay as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if isinstance(value, str)))


def credit(frame: gpd.GeoDataFrame) -> dict[str, str]:
    """Return whom to credit for the geometry of some features, and under which licences it is."""
    # A layer that never had a feature has no such columns.
    sources, licences = frame.get("geometry_source", ()), frame.get("geometry_licence", ())
    return {"attribution": _joined(sources), "licence": _joined(licences)}
