"""Streamlit reads many texts as Markdown: what comes from the data goes through ``plain`` first, wherever it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from geo.paths import ROOT

READ_AS_MARKDOWN = {
    "markdown",
    "caption",
    "button",
    "download_button",
    "info",
    "warning",
    "segmented_control",
    "pills",
    "select_slider",
    "dialog",
}
FROM_DATA = {
    "article_text",
    "case_text",
    "disagreement_text",
    "fact_text",
    "party_text",
    "place_names",
    "place_profile",
}
"""Modules whose texts hold words of the data."""


def unescaped(node: ast.AST) -> Iterator[ast.AST]:
    """Yield calls of a module of :data:`FROM_DATA` that stand inside a node, but not inside a call of ``plain``."""
    if isinstance(node, ast.Call):
        name = node.func
        if (isinstance(name, ast.Name) and name.id == "plain") or (
            isinstance(name, ast.Attribute) and name.attr == "plain"
        ):
            return
        if isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name) and name.value.id in FROM_DATA:
            yield node
    for child in ast.iter_child_nodes(node):
        yield from unescaped(child)


def faults(text: str) -> list[int]:
    """Return the lines on which a text of the data goes to Streamlit's Markdown as it is."""
    return sorted(
        found.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READ_AS_MARKDOWN
        for part in (*node.args, *(keyword.value for keyword in node.keywords))
        for found in unescaped(part)
        if isinstance(found, ast.expr)
    )


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard").glob("*.py")), ids=lambda path: path.stem)
def test_texts_of_the_data_are_plain_to_markdown(path: object) -> None:
    assert faults((ROOT / str(path)).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "st.caption(party_text.neutral(atlas, words))",
        "st.pills('x', y, format_func=lambda one: party_text.claims_label(one, atlas, words))",
        "place.button(words.text('x', place=place_names.label(place, claims, catalog)))",
    ],
)
def test_a_planted_text_is_found(planted: str) -> None:
    assert faults(planted) == [1]
    assert (
        faults(planted.replace("party_text.", "plain(party_text.").replace("place_names.", "plain(place_names.") + ")")
        == []
    )
