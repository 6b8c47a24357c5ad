"""The facts that pass, as a list whose chosen fact opens in place, or as a table; 50 at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import address, fact_acts, filters, place_topics, rows, said, state
from dashboard.component import component, seen
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact
from geo.text import article_text, disagreement_text, fact_rows, fact_text, place_names, place_profile
from geo.view.parameters import View

MOST_FOUND = 5
"""How many places a search offers."""


def chosen(atlas: Atlas, view: View, facts: list[Fact]) -> Fact | None:
    """Return the fact whose card is open: the reader's choice, else the only one that is listed, else the article's lead.

    The lead opens by itself where nothing is filtered. A list that the reader has narrowed down stays one of rows, to be read at
    a glance.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    facts
        The facts that the view lists.

    Returns
    -------
    Fact or None
        ``None`` where none opens by itself, and where the reader has folded the card that did.
        The reader's choice need not pass the filters.

    Raises
    ------
    KeyError
        The view's fact is none of this atlas.
    """
    if view.fact is not None:
        return atlas.facts.facts[atlas.facts.index[view.fact]]
    if fact_acts.is_folded(view.place):
        return None
    if len(facts) == 1:
        return facts[0]
    is_whole = view.place is None and view.selection() == view.unfiltered()
    return atlas.catalog.facts.get(atlas.lead or "") if is_whole and facts else None


def _title(atlas: Atlas, view: View, words: Messages, facts: list[Fact]) -> str:
    """Return what is listed: how many facts of the article, of how many where filters leave some out, and how many of others."""
    count = sum(fact.basis == "article" for fact in facts)
    total = int(atlas.facts.from_article.sum())
    if view.place is not None:
        name = place_names.label(atlas.catalog.places[view.place], view.claims, atlas.catalog)
        text = words.text("facts.at", n=count, place=name)
    else:
        text = words.text("facts.all" if count == total else "facts.some", n=count, total=total)
    others = words.text("facts.others", n=len(facts) - count) if view.basis == "all" else ""
    return " ".join(filter(None, (text, others)))


def _more(atlas: Atlas, view: View, words: Messages) -> str | None:
    """Return how many facts of other sources pass the same filters, where only the article's are listed; nothing without any."""
    if view.basis == "all":
        return None
    passing = atlas.select(replace(view, basis="all")).facts & ~atlas.facts.from_article
    if view.place is not None:
        there = [atlas.facts.index[ident] for ident in atlas.facts_by_place.get(view.place, ())]
        passing = passing[there]
    n = int(passing.sum())
    return words.text("facts.more", n=n) if n else None


def _way_back(atlas: Atlas, words: Messages) -> str | None:
    """Return the name of the way back to the step of the walk that the reader left for a place or a fact."""
    step = atlas.steps.get(st.session_state.get(state.LEFT_STEP) or "")
    if step is None:
        return None
    return words.text("story.return", step=article_text.paragraph(step.article, step.paragraph, atlas, words))


def _heading(atlas: Atlas, view: View, words: Messages, facts: list[Fact]) -> dict[str, Any]:
    known = len(atlas.facts.facts) if view.basis == "all" else int(atlas.facts.from_article.sum())
    passing = int(atlas.select(view).facts.sum())
    told = {
        "text": _title(atlas, view, words, facts),
        "status": words.text("facts.status", n=passing, total=known),
        "back": _way_back(atlas, words),
        "more": _more(atlas, view, words),
    }
    if view.place is None:
        return told | {
            "own": None,
            "note": None,
            "sections": [],
            "brief": None,
            "close": None,
            "link": None,
            "topics": None,
        }
    place = atlas.catalog.places[view.place]
    return told | {
        "own": place_names.own_names(place, view.claims, atlas.catalog),
        "note": fact_text.group_note(place, atlas, words, view.claims),
        "sections": place_profile.sections(place, atlas, words),
        "brief": place_profile.brief(place, atlas, words),
        "close": words.text("facts.close"),
        "link": address.of_page(view),
        "topics": place_topics.topics_at(words, atlas, view),
    }


def _card(fact: Fact, atlas: Atlas, words: Messages, view: View) -> dict[str, Any]:
    link = address.of_page(replace(view, fact=fact.id))
    made = fact_rows.row(fact, atlas, words, view.claims) | fact_text.card(fact, atlas, words, view.claims)
    return made | disagreement_text.of_fact(fact, atlas, words) | {"link": link}


def _shared(words: Messages, atlas: Atlas, view: View, facts: list[Fact], fact: Fact | None) -> dict[str, Any]:
    """Return what list and table have in common: what stands over them, and the open card."""
    return {
        "heading": _heading(atlas, view, words, facts),
        "card": _card(fact, atlas, words, view) if fact else None,
        "outside": words.text("facts.outside") if fact and fact not in facts else None,
        "words": {name: words.text(f"card.{name}") for name in fact_text.CARD},
    }


def _draw(data: dict[str, Any]) -> None:
    """Draw list or table; both are one component, so that turning from one to the other mounts nothing anew."""
    component("facts")(
        key="facts",
        data=data | {"seen": seen("facts")},
        on_act_change=fact_acts.take_acts,
    )


def draw_facts(words: Messages, atlas: Atlas, view: View, facts: list[Fact], fact: Fact | None) -> None:
    """Draw the list with the chosen fact open in its place; one that does not pass stands on top, with the reason.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    facts
        The facts that the view lists, in the article's order.
    fact
        The fact whose card is open, or ``None``.
    """
    page = rows.paged(words, atlas, view, rows.in_order(atlas, view, facts), fact)
    _draw({**_shared(words, atlas, view, facts, fact), **page, "table": None})


def draw_table(words: Messages, atlas: Atlas, view: View, facts: list[Fact], fact: Fact | None) -> None:
    """Draw the same facts as a table, sorted as the reader wants; the chosen one has its card under its row.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    facts
        The facts that the view lists, in the article's order.
    fact
        The fact whose card is open, or ``None``.
    """
    order = rows.order()
    page = rows.paged(words, atlas, view, rows.sorted_by(order, facts, atlas, words, view.claims), fact)
    table = {
        "columns": [{"id": name, "label": words.text(f"table.{name}")} for name in rows.COLUMNS],
        "sort": {"column": order.column, "down": order.down},
    }
    _draw({**_shared(words, atlas, view, facts, fact), **page, "table": table})


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
        said.say(words.text(key, place=name), "info")
        return
    named = bool(view.text and atlas.search.places(view.text))
    said.say(words.text("empty.place_found" if named else "empty.none"), "info")
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
