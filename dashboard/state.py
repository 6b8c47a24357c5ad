"""The page's view: read from the address, held by the widgets, written back to the address.

The address is the truth between visits: when it differs from what this page wrote last, a reader has opened a link or gone
back, and the widgets are set from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any

import streamlit as st

from dashboard import camera
from geo.atlas import Atlas
from geo.view.foreign import STREAMLIT, is_foreign
from geo.view.pairs import Dropped
from geo.view.parameters import BY_NAME, DEFAULT, FACETS, View, format_view, parse_view

LEFT_STEP = "left_step"
"""The session's key of the step of the walk that the reader left for a place or a fact."""
LISTS = ("layer", *FACETS, "overlay")


def key(field: str) -> str:
    """Return the session key of a field of the view."""
    return f"view.{field}"


def put(view: View) -> None:
    """Set every field of the view. Allowed at the top of a run and in callbacks, before the widgets are drawn."""
    put_fields(**{field.name: getattr(view, field.name) for field in fields(View)})


def put_fields(**values: Any) -> None:
    """Set some fields of the view; when this is allowed :func:`put` says."""
    for name, value in values.items():
        st.session_state[key(name)] = list(value) if name in LISTS else value


def _forget() -> None:
    """Forget what the reader left and folded: a view that comes whole begins anew."""
    for name in (LEFT_STEP, "folded"):
        st.session_state.pop(name, None)


def act() -> None:
    """Note that the reader has done something on the page; for callbacks. Such a run does not read the address."""
    st.session_state["acted"] = True


def change(**values: Any) -> None:
    """Change some fields of the view; for callbacks. The others are left to their widgets, which may know more than this run."""
    act()
    put_fields(**values)


def current() -> View:
    """Return the view that the session holds."""
    found: dict[str, Any] = {}
    for field in fields(View):
        value = st.session_state.get(key(field.name), getattr(DEFAULT, field.name))
        found[field.name] = tuple(sorted(value)) if field.name in LISTS else value
    found["text"] = " ".join(str(found["text"] or "").split())[:200]
    return _ordered(View(**found))


def _ordered(view: View) -> View:
    """Keep a range that runs backwards from selecting nothing in silence: its days change places."""
    if isinstance(view.since, date) and isinstance(view.until, date) and view.since > view.until:
        return replace(view, since=view.until, until=view.since)
    return view


def _given() -> list[tuple[str, str]]:
    """Return the parameters of the address that are a view's, or were to be: misspelt ones too, but none of others'."""
    params = st.query_params
    return [(name, value) for name in params for value in params.get_all(name) if not is_foreign(name, BY_NAME)]


def _less_camera(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pair for pair in pairs if pair[0] not in camera.CAMERA)


def _take_camera(atlas: Atlas) -> None:
    """Take the camera alone from the address, but none where the map has been sent to fly since."""
    seen = DEFAULT if st.session_state.pop("map_moved", False) else camera.looking(atlas, DEFAULT, _given())
    for name in camera.CAMERA:
        st.session_state[key(name)] = getattr(seen, name)


def open_view(atlas: Atlas) -> list[Dropped]:
    """Take the view from the address if it is not the one that this page wrote; return what could not be used.

    A first visit with a bare address takes the defaults. A run that follows an act on the page takes only the camera from the
    address: the browser may have sent it before the address of the act before this one reached it, and it would undo that act.
    """
    written = st.session_state.get("written")
    acted = st.session_state.pop("acted", False)
    if written is not None and (acted or _less_camera(_given()) == _less_camera(written)):
        _take_camera(atlas)
        return [] if acted else list(st.session_state.get("dropped", []))
    view, dropped = parse_view(_given(), atlas.vocabulary)
    put(view)
    st.session_state["written"] = sorted(_given())
    st.session_state["dropped"] = dropped
    st.session_state["map_places"] = ()
    _forget()
    # A link, or the way Back, brings the map to its camera, else to what it chooses, else to the first view.
    st.session_state["map_camera"] = st.session_state.get("map_camera", 0) + 1
    return dropped


def write_address(view: View) -> None:
    """Write the view to the address, if it changed."""
    params = format_view(view)
    pairs = sorted(params.items())
    before, st.session_state["written"] = st.session_state.get("written"), pairs
    if before is None or _less_camera(pairs) != _less_camera(before):
        st.session_state["dropped"] = []
        kept = {name: st.query_params.get_all(name) for name in STREAMLIT if name in st.query_params}
        st.query_params.from_dict({**kept, **params})


def move_map(*places: str) -> None:
    """Send the map to some places, or, with none named, to those that it marks.

    Parameters
    ----------
    *places
        Ids of places.
    """
    st.session_state["map_places"] = places
    st.session_state["map_moved"] = True
    st.session_state["map_move"] = st.session_state.get("map_move", 0) + 1


def choose_fact(ident: Any) -> None:
    """Choose a fact and send the map to its places.

    Parameters
    ----------
    ident
        Id of a fact. What is none is let go of before anything is drawn (:mod:`dashboard.known`).
    """
    _leave_walk()
    change(fact=ident, step=None)
    move_map()


def _leave_walk() -> None:
    """Keep the step of the walk that is left for a fact or a place, for the way back."""
    if step := st.session_state.get(key("step")):
        st.session_state[LEFT_STEP] = step


def choose_place(ident: str | None) -> None:
    """Choose a place, whose facts then show; the map stays where it is. ``None`` lets go of it.

    Parameters
    ----------
    ident
        Id of a place, or ``None``.
    """
    _leave_walk()
    change(place=ident, fact=None, step=None)
    st.session_state["first_row"] = 0


def visit_place(ident: str) -> None:
    """Choose a place that a search found, and send the map there; the search has done its work and is taken away.

    Parameters
    ----------
    ident
        Id of a place.
    """
    change(place=ident, fact=None, step=None, text="")
    st.session_state["first_row"] = 0
    move_map()


def choose_step(ident: Any) -> None:
    """Turn to a step of the walk and send the map to its places; ``None`` leaves the walk.

    Parameters
    ----------
    ident
        Id of a step, or ``None``. What is neither is let go of before anything is drawn (:mod:`dashboard.known`).
    """
    st.session_state.pop(LEFT_STEP, None)
    if ident is None:
        change(step=None)
        return
    change(step=ident, fact=None, place=None)
    move_map()


def leave_article() -> None:
    """Let go of what was chosen in the article read before, when the reader turns to another one; filters and place stay."""
    change(fact=None, step=None)
    st.session_state["first_row"] = 0


def turn_to(row: Any) -> None:
    """Show the list from a row on.

    Parameters
    ----------
    row
        Position among the listed facts, from 0; one under 0 is taken as 0, and what is no number is not taken.
    """
    act()
    if type(row) is int:
        st.session_state["first_row"] = max(0, row)


def reset() -> None:
    """Take all filters and choices away; language and basemap stay."""
    act()
    kept = current()
    put(View(lang=kept.lang, basemap=kept.basemap))
    _forget()
    st.session_state["first_row"] = 0
