"""What is said of a feature's state beside its mark: the message of the weightiest of its states."""

from __future__ import annotations

from collections.abc import Collection

from geo.tables.states import State

TOLD: dict[State, str] = {
    "guessed": "status.speculated",
    "cancelled": "lifecycle.cancelled",
    "withdrawn": "lifecycle.withdrawn",
    "visiting": "lifecycle.visiting",
    "deployed": "lifecycle.deployed",
    "planned": "lifecycle.planned",
}
"""States that say what became of a thing, each with its message, the weightiest first: a guess is called one first of all."""


def told_of(states: Collection[State]) -> str | None:
    """Return the message that says what became of a thing, ``None`` where none of its states does.

    Parameters
    ----------
    states
        The states of one feature.

    Returns
    -------
    str or None
        A key of the catalogue of messages.
    """
    return next((message for state, message in TOLD.items() if state in states), None)
