"""What the page of one file holds: the map's data under the paths that its script asks for, and every card in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from geo.atlas import Atlas
from geo.export import documents
from geo.export.provenance import provenance_of
from geo.messages import Messages
from geo.paths import GROUND
from geo.paths import LAND as FOLDER_OF_LAND
from geo.records.periods import Period
from geo.tables.lexicon import lexicon
from geo.tables.search import names_of
from geo.tables.sides import map_settings
from geo.text import (
    article_text,
    case_text,
    fact_text,
    party_text,
    place_names,
    place_profile,
)
from geo.text.catalogue import names_of_data
from geo.text.source_text import source_line
from geo.view import camera
from geo.view.parameters import View
from layers import ground
from layers.settings import grammar
from onefile.cards import CLAIMS, card, held, searched
from web.assets import in_page

DECIMALS = 4
"""Decimals of a coordinate: 0.0001° is at most 11 m, less than a pixel at the closest zoom. Exports are more exact."""

LAND = ("land_overview", "land_medium")
"""The bundled land. The finest file is left out: the islands' own outlines are as fine here as in the dashboard."""

ISOBATHS = f"ground/{ground.ISOBATHS}"
"""What the map's script asks for them by here."""

_WORDS = (
    "map.",
    "layer.",
    "lifecycle.",
    "status.",
    "onefile.",
    "facts.",
    "overlay.",
    "basis.",
    "claims.",
    "period.",
    "place.kind.",
    "search.",
    "cases.",
)
_PAGE = ("page.neutral", "filter.text", "filter.text.hint", "empty.none")


def _rounded(part: Any) -> Any:
    """Return coordinates with fewer decimals, and without the points of a line that then fall on the one before."""
    if isinstance(part[0], int | float):
        return [round(value, DECIMALS) for value in part]
    parts = [_rounded(item) for item in part]
    if isinstance(parts[0][0], list):
        return parts
    return [item for position, item in enumerate(parts) if position == 0 or item != parts[position - 1]]


def _lighter(geometry: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}


@lru_cache(maxsize=len(LAND))
def _land(name: str) -> dict[str, Any]:
    """Return a file of land as the map's script reads it; no ring is left with fewer than four points."""
    content = json.loads((FOLDER_OF_LAND / f"{name}.geojson").read_text(encoding="utf-8"))
    features = [
        {"type": "Feature", "properties": {}, "geometry": _lighter(item["geometry"])} for item in content["features"]
    ]
    return {"type": "FeatureCollection", "features": features}


def _settings(atlas: Atlas, address: Callable[[Path], str] = in_page) -> dict[str, Any]:
    """Return the constants of the map's script, as the dashboard's map gets them."""
    first_view = camera.settings(atlas.catalog.about)
    under = ground.settings(lambda path: ISOBATHS if path.name == ground.ISOBATHS else address(path))
    return {"ground": under, **first_view, **grammar(atlas), **map_settings(atlas.catalog)}


def _features(atlas: Atlas, view: View) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the features that pass by layer, without geometry, and the geometry of each place once."""
    shapes: dict[str, Any] = {}
    layers: dict[str, Any] = {}
    for name, mask in atlas.select(view).features.items():
        features = [json.loads(documents.texts(atlas, name)[position]) for position in np.flatnonzero(mask)]
        layers[name] = []
        for feature in features:
            place, shape = feature["properties"]["place"], feature["geometry"]
            if shape is not None and place not in shapes:
                shapes[place] = _lighter(shape)
            layers[name].append({"id": feature["id"], "drawn": shape is not None, "properties": feature["properties"]})
    return layers, shapes


def _places(atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return each place that facts or labels name: its names, its facts, its sheet, and the group that is named in its stead."""
    found = {}
    for ident, place in atlas.catalog.places.items():
        facts = atlas.facts_by_place.get(ident, ())
        if not facts and place.label_rank is None:
            continue
        found[ident] = {
            "label": place_names.label(place, CLAIMS, atlas.catalog),
            "own": place_names.own_names(place, CLAIMS, atlas.catalog),
            "facts": facts,
            "names": names_of(place.names),
            "note": fact_text.group_note(place, atlas, words, CLAIMS),
            "sections": place_profile.sections(place, atlas, words),
            "brief": place_profile.brief(place, atlas, words),
        }
    return found


