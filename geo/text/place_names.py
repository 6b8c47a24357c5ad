"""Names in the order that a view asks for: each party's first in turn, both always together."""

from __future__ import annotations

from geo.records.catalog import Catalog
from geo.records.place import Place
from geo.tables.sides import second_leads

LATIN = {"ja": "ja_romaji", "ru": "ru_translit"}
"""For each language in which a place has a name of its own, the field with that name in Latin letters."""


def languages(catalog: Catalog) -> tuple[str, ...]:
    """Return the languages of own names, in the order of the parties."""
    return tuple(party.language for party in catalog.parties.values()) or tuple(LATIN)


def label(place: Place, claims: str, catalog: Catalog) -> str:
    """Return a place's name in Latin letters; where each party has its own, both.

    Parameters
    ----------
    place
        What is named.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    catalog
        The checked records.
    """
    names = place.names
    return names.en_russia_first if names.en_russia_first and second_leads(catalog, claims) else names.en


def own_names(place: Place, claims: str, catalog: Catalog) -> str:
    """Return a place's names in the parties' own scripts, each with its Latin form.

    Parameters
    ----------
    place
        What is named.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    catalog
        The checked records.

    Returns
    -------
    str
        In the order of the parties, or turned round in the second party's own view; empty where it has no such name.
    """
    order = languages(catalog)
    order = order[::-1] if second_leads(catalog, claims) else order
    pairs = [(getattr(place.names, name), getattr(place.names, LATIN[name])) for name in order]
    return " · ".join(f"{own} ({latin})" if latin else own for own, latin in pairs if own)
