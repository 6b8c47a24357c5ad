"""Each party's case beside the other's, as a dialog: a point a paragraph, with what the other party answers under it."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboard import address
from geo.atlas import Atlas
from geo.messages import Messages
from geo.text import case_text, party_text


def title(words: Messages, atlas: Atlas) -> str:
    """Return the name of the dialog and of its button: both parties, in their order."""
    if not atlas.catalog.cases:
        return ""
    first, second = (
        words.text("cases.says", name=party_text.party_name(party, atlas)) for party in atlas.catalog.parties
    )
    return words.text("cases.button", first=first, second=second)


def _links(sources: list[dict[str, Any]]) -> str:
    """Return sources as a line of HTML, every text of them escaped."""
    found = []
    for source in sources:
        text = escape(source["publisher"])
        found.append(
            f'<a href="{escape(source["url"])}" target="_blank" rel="noopener noreferrer"'
            f' title="{escape(source["title"] or "")}">{text}</a>'
            if source["url"]
            else text
        )
        if source["warning"]:
            found[-1] += f' <span class="warning">⚠ {escape(source["warning"])}</span>'
    return f"<small>{' · '.join(dict.fromkeys(found))}</small>"


def _point(point: dict[str, Any], atlas: Atlas, words: Messages) -> str:
    facts = " · ".join(
        f'<a href="{escape(address.of_fact(fact["id"], atlas))}" target="_self">{escape(fact["when"])}</a>'
        for fact in point["facts"]
    )
    more = f"<small>{escape(words.text('cases.facts'))} {facts}</small>" if facts else ""
    return (
        f"<li><p>{escape(point['says'])} {_links(point['sources'])} {more}</p>"
        f"<p class='answer'><b>{escape(point['answers'])}</b> {escape(point['answer'])} "
        f"{_links(point['answer_sources'])}</p></li>"
    )


def told(words: Messages, atlas: Atlas) -> str:
    """Return the cases as HTML, every text of the data escaped."""
    columns = "".join(
        f"<section><h3>{escape(case['title'])}</h3>"
        f"<ol>{''.join(_point(point, atlas, words) for point in case['points'])}</ol></section>"
        for case in case_text.cases(atlas, words)
    )
    return f'<div class="cases">{columns}</div>'


def show(words: Messages, atlas: Atlas) -> None:
    """Draw the dialog."""
    st.markdown(words.text("cases.what"))
    st.html(told(words, atlas))
    st.caption(party_text.neutral(atlas, words))
