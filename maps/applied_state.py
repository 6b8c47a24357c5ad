"""The applied state: what changes on the map at a rerun, and nothing else. It goes to our script as a Folium element."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from typing import Any

import folium
import numpy as np
from branca.element import Template
from numpy.typing import NDArray

from geo.atlas import Atlas
from geo.tables.sides import map_settings
from geo.view import camera
from geo.view.parsers import ALL
from layers.settings import grammar
from maps import basemap


def pack(mask: NDArray[np.bool_]) -> str:
    """Return truth values as base64 of a bitmap, the first value in the highest bit of the first byte."""
    return base64.b64encode(np.packbits(mask).tobytes()).decode()


@dataclass(frozen=True)
class State:
    """What the map shows now. Ids, numbers and codes only: no text of the data.

    ``bits`` holds a bitmap a layer (:func:`pack`); ``counts`` and ``others`` how many facts of the article and of other
    sources pass at each place of a place layer; ``marked`` the places to mark; ``fly`` a number that changes when the map is
    to go to them, or to the places in ``go`` if there are any; ``look`` one that changes when the map is to take the camera
    of a link, else what the link ``aims`` at, else the first view. ``data`` names what the layers hold; ``article`` is the
    article that they are asked for, or ``all``.
    """

    data: str
    bits: dict[str, str]
    counts: dict[str, int]
    others: dict[str, int]
    marked: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    move: int = 0
    camera_version: int = 0
    camera_follows: bool = False
    article: str = ALL
    theme: str = "light"
    lang: str = "en"
    basemap: str = "land"
    claims: str = "both"
    period: str | None = None
    camera: tuple[float, float, float] | None = None
    bookmarks: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Apply(folium.FeatureGroup):
    """Hands the state to our script. streamlit-folium evaluates a feature group and leaves the mounted map alone."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = Atlas.apply({{ this.state | tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, state: State) -> None:
        super().__init__()
        self._name = "FeatureGroup"
        self.state = asdict(state)


def settings(atlas: Atlas) -> dict[str, Any]:
    """Return the constants that the map's script needs: where to fetch, how marks look, and the parties."""
    first_view = camera.settings(atlas.catalog.about.first_view)
    return {"up": basemap.UP, **first_view, **grammar(atlas), **map_settings(atlas.catalog)}
