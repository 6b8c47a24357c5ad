"""What state a feature is in, worked out once: map, pictures and files read it from the feature's ``states``."""

from __future__ import annotations

from typing import Literal, get_args

from geo.records.catalog import Catalog
from geo.records.dates import parse_span
from geo.records.fact import Evidence, Fact, PlaceLink
from geo.records.place import Place

State = Literal[
    "cancelled",
    "chain",
    "deployed",
    "differ",
    "group",
    "guessed",
    "later",
    "planned",
    "rests",
    "visiting",
    "withdrawn",
]
"""The closed vocabulary of the property ``states``.

``planned``, ``deployed``, ``visiting``, ``withdrawn``, ``cancelled``: what a fact says that became of a thing; ``guessed``: its
source guesses; ``later``: later than the article; ``differ``: other sources say otherwise; ``chain``: the place is a whole
archipelago; ``group``: the place is a group whose islands a layer draws one by one; ``rests``: not shown on a map of a period.
"""

STATES: tuple[State, ...] = get_args(State)


def later_than(fact: Fact, catalog: Catalog) -> list[str]:
    """Return the articles that a fact is later than: those that appeared before the first day that the fact may mean.

    A fact is never later than the article that states it: an article may tell of plans. Articles without a date are left out.

    Parameters
    ----------
    fact
        Of an article or of another source.
    catalog
        The checked records.

    Returns
    -------
    list of str
        Ids of sources, in the order of the articles.
    """
    if fact.date is None:
        return []
    first = parse_span(fact.date).earliest
    dated = {article: catalog.sources[article].date for article in catalog.articles if article != fact.article}
    return [article for article, date in dated.items() if date is not None and first > parse_span(date).latest]


def is_later(fact: Fact, catalog: Catalog) -> bool:
    """Tell whether a fact of another source is later than every article of a catalogue that has a date.

    With one article, or one chosen, that is: later than the article. A fact that an article states is never later.

    Parameters
    ----------
    fact
        Of an article or of another source.
    catalog
        The checked records.
    """
    dated = [article for article in catalog.articles if catalog.sources[article].date is not None]
    return fact.article is None and bool(dated) and later_than(fact, catalog) == dated


def _extent(place: Place, catalog: Catalog) -> set[State]:
    """Return the states that follow from what a place is."""
    found: set[State] = {"chain"} if place.kind == "archipelago" else set()
    return found | ({"group"} if place.id in catalog.drawn_by_parts else set())


def of_link(fact: Fact, link: PlaceLink, evidence: Evidence, catalog: Catalog) -> list[State]:
    """Return the states of a feature of a fact at a place.

    Parameters
    ----------
    fact, link
        The fact and its tie to the place.
    evidence
        What other sources say of the fact.
    catalog
        The checked records.

    Returns
    -------
    list of State
        Sorted, each once. A plan is one by its lifecycle, or by the place's role where the fact has no lifecycle.
    """
    found = _extent(catalog.places[link.place], catalog)
    found.add("rests")
    if fact.lifecycle is not None:
        found.add(fact.lifecycle)
    elif link.role == "planned-there":
        found.add("planned")
    if fact.status == "speculated":
        found.add("guessed")
    if is_later(fact, catalog):
        found.add("later")
    if evidence == "contradicted":
        found.add("differ")
    return sorted(found)


def of_place(place: Place, catalog: Catalog) -> list[State]:
    """Return the states of a feature of a place with facts: an island stays while a period shows, a whole chain rests.

    Parameters
    ----------
    place
        One that facts name or may mean, or whose group they do.
    catalog
        The checked records.

    Returns
    -------
    list of State
        Sorted, each once.
    """
    found = _extent(place, catalog)
    return sorted(found | ({"rests"} if "chain" in found else set()))


def of_ground(place: Place, catalog: Catalog) -> list[State]:
    """Return the states of a feature that bears no fact: a unit, waters or a name stays while a period shows, a line rests.

    Parameters
    ----------
    place
        What the feature is: a unit, a line, waters, or a place with a name alone.
    catalog
        The checked records.

    Returns
    -------
    list of State
        Sorted, each once.
    """
    return sorted(_extent(place, catalog) | ({"rests"} if place.kind == "line" else set()))
