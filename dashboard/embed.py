"""The map alone, for another page's frame: ``?embed=true``. Credit stands on the map; one line leads to the whole page."""

from __future__ import annotations

import streamlit as st

from dashboard import address, facts, line
from dashboard import map as atlas_map
from dashboard.markup import render
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.articles import ALL
from geo.tables.selection import Selection
from geo.text import article_text, place_names
from geo.view.parameters import View


def draw_embed(words: Messages, atlas: Atlas, view: View, selection: Selection) -> None:
    """Draw the map and a line under it: the page's title, the chosen place with its number of facts, and the way out.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    selection
        What the view selects: masks over the facts and over each layer's features.
    """
    listed = atlas.listed(view)
    fact = facts.chosen(atlas, view, listed)
    with st.container(key="embedded"):
        atlas_map.draw_map(atlas, view, selection, fact)
        place = atlas.catalog.places[view.place] if view.place else None
        what = (
            words.text("embed.place", place=place_names.label(place, view.claims, atlas.catalog), n=len(listed))
            if place
            else ""
        )
        what = " · ".join(filter(None, (article_text.read(atlas, words) if view.article != ALL else None, what)))
        st.html(render("way_out.html", words=words, place=what, href=address.of_page(view)))
        line.draw_line()
