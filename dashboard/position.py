"""What lies under the marks: whose lines and names, who administered what, and layers that are off until asked for."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

import layers
from dashboard import state
from dashboard.filters import plain
from dashboard.sources import link
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


def _links(sources: Iterable[str], atlas: Atlas) -> str:
    return " · ".join(link(atlas.catalog.sources[ident]) for ident in sources)


def _told(atlas: Atlas, words: Messages, period: Period) -> str:
    """Return what is said of a period as HTML, every text of the data escaped."""
    lines = [f"<b>{escape(period.title)}</b>"]
    if period.treaty:
        lines.append(escape(atlas.catalog.facts[period.treaty].statement))
    lines += [escape(text) for text in (period.note, period.calendar_note) if text]
    for view in period.viewpoints:
        who = party_text.viewpoint_title(view, atlas, words)
        lines.append(f"{escape(who)} {escape(view.says)} <small>{_links(view.sources, atlas)}</small>")
    lines.append(f"<small>{escape(words.text('period.sources'))} {_links(period.sources, atlas)}</small>")
    return '<div class="period">' + "".join(f"<p>{line}</p>" for line in lines) + "</div>"


def show_periods(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the slider of who administered what, and what is said of the chosen step."""
    periods = atlas.catalog.periods
    if not periods:
        return

    def turn() -> None:
        state.act()
        chosen = st.session_state[state.key("period")]
        if chosen is not None:
            state.fly(*periods[chosen].units)

    st.select_slider(
        words.text("period.label"),
        [None, *periods],
        key=state.key("period"),
        on_change=turn,
        format_func=lambda ident: _period_label(atlas, words, ident),
        help=words.text("period.help"),
    )
    with st.container(key="period"):
        if view.period is not None:
            st.html(_told(atlas, words, periods[view.period]))


def show(words: Messages, atlas: Atlas) -> None:
    """Draw the two switches. Neither changes a fact, a filter or a file."""
    st.segmented_control(
        words.text("claims.label"),
        choices(atlas.catalog),
        key=state.key("claims"),
        required=True,
        on_change=state.act,
        format_func=lambda choice: party_text.claims_label(choice, atlas, words),
        help=words.text("claims.help"),
    )
    st.pills(
        words.text("overlay.label"),
        [name for name, layer in atlas.layers.items() if layer.rule.optional and layers.look(name).symbol != "period"],
        selection_mode="multi",
        key=state.key("overlay"),
        on_change=state.act,
        format_func=lambda name: plain(
            words.text(f"overlay.{name}" if words.has(f"overlay.{name}") else f"layer.{name}")
        ),
        help=words.text("overlay.help"),
    )
