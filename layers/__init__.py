"""The map's layers: one module each says how it is drawn. The only Folium code of the project is in this package."""

from __future__ import annotations

import importlib
import pkgutil

from layers.layer import Ink, Layer

_OTHER = Ink("#5F4B8B", "#C4B5F5")


def _found() -> dict[str, Layer]:
    modules = (importlib.import_module(f"{__name__}.{item.name}") for item in pkgutil.iter_modules(__path__))
    return {module.LAYER.id: module.LAYER for module in modules if hasattr(module, "LAYER")}


def look(name: str) -> Layer:
    """Return how a layer is drawn; a layer with no module of its own gets a plain outline."""
    return ALL.get(name, Layer(name, "outline", _OTHER))


ALL: dict[str, Layer] = _found()
"""Each layer that has a module here, by id. A new layer is one more module with a ``LAYER`` in it, and its data."""