def _periods(atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    return [_period(period, atlas, words) for period in atlas.catalog.periods.values()]


def _period(period: Period, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return a step of administration with what is said of it, and how each side sees it."""
    treaty = atlas.catalog.facts[period.treaty].statement if period.treaty else None
    views = [
        {
            "who": party_text.viewpoint_title(view, atlas, words),
            "says": view.says,
            "sources": _sources(view.sources, atlas, words),
        }
        for view in period.viewpoints
    ]
    return {
        "id": period.id,
        "label": fact_text.period_label(period, words),
        "title": period.title,
        "says": [text for text in (treaty, period.note, period.calendar_note) if text],
        "views": views,
        "units": list(period.units),
        "sources": _sources(period.sources, atlas, words),
    }


def _sources(idents: Iterable[str], atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    return [source_line(atlas.catalog.sources[ident], words) for ident in idents]


def _words(words: Messages) -> dict[str, Any]:
    return {key: text for key, text in words.entries.items() if key.startswith(_WORDS) or key in _PAGE}


def build_content(
    atlas: Atlas, view: View, words: Messages, address: Callable[[Path], str] = in_page
) -> dict[str, Any]:
    """Return all that the page's script reads. Every text in it is set as text, and none is ever read as HTML.

    ``answers`` holds what the map's script asks for by the paths of our API; ``layers`` and ``shapes`` are joined to more
    of them by place when the page opens.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    words
        The catalogue of one language.
    address
        Gives where an image of the ground is read: in the page itself, or beside it.

    Returns
    -------
    dict
        What JSON can hold. Geometries are GeoJSON in EPSG:4326, lon lat, rounded to :data:`DECIMALS`.

    Raises
    ------
    ValueError
        The view reads another article than this atlas is of.
    """
    layers, shapes = _features(atlas, view)
    passing = {fact.id for fact, passes in zip(atlas.facts.facts, atlas.select(view).facts, strict=True) if passes}
    origin, own = provenance_of(atlas, view), _words(words) | names_of_data(atlas, words)
    own |= {
        "page.neutral": party_text.neutral(atlas, words),
        "page.subtitle": " · ".join(filter(None, (party_text.subtitle(atlas, words), article_text.read(atlas, words)))),
    }
    texts: dict[str, int] = {}
    facts = [
        card(fact, atlas, words, passing) | {"search": searched(fact, atlas, texts)} for fact in held(atlas, passing)
    ]
    answers = {f"api/messages/{words.language}.json": own}
    answers |= {f"api/land/{name}.geojson": _land(name) for name in LAND}
    answers[ISOBATHS] = json.loads((GROUND / ground.ISOBATHS).read_text(encoding="utf-8"))
    return {
        "data": atlas.hash,
        "language": words.language,
        "settings": _settings(atlas, address),
        "answers": answers,
        "layers": layers,
        "shapes": shapes,
        "facts": facts,
        "texts": list(texts),
        "places": _places(atlas, words),
        "periods": _periods(atlas, words),
        "cases": case_text.cases(atlas, words),
        "bookmarks": [[name, mark.places] for name, mark in atlas.catalog.bookmarks.items()],
        "lead": atlas.lead,
        "lexicon": {name: sorted(part) for name, part in lexicon()._asdict().items()},
        "card": {name: words.text(f"card.{name}") for name in fact_text.CARD},
        "credit": party_text.foot(atlas, words),
        "citation": origin.citation,
        "licence": origin.licence,
        "what": words.text("onefile.what"),
    }
