"""Runs of another language in a text: by the language that is said of them a browser speaks them and chooses their glyphs."""

from __future__ import annotations

import re

JAPANESE = r"[\u3001-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef]+"
"""Letters of Japanese: kana, Han characters, and the marks that stand among them. ``web/map/runs.js`` has the same."""

RUSSIAN = r"[\u0400-\u052f]+(?:[ .,'\u2019-]+[\u0400-\u052f]+)*"
"""Words of Cyrillic letters in a row. ``web/map/runs.js`` has the same."""

CODES = {"ainu": "ain", "japanese": "ja", "russian": "ru"}
"""The codes of the languages that records name in words."""

_RUN = re.compile(f"({JAPANESE})|({RUSSIAN})")


_LETTERS = {"ja": "ja", "zh": "ja", "ru": "ru", "uk": "ru"}
"""Languages that are known by their letters, each with the run that has them; all others count as written in Latin letters."""


def of_text(text: str, language: str | None) -> str | None:
    """Return the language that a whole text is in, where what is said of it and its letters agree; else nothing.

    A title that we translated, or one that a machine left as it was, is not in the language of its page.

    Parameters
    ----------
    text
        A title, or another text that is all in one language.
    language
        What is said of it, by its code of ISO 639-1, or ``None``.
    """
    letters = {run for _, run in runs(text) if run}
    if language in _LETTERS:
        return language if _LETTERS[language] in letters else None
    return None if letters else language


def runs(text: str) -> list[tuple[str, str | None]]:
    """Return a text in pieces, each with its language, by its letters; ``None`` for the language that the page is in.

    Without a language, Han characters come out in the glyphs of whatever the reader's browser prefers, which may be Chinese.

    Parameters
    ----------
    text
        Any text; joined together again the pieces are the text.
    """
    found: list[tuple[str, str | None]] = []
    end = 0
    for run in _RUN.finditer(text):
        if run.start() > end:
            found.append((text[end : run.start()], None))
        found.append((run.group(), "ja" if run.group(1) else "ru"))
        end = run.end()
    if end < len(text):
        found.append((text[end:], None))
    return found
