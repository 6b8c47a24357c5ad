"""What a layer is and how it looks, as data: inks, symbols, rules, and one module for each layer with a look of its own.

No drawing library is at home here: the map's scripts, pictures, one file and KML read the same tables.
"""

from __future__ import annotations

import importlib
import pkgutil

from layers.inks import INKS
from layers.layer import Layer


def _found() -> dict[str, Layer]:
    modules = (importlib.import_module(f"{__name__}.{item.name}") for item in pkgutil.iter_modules(__path__))
    return {module.LAYER.id: module.LAYER for module in modules if hasattr(module, "LAYER")}


def look(name: str) -> Layer:
    """Return how a layer is drawn; one with no module of its own gets the default rules in the ink of other sources.

    Parameters
    ----------
    name
        The id of a layer.
    """
    return ALL.get(name, Layer(name, INKS["context"]))


ALL: dict[str, Layer] = _found()
"""Each layer that has a module here, by id. A new layer is one more module with a ``LAYER`` in it, and its data."""
