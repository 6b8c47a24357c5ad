"""Sources and method, as a dialog of the page: how facts were taken, areas beside each other, and every source."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import streamlit as st

from dashboard import address, said
from dashboard.markup import render
from geo.atlas import Atlas
from geo.messages import Messages
from geo.numbers import figure, printed
from geo.records.place import Place
from geo.records.source import Seen, Source
from geo.tables.sources import cited_by_facts, tally
from geo.text import article_text, disagreement_text, party_text
from geo.text.source_text import source_line

_RULES = ("facts", "places", "evidence", "neutral", "dates", "export", "limits")


def _published(place: Place, side: str, atlas: Atlas, words: Messages) -> list[dict[str, Any]]:
    """Return the areas that a side published of a place, each with what it counts and its source."""
    return [
        {
            "km2": printed(area.km2),
            "scope": words.text(f"scope.{area.scope}"),
            "source": source_line(atlas.catalog.sources[area.source], words),
        }
        for area in place.published_areas
        if area.side == side
    ]


def areas_table(atlas: Atlas, words: Messages) -> str:
    """Return the table of computed areas beside the published ones as HTML.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.

    Returns
    -------
    str
        Areas are in km²: computed ones geodesic on WGS 84, published ones as printed.
    """
    parties = [words.text("areas.party", name=party_text.party_name(party, atlas)) for party in atlas.catalog.parties]
    titles = (words.text("areas.place"), words.text("areas.computed"), *parties, words.text("areas.other"))
    rows = []
    for layer in atlas.layers.values():
        if layer.rule.grain != "place" or layer.rule.kinds:
            continue
        for ident in layer.gdf["place"]:
            place = atlas.catalog.places[ident]
            if place.published_areas:
                published = [_published(place, side, atlas, words) for side in (*atlas.catalog.parties, "other")]
                rows.append(
                    {"place": place.names.en, "computed": figure(atlas.areas_km2[ident]), "published": published}
                )
    return render("areas.html", words=words, titles=titles, rows=rows)


def _matters(atlas: Atlas, words: Messages) -> str:
    """Return every matter on which sources differ as HTML: first those in which they tell it otherwise than the article."""
    ours = disagreement_text.told_otherwise(atlas)
    others = [ident for ident in atlas.catalog.disagreements if ident not in ours]
    groups = [
        {
            "title": words.text(f"differ.{name}", n=len(idents)),
            "matters": [_matter(i, ours.get(i), atlas, words) for i in idents],
        }
        for name, idents in (("against", [*ours]), ("others", others))
        if idents
    ]
    return render("matters.html", groups=groups)


def _matter(ident: str, fact: str | None, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return a disagreement as the dialog shows it; one that the article has a part in leads to the article's fact."""
    told = disagreement_text.beside(atlas.catalog.disagreements[ident], atlas, words)
    if fact is None:
        return told | {"paragraph": None, "href": None}
    found = atlas.catalog.facts[fact]
    paragraph = article_text.paragraph(found.article, found.citations[0].paragraph, atlas, words)
    return told | {"paragraph": paragraph, "href": address.of_fact(fact, atlas)}


def differences_title(atlas: Atlas, words: Messages) -> str:
    """Return the name of the dialog of disagreements and of its button, with how many the article has a part in.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    ours = len(disagreement_text.told_otherwise(atlas))
    return words.text("news.differ" if ours else "news.differ.others", n=ours or len(atlas.catalog.disagreements))


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
    said = [fact for incoming in atlas.incoming_relations.values() for fact, _, _ in incoming]
    used = {item.source for fact in (*atlas.facts.facts, *said) for item in fact.citations}
    return [source for source in atlas.catalog.sources.values() if source.id in used]


def draw_differences(words: Messages, atlas: Atlas) -> None:
    """Draw the dialog of the matters on which sources differ.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    st.markdown(words.text("differ.what"))
    st.html(_matters(atlas, words))


def _titled(title: str, text: str) -> None:
    """Write a part of the dialog under a heading of its own, so that a reader may go from one to the next."""
    st.html(render("method.html", title=title, text=text))


def draw_sources(words: Messages, atlas: Atlas) -> None:
    """Draw the dialog.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    values = party_text.standing(atlas, words)
    own = {"dates": article_text.notes("dates", atlas), "limits": article_text.notes("limits", atlas)}
    for name in _RULES:
        told = f"{words.text(f'method.{name}', **values)} {own.get(name, '')}"
        _titled(words.text(f"method.{name}.title"), told)
    _titled(words.text("areas.title"), words.text("areas.what"))
    st.html(areas_table(atlas, words))
    _titled(words.text("credit.title"), words.text("credit.what"))
    used = _used(atlas)
    seen = {kind: sum(source.seen == kind for source in used) for kind in get_args(Seen)}
    _titled(words.text("sources.title", n=len(used)), f"{words.text('sources.what', **seen)} {_counts(atlas, words)}")
    st.html(render("sources.html", sources=[source_line(source, words) for source in used]))
    said.say(words.text("sources.cite", atlas=article_text.cited_as(atlas), data=atlas.hash))
