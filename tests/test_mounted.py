"""The map's component gets what streamlit-folium itself would send, though most of it is made once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import streamlit_folium
from streamlit_folium import st_folium

from dashboard import map as atlas_map
from dashboard import mounted
from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.view.parameters import View
from maps import applied_state, basemap

SHIPPED = open_atlas(ROOT / "data")
VIEWS = {
    "first": View(),
    "all": View(basis="all"),
    "topic": View(topic=("military",)),
    "fact": View(fact=SHIPPED.facts.ids[0]),
    "place": View(basis="all", place="iturup"),
    "camera": View(lat=44.5, lon=146.0, zoom=8.0),
    "period": View(period=next(iter(SHIPPED.catalog.periods))),
    "empty": View(text="no such word"),
}


def nothing() -> None:
    """Take a change."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what the component is handed from now on."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(mounted, "component", lambda **arguments: calls.append(arguments))
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **arguments: calls.append(arguments))
    return calls


def states() -> Iterator[applied_state.State]:
    """Yield what the map is to show in each view, and a state that no view gives."""
    for view in VIEWS.values():
        fact = SHIPPED.catalog.facts.get(view.fact or "")
        yield atlas_map.build_state(SHIPPED, view, SHIPPED.select(view), fact, "dark")
    # No text of the data is in a state; should one come, it would be as harmless as in the library's own template.
    yield applied_state.State("</script><b>'\"\\ {{ 7 * 7 }}", bits={}, counts={}, others={})


@pytest.mark.parametrize("state", list(states()), ids=[*VIEWS, "hostile"])
def test_the_component_gets_what_the_library_sends(state: applied_state.State, sent: list[dict[str, Any]]) -> None:
    mounted.draw(SHIPPED, state, nothing)
    st_folium(
        basemap.build_map(applied_state.settings(SHIPPED)),
        key=mounted.KEY,
        height=mounted.HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=applied_state.Apply(state.as_json()),
        render=False,
        on_change=nothing,
    )
    ours, theirs = ({**call, "on_change": None, "id": None} for call in sent)
    assert ours == theirs


def test_a_state_stays_out_of_the_next(sent: list[dict[str, Any]]) -> None:
    first, second, *_ = states()
    for state in (first, second, first):
        mounted.draw(SHIPPED, state, nothing)
    assert sent[0] == sent[2] != sent[1]


def test_a_change_reaches_the_page(sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    session: dict[str, Any] = {}
    monkeypatch.setattr("streamlit.session_state", session)
    mounted.draw(SHIPPED, next(states()), lambda: told.append(str(session[mounted.KEY])))
    session[sent[0]["key"]] = {"place": "iturup"}
    sent[0]["on_change"]()
    assert told == ["{'place': 'iturup'}"]
