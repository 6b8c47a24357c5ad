"""What the command line tells of an atlas: counts, layers and facts, as documents for a program and as rows for a reader."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from geo.atlas import Atlas
from geo.errors import Problem
from geo.messages import Messages, messages
from geo.records.catalog import FOLDERS, Catalog
from geo.records.dates import parse_span
from geo.records.fact import Citation, Fact, PlaceLink
from geo.tables.states import is_later, later_than
from geo.text import article_text
from geo.text.catalogue import words_of
from geo.view.parameters import View, format_view

Table = tuple[list[str], list[list[str]]]
"""The head of a table, and its rows."""


# What may steer a terminal or cannot be encoded, and what JSON would let through: it escapes the first 32 characters only.
_RAW = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(document: dict[str, Any]) -> str:
    """Return a document as JSON that a person can read too; characters that steer a terminal are escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def counts(catalog: Catalog) -> dict[str, int]:
    """Return how many records of each kind a data folder holds; facts of articles and those of other sources apart."""
    article = sum(fact.basis == "article" for fact in catalog.facts.values())
    facts = {"article_facts": article, "context_facts": len(catalog.facts) - article}
    kinds = {kind: len(getattr(catalog, kind)) for kind in FOLDERS if kind not in {"facts", "atlas"}}
    return facts | kinds | {"bookmarks": len(catalog.bookmarks)}


def articles_of(catalog: Catalog) -> list[dict[str, Any]]:
    """Return each article with how many facts, steps and absences are its own, in the atlas's order."""
    return [
        {
            "id": article,
            "outlet": article_text.outlet(article, catalog),
            "date": catalog.sources[article].date,
            "facts": sum(fact.article == article for fact in catalog.facts.values()),
            "steps": sum(step.article == article for step in catalog.stories.values()),
            "absences": sum(absence.article == article for absence in catalog.absences.values()),
        }
        for article in catalog.articles
    ]


def check_document(folder: str, catalog: Catalog) -> dict[str, Any]:
    """Return what a check of good data found. ``hash`` is the sha256 of the data's content.

    Parameters
    ----------
    folder
        Path of the data folder, for the reader; nothing is read from it.
    catalog
        The checked records.
    """
    found = {"folder": folder, "hash": catalog.hash, "counts": counts(catalog)}
    return found | {"articles": articles_of(catalog), "problems": []}


def check_lines(folder: str, catalog: Catalog) -> list[str]:
    """Return the same for a reader: a line for the folder, and one for each article."""
    found = counts(catalog)
    head = (
        f"{folder}: {found['article_facts']} article facts, {found['context_facts']} context facts, "
        f"{found['sources']} sources, {found['places']} places, {found['layers']} layers: no problem found"
    )
    return [
        head,
        *(
            f"{item['id']} ({', '.join(filter(None, (item['outlet'], item['date'])))}): "
            f"{item['facts']} facts, {item['steps']} steps, {item['absences']} absences"
            for item in articles_of(catalog)
        ),
    ]


