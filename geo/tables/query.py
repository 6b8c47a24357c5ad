"""What a reader types into the search, as terms: each has to match somewhere in a fact. ``onefile/search.js`` does the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from geo.tables.folding import joined_in, words_of
from geo.tables.lexicon import lexicon
from geo.view.parsers import clean_text

Needle = str
"""A text that a folded one has to hold: with a blank before it the beginning of a word, with one behind it too a whole one."""
Term = tuple[tuple[Needle, ...], ...]
"""What one typed word asks for: any of several ways, of each way all needles."""
_NOWHERE: Term = ()
"""What signs alone ask for: no way leads to it, so that no text has it."""

_NUMBER = re.compile(r"(?:paragraph)?\d+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Kana and Han: no blank parts their words."""


def _needle(word: str) -> Needle:
    if _UNSPACED.search(word):
        return word
    return f" {word} " if _NUMBER.fullmatch(word) else f" {word}"


def _forms(word: str) -> list[str]:
    """Return a word, its singular, and the words of the same meaning."""
    forms = [word, word[:-1]] if len(word) > 3 and word.endswith("s") else [word]
    for group in lexicon().same:
        if any(word.startswith(stem) for stem in group):
            forms += group
    return list(dict.fromkeys(forms))


def _term(typed: str) -> Term:
    """Return what a word asks for; of one with hyphens its parts, or all of it as one word."""
    parts = words_of(typed)
    if len(parts) == 1:
        return tuple((_needle(form),) for form in _forms(parts[0]))
    ways = [tuple(map(_needle, parts)), *((_needle(word),) for word in joined_in(typed))]
    return tuple(way for way in ways if way)


def _marked(text: str) -> str:
    """Return a text in which each number of a paragraph has its sign before it, however it was called."""
    names = "|".join(map(re.escape, lexicon().paragraph))
    return re.sub(rf"(?:\b(?:{names})\.?|¶)\s*(?=\d{{1,2}}\b)", "¶", text, flags=re.IGNORECASE)


@lru_cache(maxsize=256)
def read_query(text: str) -> tuple[Term, ...]:
    """Return the terms of a search, each once. Words that say nothing are left out, unless there are no others.

    Signs are left out beside words. Signs alone, such as an emoji, are a search that finds nothing; only what shows nothing at
    all is no search.

    Parameters
    ----------
    text
        What a reader typed, in any script.
    """
    seen = clean_text(text)
    typed = [part for part in _marked(unicodedata.normalize("NFKC", seen)).split() if words_of(part)]
    if not typed and seen:
        return (_NOWHERE,)
    telling = [part for part in typed if not set(words_of(part)) <= lexicon().stop]
    return tuple(dict.fromkeys(_term(part) for part in telling or typed))


def holds(text: str, term: Term) -> bool:
    """Tell whether a folded text has what a term asks for.

    Parameters
    ----------
    text
        As by :func:`geo.tables.folding.folded`.
    term
        One of :func:`read_query`.
    """
    return any(all(needle in text for needle in way) for way in term)


def holds_all(text: str, terms: Sequence[Term]) -> bool:
    """Tell whether a folded text has what all terms ask for.

    Parameters
    ----------
    text
        As by :func:`geo.tables.folding.folded`.
    terms
        As by :func:`read_query`.
    """
    return all(holds(text, term) for term in terms)
