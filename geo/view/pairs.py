"""Reading pairs of name and value, from an address or a command line, by parsers: what they say, and what cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from geo.records.wording import nearest
from geo.view.parsers import shorten

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A parameter that could not be used, with the reason."""

    name: str
    reason: str

    def __str__(self) -> str:
        """Read as ``name: reason``."""
        return f"{self.name}: {self.reason}"


class Read(NamedTuple):
    """What pairs say: the values by parameter, the pairs that no parser is for, and what could not be used."""

    values: dict[str, Any]
    others: list[Pair]
    dropped: list[Dropped]


def read_pairs(pairs: Iterable[Pair], parsers: Mapping[str, Callable[[str], Any]]) -> Read:
    """Read pairs by the parsers of their names; this never raises.

    A pair with an empty value says nothing. Of a name that stands twice the first value counts.

    Parameters
    ----------
    pairs
        Names and values, decoded, in any order.
    parsers
        For each name, what makes a value of a text without spaces around it, or raises ``ValueError`` with the reason.

    Returns
    -------
    Read
        Values by parameter, the other pairs as they came, and what could not be used, both in the order of the pairs.
    """
    read = Read({}, [], [])
    for name, text in pairs:
        parse = parsers.get(name)
        if parse is None:
            read.others.append((name, text))
        elif name in read.values:
            read.dropped.append(Dropped(name, "appears twice: the first value is used"))
        elif text.strip():
            try:
                read.values[name] = parse(text.strip())
            except ValueError as error:
                read.dropped.append(Dropped(name, str(error)))
    return read


def unknown(pairs: Iterable[Pair], ours: Collection[str] = ()) -> list[Dropped]:
    """Return pairs that no parser is for as such that cannot be used.

    Parameters
    ----------
    pairs
        Names and values, decoded, in any order.
    ours
        The names that there are; the nearest of them is offered.

    Returns
    -------
    list of Dropped
        One for each pair, in the same order, its name cut to 40 characters.
    """
    return [Dropped(shorten(name), _no_such(nearest(name, ours))) for name, _ in pairs]


def _no_such(meant: str | None) -> str:
    return f"no such parameter: did you mean '{meant}'?" if meant else "no such parameter"
