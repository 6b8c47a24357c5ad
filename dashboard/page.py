"""The page: its places from top to bottom, then what goes into them: map, facts, filters, timeline, downloads."""

from __future__ import annotations

import time

import streamlit as st

from dashboard import (
    address,
    articles,
    cases,
    downloads,
    embed,
    facts,
    filters,
    pictures,
    position,
    share,
    sources,
    state,
    story,
    timeline,
)
from dashboard import map as atlas_map
from dashboard.markup import render, style
from geo.atlas import atlas as open_atlas
from geo.text import fact_text, party_text
from geo.text.catalogue import words_of

# How long the map has the browser to itself. Measured on a loaded machine: with 100 ms it changes 75 ms sooner than with 60 ms,
# and the cards come 40 ms later.
HEAD_START_S = 0.1

whole = open_atlas()
st.set_page_config(page_title=whole.catalog.about.title, layout="wide", initial_sidebar_state="auto")

dropped = state.open_view(whole)
atlas_map.take_click(whole)
state.keep_to_article(whole)
view = state.current()
# From here on the atlas is that of the article which is read: nothing of the others is in it.
atlas = whole.of(view.article)
words = words_of(atlas, view.lang)
selection = atlas.select(view)
listed = atlas.listed(view)
fact = facts.chosen(atlas, view, selection, listed)

if st.context.is_embedded:
    embed.draw_embed(words, atlas, view, selection)
    state.write_address(view)
    st.stop()


@st.dialog(words.text("sources.button"), width="large")
def show_sources() -> None:
    """Open sources and method."""
    sources.draw_sources(words, atlas)


@st.dialog(filters.plain(cases.title(words, atlas)) or words.text("sources.button"), width="large")
def show_cases() -> None:
    """Open both parties' cases."""
    cases.draw_cases(words, atlas)


def subtitle() -> str:
    """Return the subtitle as HTML, with a link from its newest day to the fact of that day, and who claims and administers."""
    day = fact_text.newest(atlas, words)
    texts, neutral = party_text.subtitle(atlas, words).split(day), party_text.neutral(atlas, words)
    newest = atlas.facts.newest
    href = address.of_fact(newest.id, atlas) if newest else None
    return render("subtitle.html", texts=texts, href=href, day=day, neutral=neutral)


# All places are made at every run, empty or not: one that came and went above the map would shift it, and Streamlit would
# mount the map again.
head = st.container(key="head")
notices = st.container(key="notices")
left, right = st.columns([1.62, 1], gap="medium")
map_place, below_map = left.container(key="map"), left.container(key="below-map")
foot = st.container(key="foot")

# The map is written first. Streamlit's server sends what a run has written every ten milliseconds and the browser draws each
# sending at once, which takes it longer than the map itself: what comes after waits until the map has been painted.
with map_place:
    atlas_map.draw_map(atlas, view, selection, fact)
time.sleep(HEAD_START_S)

with head:
    st.html(style())
    title, marks, about = st.columns([3.2, 1.95, 1.25], vertical_alignment="bottom")
    what, both = st.columns([4.6, 1.25], vertical_alignment="center")
    title.html(render("title.html", words=words))
    what.html(subtitle())
    with marks:
        articles.draw_articles(words, atlas)
        filters.show_basis(words)
    if atlas.catalog.cases and both.button(
        filters.plain(cases.title(words, atlas)), width="stretch", key="cases", on_click=state.act
    ):
        show_cases()
    if about.button(words.text("sources.button"), width="stretch", key="about", on_click=state.act):
        show_sources()
with notices:
    for item in dropped:
        st.warning(filters.plain(words.text("page.dropped", name=item.name, reason=item.reason)))
with right:
    with st.container(key="found", horizontal=True):
        facts.show_found(words, atlas, view)
    with st.container(key="empty"):
        if not listed:
            facts.show_empty(words, atlas, view)
    form = story.choose_form(words, atlas, view)
    if form == "story":
        story.draw_story(words, atlas, view)
    elif form == "table":
        facts.draw_table(words, atlas, view, listed, fact)
    else:
        facts.draw_facts(words, atlas, view, listed, fact)
with below_map:
    position.draw_position(words, atlas)
    position.show_periods(words, atlas, view)
    hidden = int((selection.facts & ~atlas.mapped).sum())
    st.caption(words.text("page.unmapped", n=hidden, total=int(selection.facts.sum())))
    timeline.draw_timeline(words, atlas, view)
    files, drawing, sharing = st.columns(3)
    with files:
        downloads.draw_downloads(words, atlas, view)
    with drawing:
        pictures.draw_panel_of_pictures(words, atlas, view)
    with sharing:
        share.draw_share(words, atlas, view)
with st.sidebar:
    filters.draw_filters(words, atlas, view)
foot.caption(filters.plain(party_text.foot(atlas, words)))
state.write_address(view)
