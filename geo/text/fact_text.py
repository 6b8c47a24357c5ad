"""Facts put into words: dates with their precision, places with their role, and what other sources add."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.dates import parse_span
from geo.records.fact import Fact, PlaceLink
from geo.records.periods import Period
from geo.records.place import UNDRAWN_KINDS, Place
from geo.tables.facts import groups_of
from geo.tables.states import is_later, later_than
from geo.text import article_text, place_names
from geo.text.dates import span_label
from geo.text.measures import distance
from geo.text.search_text import matched
from geo.text.source_text import source_lines

CARD = (
    "says",
    "when",
    "where",
    "evidence",
    "others",
    "none_add",
    "link",
    "source",
    "not_mapped",
    "about",
    "previous",
    "next",
    "bears_on",
    "standing_title",
    "open",
    "context_source",
    "sheet",
    "beside",
    "left_open",
    "filled",
    "not_filled",
    "copy",
    "copied",
    "select",
)
"""Words that list and card ask for, under ``card.`` in the catalogue."""


def date_label(fact: Fact, words: Messages) -> str:
    """Return a fact's date as a reader reads it, never surer than the fact gives it.

    Parameters
    ----------
    fact
        Its EDTF date is put into words; without one, why there is none.
    words
        The catalogue of one language.
    """
    if fact.date is None:
        return words.text(f"date.{fact.date_basis}")
    span = parse_span(fact.date)
    text = span_label(fact.date, words)
    if fact.date_basis == "stated" and span.earliest == span.latest:
        return text
    name = f"date.{fact.date_basis}_of"
    return words.text(name, date=text) if words.has(name) else text


def period_label(period: Period, words: Messages) -> str:
    """Return the short name of a step of administration: the year that it begins in."""
    if period.since is None:
        return words.text("period.before", year=parse_span(period.until or "").earliest.year)
    return str(parse_span(period.since).earliest.year) if period.until else words.text("period.today")


def group_note(place: Place, atlas: Atlas, words: Messages, claims: str) -> str | None:
    """Return which group the article means where it does not name a place that is part of it; else nothing.

    Parameters
    ----------
    place
        Any place; one that an article names needs no note.
    atlas, words
        The opened data; the catalogue of one language.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    """
    named = atlas.facts.article_places
    if place.id in named:
        return None
    group = next((ident for ident in groups_of(place, atlas.catalog) if ident in named), None)
    if group is None:
        return None
    return words.text("facts.group_only", group=place_names.label(atlas.catalog.places[group], claims, atlas.catalog))


def newest(atlas: Atlas, words: Messages) -> str:
    """Return the newest day on which a fact of the data says that something happened or was said."""
    fact = atlas.facts.newest
    return words.day(parse_span(fact.date).earliest) if fact and fact.date else words.text("date.unstated")


def _place(link: PlaceLink, atlas: Atlas, words: Messages, claims: str) -> dict[str, Any]:
    place = atlas.catalog.places[link.place]
    wider = atlas.catalog.places[link.wider] if link.wider else None
    precision = words.text(f"map.precision.{link.precision}")
    if place.point:
        within = distance(place.point.uncertainty_m, words)
        precision = words.text("map.within", word=precision, distance=within)
    return {
        "id": place.id,
        "name": place_names.label(place, claims, atlas.catalog),
        "own": place_names.own_names(place, claims, atlas.catalog),
        "role": words.text(f"role.{link.role}"),
        "precision": precision,
        "named": words.text("card.named", words=link.named) if link.named else None,
        "drawn": bool(place.outline or place.point),
        "undrawn": words.text("card.undrawn" if place.kind in UNDRAWN_KINDS else "card.unlocated"),
        "wider": words.text("card.wider", place=place_names.label(wider, claims, atlas.catalog)) if wider else None,
    }


def _standing(fact: Fact, atlas: Atlas, words: Messages) -> str:
    """Return how a fact stands: its status, how sure its compiler is, and its independent sources; or which article states it."""
    if fact.article:
        return words.text("card.standing_article", outlet=article_text.outlet(fact.article, atlas.catalog))
    return words.text(
        "card.standing",
        status=words.text(f"status.{fact.status}"),
        confidence=words.text(f"confidence.{fact.confidence}"),
        chains=words.text("card.one_chain" if fact.chains == "1" else "card.more_chains"),
    )


def _later(fact: Fact, atlas: Atlas, words: Messages) -> str | None:
    """Return that a fact of another source is later than the articles that are read, or than which of them; else nothing."""
    if is_later(fact, atlas.catalog):
        return words.text("card.later")
    earlier = later_than(fact, atlas.catalog) if fact.article is None else []
    outlets = ", ".join(article_text.outlet(article, atlas.catalog) for article in earlier)
    return words.text("card.later_than", outlets=outlets) if earlier else None


def incoming(fact: Fact, atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    """Return what other facts say of this one, contradictions first.

    Parameters
    ----------
    fact
        The fact that others bear on.
    atlas, words
        The opened data; the catalogue of one language.
    """
    order = ("contradicts", "questions", "refines", "supports", "follows", "background", "unrelated")
    found = sorted(atlas.incoming_relations.get(fact.id, []), key=lambda item: order.index(item[1]))
    return [
        {
            "id": other.id,
            "kind": kind,
            "label": words.text(f"relation.{kind}"),
            "statement": other.statement,
            "date": date_label(other, words),
            "later": _later(other, atlas, words),
            "note": note,
            "standing": _standing(other, atlas, words),
            "sources": source_lines(other, atlas.catalog, words),
        }
        for other, kind, note in found
    ]


def _bears_on(fact: Fact, atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    """Return how a fact of other sources bears on the article's."""
    return [
        {
            "id": relation.to,
            "kind": relation.kind,
            "label": words.text(f"bears.{relation.kind}"),
            "statement": atlas.catalog.facts[relation.to].statement,
            "note": relation.note,
        }
        for relation in fact.relations
    ]


