"""Each party's case beside the other's, as a dialog: a point a paragraph, with what the other party answers under it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import address, said
from dashboard.markup import render
from geo.atlas import Atlas
from geo.messages import Messages
from geo.text import case_text, party_text


def title(words: Messages, atlas: Atlas) -> str:
    """Return the name of the dialog's button: both parties, in their order. The dialog's own would make links of addresses in it.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.

    Returns
    -------
    str
        Empty where the data have no cases. It is not escaped for Markdown.
    """
    if not atlas.catalog.cases:
        return ""
    first, second = (
        words.text("cases.says", name=party_text.party_name(party, atlas)) for party in atlas.catalog.parties
    )
    return words.text("cases.button", first=first, second=second)


def _once(sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return sources without those that would read the same."""
    return list(
        {
            tuple(source[name] for name in ("publisher", "url", "title", "warning")): source for source in sources
        }.values()
    )


def _point(point: dict[str, Any], atlas: Atlas) -> dict[str, Any]:
    facts = [fact | {"href": address.of_fact(fact["id"], atlas)} for fact in point["facts"]]
    return point | {
        "facts": facts,
        "sources": _once(point["sources"]),
        "answer_sources": _once(point["answer_sources"]),
    }


def told(words: Messages, atlas: Atlas) -> str:
    """Return the cases as HTML.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    cases = [
        case | {"points": [_point(point, atlas) for point in case["points"]]} for case in case_text.cases(atlas, words)
    ]
    return render("cases.html", words=words, cases=cases)


def draw_cases(words: Messages, atlas: Atlas) -> None:
    """Draw the dialog.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    st.markdown(words.text("cases.what"))
    st.html(told(words, atlas))
    said.say(party_text.neutral(atlas, words))
