"""What lies under the marks: whose lines and names, who administered what, and layers that are off until asked for."""

from __future__ import annotations

import streamlit as st

import layers
from dashboard import state
from dashboard.filters import plain
from dashboard.markup import render
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.periods import Period
from geo.tables.sides import choices
from geo.text import fact_text, party_text
from geo.view.parameters import View


def _period_label(atlas: Atlas, words: Messages, ident: str | None) -> str:
    if ident is None:
        return words.text("period.off")
    return fact_text.period_label(atlas.catalog.periods[ident], words)


def _told(atlas: Atlas, words: Messages, period: Period) -> str:
    """Return what is said of a period as HTML."""
    treaty = atlas.catalog.facts[period.treaty].statement if period.treaty else None
    cited = atlas.catalog.sources
    viewpoints = [
        {
            "who": party_text.viewpoint_title(view, atlas, words),
            "says": view.says,
            "sources": [cited[ident] for ident in view.sources],
        }
        for view in period.viewpoints
    ]
    return render(
        "period.html",
        words=words,
        title=period.title,
        texts=[text for text in (treaty, period.note, period.calendar_note) if text],
        viewpoints=viewpoints,
        sources=[cited[ident] for ident in period.sources],
    )


def show_periods(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the slider of who administered what, and what is said of the chosen step.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    periods = atlas.catalog.periods
    if not periods:
        return

    def turn() -> None:
        state.act()
        chosen = st.session_state[state.key("period")]
        # A step without units draws nothing: there is nowhere to go.
        if chosen is not None and periods[chosen].units:
            state.move_map(*periods[chosen].units)

    st.select_slider(
        words.text("period.label"),
        [None, *periods],
        key=state.key("period"),
        on_change=turn,
        format_func=lambda ident: plain(_period_label(atlas, words, ident)),
        help=words.text("period.help"),
    )
    with st.container(key="period"):
        if view.period is not None:
            st.html(_told(atlas, words, periods[view.period]))


def draw_position(words: Messages, atlas: Atlas) -> None:
    """Draw the two switches. Neither changes a fact, a filter or a file.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    st.segmented_control(
        words.text("claims.label"),
        choices(atlas.catalog),
        key=state.key("claims"),
        required=True,
        on_change=state.act,
        format_func=lambda choice: plain(party_text.claims_label(choice, atlas, words)),
        help=words.text("claims.help"),
    )
    st.pills(
        words.text("overlay.label"),
        [name for name, layer in atlas.layers.items() if layer.rule.optional and layers.look(name).draws != "units"],
        selection_mode="multi",
        key=state.key("overlay"),
        on_change=state.act,
        format_func=lambda name: plain(
            words.text(f"overlay.{name}") if words.has(f"overlay.{name}") else words.label("layer", name)
        ),
        help=words.text("overlay.help"),
    )
