"""The search finds what people type, says what matched, and is the same on the server and in the one file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas, open_atlas
from geo.paths import LOCALE, ROOT
from geo.tables.folding import folded
from geo.tables.lexicon import lexicon
from geo.tables.query import holds_all, read_query
from geo.tables.search import names_of
from geo.text import fact_text
from geo.text.catalogue import words_of
from geo.view.parameters import EVERYTHING, View, parse_view
from onefile.content import build_content

CASES: dict[str, Any] = json.loads((ROOT / "tests" / "cases" / "search.json").read_text(encoding="utf-8"))
SHIPPED = open_atlas(ROOT / "data")


def found(typed: str, atlas: Atlas = SHIPPED) -> list[str]:
    return [fact.id for fact in atlas.listed(View(basis="all", text=typed))]


@pytest.mark.parametrize(("text", "wanted"), CASES["folded"])
def test_a_text_is_folded(text: str, wanted: str) -> None:
    assert folded(text) == wanted


@pytest.mark.parametrize(("typed", "terms"), CASES["terms"])
def test_what_is_typed_is_read_as_terms(typed: str, terms: list[Any]) -> None:
    assert [[list(way) for way in term] for term in read_query(typed)] == terms


@pytest.mark.parametrize("case", CASES["finds"], ids=lambda case: case["typed"])
def test_a_search_finds_what_people_type(case: dict[str, Any]) -> None:
    ids = found(case["typed"])
    assert set(case["facts"]) <= set(ids)
    assert not set(case.get("not", ())) & set(ids)
    assert not case.get("only") or ids == case["facts"]
    for ident, matched in case.get("matched", {}).items():
        row = fact_text.item(SHIPPED.catalog.facts[ident], SHIPPED, words_of(SHIPPED, "en"), case["typed"])
        assert row["matched"] == matched


@pytest.mark.parametrize("typed", ["😀", "???", "---", "_", "¶", "、。", "“…”"])
def test_signs_alone_select_nothing_and_the_search_is_offered_to_be_taken_away(typed: str) -> None:
    view, dropped = parse_view([("q", typed)], SHIPPED.vocabulary)
    assert (view.text, dropped) == (typed, [])
    signs, nothing = SHIPPED.select(view), SHIPPED.select(View(text="xyzzy"))
    assert not signs.facts.any()
    assert {name: mask.tolist() for name, mask in signs.features.items()} == {
        name: mask.tolist() for name, mask in nothing.features.items()
    }
    assert [item.field for item in SHIPPED.loosenings(view)] == ["text"]
    assert SHIPPED.search.places(typed) == []


@pytest.mark.parametrize("typed", ["", " ", "\u3000\u00a0", "\u200b", "\u202e\u2066"])
def test_what_shows_nothing_is_no_search(typed: str) -> None:
    view, dropped = parse_view([("q", typed)], SHIPPED.vocabulary)
    assert (view, dropped) == (View(), [])


@pytest.mark.parametrize("case", CASES["places"], ids=lambda case: case["typed"])
def test_a_place_is_found_by_any_of_its_names(case: dict[str, str]) -> None:
    assert next(place.id for place in SHIPPED.search.places(case["typed"])) == case["first"]


def variants(name: str) -> set[str]:
    """Return a name as other keyboards and hands write it."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not "\u0300" <= c <= "\u036f")
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    curly = name.replace("'", "’")
    return {
        name,
        name.upper(),
        name.lower(),
        unicodedata.normalize("NFC", plain),
        wide,
        curly,
        unicodedata.normalize("NFD", name),
    }


@pytest.mark.slow
def test_every_name_of_every_place_and_person_finds_it_however_it_is_written() -> None:
    for place in SHIPPED.catalog.places.values():
        for name in names_of(place.names):
            for typed in variants(name):
                assert place.id in {other.id for other in SHIPPED.search.places(typed)}, typed
    for fact in SHIPPED.facts.facts:
        for name in names_of(SHIPPED.catalog.actors[fact.said_by].names):
            body = SHIPPED.search.bodies[SHIPPED.facts.index[fact.id]]
            assert all(holds_all(body, read_query(typed)) for typed in variants(name)), name


