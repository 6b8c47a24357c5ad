"""What the map's component is handed: the same at every run but for the applied state, so ``st_folium`` makes it once an atlas.

To build a folium map and to render it takes longer than all that a run does before: branca compiles its templates anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import FunctionType, MappingProxyType
from typing import Any

import streamlit_folium
from jinja2.utils import htmlsafe_json_dumps
from streamlit_folium import st_folium

from geo.atlas import Atlas
from maps import applied_state, basemap
from web.assets import asset_hash

HEIGHT = 560
"""Height of the map's frame in pixels, until the page's style sheet sets another for its width."""

KEY = f"map-{asset_hash()}"
"""The component's key. New scripts give a new key, as streamlit-folium's own hash of the map does not see them."""

component = streamlit_folium._component_func
"""The component that ``st_folium`` calls at its end."""

_SLOT = "the applied state"

# The library's own function with a component that gives back what it is handed, so that none of its rules stands here again.
_arguments_of = FunctionType(
    st_folium.__code__, st_folium.__globals__ | {"_component_func": dict}, st_folium.__name__, st_folium.__defaults__
)


def _as_text(value: Any) -> str:
    """Return a value as Jinja's ``tojson`` writes it."""
    return htmlsafe_json_dumps(value, sort_keys=True)


@lru_cache(maxsize=32)
def _constant(atlas: Atlas, on_change: Callable[[], None]) -> Mapping[str, Any]:
    """Return the component's arguments, with a slot in the script that applies the state."""
    made = _arguments_of(
        basemap.build_map(applied_state.settings(atlas)),
        key=KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=applied_state.Apply(_SLOT),
        render=False,
        on_change=on_change,
    )
    return MappingProxyType(made)


def prepare(atlas: Atlas, on_change: Callable[[], None]) -> None:
    """Make what is constant before the first reader waits for it; else as :func:`draw`."""
    _constant(atlas, on_change)


def draw(atlas: Atlas, applied: applied_state.State, on_change: Callable[[], None]) -> None:
    """Draw the map's frame, or hand a new state to it where it stands.

    Parameters
    ----------
    atlas
        The opened data, of the article that is read.
    applied
        What the map is to show.
    on_change
        What takes the value that the map's script sends.
    """
    constant = _constant(atlas, on_change)
    script = constant["feature_group"].replace(_as_text(_SLOT), _as_text(applied.as_json()))
    component(**{**constant, "feature_group": script})
