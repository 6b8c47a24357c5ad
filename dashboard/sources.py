"""Sources and method, as a dialog of the page: how facts were taken, areas beside each other, and every source."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import get_args

import streamlit as st

from dashboard.filters import plain
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.place import Place
from geo.records.source import Seen, Source
from geo.tables.sources import cited_by_facts, tally
from geo.text import article_text, disagreement_text, party_text

_RULES = ("facts", "places", "evidence", "neutral", "dates", "export", "limits")


def link(source: Source) -> str:
    """Return a source as a line of HTML, every text of it escaped."""
    title = escape(source.title or source.publisher)
    text = (
        f'<a href="{escape(source.url)}" target="_blank" rel="noopener noreferrer">{title}</a>' if source.url else title
    )
    rest = ", ".join(escape(part) for part in (source.publisher if source.title else None, source.date) if part)
    warning = f' <small class="warning">⚠ {escape(source.warning)}</small>' if source.warning else ""
    return f"{text} <small>{rest}</small>{warning}"


def _published(place: Place, side: str, atlas: Atlas, words: Messages) -> str:
    cells = []
    for area in place.published_areas:
        if area.side == side:
            scope, source = escape(words.text(f"scope.{area.scope}")), link(atlas.catalog.sources[area.source])
            cells.append(f"{area.km2:,g} km² <small>{scope}; {source}</small>")
    return "<br>".join(cells) or escape(words.text("areas.none"))


def areas_table(atlas: Atlas, words: Messages) -> str:
    """Return the table of computed areas beside the published ones as HTML, every text of the data escaped."""
    parties = [words.text("areas.party", name=party_text.party_name(party, atlas)) for party in atlas.catalog.parties]
    titles = (words.text("areas.place"), words.text("areas.computed"), *parties, words.text("areas.other"))
    heads = "".join(f"<th>{escape(title)}</th>" for title in titles)
    rows = []
    for layer in atlas.layers.values():
        if layer.rule.grain != "place" or layer.rule.kinds:
            continue
        for ident, area in zip(layer.frame["place"], layer.frame["area_km2"], strict=True):
            place = atlas.catalog.places[ident]
            if not place.published_areas:
                continue
            sides = "".join(
                f"<td>{_published(place, side, atlas, words)}</td>" for side in (*atlas.catalog.parties, "other")
            )
            rows.append(f"<tr><th>{escape(place.names.en)}</th><td>{area:,.1f} km²</td>{sides}</tr>")
    return f'<table class="areas"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _matters(atlas: Atlas, words: Messages) -> str:
    """Return every matter on which sources differ as HTML, every text of the data escaped."""
    rows = []
    for matter in atlas.catalog.disagreements.values():
        told = disagreement_text.beside(matter, atlas, words)
        positions = "".join(
            f"<li><b>{escape(item['who'])}</b>: {escape(item['says'])}</li>" for item in told["positions"]
        )
        rows.append(
            f"<details><summary>{escape(told['matter'])}</summary><ul>{positions}</ul>{escape(told['shown_as'])}</details>"
        )
    return f'<div class="matters">{"".join(rows)}</div>'


def _of_side(party: str, atlas: Atlas, words: Messages) -> str:
    """Return how many sources that facts cite are of a party, and of which kinds."""
    sources = (atlas.catalog.sources[ident] for ident in cited_by_facts(atlas.catalog))
    kinds = Counter(source.kind for source in sources if source.party == party)
    numbers = {kind: kinds[kind] for kind in ("official", "wire", "copy")}
    return words.text("sources.side", name=party_text.party_name(party, atlas), n=kinds.total(), **numbers)


def _counts(atlas: Atlas, words: Messages) -> str:
    """Return how many sources facts cite of each party and of neither, and how many facts rest on weak ones alone."""
    counts = tally(atlas.catalog)
    parties = "; ".join(_of_side(party, atlas, words) for party in atlas.catalog.parties)
    neither = counts.parties.get("neither", 0)
    return words.text("sources.counts", parties=parties, neither=neither, weak=len(counts.weak))


def _used(atlas: Atlas) -> list[Source]:
    """Return the sources that an article fact or what bears on one rests on, in reading order."""
    said = [fact for heard in atlas.heard.values() for fact, _, _ in heard]
    used = {item.source for fact in (*atlas.facts.facts, *said) for item in fact.citations}
    return [source for source in atlas.catalog.sources.values() if source.id in used]


def show(words: Messages, atlas: Atlas) -> None:
    """Draw the dialog."""
    values = party_text.standing(atlas, words)
    own = {"dates": article_text.notes("dates", atlas), "limits": article_text.notes("limits", atlas)}
    for name in _RULES:
        told = f"{words.text(f'method.{name}', **values)} {own.get(name, '')}"
        st.markdown(f"**{words.text(f'method.{name}.title')}**  \n{plain(told)}")
    st.markdown(f"**{words.text('areas.title')}**  \n{words.text('areas.what')}")
    st.html(areas_table(atlas, words))
    st.markdown(f"**{words.text('differ.title', n=len(atlas.catalog.disagreements))}**  \n{words.text('differ.what')}")
    st.html(_matters(atlas, words))
    st.markdown(f"**{words.text('credit.title')}**  \n{words.text('credit.what')}")
    used = _used(atlas)
    seen = {kind: sum(source.seen == kind for source in used) for kind in get_args(Seen)}
    st.markdown(f"**{words.text('sources.title', n=len(used))}**  \n{words.text('sources.what', **seen)}")
    st.markdown(plain(_counts(atlas, words)))
    st.html("<ol class='sources'>" + "".join(f"<li>{link(source)}</li>" for source in used) + "</ol>")
    st.caption(plain(words.text("sources.cite", atlas=article_text.cited_as(atlas), data=atlas.hash)))
