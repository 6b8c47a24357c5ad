"""The constant map: Leaflet from our own server, no tiles, and bundled land drawn by our script."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import folium
from branca.element import MacroElement, Template

from web.assets import MAP_SCRIPT, MAP_STYLES, asset_files, asset_hash

# streamlit-folium runs the map in a frame at <base>/component/streamlit_folium.st_folium/, so two steps up is our root.
UP = "../../"


class Start(MacroElement):
    """Starts our script on the map. Its settings are constants of the code; no text from the data enters here."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        Atlas.start({{ this._parent.get_name() }}, {{ this.settings | tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.settings = settings


def asset(path: Path) -> str:
    """Return where an asset is read, from the server's root.

    Parameters
    ----------
    path
        A file of :func:`web.assets.asset_files`.
    """
    name = next(name for name, other in asset_files().items() if other == path)
    return f"assets/{asset_hash()}/{name}"


def _links(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, f"{UP}assets/{asset_hash()}/{name}") for name in names]


def build_map(settings: dict[str, Any]) -> folium.Map:
    """Return the folium map: the same HTML at every call with the same settings, so that it is never mounted again.

    Parameters
    ----------
    settings
        The constants of the map's script (:func:`maps.applied_state.settings`); its ``home`` is where the map starts, with
        latitude before longitude, in degrees.
    """
    made = folium.Map(
        location=settings["home"]["centre"],
        zoom_start=settings["home"]["zoom"],
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.5,
        world_copy_jump=False,
        # Our script sets the bounds of the zoom: folium's own are those of its tiles.
        # Our script watches the size of the frame itself.
        track_resize=False,
    )
    made.default_js = _links([MAP_SCRIPT])
    made.default_css = _links(MAP_STYLES)
    made.add_child(Start(settings))
    return made
