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
from geo.records.articles import ALL
from geo.tables.sides import map_settings
from geo.view import camera
from layers import ground
from layers.settings import grammar
from maps import basemap


def pack(mask: NDArray[np.bool_]) -> str:
    """Return truth values as base64 (RFC 4648) of a bitmap, the first value in the highest bit of the first byte.

    Parameters
    ----------
    mask
        Shape (n,), bool, one a feature, in the order of ``LayerTable.ids``. The last byte is filled up with zeros.
    """
    return base64.b64encode(np.packbits(mask).tobytes()).decode()


@dataclass(frozen=True)
class State:
    """What the map shows now. Ids, numbers and codes only: no text of the data.

    Attributes
    ----------
    data
        Names what the layers hold; another name makes the script fetch them anew.
    bits
        A bitmap (:func:`pack`) for each layer that shows, by its id.
    counts, others
        How many facts of the article, and of other sources, pass at each place of a place layer, by the place's id.
    marked
        The ids of the places to mark.
    places
        The ids of the places that the map goes to; where it is empty, those in ``marked`` are meant.
    move
        A number that changes when the map is to go there.
    session
        Names the session, in which alone the two numbers can be compared: a map whose page has got a new one stays where it is.
    camera_version
        A number that changes when the map is to take ``camera``, else what the link aims at, else the first view.
    camera_follows
        Whether the link aims at places.
    article
        The id of the article that the layers are asked for, or ``all``.
    theme, lang, basemap
        ``light`` or ``dark``; the page's language; what the marks lie on, as the view's ``basemap`` names it.
    claims, period
        The view of claims, and the id of the period that shows, if one does.
    camera
        Latitude and longitude in degrees, and zoom; ``None`` where the link has none.
    bookmarks
        Each bookmark's name and the ids of its places, in order.
    """

    data: str
    bits: dict[str, str]
    counts: dict[str, int]
    others: dict[str, int]
    marked: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    move: int = 0
    session: str = ""
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

    def as_json(self) -> dict[str, Any]:
        """Return the members by name, fit for JSON."""
        return asdict(self)


class Apply(folium.FeatureGroup):
    """Hands the state to our script. streamlit-folium evaluates a feature group and leaves the mounted map alone.

    Parameters
    ----------
    state
        Fit for JSON: the members of a :class:`State`, or what stands for them until they are known.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = Atlas.apply({{ this.state | tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, state: Any) -> None:
        super().__init__()
        self._name = "FeatureGroup"
        self.state = state


def settings(atlas: Atlas) -> dict[str, Any]:
    """Return the constants that the map's script needs: where to fetch, how marks look, and the parties.

    Parameters
    ----------
    atlas
        The opened data.

    Returns
    -------
    dict
        Fit for JSON. ``home`` has the first view, its ``centre`` as latitude and longitude in degrees.
    """
    first_view = camera.settings(atlas.catalog.about)
    own = {"up": basemap.UP, "ground": ground.settings(basemap.asset)}
    return {**own, **first_view, **grammar(atlas), **map_settings(atlas.catalog)}
