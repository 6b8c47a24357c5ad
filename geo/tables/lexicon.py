"""What a search knows of a language: words that say nothing, words of one meaning, and what a paragraph is called."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from geo.paths import LOCALE


class Lexicon(NamedTuple):
    """The words of all languages that a reader may type, in small letters without accents."""

    stop: frozenset[str]
    """Words that say nothing: left out unless nothing else is typed."""
    paragraph: tuple[str, ...]
    """What stands before the number of a paragraph."""
    same: tuple[tuple[str, ...], ...]
    """Groups of words of one meaning, each by its beginning, which stands for all its forms."""


@cache
def lexicon() -> Lexicon:
    """Return the words of all files under ``locale/search/``."""
    read = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((LOCALE / "search").glob("*.json"))]
    return Lexicon(
        stop=frozenset(word for item in read for word in item["stop"]),
        paragraph=tuple(dict.fromkeys(word for item in read for word in item["paragraph"])),
        same=tuple(tuple(group) for item in read for group in item["same"]),
    )
