"""The catalogues: every key that code asks for is there, every word is used, and plurals and dates come out right."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from parts import PARTS

from geo.atlas import atlas
from geo.messages import LANGUAGES, messages
from geo.paths import LOCALE, ROOT
from geo.records import fact, place
from geo.tables import sides
from geo.text.catalogue import names_of_data, words_of

CODE = [
    path for folder in PARTS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in {".py", ".js", ".html"}
]
FAMILIES = {
    "topic": get_args(fact.Topic),
    "modality": get_args(fact.Modality),
    "evidence": get_args(fact.Evidence),
    "lifecycle": get_args(fact.Lifecycle),
    "role": get_args(fact.Role),
    "map.role": get_args(fact.Role),
    "map.precision": get_args(fact.Precision),
    "relation": get_args(fact.Relates),
    "status": get_args(fact.Status),
    "confidence": get_args(fact.Confidence),
    "scope": get_args(place.AreaScope),
    "place.kind": get_args(place.PlaceKind),
    "map.way": get_args(sides.WayKind),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_with_the_same_names(language: str) -> None:
    english, other = messages("en").entries, messages(language).entries
    assert sorted(other) == sorted(english)
    for key, entry in english.items():
        assert names_in(other[key]) == names_in(entry), key


def names_in(entry: object) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", json.dumps(entry, ensure_ascii=False)))


def test_every_vocabulary_has_its_words() -> None:
    for family, values in FAMILIES.items():
        for value in values:
            assert messages("en").has(f"{family}.{value}"), f"{family}.{value}"
    shown = words_of(atlas(), "en")
    assert all(shown.text(f"layer.{name}") != name for name in atlas().layers)
    assert all(shown.text(f"map.bookmark.{name}") != name for name in atlas().catalog.bookmarks)


def test_every_key_that_code_names_is_there_and_every_key_is_named() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in CODE)
    named = set(re.findall(r"""(?:\.text|\.has|\bsay)\(\s*["']([\w.-]+)["'][,)]""", code))
    # The one file has its title and subtitle from the data.
    known = {*messages("en").entries, *names_of_data(atlas(), messages("en")), "page.subtitle"}
    assert named <= known, named - known
    stems = set(re.findall(r"""f["']([\w.]+)\.\{""", code)) | set(re.findall(r"""["']([\w.]+)\." \+""", code))
    stems |= set(re.findall(r"""\.label\(\s*["']([\w.]+)["'],""", code)) | {"filter", "card"}
    families = tuple(f"{stem}{mark}" for stem in stems for mark in "._")
    # What several articles are called is asked for as what one is called.
    keys = {key.removesuffix(".several") for key in messages("en").entries}
    quiet = {key for key in keys if key not in named and f'"{key}"' not in code}
    assert {key for key in quiet if not key.startswith(families)} == set()


def test_what_several_articles_are_called_stands_for_what_one_is_called() -> None:
    entries = messages("en").entries
    several = {key: entry for key, entry in entries.items() if key.endswith(".several")}
    assert several
    for key, entry in several.items():
        base = entries[key.removesuffix(".several")]
        assert base != entry, key
        assert names_in(base) == names_in(entry), key


def test_plural_and_dates() -> None:
    words = messages("en")
    assert words.text("facts.all", n=1) == "1 fact from the article"
    assert words.text("facts.all", n=2) == "2 facts from the article"
    assert words.day(date(1855, 2, 7)) == "7 February 1855"
    assert words.month(date(2018, 9, 1)) == "September 2018"


def test_an_unknown_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        messages("xx")


def test_catalogues_are_json_of_texts() -> None:
    for path in sorted(Path(LOCALE).glob("*.json")):
        for key, entry in json.loads(path.read_text(encoding="utf-8")).items():
            assert isinstance(entry, str) or "other" in entry, key
