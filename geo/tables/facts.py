"""The facts as a table: columns for filters and counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.records.catalog import Catalog
from geo.records.dates import parse_span
from geo.records.fact import Evidence, Fact
from geo.records.place import Place
from geo.tables.articles import in_order
from geo.view.parameters import FACETS

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
    """One facet of the facts: ``codes[i]`` is the option, as a position in ``options``, that fact ``facts[i]`` has.

    ``options`` are sorted, each once. ``codes`` and ``facts`` have shape (pairs,), int32; a fact with several options has several
    pairs, and one with none has none.
    """

    options: NDArray[np.str_]
    codes: Codes
    facts: Codes

    def count(self, mask: NDArray[np.bool_]) -> dict[str, int]:
        """Return how many of the facts that pass have each option.

        Parameters
        ----------
        mask
            Which facts pass: shape (n,), bool, one a fact, in the order of ``FactTable.facts``.
        """
        counts = np.bincount(self.codes[mask[self.facts]], minlength=len(self.options))
        return {str(option): int(count) for option, count in zip(self.options, counts, strict=True)}


@dataclass(frozen=True)
class FactTable:
    """The facts as columns: each article's in its order, then those of other sources by their first day.

    Days are ordinals (``date.toordinal``), shape (n,), int32, -1 where a fact has no date. ``from_article`` tells the facts of
    articles: shape (n,), bool. ``evidence`` is by the fact's id.
    """

    facts: tuple[Fact, ...]
    evidence: dict[str, Evidence]
    earliest: Codes
    latest: Codes
    facets: dict[str, Facet]
    from_article: NDArray[np.bool_]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The facts' ids, in order."""
        return tuple(fact.id for fact in self.facts)

    @cached_property
    def newest(self) -> Fact | None:
        """The fact with the newest day on which something happened or was said; plans have not happened."""
        days = [
            -1 if fact.modality == "planned" else int(day) for fact, day in zip(self.facts, self.earliest, strict=True)
        ]
        return self.facts[int(np.argmax(days))] if max(days, default=-1) >= 0 else None

    @cached_property
    def article_places(self) -> frozenset[str]:
        """The places that facts of an article name."""
        return frozenset(link.place for fact in self.facts if fact.basis == "article" for link in fact.places)

    @cached_property
    def index(self) -> dict[str, int]:
        """Each fact's position, by its id."""
        return {ident: position for position, ident in enumerate(self.ids)}


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


def groups_of(place: Place, catalog: Catalog) -> Iterator[str]:
    """Yield the groups that a place is part of, the nearest first.

    Parameters
    ----------
    place
        The part, which is not yielded itself.
    catalog
        The checked records.
    """
    seen: set[str] = {place.id}
    while place.part_of is not None and place.part_of not in seen:
        seen.add(place.part_of)
        yield place.part_of
        place = catalog.places[place.part_of]


def shown_with(catalog: Catalog) -> dict[str, list[str]]:
    """Return for each place what else lists its facts: the parts of a group, of any depth, and the island it lies on."""
    found: dict[str, list[str]] = {}
    for place in catalog.places.values():
        for group in groups_of(place, catalog):
            found.setdefault(group, []).append(place.id)
        if place.lies_on is not None:
            found.setdefault(place.id, []).append(place.lies_on)
    return found


def places_of(fact: Fact, others: dict[str, list[str]]) -> list[str]:
    """Return the ids of all places that list a fact, each once: those that it names or may mean, then what lists it with these.

    Parameters
    ----------
    fact
        A fact with any number of places.
    others
        For each place's id, the ids of what else lists its facts (:func:`shown_with`).
    """
    named = dict.fromkeys(ident for link in fact.places for ident in (link.place, link.wider) if ident)
    return list(dict.fromkeys((*named, *(other for ident in named for other in others.get(ident, ())))))


def _first_day(fact: Fact) -> date:
    """Return the first day that a fact may mean; one with no date comes last."""
    return parse_span(fact.date).earliest if fact.date else date.max


def build_facts(catalog: Catalog) -> FactTable:
    """Make the table of all facts. ``from_article`` tells those of articles from those of other sources."""
    article = in_order(catalog.facts.values(), catalog)
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
        earliest=np.array([span.earliest.toordinal() if span else -1 for span in spans], dtype=np.int32),
        latest=np.array([span.latest.toordinal() if span else -1 for span in spans], dtype=np.int32),
        facets={name: _facet(columns[name]) for name in FACETS},
        from_article=np.arange(len(facts)) < len(article),
    )
