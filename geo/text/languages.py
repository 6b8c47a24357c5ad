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
