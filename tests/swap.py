"""The parties of a data folder exchanged: every id, name and word of the one becomes that of the other.

Code that treats the parties alike shows of the exchanged data what it shows of the data, exchanged.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from geo.records.parsing import StringLoader

WORDS = {"Japanese": "Russian", "japanese": "russian", "Japan": "Russia", "japan": "russia"}
KEYS = {"ja": "ru", "ja_romaji": "ru_translit", "name_ja": "name_ru", "name_ja_romaji": "name_ru_translit"}
FIXED = {"en_russia_first", "name_en_russia_first"}
"""Keys that hold a label in the second party's order, whoever that is."""

_BOTH = WORDS | {new: old for old, new in WORDS.items()}
_BOTH_KEYS = KEYS | {new: old for old, new in KEYS.items()}
_WORD = re.compile("|".join(sorted(_BOTH, key=len, reverse=True)))


def exchange_text(text: str) -> str:
    """Exchange every word that names a party in a text. Done twice it gives the text again."""
    return _WORD.sub(lambda found: _BOTH[found[0]], text)


def exchange(value: Any) -> Any:
    """Exchange the parties in everything that JSON or YAML can hold: texts, and keys that are ids or a party's fields."""
    if isinstance(value, str):
        return exchange_text(value)
    if isinstance(value, dict):
        return {_key(name): exchange(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [exchange(item) for item in value]
    return value


def _key(name: str) -> str:
    return name if name in FIXED else _BOTH_KEYS.get(name, exchange_text(name))


def _folder(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*.yaml")):
        content = exchange(yaml.load(path.read_text(encoding="utf-8"), Loader=StringLoader))  # noqa: S506
        for party in content.get("parties", ()):
            party["language"] = _BOTH_KEYS[party["language"]]
        new = target / path.relative_to(source)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def exchanged_folder(source: Path, target: Path) -> Path:
    """Write a data folder with its parties exchanged; the geometry stays as it is."""
    _folder(source, target)
    shutil.copytree(source / "geometry", target / "geometry")
    for path in source.glob("*.json"):
        shutil.copy(path, target)
    return target
