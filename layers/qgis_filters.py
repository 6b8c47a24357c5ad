"""The rules of marks as expressions of QGIS: which feature has which symbol, by the properties that travel with it."""

from __future__ import annotations

from collections.abc import Iterable

from geo.tables.states import State
from layers.alone import PLAIN
from layers.layer import CONTEXT, Layer
from layers.rules import Rule, Rules, Shape

_STATES = """coalesce(try(array_to_string("states"), "states"), '')"""
"""The states as one text: a list in GeoJSON, JSON text in the other formats. No state's name is a part of another's."""

_SHAPES: dict[Shape, str] = {
    "point": "geometry_type($geometry) = 'Point'",
    "area": f"(geometry_type($geometry) <> 'Point' AND NOT {_STATES} LIKE '%chain%')",
    "chain": f"(geometry_type($geometry) <> 'Point' AND {_STATES} LIKE '%chain%')",
}


def text(value: str) -> str:
    """Return a text as an expression has it, in quotes.

    Parameters
    ----------
    value
        Any text; quotes in it are doubled.
    """
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _any_of(terms: Iterable[str]) -> str:
    return f"({' OR '.join(terms)})"


def _in_one_of(states: Iterable[State]) -> str:
    return _any_of(f"{_STATES} LIKE '%{state}%'" for state in states)


def _condition(rule: Rule) -> str:
    """Return when a rule fits a feature alone: of one feature, each being in a state and some being in it are the same."""
    terms = [_any_of(_SHAPES[shape] for shape in rule.shapes)] if rule.shapes else []
    terms += [_in_one_of(states) for states in (rule.each, rule.some) if states]
    return " AND ".join(terms) or "TRUE"


def _choice(rules: Rules) -> str:
    """Return the first rule that fits as a CASE. Rules for marks of which nothing passes, or that draw nothing, have no part."""
    kept = [(_condition(rule), rule.symbol) for rule in rules if rule.passing and rule.symbol]
    cases = " ".join(f"WHEN {condition} THEN {text(symbol)}" for condition, symbol in kept)
    return f"CASE {cases} ELSE {text(PLAIN)} END"


def symbol_expression(look: Layer) -> str:
    """Return an expression that gives the id of a feature's symbol, as :func:`layers.alone.alone` does.

    Parameters
    ----------
    look
        A layer of marks or land.
    """
    own = _choice(look.rules)
    if look.draws == "land":
        return own
    return f"CASE WHEN \"basis\" = 'article' THEN {own} ELSE {_choice(CONTEXT.rules)} END"
