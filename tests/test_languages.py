"""Runs of another language: told by their letters, in Python and in the browser alike."""

from __future__ import annotations

import re

import pytest

from geo.atlas import open_atlas
from geo.paths import ROOT
from geo.text.languages import JAPANESE, RUSSIAN, of_text, runs
from web.templates import environment

FOREIGN = re.compile(r"[\u0400-\u052f\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff]")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kunashiri", [("Kunashiri", None)]),
        ("国後島 (Kunashiri-tō)", [("国後島", "ja"), (" (Kunashiri-tō)", None)]),
        ("キナシㇼ · Южно-Курильск, X", [("キナシㇼ", "ja"), (" · ", None), ("Южно-Курильск", "ru"), (", X", None)]),
        ("Мыс Весло", [("Мыс Весло", "ru")]),
        ("", []),
    ],
)
def test_a_text_falls_into_its_runs(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert runs(text) == wanted


def test_every_letter_of_the_data_is_in_a_run_of_its_language() -> None:
    atlas = open_atlas(ROOT / "data")
    texts = [text for place in atlas.catalog.places.values() for text in place.names.model_dump().values() if text]
    texts += [source.title or "" for source in atlas.catalog.sources.values()]
    count = 0
    for text in map(str, texts):
        pieces = runs(text)
        assert "".join(piece for piece, _ in pieces) == text
        count += sum(language is not None for _, language in pieces)
        assert not [piece for piece, language in pieces if language is None and FOREIGN.search(piece)]
    assert count > 200


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("歯舞群島", "ja", "ja"),
        ("北方領土", "zh", "zh"),
        ("Курильські острови", "uk", "uk"),
        ("Northern Territories", "ja", None),
        ("Рифовый (остров)", "de", None),
        ("Die Kurilen", "de", "de"),
        ("Die Kurilen", None, None),
    ],
)
def test_a_title_is_in_the_language_that_its_letters_bear_out(text: str, language: str, wanted: str | None) -> None:
    assert of_text(text, language) == wanted


def test_the_browser_has_the_same_letters() -> None:
    script = (ROOT / "web" / "map" / "runs.js").read_text(encoding="utf-8")
    for pattern in (JAPANESE, RUSSIAN):
        assert pattern.replace("\\", "\\\\") in script


def test_a_template_escapes_what_it_tells_the_language_of() -> None:
    made = environment(ROOT / "dashboard").from_string("{{ a | spoken }}|{{ c | spoken('de') }}|{{ b | spoken }}")
    shown = made.render(a="<b>国後</b>", b="Мыс & <i>", c="<i>Inseln")
    assert shown == (
        '&lt;b&gt;<span lang="ja">国後</span>&lt;/b&gt;|<span lang="de">&lt;i&gt;Inseln</span>|'
        '<span lang="ru">Мыс</span> &amp; &lt;i&gt;'
    )
