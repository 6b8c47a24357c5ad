"""The page, read from top to bottom: the view, filters, map, facts, timeline, downloads."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from dashboard import downloads, facts, filters, sources, state, timeline
from dashboard import map as atlas_map
from geo.atlas import atlas as open_atlas
from geo.messages import messages

st.set_page_config(page_title="Four islands, one article", layout="wide", initial_sidebar_state="auto")

atlas = open_atlas()
dropped = state.open_view(atlas)
atlas_map.take_click(atlas)
words = messages(state.current().lang)
st.html(f"<style>{(Path(__file__).parent / 'page.css').read_text(encoding='utf-8')}</style>")


@st.dialog(words.text("sources.button"), width="large")
def show_sources() -> None:
    """Open sources and method."""
    sources.show(words, atlas)


with st.sidebar:
    filters.show(words, atlas, state.current())
view = state.current()
selection = atlas.select(view)
listed = facts.listed(atlas, view, selection)
fact = facts.chosen(atlas, view, listed)

head, about = st.columns([5, 1], vertical_alignment="bottom")
head.html(
    f"<header><h1>{escape(words.text('page.title'))}</h1><p>{escape(words.text('page.subtitle'))}</p>"
    f"<p class='neutral'>{escape(words.text('page.neutral'))}</p></header>"
)
if about.button(words.text("sources.button"), width="stretch", key="about"):
    show_sources()
# Always there, empty or not: an element that comes and goes above the map would shift it, and Streamlit would mount it again.
with st.container(key="notices"):
    for item in dropped:
        st.warning(filters.plain(words.text("page.dropped", name=item.name, reason=item.reason)))

left, right = st.columns([1.62, 1], gap="medium")
with left:
    atlas_map.show(atlas, view, selection, fact)
    hidden = int((selection.facts & ~atlas.mapped).sum())
    with st.container(key="below-map"):
        st.caption(words.text("page.unmapped", n=hidden, total=int(selection.facts.sum())))
        timeline.show(words, atlas, view)
with right:
    with st.container(key="empty"):
        if not listed:
            facts.show_empty(words, atlas, view)
    form = st.segmented_control(
        words.text("facts.form"),
        ["cards", "table"],
        default="cards",
        required=True,
        key="form",
        label_visibility="collapsed",
        format_func=lambda choice: words.text(f"facts.form.{choice}"),
    )
    if form == "table":
        facts.show_table(words, atlas, listed)
    else:
        facts.show(words, atlas, view, listed, fact)
    downloads.show(words, atlas, view)
st.caption(words.text("page.foot", data=atlas.hash))
state.write_address(view)
