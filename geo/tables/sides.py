"""What the parties decide on page and map: whose names lead, which stroke stands for whom, who administers and who claims.

No code names a party: all of this follows from the records in ``parties``, so that parties exchanged in the data are exchanged
everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from geo.records.catalog import Catalog
from geo.records.periods import UNHELD

Stroke = Literal["along", "across", "slanted"]
"""How a holder's units are filled: one party's strokes run along the page, the other's across, at equal distance and weight."""

WayKind = Literal["claim", "control", "waters", "held", "occupied", "joint", "undetermined"]
"""What a piece of ground says: a claimed line, a line of administration, computed waters, or how a unit is held."""


class Way(NamedTuple):
    """What a piece of ground says, and of whom: an actor's id, or empty where it is of nobody."""

    kind: WayKind
    who: str = ""


NEUTRAL: tuple[str, ...] = ("both", "administered")
"""The views of claims that are no party's: both parties' claims, and who administers today."""


def choices(catalog: Catalog) -> tuple[str, ...]:
    """Return the views of claims that a folder knows: the neutral ones, then each party's."""
    return (*NEUTRAL, *catalog.parties)


def second_leads(catalog: Catalog, claims: str) -> bool:
    """Tell whether the second party's names stand first: in its own view of claims alone.

    Parameters
    ----------
    catalog
        The checked records.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    """
    return claims in list(catalog.parties)[1:]


def way_of_line(shown_for: Iterable[str], claims: str, catalog: Catalog) -> Way | None:
    """Return what a computed line says in a view of claims; ``None`` where it does not stand in that view.

    Who administers is drawn as one thing, what a party claims as another: control never looks like a claim.

    Parameters
    ----------
    shown_for
        The views of claims that the line stands in, by their ids; a place's ``shown_for``.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    catalog
        The checked records.
    """
    views = tuple(shown_for)
    if claims not in views:
        return None
    if claims == "administered":
        return Way("control")
    return Way("claim", claims if claims in catalog.parties else next((p for p in catalog.parties if p in views), ""))


def way_of_unit(holder: str, *, occupied: bool) -> Way:
    """Return how a unit is held in a period: administered, occupied by no treaty, left undivided or undetermined.

    Parameters
    ----------
    holder
        The actor's id, or ``joint`` or ``undetermined``.
    occupied
        Whether troops held it through the period without a treaty; of no weight for ``joint`` and ``undetermined``.
    """
    if holder in UNHELD:
        return Way("joint" if holder == "joint" else "undetermined")
    return Way("occupied" if occupied else "held", holder)


def strokes(catalog: Catalog) -> dict[str, Stroke]:
    """Return the stroke of every holder that the periods name: of parties by their order, with the states before them."""
    found: dict[str, Stroke] = {}
    directions: tuple[Stroke, ...] = ("along", "across")
    for party, direction in zip(catalog.parties.values(), directions, strict=False):
        found |= dict.fromkeys((party.id, *party.formerly), direction)
    holders = {holder for period in catalog.periods.values() for holder in period.units.values()} - UNHELD
    return {**dict.fromkeys(sorted(holders - set(found)), "slanted"), **found}


def map_settings(catalog: Catalog) -> dict[str, object]:
    """Return what the map's script needs of the parties: ids in order and own languages. No text of the data."""
    languages = [party.language for party in catalog.parties.values()]
    return {"parties": list(catalog.parties), "languages": languages or ["ja", "ru"]}


def party_words(catalog: Catalog) -> dict[str, str]:
    """Return the parties' names as messages, which is how the map's script gets them."""
    return {f"party.{party}": catalog.actors[party].names.en for party in catalog.parties}


def claimants(catalog: Catalog) -> list[str]:
    """Return the names of the parties, in their order."""
    return [catalog.actors[party].names.en for party in catalog.parties]


def administrator(catalog: Catalog) -> str | None:
    """Return the name of who administers what all parties claim; ``None`` where no such place is."""
    parties = set(catalog.parties)
    held = Counter(
        place.administered_by
        for place in catalog.places.values()
        if parties and parties <= set(place.claimed_by) and place.administered_by
    )
    return catalog.actors[held.most_common(1)[0][0]].names.en if held else None
