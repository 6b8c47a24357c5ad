"""One article of several: the records of a folder without what belongs to the other articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from geo.records.base import Record
from geo.records.catalog import Catalog
from geo.records.fact import Fact
from geo.records.stories import Disagreement, Step

R = TypeVar("R", bound=Record)


def in_order(facts: Iterable[Fact], catalog: Catalog) -> list[Fact]:
    """Return the facts of articles: article by article in the atlas's order, each article's in the order of its records.

    Parameters
    ----------
    facts
        In the order of their records. Those of no article, or of one that the records do not hold, are left out.
    catalog
        The checked records.
    """
    position = {article: index for index, article in enumerate(catalog.articles)}
    return sorted((fact for fact in facts if fact.article in position), key=lambda fact: position[fact.article or ""])


def steps_of(catalog: Catalog) -> tuple[Step, ...]:
    """Return the steps of all walks: article by article in the atlas's order, each in the order of its records."""
    steps = catalog.stories.values()
    return tuple(step for article in catalog.articles for step in steps if step.article == article)


def without_others(catalog: Catalog, article: str) -> Catalog:
    """Return a catalogue as it would be with one article alone: facts, steps and absences of other articles are out.

    Facts of other sources stay, and lose how they bear on facts that are out. A source stays unless it is another article that
    no fact cites any more. A disagreement stays while at least two of its positions do.

    Parameters
    ----------
    catalog
        The checked records.
    article
        The id of the source that is the article, one of ``catalog.articles``.
    """
    others = set(catalog.articles) - {article}
    facts = {
        ident: _less(fact, relations=[item for item in fact.relations if not _is_of(catalog.facts[item.to], others)])
        for ident, fact in catalog.facts.items()
        if not _is_of(fact, others)
    }
    cited = {citation.source for fact in facts.values() for citation in fact.citations}
    periods = {
        ident: _less(
            period,
            treaty=period.treaty if period.treaty in facts else None,
            events=[fact for fact in period.events if fact in facts],
        )
        for ident, period in catalog.periods.items()
    }
    cases = {
        ident: _less(
            case,
            points=[_less(point, facts=[fact for fact in point.facts if fact in facts]) for point in case.points],
        )
        for ident, case in catalog.cases.items()
    }
    about = _less(catalog.about, articles=[item for item in catalog.about.articles if item.source == article])
    return replace(
        catalog,
        atlas={about.id: about},
        sources={ident: source for ident, source in catalog.sources.items() if ident not in others or ident in cited},
        facts=facts,
        periods=periods,
        cases=cases,
        stories={ident: step for ident, step in catalog.stories.items() if step.article == article},
        absences={ident: absence for ident, absence in catalog.absences.items() if absence.article == article},
        disagreements=_disagreements(catalog, facts),
    )


def _is_of(fact: Fact, articles: set[str]) -> bool:
    return fact.article in articles


def _less(record: R, **fields: Any) -> R:
    """Return a record with less in some of its fields, or itself where nothing is to go."""
    wanted = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    changed = {name: value for name, value in wanted.items() if getattr(record, name) != value}
    return record.model_copy(update=changed) if changed else record


def _disagreements(catalog: Catalog, facts: dict[str, Fact]) -> dict[str, Disagreement]:
    found = {}
    for ident, matter in catalog.disagreements.items():
        positions = [item for item in matter.positions if item.fact is None or item.fact in facts]
        if len(positions) > 1:
            found[ident] = _less(matter, facts=[fact for fact in matter.facts if fact in facts], positions=positions)
    return found
