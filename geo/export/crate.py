"""The zip as an RO-Crate 1.1: what each file is, who made the whole, when its data are of, and under which licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from geo.export.media_types import MEDIA_TYPES
from geo.export.provenance import Provenance, released
from geo.text import article_text
from geo.text.catalogue import words_of

NAME = "ro-crate-metadata.json"
CITATION = "CITATION.cff"
LICENCE = "LICENCE.txt"
_SPEC = "https://w3id.org/ro/crate/1.1"
_AUTHORS = "#authors"


def _authors(provenance: Provenance) -> str:
    atlas = provenance.atlas
    return words_of(atlas, "en").text("files.authors", atlas=article_text.cited_as(atlas))


def citation_cff(provenance: Provenance) -> str:
    """Return how to cite the data, in the Citation File Format 1.2.0.

    Parameters
    ----------
    provenance
        What the file says of data and view.
    """
    told: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": " ".join(provenance.citation.splitlines()),
        "type": "dataset",
        "title": article_text.cited_as(provenance.atlas),
        "authors": [{"name": _authors(provenance)}],
        "version": provenance.atlas.hash,
    }
    if day := released(provenance.atlas.catalog):
        told["date-released"] = day.isoformat()
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10_000)


def _file(name: str, content: bytes, provenance: Provenance) -> dict[str, Any]:
    """Return what a file is, in words that a reader who unpacks the zip knows from its name: layer and format."""
    stem, _, ending = name.rpartition(".")
    words = words_of(provenance.atlas, "en")
    layers = provenance.atlas.layers
    title = f"{words.label('layer', stem)} ({ending})" if stem in layers else name
    return {
        "@id": name,
        "@type": "File",
        "name": title,
        "encodingFormat": MEDIA_TYPES[ending].partition(";")[0],
        "contentSize": str(len(content)),
    }


def crate(files: Mapping[str, bytes], provenance: Provenance) -> dict[str, Any]:
    """Return the metadata file of an RO-Crate.

    Parameters
    ----------
    files
        Every other file of the crate, by name.
    provenance
        What the file says of data, view and licence; its day stands in where the data bear none.

    Returns
    -------
    dict
        Fit for JSON.
    """
    about = {"@id": NAME, "@type": "CreativeWork", "conformsTo": {"@id": _SPEC}, "about": {"@id": "./"}}
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": article_text.cited_as(provenance.atlas),
        "description": provenance.citation,
        "datePublished": (released(provenance.atlas.catalog) or provenance.day).isoformat(),
        "version": provenance.atlas.hash,
        "license": {"@id": LICENCE},
        "author": {"@id": _AUTHORS},
        "hasPart": [{"@id": name} for name in files],
    }
    authors = {"@id": _AUTHORS, "@type": "Organization", "name": _authors(provenance)}
    parts = [_file(name, content, provenance) for name, content in files.items()]
    return {"@context": f"{_SPEC}/context", "@graph": [about, root, authors, *parts]}
