"""KML in the map's own inks: the styles that this package hands to the writer in ``geo``, which may not look up here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.export.extract import Extract
from geo.export.formats import FORMATS, add_format
from geo.export.kml import Style, kml_bytes
from geo.export.provenance import Provenance
from layers.alone import alone
from layers.inks import INKS
from layers.layer import Layer
from layers.symbols import SYMBOLS

_WIDTH = (1.5, 3.0)
"""The least and the greatest width of a line: viewers draw neither hatches nor the page's broad rims."""

_FILL = 0.25
"""How much of an area's fill covers. Viewers have no patterns, so what has one or a tint on the map is filled thinly."""


def _style(symbol: str, look: Layer) -> Style:
    found = SYMBOLS[symbol]
    ink = INKS[found.ink] if found.ink else look.ink
    filled = found.fill in {"tint", "pattern"}
    return Style(symbol, ink.light, min(max(found.width, _WIDTH[0]), _WIDTH[1]), _FILL if filled else 0)


def styles(extract: Extract, provenance: Provenance) -> list[Style]:
    """Return the style of each feature, by the symbol that it has where it stands alone.

    Parameters
    ----------
    extract
        The features of one layer that a view selects.
    provenance
        Of it only the opened data are read.

    Returns
    -------
    list of geo.export.kml.Style
        One a feature, in the order of ``extract.gdf``, in the inks of the light theme.
    """
    return [_style(item.symbol, item.look) for item in alone(extract.gdf, extract.name, provenance.atlas)]


def _kml(extracts: Sequence[Extract], provenance: Provenance) -> bytes:
    return kml_bytes(extracts, provenance, styles)


add_format(replace(FORMATS["kml"], write=_kml))
