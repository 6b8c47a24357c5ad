"""The facts that pass: the chosen one as a full card, all as a list, or as a table; in article order, 50 at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import address, filters, state
from dashboard.component import component
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact
from geo.tables.selection import Selection
from geo.text import disagreement_text, fact_text, place_names, place_profile
from geo.view.parameters import View

PAGE = 50
MOST_FOUND = 5
"""How many places a search offers."""


def chosen(atlas: Atlas, view: View, selection: Selection, facts: list[Fact]) -> Fact | None:
    """Return the fact whose card is open: the reader's choice, else the article's lead, else the first that is listed.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    selection
        What the view selects: masks over the facts and over each layer's features.
    facts
        The facts that the view lists, in the page's order.

    Returns
    -------
    Fact or None
        ``None`` where nothing is listed and nothing chosen. The reader's choice need not pass the filters.

    Raises
    ------
    KeyError
        The view's fact is none of this atlas.
    """
    if view.fact is not None:
        return atlas.facts.facts[atlas.facts.index[view.fact]]
    lead = atlas.facts.index.get(atlas.lead or "") if view.place is None else None
    if lead is not None and selection.facts[lead]:
        return atlas.facts.facts[lead]
    return facts[0] if facts else None


def _heading(atlas: Atlas, view: View, words: Messages, facts: list[Fact]) -> dict[str, Any]:
    count = sum(fact.basis == "article" for fact in facts)
    others = words.text("facts.others", n=len(facts) - count) if view.basis == "all" else ""
    if view.place is None:
        text = " ".join(filter(None, (words.text("facts.all", n=count), others)))
        return {"text": text, "own": None, "note": None, "sections": [], "close": None, "link": None}
    place = atlas.catalog.places[view.place]
    return {
        "text": " ".join(
            filter(
                None,
                (words.text("facts.at", n=count, place=place_names.label(place, view.claims, atlas.catalog)), others),
            )
        ),
        "own": place_names.own_names(place, view.claims, atlas.catalog),
        "note": fact_text.group_note(place, atlas, words, view.claims),
        "sections": place_profile.sections(place, atlas, words),
        "close": words.text("facts.close"),
        "link": address.of_page(view),
    }


def _card(fact: Fact, atlas: Atlas, words: Messages, view: View) -> dict[str, Any]:
    link = address.of_page(replace(view, fact=fact.id))
    return (
        fact_text.card(fact, atlas, words, view.claims) | disagreement_text.of_fact(fact, atlas, words) | {"link": link}
    )


def draw_facts(words: Messages, atlas: Atlas, view: View, facts: list[Fact], fact: Fact | None) -> None:
    """Draw the list with the open card.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    facts
        The facts that the view lists, in the page's order.
    fact
        The fact whose card is open, or ``None``.
    """
    first = min(int(st.session_state.get("first_row", 0)), max(0, len(facts) - 1) // PAGE * PAGE)
    data = {
        "heading": _heading(atlas, view, words, facts),
        "card": _card(fact, atlas, words, view) if fact else None,
        "outside": words.text("facts.outside") if fact and fact not in facts else None,
        "items": [fact_text.item(row, atlas, words, view.text) for row in facts[first : first + PAGE]],
        "first": first,
        "total": len(facts),
        "page": PAGE,
        "range": words.text("facts.range", first=first + 1, last=min(first + PAGE, len(facts)), total=len(facts)),
        "words": {name: words.text(f"card.{name}") for name in fact_text.CARD},
    }
    component("facts")(
        key="facts",
        data=data,
        on_fact_change=lambda: state.choose_fact(str(st.session_state["facts"]["fact"])),
        on_close_change=lambda: state.choose_place(None),
        on_row_change=lambda: state.turn_to(int(st.session_state["facts"]["row"])),
    )


def show_table(words: Messages, atlas: Atlas, facts: list[Fact]) -> None:
    """Draw the same facts as a table; a chosen row is a chosen fact.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    facts
        The facts that the view lists, in the page's order.
    """
    first = min(int(st.session_state.get("first_row", 0)), max(0, len(facts) - 1) // PAGE * PAGE)
    rows = [fact_text.item(fact, atlas, words) for fact in facts[first : first + PAGE]]
    columns = ("paragraph", "statement", "who", "date", "topic_label", "evidence_label")
    data = {words.text(f"table.{column}"): [row[column] for row in rows] for column in columns}

    def choose() -> None:
        picked = st.session_state["table"]["selection"]["rows"]
        if picked:
            state.choose_fact(str(rows[picked[0]]["id"]))

    st.dataframe(
        data, key="table", hide_index=True, height=520, on_select=choose, selection_mode="single-row", width="stretch"
    )
    if len(facts) > PAGE:
        st.caption(words.text("facts.range", first=first + 1, last=min(first + PAGE, len(facts)), total=len(facts)))


def show_found(words: Messages, atlas: Atlas, view: View) -> None:
    """Offer the places whose names hold the words that are searched: a click opens the place and brings the map there.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    found = atlas.search.places(view.text) if view.text and view.place is None else []
    if found:
        st.caption(words.text("facts.found_title"))
    for place in found[:MOST_FOUND]:
        name = place_names.label(place, view.claims, atlas.catalog)
        st.button(
            filters.plain(words.text("facts.found", place=name, kind=words.text(f"place.kind.{place.kind}"))),
            key=f"found.{place.id}",
            on_click=state.visit_place,
            args=(place.id,),
        )


def show_empty(words: Messages, atlas: Atlas, view: View) -> None:
    """Say that nothing passes, and offer to take away each filter that would help.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    if view.place is not None:
        name = place_names.label(atlas.catalog.places[view.place], view.claims, atlas.catalog)
        key = "empty.place" if atlas.facts_by_place.get(view.place) else "empty.place_alone"
        st.info(filters.plain(words.text(key, place=name)))
        return
    named = bool(view.text and atlas.search.places(view.text))
    st.info(words.text("empty.place_found" if named else "empty.none"))
    for item in atlas.loosenings(view)[:4]:
        labels = [filters.option_label(words, atlas, item.field, value) for value in item.values]
        what = ", ".join(labels) if labels else words.text(f"empty.{item.field}")
        name = "empty.add_context" if item.field == "basis" else "empty.loosen"
        st.button(
            filters.plain(words.text(name, what=what, n=item.facts)),
            key=f"loosen.{item.field}",
            on_click=state.change,
            kwargs=dict(item.reset),
        )
