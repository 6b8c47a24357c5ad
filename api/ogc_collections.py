"""Which collections there are: every layer, and each kind of geometry of a layer that has several.

QGIS and its kin draw one kind of geometry a collection, that of the first features, and leave out all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import geopandas as gpd
import numpy as np

from api.ogc_links import WORDS
from geo.atlas import Atlas
from geo.errors import UnknownLayer
from geo.tables.extent import Extent, Kind, Mask, extent_of, kinds_of
from geo.tables.features import LayerTable
from geo.text.catalogue import words_of


@dataclass(frozen=True)
class Part:
    """What a collection holds: a layer, or the features of it that have one kind of geometry."""

    layer: LayerTable
    kind: Kind | None = None

    @property
    def id(self) -> str:
        """The collection's id: the layer's, with the kind behind it."""
        return f"{self.layer.rule.id}-{self.kind}" if self.kind else self.layer.rule.id

    @cached_property
    def mask(self) -> Mask:
        """Which features of the layer are in it, shape (n,), bool. Those without geometry are in the whole layer alone."""
        return kinds_of(self.layer) == self.kind if self.kind else np.ones(len(self.layer.gdf), dtype=bool)

    @property
    def gdf(self) -> gpd.GeoDataFrame:
        """Its features, in the layer's order."""
        return self.layer.gdf[self.mask]

    @property
    def ids(self) -> list[str]:
        """Ids of its features, in the layer's order."""
        return [ident for ident, within in zip(self.layer.ids, self.mask, strict=True) if within]

    @property
    def extent(self) -> Extent:
        """Where and when its features are."""
        found = extent_of(self.layer)
        return Extent(found.shapes[self.mask], found.first[self.mask], found.last[self.mask])

    def title(self, atlas: Atlas) -> str:
        """Return what it is called, in the words of an atlas."""
        title = words_of(atlas, "en").label("layer", self.layer.rule.id)
        return WORDS.text(f"ogc.kind.{self.kind}", title=title) if self.kind else title

    def description(self) -> str:
        """Return what a feature of it is, and that it holds one kind of geometry alone."""
        told = WORDS.text(f"ogc.grain.{self.layer.rule.grain}")
        return f"{told} {WORDS.text('ogc.kind', layer=self.layer.rule.id)}" if self.kind else told


@lru_cache(maxsize=8)
def parts(atlas: Atlas) -> Mapping[str, Part]:
    """Return all collections by id: each layer, with its kinds behind it where the whole data have several in it.

    Parameters
    ----------
    atlas
        The opened data, of all articles or of some: these change no collection's id.
    """
    found: dict[str, Part] = {}
    for name, layer in atlas.layers.items():
        kinds = sorted(set(kinds_of(atlas.whole.layer(name))) - {None})
        several = [Part(layer, kind) for kind in kinds] if len(kinds) > 1 else []
        # A layer of the data may bear such a name itself: then it is meant.
        found |= {part.id: part for part in (Part(layer), *several) if part.id == name or part.id not in atlas.layers}
    return found


def part_of(atlas: Atlas, name: str) -> Part:
    """Return a collection.

    Parameters
    ----------
    atlas
        The opened data.
    name
        Its id.

    Raises
    ------
    geo.errors.UnknownLayer
        There is none of this name.
    """
    found = parts(atlas)
    if name not in found:
        raise UnknownLayer(name, list(found))
    return found[name]
