"""Parameters that others hang on our addresses: hosts', mail's, advertisements' and networks'."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from geo.records.wording import nearest
from geo.view.pairs import Pair

_KNOWN = json.loads((Path(__file__).parent / "foreign_parameters.json").read_text(encoding="utf-8"))

STREAMLIT = frozenset({"embed", "embed_options"})
"""Those that our own host reads."""

NAMES: frozenset[str] = frozenset(name for group in _KNOWN["names"].values() for name in group)
"""Whole names, in small letters."""

PREFIXES: tuple[str, ...] = tuple(_KNOWN["prefixes"])
"""Beginnings of names that a tracker makes many of."""


def is_known(name: str) -> bool:
    """Tell whether a parameter is known to be somebody else's, in whatever letters it is written.

    Parameters
    ----------
    name
        As it stands in an address, decoded.
    """
    small = name.lower()
    return small in NAMES or small.startswith(PREFIXES)


def is_foreign(name: str, ours: Collection[str]) -> bool:
    """Tell whether a parameter is none of ours, nor one of ours misspelt. Nobody can list all trackers that there are.

    Parameters
    ----------
    name
        As it stands in an address, decoded.
    ours
        The names of our parameters.
    """
    return name not in ours and (is_known(name) or nearest(name, ours) is None)


def without_known(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs without those known to be somebody else's, in the same order.

    Parameters
    ----------
    pairs
        Names and values, decoded.
    """
    return [pair for pair in pairs if not is_known(pair[0])]