def item(fact: Fact, atlas: Atlas, words: Messages, text: str = "") -> dict[str, Any]:
    """Return a fact as one row of the list.

    Parameters
    ----------
    fact
        Of an article or of another source.
    atlas, words
        The opened data; the catalogue of one language.
    text
        What is searched: ``matched`` then says where it was found, unless the row shows it.
    """
    evidence = atlas.facts.evidence[fact.id]
    return {
        "id": fact.id,
        "basis": fact.basis,
        "later": _later(fact, atlas, words),
        "paragraph": article_text.paragraph(fact.article, fact.citations[0].paragraph, atlas, words),
        "statement": fact.statement,
        "who": atlas.catalog.actors[fact.said_by].names.en,
        "date": date_label(fact, words),
        "topic": fact.topic,
        "topic_label": words.text(f"topic.{fact.topic}"),
        "evidence": evidence,
        "evidence_label": words.text(f"evidence.{evidence}"),
        "mapped": bool(atlas.mapped[atlas.facts.index[fact.id]]),
        "matched": matched(fact, atlas, words, text),
    }


def card(fact: Fact, atlas: Atlas, words: Messages, claims: str) -> dict[str, Any]:
    """Return a fact as a full card: all that is known of it, each piece in words.

    Parameters
    ----------
    fact
        Of an article or of another source.
    atlas, words
        The opened data; the catalogue of one language.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    """
    cited = fact.citations[0]
    return item(fact, atlas, words) | {
        "modality_label": words.text(f"modality.{fact.modality}"),
        "lifecycle_label": words.text(f"lifecycle.{fact.lifecycle}") if fact.lifecycle else None,
        "anchor": cited.anchor,
        "sources": source_lines(fact, atlas.catalog, words),
        "standing": _standing(fact, atlas, words) if fact.basis == "context" else None,
        "standing_note": fact.chains_note,
        "bears_on": _bears_on(fact, atlas, words),
        "date_note": fact.date_note,
        "note": fact.note,
        "actors": ", ".join(atlas.catalog.actors[actor].names.en for actor in fact.actors),
        "places": [_place(link, atlas, words, claims) for link in fact.places],
        "incoming": incoming(fact, atlas, words),
    }
