"""The places that features name, in the Linked Places format: for gazetteers, which keep names and their sources."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.export.extract import Extract
from geo.export.provenance import Provenance, newest_day
from geo.records.catalog import Catalog
from geo.records.place import Place

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
NAME = "linked-places.json"

_LANGUAGES = {
    "en": "en",
    "ja": "ja",
    "ja_romaji": "ja-Latn",
    "ru": "ru",
    "ru_translit": "ru-Latn",
    "ainu": "ain",
    "ainu_latin": "ain-Latn",
}
"""Each name that a place may have, with its language (BCP 47), in the order of our records."""


def _citations(place: Place, provenance: Provenance) -> list[dict[str, str]]:
    """Return what the names rest on: the place's own sources, or this atlas where the record names none."""
    sources = [provenance.atlas.catalog.sources[ident] for ident in place.sources]
    found = [
        {"label": source.title or source.publisher} | ({"@id": source.url} if source.url else {}) for source in sources
    ]
    return found or [{"label": provenance.citation.partition("\n")[0]}]


def _names(place: Place, provenance: Provenance) -> list[dict[str, Any]]:
    kept = {name: getattr(place.names, name) for name in _LANGUAGES}
    found = [{"toponym": text, "lang": _LANGUAGES[name]} for name, text in kept.items() if text]
    return [{**found[0], "citations": _citations(place, provenance)}, *found[1:]]


def _geometry(shape: BaseGeometry | None, place: Place) -> dict[str, Any] | None:
    if shape is None:
        return None
    found: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return found | ({"certainty": "less-certain"} if place.point else {})


def _relations(place: Place, catalog: Catalog) -> dict[str, Any]:
    wholes = [ident for ident in (place.part_of, place.lies_on) if ident is not None]
    told = [
        {
            "relationType": "gvp:broaderPartitive",
            "relationTo": f"#{ident}",
            "label": catalog.places[ident].names.en,
        }
        for ident in wholes
    ]
    return {"relations": told} if told else {}


def _feature(place: Place, shape: BaseGeometry | None, provenance: Provenance) -> dict[str, Any]:
    """Return a place. It names no country: modern borders are in dispute here, and the records give both sides' claims."""
    day, point = newest_day(provenance.atlas.catalog), place.point
    # The records say which names a place has, and not since when: at the latest since the newest source.
    when = {"when": {"timespans": [{"start": {"latest": day.isoformat()}}]}} if day else {}
    return {
        "@id": f"#{place.id}",
        "type": "Feature",
        "properties": {"title": place.names.en, **({"uncertainty_m": point.uncertainty_m} if point else {})},
        **when,
        "names": _names(place, provenance),
        "types": [{"label": place.kind, "sourceLabels": [{"label": place.kind, "lang": "en"}]}],
        "geometry": _geometry(shape, place),
        **_relations(place, provenance.atlas.catalog),
    }


def linked_places(extracts: Sequence[Extract], provenance: Provenance) -> dict[str, Any]:
    """Return the places of some features, each once, in the order of the records.

    Parameters
    ----------
    extracts
        All layers, each with the features that pass; their geometries are in EPSG:4326, lon lat.
    provenance
        What the file says of data and view.

    Returns
    -------
    dict
        Fit for JSON: GeoJSON with a JSON-LD context. Ids are relative to the file; a place that is only listed has no geometry.
    """
    shapes: dict[str, BaseGeometry | None] = {}
    for extract in extracts:
        for ident, shape in zip(extract.gdf["place"], extract.shapes, strict=True):
            shapes[ident] = shapes.get(ident) or shape
    places = [place for ident, place in provenance.atlas.catalog.places.items() if ident in shapes]
    features = [_feature(place, shapes[place.id], provenance) for place in places]
    return {"type": "FeatureCollection", "@context": CONTEXT, "features": features}
