"""Which symbol a mark gets: ordered rules over the states of its features that pass, the first that fits.

The map's script evaluates the same rules, handed to it as data, in ``symbolOf`` of web/map/symbols.js.
Nothing else decides a look.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.tables.states import State

Shape = Literal["area", "chain", "point"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its symbol is ``None`` where such a mark is not drawn.

    ``shapes`` are those that it is for, none meaning any. ``each`` asks that every feature is in one of some states, ``some``
    that any is. A rule is for marks of which a feature passes, and with ``passing`` false for the others.
    """

    symbol: str | None
    shapes: tuple[Shape, ...] = ()
    each: tuple[State, ...] = ()
    some: tuple[State, ...] = ()
    passing: bool = True

    def fits(self, shape: Shape, features: Collection[frozenset[State]]) -> bool:
        """Tell whether the rule is for a mark of a shape and of the states of each feature that passes.

        Parameters
        ----------
        shape
            The mark's shape.
        features
            The states of each of its features that pass; empty where none does.
        """
        return (
            self.passing == bool(features)
            and (not self.shapes or shape in self.shapes)
            and (not self.each or all(states.intersection(self.each) for states in features))
            and (not self.some or any(states.intersection(self.some) for states in features))
        )


Rules = tuple[Rule, ...]


def shape_of(geometry_type: str, states: Collection[State]) -> Shape:
    """Return a mark's shape by its geometry's type and the states of one of its features.

    Parameters
    ----------
    geometry_type
        A name of OGC Simple Features, as ``Point`` or ``MultiPolygon``.
    states
        The states of one feature.
    """
    if geometry_type == "Point":
        return "point"
    return "chain" if "chain" in states else "area"


def symbol_of(rules: Sequence[Rule], shape: Shape, features: Collection[frozenset[State]]) -> str | None:
    """Return the id of a mark's symbol, ``None`` where it is not drawn.

    Parameters
    ----------
    rules
        A layer's, in their order.
    shape
        The mark's shape.
    features
        The states of each of its features that pass; empty where none does.

    Returns
    -------
    str or None
        A key of :data:`layers.symbols.SYMBOLS`; ``None`` also where no rule fits.
    """
    return next((rule.symbol for rule in rules if rule.fits(shape, features)), None)


ENDED: tuple[State, ...] = ("cancelled", "withdrawn")

ABSENT: tuple[State, ...] = ("cancelled", "guessed", "planned", "withdrawn")
"""States of what does not stand there for certain: a plan that was given up is no more there than one that stands."""


def marks_with(area: str) -> Rules:
    """Return the rules of a layer of facts at places: a symbol for areas of what is there, and those of all such layers.

    Parameters
    ----------
    area
        The id of a symbol in :data:`layers.symbols.SYMBOLS`.

    Returns
    -------
    tuple of Rule
        The first that fits counts.
    """
    return (
        Rule("guessed", each=("guessed",)),
        Rule("ended", each=ABSENT, some=ENDED),
        Rule("planned", each=ABSENT),
        Rule("ring", shapes=("point",)),
        Rule(area),
    )


DEFAULT: Rules = marks_with("outline")
"""The rules of a layer that has none of its own."""

LAND: Rules = (
    Rule("chain", shapes=("chain",)),
    Rule("island", shapes=("area",)),
    Rule("land", shapes=("area",), passing=False),
)
"""Islands stay land where no fact of them passes, without a coast of their ink; a chain then goes."""

OTHERS: Rules = (
    # Its islands are outlined one by one: an area is drawn once.
    Rule(None, shapes=("area",), each=("group",)),
    Rule("others-guessed", each=("guessed",)),
    Rule("others-ended", each=ABSENT, some=ENDED),
    Rule("others-planned", each=ABSENT),
    Rule("others-later", each=("later",)),
    Rule("others"),
)
"""The rules of what other sources add: one mark a place, whatever layers its features are of."""

BESIDE: Rules = (Rule("differ", shapes=("point",), some=("differ",)),)
"""What a mark of the article gets beside its symbol."""
