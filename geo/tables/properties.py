"""One feature of a layer as a row: its geometry and the properties that map, lists and exports read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.geodesy import measure
from geo.records import precision
from geo.records.catalog import Catalog
from geo.records.dates import parse_span
from geo.records.fact import Fact, PlaceLink
from geo.records.periods import Period
from geo.records.place import Place
from geo.tables import states
from geo.tables.facts import FactTable


def shape_of(place: Place, catalog: Catalog) -> BaseGeometry | None:
    """Return a place's geometry in EPSG:4326, lon lat, or ``None`` for a place that is listed and not drawn."""
    if place.outline:
        return catalog.outlines[place.outline.file, place.outline.feature].shape
    if place.point:
        return shapely.Point(place.point.lon, place.point.lat)
    return None


def _names(place: Place) -> dict[str, str | None]:
    names = place.names
    return {
        "name_en": names.en,
        "name_en_russia_first": names.en_russia_first or names.en,
        "name_ja": names.ja,
        "name_ja_romaji": names.ja_romaji,
        "name_ru": names.ru,
        "name_ru_translit": names.ru_translit,
    }


def _geometry_fields(place: Place, catalog: Catalog) -> dict[str, Any]:
    """Return the properties that say where a geometry comes from and under which licence."""
    outline = catalog.outlines[place.outline.file, place.outline.feature] if place.outline else None
    point = place.point
    return {
        "geometry_source": outline.origin if outline else point.source if point else None,
        "geometry_licence": outline.licence if outline else point.licence if point else None,
    }


def _place_fields(place: Place, catalog: Catalog) -> dict[str, Any]:
    """Return the properties that say who runs and claims a place, and where its geometry comes from."""
    return {
        "administered_by": catalog.actors[place.administered_by].names.en if place.administered_by else None,
        "administered_as": place.administered_as,
        "claimed_by": [catalog.actors[actor].names.en for actor in place.claimed_by],
        "claimed_as": place.claimed_as,
        **_geometry_fields(place, catalog),
    }


def _dates(fact: Fact, catalog: Catalog) -> dict[str, Any]:
    """Return the properties that say when, and which articles had appeared before."""
    span = parse_span(fact.date) if fact.date else None
    return {
        "date": fact.date,
        "date_basis": fact.date_basis,
        "date_note": fact.date_note,
        "earliest": span.earliest.isoformat() if span else None,
        "latest": span.latest.isoformat() if span else None,
        "later": states.is_later(fact, catalog),
        "later_than": states.later_than(fact, catalog),
    }


def _cited(facts: Iterable[Fact], catalog: Catalog) -> dict[str, list[str]]:
    sources = list(dict.fromkeys(item.source for fact in facts for item in fact.citations))
    return {"sources": sources, "source_urls": [url for source in sources if (url := catalog.sources[source].url)]}


def link_feature(fact: Fact, link: PlaceLink, table: FactTable, catalog: Catalog) -> dict[str, Any]:
    """Return one feature of a (fact, place) layer as a row: ``link`` is one of the fact's own. Days are ISO 8601 texts."""
    place = catalog.places[link.place]
    return {
        "id": f"{fact.id}-at-{place.id}",
        **_names(place),
        "place": place.id,
        "kind": place.kind,
        "basis": fact.basis,
        "statement": fact.statement,
        "said_by": catalog.actors[fact.said_by].names.en,
        "actors": [catalog.actors[actor].names.en for actor in fact.actors],
        "topic": fact.topic,
        "modality": fact.modality,
        "evidence": table.evidence[fact.id],
        "status": fact.status,
        "confidence": fact.confidence,
        "chains": fact.chains,
        "bears_on": [f"{relation.kind} {relation.to}" for relation in fact.relations],
        "lifecycle": fact.lifecycle,
        "states": states.of_link(fact, link, table.evidence[fact.id], catalog),
        "role": link.role,
        "precision": link.precision,
        "uncertainty_m": place.point.uncertainty_m if place.point else None,
        "named": link.named,
        "wider": link.wider,
        **_dates(fact, catalog),
        "article": fact.article,
        "paragraph": fact.citations[0].paragraph,
        "anchor": fact.citations[0].anchor,
        "note": fact.note,
        **_place_fields(place, catalog),
        "facts": [fact.id],
        **_cited([fact], catalog),
        "geometry": shape_of(place, catalog),
    }


