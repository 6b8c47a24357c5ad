"""What a file is made of: the features of a layer that a view selects, as an Arrow table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.export.json_text import credit, dump
from geo.export.provenance import Provenance
from geo.geodesy.coordinates import tidy
from geo.tables.features import LayerTable

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

GEOMETRY = "geometry"
"""Name of the column that holds a table's geometries."""

CRS = "EPSG:4326"
"""Of all geometries; longitude stands before latitude in every format."""

_CONTROLS = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x{FFFE}\x{FFFF}]"
"""Characters that XML cannot hold, and NUL, at which GDAL ends a text."""


@dataclass(frozen=True)
class Extract:
    """The features of one layer that a view selects.

    ``mask`` has shape (n,), bool, one a feature of the layer. ``types`` gives the Arrow type of each field (:func:`field_types`).
    ``texts`` makes the layer's features as :func:`geo.export.geojson_file.feature_texts` does; it is called by writers that want
    GeoJSON only.
    """

    layer: LayerTable
    mask: NDArray[np.bool_]
    title: str
    types: Mapping[str, pa.DataType]
    texts: Callable[[], Sequence[str]]

    @property
    def name(self) -> str:
        """The layer's id, which every format uses as the layer's name."""
        return self.layer.rule.id

    @cached_property
    def gdf(self) -> gpd.GeoDataFrame:
        """The features that pass, in the layer's order."""
        return self.layer.gdf[self.mask]

    @property
    def drawn(self) -> Extract:
        """The same without the features that have no geometry."""
        return replace(self, mask=self.mask & self.layer.gdf.geometry.notna().to_numpy())

    @property
    def listed(self) -> list[str]:
        """The ids of the features that have no geometry, in the layer's order."""
        return list(self.gdf["id"][self.gdf.geometry.isna()])

    @cached_property
    def shapes(self) -> list[BaseGeometry | None]:
        """Each feature's geometry with the coordinates of the GeoJSON document; ``None`` where a place is only listed."""
        shapes: list[BaseGeometry | None] = list(self.gdf.geometry)
        # Many facts share one outline: it is tidied once.
        once = {id(shape): shape for shape in shapes}
        tidied = dict(zip(once, tidy(np.array(list(once.values()), dtype=object)), strict=True))
        return [tidied[id(shape)] for shape in shapes]

    def about(self, provenance: Provenance) -> dict[str, str]:
        """Return what a file says of the layer beside its features: title, credit, licence, citation; empty ones left out.

        Parameters
        ----------
        provenance
            What the file says of data, view and licence.
        """
        texts = {"title": self.title, **credit(self.gdf), "citation": provenance.citation}
        return {name: text for name, text in texts.items() if text}

    def table(self, *, lists: bool) -> pa.Table:
        """Return the features as an Arrow table: the layer's fields in their order, then the geometry as WKB, lon lat.

        Parameters
        ----------
        lists
            Whether fields that hold lists stay lists. Otherwise they become JSON text: ``["one","other"]``.
        """
        import pyarrow as pa

        columns = {name: self._column(name, lists) for name in self.layer.fields}
        wkb = shapely.to_wkb(np.array(self.shapes, dtype=object))
        return pa.table({**columns, GEOMETRY: pa.array(wkb, pa.binary())})

    def _column(self, name: str, lists: bool) -> pa.Array:
        """Return one field as an Arrow array. Control characters that not every format can hold are left out of texts."""
        import pyarrow as pa
        import pyarrow.compute as pc

        kind, cells = self.types[name], self.gdf[name]
        if pa.types.is_list(kind) and not lists:
            texts = [dump(cell) if isinstance(cell, list) else None for cell in cells]
            return pa.array(texts, pa.string())
        column = _arrow(cells, kind)
        return pc.replace_substring_regex(column, _CONTROLS, "") if pa.types.is_string(kind) else column


def _arrow(cells: pd.Series[Any], kind: pa.DataType | None) -> pa.Array:
    """Return a column as an Arrow array of a type, or of the type that its values have."""
    import pyarrow as pa

    # The column of a layer that never had a feature has a type that means nothing.
    return pa.array([] if cells.empty else cells, kind, from_pandas=True)


def field_types(layers: Iterable[LayerTable]) -> dict[str, pa.DataType]:
    """Return the Arrow type of each field: one for all layers and views, so that files of one atlas fit together.

    A field without any value is text.

    Parameters
    ----------
    layers
        All layers of an atlas, not those of one view alone.

    Returns
    -------
    dict of pyarrow.DataType
        By the field's name; the geometry is none of them.
    """
    import pyarrow as pa

    schemas = [pa.schema([(name, _arrow(layer.gdf[name], None).type) for name in layer.fields]) for layer in layers]
    settled = {pa.null(): pa.string(), pa.large_string(): pa.string(), pa.list_(pa.null()): pa.list_(pa.string())}
    fields = pa.unify_schemas(schemas, promote_options="permissive")
    return {field.name: settled.get(field.type, field.type) for field in fields}
