"""What lies under the marks: whose lines and names, who administered what, and layers that are off until asked for."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

import layers
from dashboard import said, state
from dashboard.filters import plain
from dashboard.markup import render
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.periods import Period
from geo.tables.sides import choices
from geo.text import fact_text, party_text
from geo.text.source_text import source_line
from geo.view.parameters import View


def _told(atlas: Atlas, words: Messages, period: Period) -> str:
    """Return what is said of a period as HTML."""
    treaty = atlas.catalog.facts[period.treaty].statement if period.treaty else None
    cited = atlas.catalog.sources
    viewpoints = [
        {
            "who": party_text.viewpoint_title(view, atlas, words),
            "says": view.says,
            "sources": [source_line(cited[ident], words) for ident in view.sources],
        }
        for view in period.viewpoints
    ]
    return render(
        "period.html",
        words=words,
        title=period.title,
        texts=[text for text in (treaty, period.note, period.calendar_note) if text],
        viewpoints=viewpoints,
        sources=[source_line(cited[ident], words) for ident in period.sources],
    )


def show_periods(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the steps of who administered what, of which none need be chosen, and what is said of the chosen one.

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

    st.pills(
        words.text("period.label"),
        list(periods),
        key=state.key("period"),
        on_change=turn,
        format_func=lambda ident: plain(fact_text.period_label(periods[ident], words)),
        help=words.text("period.help"),
    )
    with st.container(key="period"):
        if view.period is not None:
            st.html(_told(atlas, words, periods[view.period]))


def _say_what_is_empty(words: Messages, atlas: Atlas, view: View) -> None:
    """Say of each further layer that is asked for and shows nothing that other sources would fill it, and offer them."""
    if view.basis == "all":
        return
    for name in view.overlay:
        passing = [int(atlas.select(some).features[name].sum()) for some in (view, replace(view, basis="all"))]
        if atlas.layers[name].rule.holds_facts and not passing[0] and passing[1]:
            label = words.text(f"overlay.{name}") if words.has(f"overlay.{name}") else words.label("layer", name)
            said.say(words.text("overlay.empty", name=label, n=passing[1]), "info")
            show = words.text("empty.add_context", what="", n=passing[1])
            st.button(plain(show), key=f"fill.{name}", on_click=state.change, kwargs={"basis": "all"})


def draw_position(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the switches of what lies under the marks. None changes a fact, a filter or a file.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    row = st.container(horizontal=True, key="position")
    row.segmented_control(
        words.text("claims.label"),
        choices(atlas.catalog),
        key=state.key("claims"),
        required=True,
        on_change=state.act,
        format_func=lambda choice: plain(party_text.claims_label(choice, atlas, words)),
        help=words.text("claims.help"),
    )
    row.pills(
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
    row.segmented_control(
        words.text("filter.basemap"),
        ["land", "online"],
        key=state.key("basemap"),
        required=True,
        on_change=state.act,
        format_func=lambda choice: words.text(f"filter.basemap.{choice}"),
        help=words.text("filter.basemap.help"),
    )
    _say_what_is_empty(words, atlas, view)
