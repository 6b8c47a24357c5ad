"""How many sources there are of each kind and party, and which of them facts cite."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.records.catalog import Catalog
from geo.records.sourcing import is_weak


@dataclass(frozen=True)
class Tally:
    """How many there are: facts, sources of each kind, sources that facts cite of each party, and the facts on weak ground.

    ``parties`` has ``neither`` for sources of third countries and of both parties together. ``weak`` holds ids of facts.
    """

    facts: int
    sources: int
    kinds: dict[str, int]
    parties: dict[str, int]
    weak: tuple[str, ...]


def cited_by_facts(catalog: Catalog) -> set[str]:
    """Return the ids of the sources that any fact cites."""
    return {citation.source for fact in catalog.facts.values() for citation in fact.citations}


def tally(catalog: Catalog) -> Tally:
    """Count facts and sources of a catalogue."""
    sources = catalog.sources
    return Tally(
        facts=len(catalog.facts),
        sources=len(sources),
        kinds=dict(Counter(source.kind for source in sources.values())),
        parties=dict(Counter(sources[ident].party or "neither" for ident in sorted(cited_by_facts(catalog)))),
        weak=tuple(ident for ident, fact in catalog.facts.items() if is_weak(fact, sources)),
    )
