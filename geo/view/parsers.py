"""Codecs of a view's parameters: each parser reads a text against the ids that are known, or says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from geo.records.articles import ALL
from geo.records.dates import parse_day

MAX_TEXT = 200
MAX_VALUES = 60

Vocabulary = Mapping[str, frozenset[str]]
"""For each parameter that takes ids, the ids that it may take."""


def parse_ids(name: str) -> Callable[[str, Vocabulary], tuple[str, ...]]:
    """Return a parser of comma-separated ids: sorted, each once, all of them known.

    Parameters
    ----------
    name
        The parameter, under which the vocabulary holds the ids that it may take.

    Returns
    -------
    callable
        Takes a text and the vocabulary. It raises ``ValueError`` for an unknown id, and for more than :data:`MAX_VALUES`
        ids.
    """

    def parse(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        wanted = sorted({part.strip() for part in text.split(",") if part.strip()})
        if len(wanted) > MAX_VALUES:
            raise ValueError(f"more than {MAX_VALUES} values")
        unknown = [value for value in wanted if value not in vocabulary[name]]
        if unknown:
            raise ValueError(f"unknown value '{shorten(unknown[0])}'")
        return tuple(wanted)

    return parse


def parse_id(name: str) -> Callable[[str, Vocabulary], str]:
    """Return a parser of one known id.

    Parameters
    ----------
    name
        The parameter, under which the vocabulary holds the ids that it may take.

    Returns
    -------
    callable
        Takes a text and the vocabulary, and returns the text. It raises ``ValueError`` for an unknown id.
    """

    def parse(text: str, vocabulary: Vocabulary) -> str:
        if text not in vocabulary[name]:
            raise ValueError(f"unknown value '{shorten(text)}'")
        return text

    return parse


def parse_article(text: str, vocabulary: Vocabulary) -> str:
    """Return an article's id, or ``all``. Where a folder has one article, it and all are the same, and ``all`` is returned.

    Parameters
    ----------
    text
        The id of an article's source, or ``all``.
    vocabulary
        The ids that the parameters may take.

    Raises
    ------
    ValueError
        The folder has no such article.
    """
    known = vocabulary["article"]
    if text not in known:
        raise ValueError(f"unknown value '{shorten(text)}'")
    return text if len(known) > 2 else ALL


def of_article(name: str, article: str) -> str:
    """Return the key under which a vocabulary holds the ids of one article for a parameter.

    Parameters
    ----------
    name
        The parameter, ``fact`` or ``step``.
    article
        The id of the article's source.
    """
    return f"{name} of {article}"


def parse_date(*, end: bool) -> Callable[[str, Vocabulary], date]:
    """Return a parser of a day, month or year: its first day, or with ``end`` its last.

    Parameters
    ----------
    end
        Whether the last day of a month or year is meant, and not the first.

    Returns
    -------
    callable
        Takes a text as ISO 8601 (``2018-09-12``, ``2018-09`` or ``2018``) and the vocabulary, which it leaves unused. It
        raises ``ValueError`` for any other text, and for a day that no calendar has.
    """

    def parse(text: str, _: Vocabulary) -> date:
        told = f"'{shorten(text)}' is no date: write 2018-09-12, 2018-09 or 2018"
        if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
            raise ValueError(told)
        try:
            return parse_day(text, end=end)
        except ValueError as error:
            # No calendar has this day. What else a record's date may be, a filter does not take.
            raise ValueError(told) from error

    return parse


def clean_text(text: str) -> str:
    """Return what somebody wrote without controls and format characters, which are not seen, and with single spaces.

    Parameters
    ----------
    text
        Of any length. A browser that cuts a text may leave half of a character, which no file and no address can hold. A format
        character may turn the direction of all that stands behind it, wherever the text is shown.
    """
    unseen = ("Cc", "Cf", "Cs")
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c) not in unseen).split())


def parse_text(text: str, _: Vocabulary) -> str:
    """Return search words, cleaned.

    Parameters
    ----------
    text
        What a reader writes, decoded.

    Raises
    ------
    ValueError
        More than :data:`MAX_TEXT` characters are left.
    """
    clean = clean_text(text)
    if len(clean) > MAX_TEXT:
        raise ValueError(f"longer than {MAX_TEXT} characters")
    return clean


def parse_number(low: float, high: float) -> Callable[[str, Vocabulary], float]:
    """Return a parser of a decimal number within bounds.

    Parameters
    ----------
    low, high
        The least and the greatest number, both included.

    Returns
    -------
    callable
        Takes a text and the vocabulary, which it leaves unused. It raises ``ValueError`` for a number outside the bounds,
        and for one with more than three digits before the point or six behind it.
    """

    def parse(text: str, _: Vocabulary) -> float:
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,6})?", text) or not low <= float(text) <= high:
            raise ValueError(f"'{shorten(text)}' is no number from {low:g} to {high:g}")
        return float(text)

    return parse


@dataclass(frozen=True, slots=True)
class Choice:
    """Parser of a parameter that is one of a few words."""

    words: tuple[str, ...]

    def __call__(self, text: str, _: Vocabulary) -> str:
        """Return the text.

        Parameters
        ----------
        text
            What a reader writes.

        Raises
        ------
        ValueError
            The text is none of the words.
        """
        if text not in self.words:
            raise ValueError(f"'{shorten(text)}' is none of {', '.join(self.words)}")
        return text


def parse_choice(*words: str) -> Choice:
    """Return a parser of one of a few words."""
    return Choice(words)


def shorten(text: str) -> str:
    """Return a text cut to what a notice can bear.

    Parameters
    ----------
    text
        What a reader wrote, of any length.

    Returns
    -------
    str
        At most 40 characters, the last one an ellipsis where more were cut; none that is not seen (:func:`clean_text`).
    """
    text = clean_text(text)
    return text if len(text) <= 40 else text[:39] + "…"


def format_number(value: float) -> str:
    """Return a number with five decimals at most.

    Parameters
    ----------
    value
        A number, as of degrees or of zoom.

    Returns
    -------
    str
        Without zeros at the end: ``43.5``.
    """
    return f"{value:.5f}".rstrip("0").rstrip(".")
