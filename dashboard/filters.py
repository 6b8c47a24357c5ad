"""The filters, in the sidebar: each option with the number of facts that it would show."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import streamlit as st

from dashboard import state
from dashboard.component import component, seen, take
from geo.atlas import Atlas
from geo.messages import Messages
from geo.view.parameters import View
from geo.view.parsers import MAX_TEXT

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
ALWAYS_OPEN = ("layer", "topic", "said_by", "evidence")
BEHIND_MORE = ("modality", "actor")
FIELDS = (*ALWAYS_OPEN, *BEHIND_MORE)
FIRST_DAY, LAST_DAY = date(1600, 1, 1), date(2100, 12, 31)


def plain(text: str) -> str:
    """Return a text so that Streamlit's Markdown shows it as it is: every mark of ASCII gets a backslash."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def option_label(words: Messages, atlas: Atlas, field: str, option: str) -> str:
    """Return what an option of a facet is called; people and states by their names, others by the catalogue.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    field
        A field of the view that is a list: ``layer``, ``actor``, ``said_by`` or another facet.
    option
        The option's id: of a layer, an actor, or a word of the facet.

    Returns
    -------
    str
        Not escaped for Markdown.

    Raises
    ------
    KeyError
        No actor has this id.
    """
    if field in {"actor", "said_by"}:
        return atlas.catalog.actors[option].names.en
    return words.label(field, option)


def _group(words: Messages, atlas: Atlas, view: View, field: str) -> dict[str, Any]:
    counts = atlas.select(view).counts[field]
    chosen = set(getattr(view, field))
    # An option that would show nothing is left out, unless it is chosen: then it must be there to be let go of.
    options = [option for option, count in counts.items() if count or option in chosen]
    # A link may have chosen what no fact of the article has.
    options += sorted(chosen - counts.keys())
    counts = dict.fromkeys(chosen, 0) | counts
    if field == "layer":
        options = [name for name, layer in atlas.layers.items() if layer.rule.holds_facts or name in chosen]
    else:
        options.sort(key=lambda option: (-counts[option], option))
    return {
        "field": field,
        "label": words.text(f"filter.{field}"),
        "help": words.text(f"filter.{field}.help") if words.has(f"filter.{field}.help") else None,
        "options": [
            {"value": o, "label": option_label(words, atlas, field, o), "n": counts[o], "on": o in chosen}
            for o in options
        ],
    }


def _take(atlas: Atlas) -> None:
    """Take all that is chosen of some filters; what the atlas does not know is not taken."""
    lists = take("filters", "pick").get("lists")
    chosen = {
        field: tuple(sorted({*map(str, values)} & atlas.vocabulary[field]))
        for field, values in (lists if isinstance(lists, dict) else {}).items()
        if field in FIELDS and isinstance(values, list)
    }
    if chosen:
        state.change(**chosen)


def _dates(words: Messages, view: View) -> None:
    with st.expander(words.text("filter.dates"), expanded=bool(view.since or view.until or view.undated != "keep")):
        for field in ("since", "until"):
            st.date_input(
                words.text(f"filter.{field}"),
                key=state.key(field),
                value=None,
                min_value=FIRST_DAY,
                max_value=LAST_DAY,
                format="YYYY-MM-DD",
                on_change=state.act,
            )
        st.radio(
            words.text("filter.undated"),
            ["keep", "drop", "only"],
            key=state.key("undated"),
            horizontal=True,
            on_change=state.act,
            format_func=lambda choice: words.text(f"filter.undated.{choice}"),
        )


def show_basis(words: Messages) -> None:
    """Draw the one switch for the marks: the article's alone, or those of other sources too."""
    st.segmented_control(
        words.text("basis.label"),
        ["article", "all"],
        key=state.key("basis"),
        required=True,
        on_change=state.act,
        format_func=lambda choice: words.text(f"basis.{choice}"),
        label_visibility="collapsed",
        width="stretch",
    )


def draw_filters(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the filters. The view holds what was chosen before this run, callbacks included.

    The options are our own component: Streamlit's pills draw each label as Markdown, and one with a new count anew, and thirty
    of them cost more than all else at a click. Ours writes plain text, so a name from the data needs no escaping either.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    st.text_input(
        words.text("filter.text"),
        key=state.key("text"),
        max_chars=MAX_TEXT,
        placeholder=words.text("filter.text.hint"),
        on_change=state.act,
    )
    component("filters")(
        key="filters",
        data={
            "groups": [_group(words, atlas, view, field) for field in ALWAYS_OPEN],
            "more": [_group(words, atlas, view, field) for field in BEHIND_MORE],
            "words": {"more": words.text("filter.more")},
            "seen": seen("filters"),
        },
        on_pick_change=lambda: _take(atlas),
    )
    _dates(words, view)
    st.segmented_control(
        words.text("filter.basemap"),
        ["land", "online"],
        key=state.key("basemap"),
        required=True,
        on_change=state.act,
        format_func=lambda choice: words.text(f"filter.basemap.{choice}"),
        help=words.text("filter.basemap.help"),
    )
    st.button(words.text("filter.reset"), on_click=state.reset, width="stretch")
