"""Cells of a table as JSON, and whom to credit for a table's geometries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
    """Return a value as JSON text, as short as it can be; characters outside ASCII stay as they are.

    Parameters
    ----------
    value
        Of types that JSON has.

    Raises
    ------
    ValueError
        A number is infinite or not a number, for which JSON (RFC 8259) has no form.
    TypeError
        JSON has no such type.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Ready(str):
    """A JSON text, whole and valid, that goes into another as it is: whoever makes one vouches for it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReadyArray:
    """JSON texts, each whole and valid, that go into another as an array, an item a line."""

    items: Iterable[str]

    def parts(self) -> Iterator[str]:
        """Yield what the array's text is made of. Nothing is joined here: a layer's text is large, and each copy of it counts."""
        yield "[\n"
        for position, item in enumerate(self.items):
            if position:
                yield ",\n"
            yield item
        yield "\n]"


def object_text(members: Mapping[str, Any], end: str = "") -> str:
    """Return an object as JSON text, on one line but for what stands in ready-made texts.

    Parameters
    ----------
    members
        By name. A :class:`Ready` or :class:`ReadyArray` is not encoded again; every other value is, as by :func:`dump`.
    end
        What stands behind the object: a line's end, say.
    """
    parts: list[str] = []
    for name, member in members.items():
        parts += "," if parts else "{", dump(name), ":"
        if isinstance(member, ReadyArray):
            parts += member.parts()
        else:
            parts.append(member if isinstance(member, Ready) else dump(member))
    return "".join([*(parts or "{"), "}", end])


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if isinstance(value, str)))


def credit(gdf: gpd.GeoDataFrame) -> dict[str, str]:
    """Return whom to credit for the geometry of some features, and under which licences it is.

    Parameters
    ----------
    gdf
        Features with the columns ``geometry_source`` and ``geometry_licence``; without them nothing is said.

    Returns
    -------
    dict
        ``attribution`` and ``licence``: what the features say, each once in their order, joined by semicolons.
    """
    # A layer that never had a feature has no such columns.
    sources, licences = gdf.get("geometry_source", ()), gdf.get("geometry_licence", ())
    return {"attribution": _joined(sources), "licence": _joined(licences)}
