"""Names in the order that a view asks for: each side's first in turn, both always together."""

from __future__ import annotations

from geo.model import Place


def russia_first(place: Place, claims: str) -> bool:
    """Tell whether the Russian name leads: in Russia's position, and as administered where Russia administers."""
    return claims == "russia" or (claims == "administered" and place.administered_by == "russia")


def label(place: Place, claims: str) -> str:
    """Return a place's name in Latin letters; where each side has its own, both."""
    names = place.names
    return names.en_russia_first if names.en_russia_first and russia_first(place, claims) else names.en


def own_names(place: Place, claims: str) -> str:
    """Return a place's Japanese and Russian names, each with its Latin form."""
    names = place.names
    pairs = [(names.ja, names.ja_romaji), (names.ru, names.ru_translit)]
    if russia_first(place, claims):
        pairs.reverse()
    return " · ".join(f"{own} ({latin})" if latin else own for own, latin in pairs if own)
