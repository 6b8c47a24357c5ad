"""Exports as documents: what a view selects of one layer, or of all, as a file of a format. The latest are kept."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

import brotli

from geo.atlas import Atlas
from geo.export.extract import Extract, field_types
from geo.export.formats import find_format
from geo.export.geojson_file import feature_texts
from geo.export.provenance import provenance_of
from geo.tables.features import LayerTable
from geo.text.catalogue import words_of
from geo.view.parameters import View

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    # A window of all the document: a feature's area stands in each feature that lies on it.
    "br": partial(brotli.compress, quality=5, lgwin=24),
    "gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
"""How a document is compressed, by content coding, the better one first. Browsers take ``br`` over TLS and from this machine."""


@dataclass(frozen=True)
class Document:
    """A file, picture or page as it is sent: its bytes, and an entity tag that no other bytes at its address have.

    ``codings`` holds the same by content coding (RFC 9110, section 8.4.1), where it was compressed.
    """

    content: bytes
    etag: str
    codings: Mapping[str, bytes] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, content: bytes) -> Document:
        """Return bytes under a tag that is a hash of them."""
        return cls(content, hashlib.sha256(content).hexdigest()[:32])

    def compress(self) -> Document:
        """Return it with its bytes by each of :data:`CODINGS` too; the same bytes give the same ones."""
        return self if self.codings else replace(self, codings={name: by(self.content) for name, by in CODINGS.items()})

    @property
    def size(self) -> int:
        """How many bytes it takes, plain and compressed together."""
        return len(self.content) + sum(map(len, self.codings.values()))


@lru_cache(maxsize=64)
def texts(atlas: Atlas, name: str) -> list[str]:
    """Return each feature of a layer as GeoJSON text, in the order of the API, for the articles that an atlas is of.

    Parameters
    ----------
    atlas
        The opened data.
    name
        A layer's id.

    Raises
    ------
    geo.errors.UnknownLayer
        There is no such layer.
    """
    return feature_texts(atlas.layer(name))


@lru_cache(maxsize=4)
def _field_types(atlas: Atlas) -> dict[str, Any]:
    """Return the types of fields in the whole atlas: files of one article have the same ones."""
    return field_types(atlas.whole.layers.values())


def _extract(atlas: Atlas, layer: LayerTable, view: View) -> Extract:
    name = layer.rule.id
    # The title is English whatever the page's language: bytes depend on selection and data alone.
    title = words_of(atlas, "en").label("layer", name)
    mask = atlas.select(view).features[name]
    return Extract(layer, mask, title, _field_types(atlas), lambda: texts(atlas, name))


def document(atlas: Atlas, name: str | None, file_format: str, view: View) -> Document:
    """Return what a view selects of a layer, or of every layer if ``name`` is ``None``, as a file of a format.

    Parameters
    ----------
    atlas
        The opened data, of any of its articles: what is written is of the article that the view reads.
    name
        A layer's id, or ``None`` for all layers in one file.
    file_format
        The id of a format in :data:`geo.export.formats.FORMATS`.
    view
        What is selected and shown. How it is shown (camera, chosen fact, language) changes no export.

    Raises
    ------
    geo.errors.UnknownLayer
        There is no such layer.
    geo.errors.UnknownFormat
        There is no such format, or it cannot hold what is asked.
    KeyError
        The view reads an article that the data do not have.
    """
    return _document(atlas.of(view.article), name, file_format, view.selection())


@lru_cache(maxsize=16)
def _document(atlas: Atlas, name: str | None, file_format: str, view: View) -> Document:
    found = find_format(file_format, "layer" if name is not None else "atlas")
    layers = list(atlas.layers.values()) if name is None else [atlas.layer(name)]
    extracts = [_extract(atlas, layer, view) for layer in layers]
    return Document.of(found.write(extracts, provenance_of(atlas, view)))


def geojson(atlas: Atlas, name: str, view: View) -> Document:
    """Return a layer's features that a view selects, as a GeoJSON document: what the map draws.

    Parameters
    ----------
    atlas
        The opened data.
    name
        A layer's id.
    view
        What is selected and shown.

    Raises
    ------
    geo.errors.UnknownLayer
        There is no such layer.
    KeyError
        The view reads an article that the data do not have.
    """
    return document(atlas, name, "geojson", view)
