"""Measures put into words, each with its unit."""

from __future__ import annotations

from geo.messages import Messages
from geo.numbers import figure


def distance(metres: float, words: Messages) -> str:
    """Return a distance: in metres below one kilometre, in kilometres from there on.

    Parameters
    ----------
    metres
        How far it is.
    words
        The catalogue of one language.
    """
    if metres < 1000:
        return words.text("map.height", m=figure(round(metres)))
    return words.text("map.distance", km=figure(metres / 1000))
