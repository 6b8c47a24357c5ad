"""How exactly a place is known, in one order, so that nothing is drawn more exactly than its source gives it."""

from __future__ import annotations

from typing import get_args

from geo.records.fact import Precision
from geo.records.place import PlaceKind

ORDER: tuple[Precision, ...] = get_args(Precision)
"""From the most exact to the least."""

OF_KIND: dict[PlaceKind, Precision] = {
    "venue": "site",
    "airfield": "site",
    "bay": "site",
    "cape": "site",
    "peak": "site",
    "lake": "site",
    "village": "city",
    "islet": "island",
    "strait": "region",
    "sea": "region",
    "training-area": "site",
    "town": "city",
    "city": "city",
    "island": "island",
    "island-group": "island-group",
    "archipelago": "archipelago",
    "region": "region",
    "country": "country",
}
"""What drawing a place of each kind says about where something is. Lines, waters and units hold no facts."""


def is_finer(kind: PlaceKind, precision: Precision) -> bool:
    """Tell whether a drawn place of a kind would be more exact than a precision, or is no place for facts at all.

    Parameters
    ----------
    kind
        The kind of the place that a fact is tied to.
    precision
        How exactly the fact's source gives the place.
    """
    return kind not in OF_KIND or ORDER.index(OF_KIND[kind]) < ORDER.index(precision)
