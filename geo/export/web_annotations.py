"""Where the facts of an article stand in it, as W3C Web Annotations: at most six words quoted, those that the records hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from geo.export.provenance import Provenance
from geo.records.catalog import Catalog
from geo.records.fact import Citation, Fact

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAME = "annotations.jsonld"


def _bodies(fact: Fact, citation: Citation) -> list[dict[str, Any]]:
    """Return what the annotation says: the fact in our words, and the paragraph, for which no selector is: pages mark none."""
    said = {"type": "TextualBody", "purpose": "describing", "value": fact.statement, "language": "en"}
    paragraph = {"type": "TextualBody", "purpose": "identifying", "value": citation.paragraph}
    return [said | {"format": "text/plain"}, *([paragraph] if citation.paragraph else [])]


def _target(citation: Citation, catalog: Catalog) -> dict[str, Any]:
    """Return where it stands: the article, and the words that find the spot; none where the record holds none."""
    target = {"type": "SpecificResource", "source": catalog.sources[citation.source].url or f"#{citation.source}"}
    if citation.anchor is None:
        return target
    return target | {"selector": {"type": "TextQuoteSelector", "exact": citation.anchor}}


def _annotations(provenance: Provenance) -> Iterator[dict[str, Any]]:
    """Yield one annotation for each place in an article where a fact stands that the view selects."""
    atlas = provenance.atlas
    passing = np.flatnonzero(atlas.select(provenance.view).facts)
    for fact in (atlas.facts.facts[position] for position in passing.tolist()):
        told = [citation for citation in fact.citations if citation.anchor or citation.paragraph]
        for number, citation in enumerate(told, 1):
            yield {
                "id": f"#{fact.id}-{number}",
                "type": "Annotation",
                "motivation": "describing",
                "body": _bodies(fact, citation),
                "target": _target(citation, atlas.catalog),
            }


def annotation_collection(provenance: Provenance) -> dict[str, Any]:
    """Return the annotations as a collection of one page.

    Parameters
    ----------
    provenance
        What is read: the facts of articles that the view selects of the data, those without a place too.

    Returns
    -------
    dict
        Fit for JSON. Ids are relative to the file.
    """
    found = list(_annotations(provenance))
    page = {"id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": found}
    head = {"@context": CONTEXT, "id": NAME, "type": "AnnotationCollection", "label": provenance.citation}
    return {**head, "total": len(found), "first": page}
