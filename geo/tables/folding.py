"""Texts as they are searched: letter case, accents, widths, quotes and dashes fall away. ``onefile/search.js`` does the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SIGNS = {
    # Quotes, apostrophes, primes and accents that stand for them.
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02b9\u02bb\u2032\u00b4\uff07", "'"),
    # Hyphens that join words; other dashes part them.
    **dict.fromkeys("\u2010\u2011\u00ad\ufe63\uff0d", "-"),
    # Letters that do not fall apart into a plain one and a mark.
    **dict(zip("łŁøØđĐıæÆœŒ", ("l", "l", "o", "o", "d", "d", "i", "ae", "ae", "oe", "oe"), strict=True)),
}
_TABLE = str.maketrans(_SIGNS)
_MARKS = re.compile("[\u0300-\u036f]+")
"""The combining marks that letters with accents and macrons fall apart into; those of kana tell syllables apart and stay."""

_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
"""For each sign of katakana the same syllable of hiragana."""

_POSSESSIVE = re.compile(r"'s\b")
_JOINED = re.compile(r"\w+(?:-\w+)+|\d+(?:,\d{3})+")
_WORD = re.compile(r"[^\W_]+")
_PARAGRAPH = re.compile(r"¶\s*(\d)")


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return a text in small letters without accents, possessives and apostrophes; hyphens stay."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text.translate(_TABLE))
        text = unicodedata.normalize("NFKC", _MARKS.sub("", apart))
        text = text.translate(_HIRAGANA)
    return _POSSESSIVE.sub("", text.casefold()).replace("'", "")


def _words(plain: str) -> list[str]:
    # A paragraph's sign becomes one word with its number.
    return _WORD.findall(_PARAGRAPH.sub(r" paragraph\1", plain) if "¶" in plain else plain)


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are searched, in their order.

    Parameters
    ----------
    text
        In any script. ``Abe’s`` gives ``abe``, ``Goyōmai`` gives ``goyomai``, ``¶ 10`` gives ``paragraph10``.
    """
    return _words(_plain(text))


def joined_in(text: str) -> list[str]:
    """Return what a text joins by hyphens, and its long numbers, each as one word: ``su35``, ``3165``.

    Parameters
    ----------
    text
        In any script.
    """
    parts = [part for part in _plain(text).split() if "-" in part or "," in part]
    return [re.sub(r"\W", "", found) for part in parts for found in _JOINED.findall(part)]


def folded(text: str) -> str:
    """Return a text as it is searched: its words with a blank before and behind each, then what it joins.

    Parameters
    ----------
    text
        In any script.
    """
    return f" {' '.join((*words_of(text), *joined_in(text)))} "
