"""Where the text of each licence stands. It belongs to the project, so it is the same whatever folder the data are from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from geo.paths import DATA

LICENCES = DATA / "licences.json"


@cache
def licence_addresses() -> Mapping[str, str]:
    """Return the address of each licence's text, by the name that outlines and points give it."""
    return MappingProxyType(json.loads(LICENCES.read_text(encoding="utf-8")))