def problems_document(folder: str, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return what a check of broken data found: each problem with file, line, id, field and message, file by file.

    ``line`` is null where it is not known: of a field that is missing it is the line of the record.

    Parameters
    ----------
    folder
        Path of the data folder, for the reader; nothing is read from it.
    problems
        In the order in which they are listed.
    """
    rows = [asdict(item) for item in problems]
    return {"folder": folder, "hash": None, "counts": None, "articles": None, "problems": rows}


def layers_document(atlas: Atlas, view: View) -> dict[str, Any]:
    """Return each layer with the number of its features that a view selects.

    ``features`` counts those of the article's facts, ``features_with_others`` those of other sources' facts too;
    ``features_all`` counts what the layer has, whatever the view. ``optional`` layers are off until asked for.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    atlas = atlas.of(view.article)
    words = words_of(atlas, view.lang)
    alone, both = (atlas.select(replace(view, basis=basis)).features for basis in ("article", "all"))
    layers = [
        {
            "id": name,
            "title": words.label("layer", name),
            "optional": layer.rule.optional,
            "features": int(alone[name].sum()),
            "features_with_others": int(both[name].sum()),
            "features_all": len(layer.ids),
            "fields": list(layer.fields),
        }
        for name, layer in atlas.layers.items()
    ]
    return {"data": atlas.hash, "view": format_view(view), "layers": layers}


def layers_table(atlas: Atlas, view: View) -> Table:
    """Return the same as rows for a reader."""
    words = messages(view.lang)
    columns = ("id", "title", "features", "with_others", "shown", "fields")
    rows = [
        [
            layer["id"],
            layer["title"],
            str(layer["features"]),
            str(layer["features_with_others"]),
            words.text("report.optional" if layer["optional"] else "report.at_once"),
            ", ".join(layer["fields"]),
        ]
        for layer in layers_document(atlas, view)["layers"]
    ]
    return [words.text(f"report.{column}") for column in columns], rows


def facts_document(atlas: Atlas, view: View) -> dict[str, Any]:
    """Return the facts that a view selects, each with every field of its record and what is derived from it.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    atlas = atlas.of(view.article)
    words = words_of(atlas, view.lang)
    facts = [_fact(fact, atlas, words) for fact in atlas.listed(view)]
    return {"data": atlas.hash, "view": format_view(view), "count": len(facts), "facts": facts}


def _fact(fact: Fact, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return one fact. Names stand beside the ids of the record; ``incoming`` is what other facts say of this one."""
    span, evidence = parse_span(fact.date) if fact.date else None, atlas.facts.evidence[fact.id]
    actors = atlas.catalog.actors
    return fact.model_dump(mode="json") | {
        "said_by_name": actors[fact.said_by].names.en,
        "actor_names": [actors[actor].names.en for actor in fact.actors],
        "article": fact.article,
        "paragraph": fact.citations[0].paragraph,
        "earliest": span.earliest.isoformat() if span else None,
        "latest": span.latest.isoformat() if span else None,
        "later": is_later(fact, atlas.catalog),
        "later_than": later_than(fact, atlas.catalog),
        "evidence": evidence,
        "evidence_label": words.text(f"evidence.{evidence}"),
        "on_map": bool(atlas.mapped[atlas.facts.index[fact.id]]),
        "citations": [_citation(item, atlas) for item in fact.citations],
        "places": [_place(link, atlas) for link in fact.places],
        "incoming": [
            {"from": other.id, "kind": kind, "note": note}
            for other, kind, note in atlas.incoming_relations.get(fact.id, ())
        ],
    }


def _citation(citation: Citation, atlas: Atlas) -> dict[str, Any]:
    source = atlas.catalog.sources[citation.source]
    return citation.model_dump(mode="json") | source.model_dump(mode="json", include={"publisher", "title", "url"})


def _place(link: PlaceLink, atlas: Atlas) -> dict[str, Any]:
    return link.model_dump(mode="json") | {"name": atlas.catalog.places[link.place].names.en}


def facts_table(atlas: Atlas, view: View) -> Table:
    """Return the facts that a view selects as rows for a reader; the sentence, which is the longest, stands last.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    atlas = atlas.of(view.article)
    words = words_of(atlas, view.lang)
    head = [words.text("report.id")]
    head += [words.text(f"table.{name}") for name in ("paragraph", "date", "who", "evidence_label", "statement")]
    rows = [
        [
            fact.id,
            _paragraph(fact, atlas),
            _date(fact, words),
            atlas.catalog.actors[fact.said_by].names.en,
            words.text(f"evidence.{atlas.facts.evidence[fact.id]}"),
            fact.statement,
        ]
        for fact in atlas.listed(view)
    ]
    return head, rows


def _paragraph(fact: Fact, atlas: Atlas) -> str:
    """Return a fact's paragraph as its record has it, after its outlet where several articles are read."""
    number = fact.citations[0].paragraph
    if fact.article is None or number is None or len(atlas.catalog.articles) == 1:
        return number or "–"
    return f"{article_text.outlet(fact.article, atlas.catalog)} {number}"


def _date(fact: Fact, words: Messages) -> str:
    """Return a date as its record has it, marked where it is inferred, or why there is none."""
    if fact.date is None:
        return words.text(f"date.{fact.date_basis}")
    marked = f"date.{fact.date_basis}_of"
    return words.text(marked, date=fact.date) if words.has(marked) else fact.date
