"""The words of a page: the catalogue of a language, completed by the names that a data folder brings."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from geo.atlas import Atlas
from geo.messages import Message, Messages, messages
from geo.tables.sides import party_words

_SEVERAL = ".several"
"""Ends the key of a message that stands for the one without it where several articles are read together."""


def names_of_data(atlas: Atlas, words: Messages) -> dict[str, str]:
    """Return the names that the data folder decides, by the key of a message: title, layers, bookmarks, parties.

    A layer or bookmark bears the label of its record, else the word that the catalogue has for its id, else the id. The texts
    are as the data have them: no text of the data is ever a pattern with places to fill.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    about = atlas.catalog.about
    layers = {f"layer.{rule.id}": rule.label or words.label("layer", rule.id) for rule in atlas.catalog.layers.values()}
    marks = {f"map.bookmark.{mark.id}": mark.label or words.label("map.bookmark", mark.id) for mark in about.bookmarks}
    return {"page.title": about.title, **layers, **marks, **party_words(atlas.catalog)}


def patterns(words: Messages, *, several: bool) -> dict[str, Message]:
    """Return the messages of a language as they are where one article is read, or several together.

    Parameters
    ----------
    words
        The catalogue of one language.
    several
        Whether several articles are read together: messages whose keys end in ``.several`` then stand for the others.
    """
    told = {key: entry for key, entry in words.entries.items() if not key.endswith(_SEVERAL)}
    if several:
        plural = {key: entry for key, entry in words.entries.items() if key.endswith(_SEVERAL)}
        told |= {key.removesuffix(_SEVERAL): entry for key, entry in plural.items()}
    return told


@lru_cache(maxsize=32)
def words_of(atlas: Atlas, language: str) -> Messages:
    """Return the words for an atlas: those of a language, in the form for the articles that are read, and the data's own names.

    Parameters
    ----------
    atlas
        The opened data.
    language
        The name of a catalogue under ``locale/``, less its ending: ``en``.

    Raises
    ------
    KeyError
        There is no such language.
    """
    words = messages(language)
    own = {key: text.replace("{", "{{").replace("}", "}}") for key, text in names_of_data(atlas, words).items()}
    return Messages(language, MappingProxyType(patterns(words, several=len(atlas.catalog.articles) > 1) | own))
