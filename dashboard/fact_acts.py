"""What a reader does in the list or table of facts: a fact opened or folded, a page turned, an order asked for, a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import place_topics, rows, state
from dashboard.component import number_of, seen, take


def _at(place: str | None) -> str:
    """Return what the session notes where a reader folds the open card: it stays folded as long as the place is the same."""
    return f"at {place}"


def is_folded(place: str | None) -> bool:
    """Tell whether the reader has folded the card that opens by itself.

    Parameters
    ----------
    place
        The chosen place, or ``None``.
    """
    return bool(st.session_state.get("folded") == _at(place))


def _fold() -> None:
    """Fold the open card. No card opens by itself until another place or fact is chosen."""
    st.session_state["folded"] = _at(state.current().place)
    state.change(fact=None)


_ACTS: dict[str, Callable[[Any], None]] = {
    "fact": state.choose_fact,
    "fold": lambda _: _fold(),
    "back": lambda _: state.choose_step(st.session_state.get(state.LEFT_STEP)),
    "close": lambda _: state.choose_place(None),
    "more": lambda _: state.change(basis="all"),
    "topics": place_topics.choose_topics,
    "row": state.turn_to,
    "sort": rows.sort_by,
}
"""Each act by the name that the script gives it; it takes what is wanted."""


def take_acts() -> None:
    """Do what the reader has done in the list and this session has not seen, in its order; for callbacks."""
    before = seen("facts")
    acts = take("facts", "act").get("acts")
    for act in acts if isinstance(acts, list) else ():
        if (number_of(act) or 0) > before and act.get("name") in [*_ACTS]:
            _ACTS[act["name"]](act.get("value"))
