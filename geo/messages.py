"""Every word that a reader sees, by key and language, from the catalogues under ``locale/``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton

from geo.errors import SettingError
from geo.paths import LOCALE

LANGUAGES = tuple(sorted(path.stem for path in LOCALE.glob("*.json")))

Message = str | Mapping[str, str]

_REGIONS = {"en": "en_GB"}
"""Whose way of writing dates a language follows, where its plain name means another one's: 12 September 2018."""
_SKELETONS = {"day": "yMMMd", "month": "yMMM"}
"""By how exact a range is, CLDR's patterns for it; the names of months are then written out."""
_SPACES = str.maketrans("\u2009\u202f", "  ")


@dataclass(frozen=True)
class Messages:
    """The messages of one language. A message is a text with ``{names}`` in it, or one such text a plural form."""

    language: str
    entries: Mapping[str, Message]

    def text(self, key: str, **values: str | float) -> str:
        """Return a message with its values filled in; ``n`` chooses the plural form (CLDR's rules, from Babel).

        Parameters
        ----------
        key
            The message, by its key in the catalogue, such as ``card.later_than``.
        values
            What stands for the ``{names}`` of the message; a message with plural forms needs a number ``n``.

        Raises
        ------
        KeyError
            The catalogue has no such key, or the message names a value that is not given.
        """
        entry = self.entries[key]
        if not isinstance(entry, str):
            entry = entry.get(Locale.parse(self.language).plural_form(float(values["n"])), entry["other"])
        return entry.format_map(values)

    def has(self, key: str) -> bool:
        """Tell whether the catalogue has a key."""
        return key in self.entries

    def label(self, family: str, ident: str) -> str:
        """Return the word for an id, ``family.ident``; an id that the catalogue has no word for is its own word.

        Parameters
        ----------
        family
            The first part of the key, such as ``topic`` or ``map.bookmark``.
        ident
            The id of what the word is for.
        """
        name = f"{family}.{ident}"
        return self.text(name) if self.has(name) else ident

    def day(self, day: date) -> str:
        """Return a day as the language writes it, such as 12 September 2018.

        Parameters
        ----------
        day
            A calendar day, of no time zone.
        """
        return format_date(day, format="long", locale=_REGIONS.get(self.language, self.language))

    def span(self, first: date, last: date, unit: Literal["day", "month", "year"] = "day") -> str:
        """Return a range as the language writes it: 10–13 September 2018, January–March 2018, 1946–1949.

        Parameters
        ----------
        first, last
            Its first and last day; of months and years any day of them.
        unit
            How exact the range is.
        """
        region = _REGIONS.get(self.language, self.language)
        if unit == "year":
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        same = (first.year == last.year, first.month == last.month, first.day == last.day or unit == "month")
        if all(same):
            return self.day(first) if unit == "day" else self.month(first)
        skeleton, field = _SKELETONS[unit], "yMd"[same.index(False)]
        parts = Locale.parse(region).interval_formats[skeleton][field]
        whole = (re.sub(r"([ML])\1{2,}", lambda found: found[1] * 4, part) for part in parts)
        return "".join(
            format_date(day, pattern, region) for day, pattern in zip((first, last), whole, strict=True)
        ).translate(_SPACES)

    def month(self, day: date) -> str:
        """Return the month of a day, such as September 2018.

        Parameters
        ----------
        day
            Any day of the month.
        """
        return format_skeleton("yMMMM", day, locale=self.language)

    def month_name(self, day: date) -> str:
        """Return the short name of the month of a day, such as Sep.

        Parameters
        ----------
        day
            Any day of the month.
        """
        return format_skeleton("MMM", day, locale=self.language)

    def month_letter(self, day: date) -> str:
        """Return the shortest name of the month of a day, such as S; several months may share it.

        Parameters
        ----------
        day
            Any day of the month.
        """
        return format_date(day, "LLLLL", locale=self.language)


@lru_cache(maxsize=8)
def messages(language: str) -> Messages:
    """Return the catalogue of a language.

    Parameters
    ----------
    language
        The name of a catalogue under ``locale/``, less its ending: ``en``.

    Raises
    ------
    KeyError
        There is none; :data:`LANGUAGES` lists those that are.
    geo.errors.SettingError
        The catalogue cannot be read.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    try:
        entries = json.loads((LOCALE / f"{language}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingError(f"{LOCALE.name}/{language}.json: cannot be read ({error}): restore it") from error
    if not isinstance(entries, dict):
        raise SettingError(f"{LOCALE.name}/{language}.json: must hold messages by their keys: restore it")
    return Messages(language, MappingProxyType(entries))
