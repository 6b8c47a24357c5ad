"""The parties in words: who claims and who administers, whose names lead, and whose view a text gives."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.periods import Viewpoint
from geo.tables import sides
from geo.text import fact_text
from geo.text.dates import span_label


def party_name(party: str, atlas: Atlas) -> str:
    """Return the English name of a party to the dispute.

    Parameters
    ----------
    party
        The party, by its id, which is that of its actor.
    atlas
        The opened data.

    Raises
    ------
    KeyError
        The data hold no such actor.
    """
    return atlas.catalog.actors[party].names.en


def standing(atlas: Atlas, words: Messages) -> dict[str, str]:
    """Return the parties, who administers, and the order of names, as the values that messages about neutrality take.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.

    Returns
    -------
    dict
        ``parties`` and ``order``, empty unless there are two parties; ``administrator``, empty where there is none.
    """
    parties, held = sides.claimants(atlas.catalog), sides.administrator(atlas.catalog)
    values = {"parties": "", "administrator": held or "", "order": ""}
    if len(parties) == 2:
        adjectives = [party.adjective for party in atlas.catalog.parties.values()]
        order = words.text("order.comma", first=adjectives[0], second=adjectives[1])
        values["parties"] = words.text("order.and", first=parties[0], second=parties[1])
        values["order"] = words.text("order.names", order=order, second=parties[1])
    return values


def subtitle(atlas: Atlas, words: Messages) -> str:
    """Return what the atlas is, with the newest day that it tells of; empty where the data do not say.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    return (atlas.catalog.about.subtitle or "").replace("{newest}", fact_text.newest(atlas, words))


def foot(atlas: Atlas, words: Messages) -> str:
    """Return the foot of the page: credits, the order of names, and the data's version.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    return words.text("page.foot", data=atlas.hash, order=standing(atlas, words)["order"])


def neutral(atlas: Atlas, words: Messages) -> str:
    """Return who claims and who administers, in one sentence; empty where the data know of no dispute.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    values = standing(atlas, words)
    return words.text("page.neutral", **values) if values["parties"] and values["administrator"] else ""


def claims_label(claims: str, atlas: Atlas, words: Messages) -> str:
    """Return the name of a view of claims: a neutral one, or a party's own.

    Parameters
    ----------
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    if claims in atlas.catalog.parties:
        return words.text("claims.party", name=party_name(claims, atlas))
    return words.text(f"claims.{claims}")


def viewpoint_title(view: Viewpoint, atlas: Atlas, words: Messages) -> str:
    """Return whose view it is, with its own days where it does not hold for the whole step.

    Parameters
    ----------
    view
        How one side sees a step of administration; its days are EDTF.
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    who = atlas.catalog.actors[view.actor].names.en
    ends = [span_label(day, words) if day else "" for day in (view.since, view.until)]
    if not any(ends):
        return words.text("period.sees", who=who)
    name = "period.sees_between" if all(ends) else "period.sees_since" if ends[0] else "period.sees_until"
    return words.text(name, who=who, since=ends[0], until=ends[1])