def place_feature(place: Place, at: dict[str, list[Fact]], table: FactTable, catalog: Catalog) -> dict[str, Any]:
    """Return one feature of a place layer as a row; its facts are those of the place, of what lies on it, and of its group.

    ``facts`` and the three lists after it hold facts of articles, ``context_facts`` those of other sources.

    Parameters
    ----------
    place
        The place that is drawn.
    at
        For each place's id, the facts that name it or may mean it (``wider``).
    table
        The table of all facts, whose order the lists keep.
    catalog
        The checked records.
    """
    named = {fact.id for fact in at.get(place.id, ()) if any(link.place == place.id for link in fact.places)}
    wider = {fact.id for fact in at.get(place.id, ())} - named
    group = {fact.id for fact in at.get(place.part_of or "", ())} - named - wider
    on_it = {fact.id for other in catalog.lying_on.get(place.id, ()) for fact in at.get(other, ())}
    linked = [table.facts[row] for row in sorted(table.index[ident] for ident in named | wider | group | on_it)]
    facts = [fact for fact in linked if fact.basis == "article"]
    context = [fact for fact in linked if fact.basis == "context"]
    shape = shape_of(place, catalog)
    return {
        "id": place.id,
        **_names(place),
        "name_ainu": place.names.ainu,
        "place": place.id,
        "kind": place.kind,
        "part_of": place.part_of,
        "basis": "article" if facts else "context",
        "states": states.of_place(place, catalog),
        "precision": precision.OF_KIND[place.kind],
        "uncertainty_m": place.point.uncertainty_m if place.point else None,
        "area_km2": round(measure.area_km2(shape), 2) if shape is not None else None,
        "note": place.note,
        **_place_fields(place, catalog),
        "facts": [fact.id for fact in facts],
        "facts_named": [fact.id for fact in facts if fact.id in named],
        "facts_of_group": [fact.id for fact in facts if fact.id in group],
        "facts_if_wider": [fact.id for fact in facts if fact.id in wider],
        "context_facts": [fact.id for fact in context],
        # The sources of the article's facts stay its own: others' stand only where the article says nothing of a place.
        **_cited(facts or context, catalog),
        "geometry": shape,
    }


def unit_feature(period: Period, unit: Place, catalog: Catalog) -> dict[str, Any]:
    """Return one feature of who administered what: a unit in a period. ``held_by`` is an actor's id, or ``joint``."""
    holder = period.units[unit.id]
    actor = catalog.actors.get(holder)
    unsettled = [view.actor for view in period.viewpoints if view.units.get(unit.id) == "undetermined"]
    return {
        "id": f"{period.id}-{unit.id}",
        **_names(unit),
        "place": unit.id,
        "kind": unit.kind,
        "states": states.of_ground(unit, catalog),
        "period": period.id,
        "title": period.title,
        "since": period.since,
        "until": period.until,
        "present": period.until is None,
        "held_by": holder,
        "held_by_name": actor.names.en if actor else None,
        "occupied": unit.id in period.occupied,
        "undetermined_for": list(dict.fromkeys(unsettled)),
        "treaty": period.treaty,
        "calendar_note": period.calendar_note,
        "note": period.note,
        **_geometry_fields(unit, catalog),
        "facts": [],
        "sources": list(period.sources),
        "source_urls": [url for source in period.sources if (url := catalog.sources[source].url)],
        "geometry": shape_of(unit, catalog),
    }


def ground_feature(place: Place, catalog: Catalog) -> dict[str, Any]:
    """Return one feature of a layer of places that are drawn for themselves: a computed line or band of water."""
    outline = catalog.outlines[place.outline.file, place.outline.feature] if place.outline else None
    told = outline.properties if outline else {}
    return {
        "id": place.id,
        **_names(place),
        "place": place.id,
        "kind": place.kind,
        "states": states.of_ground(place, catalog),
        "computed": True,
        "method": told.get("method"),
        "accuracy_median_m": told.get("accuracy_median_m"),
        "accuracy_worst_m": told.get("accuracy_worst_m"),
        "shown_for": list(place.shown_for),
        "note": place.note,
        **_place_fields(place, catalog),
        "facts": [],
        "sources": list(place.sources),
        "source_urls": [url for source in place.sources if (url := catalog.sources[source].url)],
        "geometry": shape_of(place, catalog),
    }


def named_feature(place: Place, catalog: Catalog) -> dict[str, Any]:
    """Return one feature of a layer of names: what is known of a place for itself. Heights are as their sources print them."""
    outline = catalog.outlines[place.outline.file, place.outline.feature] if place.outline else None
    shape, cited = shape_of(place, catalog), (*place.sources, *(height.source for height in place.heights))
    sources = list(dict.fromkeys(cited))
    return {
        "id": place.id,
        **_names(place),
        "name_ainu": place.names.ainu,
        "name_ainu_latin": place.names.ainu_latin,
        "place": place.id,
        "kind": place.kind,
        "states": states.of_ground(place, catalog),
        "part_of": place.part_of,
        "label_rank": place.label_rank,
        "uncertainty_m": place.point.uncertainty_m if place.point else None,
        "area_km2": round(measure.area_km2(outline.shape), 3) if outline else None,
        "distance_to_hokkaido_km": outline.properties.get("distance_to_hokkaido_km") if outline else None,
        "heights_m": [height.metres for height in place.heights],
        "note": place.note,
        **_place_fields(place, catalog),
        "facts": [],
        "sources": sources,
        "source_urls": [url for source in sources if (url := catalog.sources[source].url)],
        "geometry": shape,
    }
