"""The page: its places from top to bottom, then what goes into them: news, map, facts, filters, timeline."""

from __future__ import annotations

import time

import streamlit as st

from dashboard import (
    embed,
    facts,
    filters,
    known,
    line,
    news,
    position,
    said,
    state,
    story,
    timeline,
)
from dashboard import map as atlas_map
from dashboard.markup import render
from geo.atlas import atlas as open_atlas
from geo.text import party_text
from geo.text.catalogue import words_of

# How long the browser has to itself to draw the map, and then the facts, after an act: so that the map changes within 1.3 times
# what a browser needs for a click that changes one text, and the card comes within 100 ms of it (docs/decisions/0044).
MAP_FIRST_S, FACTS_FIRST_S = 0.09, 0.06

whole = open_atlas()
st.set_page_config(page_title=whole.catalog.about.title, layout="wide", initial_sidebar_state="collapsed")

dropped = state.open_view(whole)
atlas_map.take_click(whole)
known.keep_to_known(whole)
view = state.current()
# From here on the atlas is that of the article which is read: nothing of the others is in it.
atlas = whole.of(view.article)
words = words_of(atlas, view.lang)
selection = atlas.select(view)
listed = atlas.listed(view)
fact = facts.chosen(atlas, view, listed)

if st.context.is_embedded:
    embed.draw_embed(words, atlas, view, selection)
    state.write_address(view)
    st.stop()


# All places are made at every run, empty or not: one that came and went above the map would shift it, and Streamlit would
# mount the map again.
head = st.container(key="head")
notices = st.container(key="notices")
bar = st.container(key="bar")
stage = st.container(key="stage")
left, right = stage.columns([1.8, 1], gap="small")
map_place, facts_place = left.container(key="map"), right.container(key="list")
below = st.container(key="below-map")
foot = st.container(key="foot")

# What stands above the map and is the same at every run comes with the first of what is sent, so that nothing moves later; the
# places below have their height from the style sheet. Then the map, before all that changes with it. Streamlit's server sends
# what a run has written every ten milliseconds and the browser draws each sending at once, which takes it longer than the map
# itself: after an act, the facts wait until the map has been painted, and the rest until the facts have. A first visit waits for
# nothing.
first = "visited" not in st.session_state
st.session_state["visited"] = True
with head:
    st.html(render("skip.html", words=words))
    news.draw_news(words, atlas)
    ways = st.container(key="ways", horizontal=True, vertical_alignment="center")
if first:
    with ways:
        news.draw_ways(words, atlas, view)
with bar:
    st.html(render("landmark.html", ident="filters", title=words.text("landmark.filters")))
with map_place:
    st.html(render("landmark.html", ident="map", title=words.text("landmark.map")))
    atlas_map.draw_map(atlas, view, selection, fact)
with facts_place:
    st.html(render("landmark.html", ident="facts", title=words.text("landmark.facts")))
if not first:
    time.sleep(MAP_FIRST_S)

with notices:
    for item in dropped:
        said.say(words.text("page.dropped", name=item.name, reason=item.reason), "warning")
with facts_place:
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
if not first:
    time.sleep(FACTS_FIRST_S)
    with ways:
        news.draw_ways(words, atlas, view)
with bar:
    filters.draw_filters(words, atlas, view)
with below:
    timeline.draw_timeline(words, atlas, view)
    position.draw_position(words, atlas, view)
    position.show_periods(words, atlas, view)
    hidden = int((selection.facts & ~atlas.mapped).sum())
    if hidden:
        st.caption(words.text("page.unmapped", n=hidden, total=int(selection.facts.sum())))
with foot:
    st.html(news.about(words, atlas))
    said.say(party_text.foot(atlas, words))
    line.draw_line()
state.write_address(view)
