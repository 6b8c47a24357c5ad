"""The rows of list and table: in which order they stand, which page of them shows, and what a printed page has of the others."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from dashboard import state
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact
from geo.text import fact_rows
from geo.view.parameters import View

PAGE = 50
PRINTED = 500
"""How many facts of other pages a printed page lists: what is printed is sent at every run."""

COLUMNS = ("origin", "date", "statement", "who", "where", "topic_label", "evidence_label")
"""The table's columns, by the field of a row that each shows."""

_ORDER = "table_order"


class Order(NamedTuple):
    """By which column the table is sorted, and whether the last comes first."""

    column: str = COLUMNS[0]
    down: bool = False


def in_order(atlas: Atlas, view: View, facts: list[Fact]) -> list[Fact]:
    """Return the facts in the order of the list: the article's news first, then as the article tells them.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown. A chosen place has no lead of its own.
    facts
        The facts that the view lists, in the article's order.
    """
    if view.place is not None:
        return facts
    return sorted(facts, key=lambda fact: fact.id != atlas.lead)


def order() -> Order:
    """Return the order that the reader gave the table."""
    return Order(*st.session_state.get(_ORDER, Order()))


def sort_by(asked: Any) -> None:
    """Take a reader's wish for another order; for callbacks. What names no column is not taken.

    Parameters
    ----------
    asked
        As it came from the browser: ``column``, and ``down`` for downwards.
    """
    state.act()
    if isinstance(asked, dict) and asked.get("column") in COLUMNS:
        st.session_state[_ORDER] = tuple(Order(asked["column"], bool(asked.get("down"))))
        st.session_state["first_row"] = 0


def _days(atlas: Atlas, fact: Fact) -> tuple[int, int]:
    at = atlas.facts.index[fact.id]
    return int(atlas.facts.earliest[at]), int(atlas.facts.latest[at])


def sorted_by(order: Order, facts: list[Fact], atlas: Atlas, words: Messages, claims: str) -> list[Fact]:
    """Return facts sorted by a column of the table. Equal ones keep the article's order, and those with no date come last.

    Parameters
    ----------
    order
        By one of :data:`COLUMNS`.
    facts
        Facts in the article's order.
    atlas, words
        The opened data; the catalogue of one language.
    claims
        The view of claims, by its id, which the names of places follow.
    """
    column, down = order
    if column == "origin":
        return facts[::-1] if down else facts
    if column == "date":
        dated = [fact for fact in facts if fact.date]
        undated = [fact for fact in facts if not fact.date]
        return sorted(dated, key=lambda fact: _days(atlas, fact), reverse=down) + undated
    texts = {fact.id: str(fact_rows.row(fact, atlas, words, claims)[column]).casefold() for fact in facts}
    return sorted(facts, key=lambda fact: texts[fact.id], reverse=down)


def first_row(facts: list[Fact], fact: Fact | None) -> int:
    """Return where the shown page begins: where the reader turned to, else at the page of the fact that was chosen just now.

    Parameters
    ----------
    facts
        The rows in their order.
    fact
        The fact whose card is open, or ``None``.
    """
    last = max(0, len(facts) - 1) // PAGE * PAGE
    shown = (fact.id if fact else None, len(facts))
    if st.session_state.get("shown_rows") != shown:
        st.session_state["shown_rows"] = shown
        if fact in facts:
            st.session_state["first_row"] = facts.index(fact) // PAGE * PAGE
    return min(int(st.session_state.get("first_row", 0)), last)


def paged(words: Messages, atlas: Atlas, view: View, facts: list[Fact], fact: Fact | None) -> dict[str, Any]:
    """Return the page of rows that shows, with what list and table say of it.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    facts
        The rows in their order.
    fact
        The fact whose card is open, or ``None``.
    """
    first = first_row(facts, fact)
    last = min(first + PAGE, len(facts))
    rest = [*facts[:first], *facts[last:]]
    left = len(rest) - PRINTED
    return {
        "items": [fact_rows.row(row, atlas, words, view.claims, view.text) for row in facts[first:last]],
        "first": first,
        "total": len(facts),
        "page": PAGE,
        "range": words.text("facts.range", first=first + 1, last=last, total=len(facts)),
        "printed": [fact_rows.printed(row, atlas, words) for row in rest[:PRINTED]],
        "unprinted": words.text("facts.unprinted", n=left) if left > 0 else None,
    }
