"""The facts as a table: columns for filters, counts and search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.catalog import Catalog
from geo.dates import parse_span
from geo.model import Evidence, Fact
from geo.view import FACETS

STRENGTH: tuple[tuple[str, Evidence], ...] = (
    ("contradicts", "contradicted"),
    ("questions", "questioned"),
    ("refines", "refined"),
    ("supports", "supported"),
)
"""What other facts make of an article fact, the weightiest relation first."""

Codes = NDArray[np.int32]


@dataclass(frozen=True)
class Facet:
    """One facet of the facts: ``codes[i]`` is the option, as a position in ``options``, that fact ``facts[i]`` has."""

    options: NDArray[np.str_]
    codes: Codes
    facts: Codes

    def count(self, mask: NDArray[np.bool_]) -> dict[str, int]:
        """Return how many of the facts that pass have each option."""
        counts = np.bincount(self.codes[mask[self.facts]], minlength=len(self.options))
        return {str(option): int(count) for option, count in zip(self.options, counts, strict=True)}


@dataclass(frozen=True)
class FactTable:
    """The facts as columns: the article's in its order, then those of other sources by their first day.

    Days are ordinals (``date.toordinal``), -1 where a fact has no date. ``from_article`` tells the article's facts.
    """

    facts: tuple[Fact, ...]
    evidence: dict[str, Evidence]
    bodies: tuple[str, ...]
    earliest: Codes
    latest: Codes
    facets: dict[str, Facet]
    from_article: NDArray[np.bool_]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The facts' ids, in order."""
        return tuple(fact.id for fact in self.facts)

    @cached_property
    def index(self) -> dict[str, int]:
        """Each fact's position, by its id."""
        return {ident: position for position, ident in enumerate(self.ids)}

    @staticmethod
    def fold(text: str) -> str:
        """Return a text as it is searched: compatibility forms joined, letter case folded."""
        return unicodedata.normalize("NFKC", text).casefold()


def evidence_of(facts: Iterable[Fact]) -> dict[str, Evidence]:
    """Derive each fact's evidence: for an article fact from what others say of it, for a context fact from its chains."""
    facts = list(facts)
    incoming: dict[str, set[str]] = {}
    for fact in facts:
        for relation in fact.relations:
            incoming.setdefault(relation.to, set()).add(relation.kind)
    found: dict[str, Evidence] = {}
    for fact in facts:
        if fact.basis == "context":
            found[fact.id] = "one-chain" if fact.chains == "1" else "several-chains"
            continue
        kinds = incoming.get(fact.id, set())
        found[fact.id] = next((word for kind, word in STRENGTH if kind in kinds), "article-only")
    return found


def _facet(values: Sequence[Iterable[str]]) -> Facet:
    pairs = [(option, position) for position, options in enumerate(values) for option in dict.fromkeys(options)]
    options, codes = np.unique(np.array([option for option, _ in pairs], dtype=str), return_inverse=True)
    return Facet(options, codes.astype(np.int32), np.array([position for _, position in pairs], dtype=np.int32))


def _body(fact: Fact, catalog: Catalog) -> str:
    """Return all the text of a fact that a search looks through."""
    told = [catalog.places[link.place].names for link in fact.places]
    names = [text for one in told for text in (*one.model_dump(exclude={"spellings"}).values(), *one.spellings) if text]
    actors = [catalog.actors[actor].names.en for actor in (fact.said_by, *fact.actors)]
    cited = [text for item in fact.citations for text in (item.paragraph, item.anchor) if text]
    named = [link.named for link in fact.places if link.named]
    parts = [fact.statement, fact.note or "", fact.date_note or "", *names, *actors, *cited, *named]
    return FactTable.fold("\n".join(parts))


def _first_day(fact: Fact) -> date:
    """Return the first day that a fact may mean; one with no date comes last."""
    return parse_span(fact.date).earliest if fact.date else date.max


def build_facts(catalog: Catalog) -> FactTable:
    """Make the table of all facts. ``from_article`` tells the article's from those of other sources."""
    article = [fact for fact in catalog.facts.values() if fact.basis == "article"]
    context = sorted((fact for fact in catalog.facts.values() if fact.basis == "context"), key=_first_day)
    facts = (*article, *context)
    evidence = evidence_of(catalog.facts.values())
    spans = [parse_span(fact.date) if fact.date else None for fact in facts]
    columns: dict[str, Sequence[Iterable[str]]] = {
        "topic": [(fact.topic,) for fact in facts],
        "actor": [fact.actors for fact in facts],
        "said_by": [(fact.said_by,) for fact in facts],
        "modality": [(fact.modality,) for fact in facts],
        "evidence": [(evidence[fact.id],) for fact in facts],
    }
    return FactTable(
        facts=facts,
        evidence=evidence,
        bodies=tuple(_body(fact, catalog) for fact in facts),
        earliest=np.array([span.earliest.toordinal() if span else -1 for span in spans], dtype=np.int32),
        latest=np.array([span.latest.toordinal() if span else -1 for span in spans], dtype=np.int32),
        facets={name: _facet(columns[name]) for name in FACETS},
        from_article=np.arange(len(facts)) < len(article),
    )