def test_every_statement_finds_its_fact() -> None:
    for fact, body in zip(SHIPPED.facts.facts, SHIPPED.search.bodies, strict=True):
        assert holds_all(body, read_query(fact.statement)), fact.id


def test_each_match_that_a_row_does_not_show_is_told_with_a_text_of_the_fact() -> None:
    for typed in ("Кунашир", "Путин", "note", "NHK", "visit", "1956", "Nagato"):
        for ident in found(typed):
            position = SHIPPED.facts.index[ident]
            pieces = list(SHIPPED.search.pieces(position))
            shown = [folded(piece.text) for piece in pieces if piece.kind == "shown"]
            told = SHIPPED.search.matched(position, typed)
            assert bool(told) != holds_all(shown[0], read_query(typed)), (typed, ident)
            assert set(told) <= set(pieces)


@given(st.text(max_size=60))
def test_no_text_breaks_the_search_or_changes_by_being_folded_again(text: str) -> None:
    read_query(text)
    assert "  " not in folded(text).strip()


def test_the_lexicon_is_as_texts_are_folded() -> None:
    for path in (LOCALE / "search").glob("*.json"):
        assert (LOCALE / path.name).is_file(), "one for a language that the page has"
    for word in (*lexicon().stop, *lexicon().paragraph, *(stem for group in lexicon().same for stem in group)):
        assert folded(word).strip() == word
    stems = [stem for group in lexicon().same for stem in group]
    assert len(stems) == len(set(stems))
    assert not [(one, other) for one in stems for other in stems if one != other and one.startswith(other)]


def test_fifty_thousand_facts_are_searched_in_a_moment() -> None:
    """A generous bound that a search which folds at each key would break: some 15 ms on an idle machine, a word."""
    bodies = SHIPPED.search.bodies * (50_000 // len(SHIPPED.search.bodies) + 1)
    terms = read_query("Japan's claim on Кунашир")
    began = time.process_time()
    assert sum(holds_all(body, terms) for body in bodies)
    assert time.process_time() - began < 2


_SCRIPT = """
const { readFileSync } = require("node:fs");
globalThis.window = globalThis;
window.Atlas = { say: (key, values) => window.Atlas.words[key].replace(/\\{(\\w+)\\}/g, (_, name) => values[name]) };
for (const name of ["search.js", "answers.js"]) (0, eval)(readFileSync(process.argv[2] + "/onefile/" + name, "utf8"));
const { content, typed } = JSON.parse(readFileSync(process.argv[3], "utf8"));
window.Atlas.words = content.answers["api/messages/en.json"];
const answers = new window.Page.Answers(content);
const view = answers.firstView();
const ask = (text) => answers.rows({ ...view, text }, answers.passing({ ...view, text }));
console.log(JSON.stringify(typed.map((text) => ask(text).map(({ id, matched }) => [id, matched]))));
"""


@pytest.mark.slow
def test_the_one_file_finds_the_same_for_the_same_reasons(tmp_path: Path) -> None:
    node = shutil.which("node", path=f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}")
    assert node, "Node.js is among the tools of development"
    words = words_of(SHIPPED, "en")
    typed = [case["typed"] for case in (*CASES["finds"], *CASES["places"])]
    typed += [fact.statement for fact in SHIPPED.facts.facts[:40]]
    content = build_content(SHIPPED, EVERYTHING, words)
    (tmp_path / "case.json").write_text(json.dumps({"content": content, "typed": typed}), encoding="utf-8")
    (tmp_path / "run.cjs").write_text(_SCRIPT, encoding="utf-8")
    call = [node, str(tmp_path / "run.cjs"), str(ROOT), str(tmp_path / "case.json")]
    told = json.loads(subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=True).stdout)
    for text, rows in zip(typed, told, strict=True):
        facts = [SHIPPED.catalog.facts[ident] for ident in found(text)]
        wanted = [[fact.id, fact_text.item(fact, SHIPPED, words, text)["matched"]] for fact in facts]
        assert rows == wanted, text
