"""The map: built the same at every run, so never mounted again; what changes goes to its script as a small state."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from streamlit.runtime import get_instance

from dashboard import mounted, state
from geo.atlas import Atlas
from geo.atlas import atlas as open_atlas
from geo.records.fact import Fact
from geo.tables.selection import Selection, shows
from geo.view.camera import whole
from geo.view.parameters import View
from maps import applied_state


def declare() -> None:
    """Make the map's frame known to a server before a page has run in it; to be called while the server runs.

    Streamlit does so at the first run of a page. A replica is asked for the frame by readers whose page another one has run.
    """
    get_instance().component_registry.register_component(mounted.component)
    opened = open_atlas()
    for article in opened.vocabulary["article"]:
        mounted.prepare(opened.of(article), _clicked)


def _marked(view: View, fact: Fact | None, atlas: Atlas) -> tuple[str, ...]:
    """Return the places to mark: those of the open card, and of these the reader's own choice where it is one."""
    if view.step is not None:
        return atlas.steps[view.step].places
    if view.fact is None and view.place is not None:
        return (view.place,)
    drawn = [link.place for link in (fact.places if fact else ()) if _is_drawn(atlas, link.place)]
    return tuple(drawn)


def _is_drawn(atlas: Atlas, ident: str) -> bool:
    place = atlas.catalog.places[ident]
    return bool(place.outline or place.point)


def _count(atlas: Atlas, facts: NDArray[np.bool_]) -> dict[str, int]:
    """Return how many of some facts bear on each place of a place layer; places with none are left out."""
    counts = {place: int(np.count_nonzero(facts[rows])) for place, rows in atlas.rows_by_place.items()}
    return {place: count for place, count in counts.items() if count}


def _goal(atlas: Atlas, view: View) -> tuple[str, ...]:
    """Return the places that a flight goes to, where they are not those that are marked: the units of a period."""
    if view.period and not (view.fact or view.place or view.step):
        return tuple(atlas.catalog.periods[view.period].units)
    return tuple(st.session_state.get("map_places", ()))


def build_state(atlas: Atlas, view: View, selection: Selection, fact: Fact | None, theme: str) -> applied_state.State:
    """Return what the map is to show.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    selection
        What the view selects: ``facts`` shape (n,), bool, one a fact, in the order of ``atlas.facts.facts``; ``features`` by
        layer, shape (m,), bool, one a feature, in the order of the API.
    fact
        The fact whose card is open, or ``None``.
    theme
        ``light`` or ``dark``.

    Returns
    -------
    maps.applied_state.State
        ``camera`` is latitude and longitude in degrees and the zoom of Leaflet; ``None`` where the view says none of the three.
    """
    article, others = selection.facts & atlas.facts.from_article, selection.facts & ~atlas.facts.from_article
    return applied_state.State(
        # Another article has features of its own: the script fetches them as it does for other data.
        data=atlas.hash if atlas is atlas.whole else f"{atlas.hash}-{atlas.article}",
        article=atlas.article,
        bits={
            name: applied_state.pack(mask)
            for name, mask in selection.features.items()
            if shows(atlas.layers[name].rule, view)
        },
        counts=_count(atlas, article),
        others=_count(atlas, others),
        marked=_marked(view, fact, atlas),
        places=_goal(atlas, view),
        session=str(st.session_state.setdefault("session", token_hex(4))),
        move=int(st.session_state.get("map_move", 0)),
        camera_version=int(st.session_state.get("map_camera", 0)),
        camera_follows=bool(view.fact or view.place or view.step or (view.period and _goal(atlas, view))),
        theme=theme,
        lang=view.lang,
        basemap=view.basemap,
        claims=view.claims,
        period=view.period,
        camera=whole(view.lat, view.lon, view.zoom, atlas.catalog.about),
        bookmarks=tuple((name, mark.places) for name, mark in atlas.catalog.bookmarks.items()),
    )


def _clicked() -> None:
    """Take a click that the map's script sent: a place, and a number that tells a new click from an old one."""
    value: Any = st.session_state.get(mounted.KEY) or {}
    if isinstance(value, dict) and value.get("seq") != st.session_state.get("map_seq"):
        st.session_state["map_seq"] = value.get("seq")
        if value.get("place") is not None:
            state.act()
            st.session_state["map_click"] = str(value["place"]), bool(value.get("button"))


def take_click(atlas: Atlas) -> None:
    """Choose the place that was clicked, if the atlas knows it: the browser's word is not trusted.

    A button that leads to several places lets go of the one that was chosen; in the walk all buttons move the map alone.
    """
    clicked, is_button = st.session_state.pop("map_click", (None, False))
    if is_button and state.current().step is not None:
        return
    if clicked in atlas.vocabulary["place"]:
        state.choose_place(clicked)
    elif is_button and state.current().place is not None:
        state.choose_place(None)


def draw_map(atlas: Atlas, view: View, selection: Selection, fact: Fact | None) -> None:
    """Draw the map.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    selection
        What the view selects: masks over the facts and over each layer's features.
    fact
        The fact whose card is open, or ``None``.
    """
    theme = "dark" if st.context.theme.type == "dark" else "light"
    applied = build_state(atlas, view, selection, fact, theme)
    mounted.draw(atlas, applied, _clicked)
