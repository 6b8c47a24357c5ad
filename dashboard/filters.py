"""The filters, in the sidebar: each option with the number of facts that it would show."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from dashboard import state
from geo.atlas import Atlas
from geo.messages import Messages
from geo.select import Selection
from geo.view import MAX_TEXT, View

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
ALWAYS_OPEN = ("layer", "topic", "said_by", "evidence")
FIRST_DAY, LAST_DAY = date(1600, 1, 1), date(2100, 12, 31)


def plain(text: str) -> str:
    """Return a text so that Streamlit's Markdown shows it as it is: every mark of ASCII gets a backslash."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def option_label(words: Messages, atlas: Atlas, field: str, option: str) -> str:
    """Return what an option of a facet is called; people and states by their names, others by the catalogue."""
    if field in {"actor", "said_by"}:
        return atlas.catalog.actors[option].names.en
    name = f"{field}.{option}"
    return words.text(name) if words.has(name) else option


def _pills(words: Messages, atlas: Atlas, selection: Selection, field: str) -> None:
    counts = selection.counts[field]
    chosen = set(getattr(state.current(), field))
    # An option that would show nothing is left out, unless it is chosen: then it must be there to be let go of.
    options = [option for option, count in counts.items() if count or option in chosen or field == "layer"]
    order = {name: position for position, name in enumerate(atlas.layers if field == "layer" else ())}
    options.sort(key=lambda option: (order.get(option, 0), -counts[option] if field != "layer" else 0, option))
    st.pills(
        words.text(f"filter.{field}"),
        options,
        selection_mode="multi",
        key=state.key(field),
        format_func=lambda option: f"{plain(option_label(words, atlas, field, option))} **{counts[option]}**",
        help=words.text(f"filter.{field}.help") if words.has(f"filter.{field}.help") else None,
    )


def _dates(words: Messages) -> None:
    first, last = st.columns(2)
    first.date_input(
        words.text("filter.since"),
        key=state.key("since"),
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
    )
    last.date_input(
        words.text("filter.until"),
        key=state.key("until"),
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
    )
    st.radio(
        words.text("filter.undated"),
        ["keep", "drop", "only"],
        key=state.key("undated"),
        horizontal=True,
        format_func=lambda choice: words.text(f"filter.undated.{choice}"),
    )


def show(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the filters. Counts are those of the view before this run's widgets: the widgets' own values are in it."""
    selection = atlas.select(view)
    st.text_input(
        words.text("filter.text"), key=state.key("text"), max_chars=MAX_TEXT, placeholder=words.text("filter.text.hint")
    )
    for field in ALWAYS_OPEN:
        _pills(words, atlas, selection, field)
    with st.expander(words.text("filter.more"), expanded=bool(view.actor or view.modality or view.since or view.until)):
        for field in ("modality", "actor"):
            _pills(words, atlas, selection, field)
        _dates(words)
    st.segmented_control(
        words.text("filter.basemap"),
        ["land", "online"],
        key=state.key("basemap"),
        required=True,
        format_func=lambda choice: words.text(f"filter.basemap.{choice}"),
        help=words.text("filter.basemap.help"),
    )
    st.button(words.text("filter.reset"), on_click=state.reset, width="stretch")
