"""Text for a terminal or a pipe of any encoding: what it cannot bear is written in characters that every one has."""

from __future__ import annotations

import codecs
import io
import unicodedata
from collections.abc import Callable
from typing import TextIO

READABLE, EXACT, JSON = "atlas.readable", "atlas.exact", "atlas.json"
"""How to write what an encoding lacks: as near as ASCII comes; so that a typed word can be told again; as JSON escapes it."""

_SIGNS = {
    **dict.fromkeys("‘’‚′ʹʻʼ", "'"),
    **dict.fromkeys("“”„″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("·•∙・", "*"),
    **dict.fromkeys("\u00a0\u2009\u202f", " "),
    "…": "...",
    "×": "x",
    "→": "->",
    "←": "<-",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "§": "sec. ",
    "¶": "par. ",
    "°": " deg",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "ł": "l",
    "Ł": "L",
    "©": "(c)",
    "¥": "JPY ",
    "€": "EUR ",
    "£": "GBP ",
}


def _near(character: str) -> str:
    """Return the nearest that ASCII has: a sign's like, a letter without its marks, else a question mark."""
    if character in _SIGNS:
        return _SIGNS[character]
    if unicodedata.combining(character):
        return ""
    apart = (part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    return "".join(apart).encode("ascii", "replace").decode("ascii")


def _exact(character: str) -> str:
    return _SIGNS.get(character) or character.encode("ascii", "backslashreplace").decode("ascii")


def _json(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def _register(name: str, write: Callable[[str], str]) -> None:
    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return "".join(map(write, error.object[error.start : error.end])), error.end

    codecs.register_error(name, handle)


for _name, _write in ((READABLE, _near), (EXACT, _exact), (JSON, _json)):
    _register(_name, _write)


def writable(text: str, encoding: str) -> str:
    """Return a text as an encoding can bear it. To be done before columns are measured, as a sign may become three.

    Parameters
    ----------
    text
        Any text.
    encoding
        Name of a codec of Python. What it lacks is written by :data:`READABLE`.
    """
    return text.encode(encoding, READABLE).decode(encoding)


def bear_all(stream: TextIO, errors: str) -> None:
    """Let a stream of the process write any text.

    Parameters
    ----------
    stream
        Standard output or error; one that is no ``TextIOWrapper`` stays as it is.
    errors
        How to write what its encoding lacks: :data:`READABLE`, :data:`EXACT` or :data:`JSON`.
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=errors)
