"""A view in a few words, for a link that is shared: a title, what stands under it, and whom it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.fact import Fact
from geo.records.place import Place
from geo.text import article_text, fact_rows, news_text, party_text, place_names, place_profile
from geo.text.sentence import counts, filters
from geo.view.parameters import View


def sentences(lines: Iterable[str]) -> str:
    """Return lines as one text, each ended by a stop where it has none, so that nobody reads two as one.

    Parameters
    ----------
    lines
        Phrases or sentences.
    """
    told = (" ".join(line.split()) for line in lines)
    return " ".join(line if line.endswith((".", "?", "!", "…")) else f"{line}." for line in told if line)


class Told(NamedTuple):
    """A view in words, from the shortest on.

    Attributes
    ----------
    title
        What the view is of.
    lines
        What is said of it, a phrase or sentence each; who claims the islands and who administers them among them.
    source
        Whom it rests on, with the day; for a view of more than one fact, the articles that are read.
    """

    title: str
    lines: tuple[str, ...]
    source: str

    @property
    def description(self) -> str:
        """All but the title, in one line."""
        return " · ".join(filter(None, (*self.lines, self.source)))


def tell(atlas: Atlas, view: View, words: Messages) -> Told:
    """Return a view in words: of the fact that it opens, else of its place, its step, its period, its filters, or the news.

    Parameters
    ----------
    atlas
        The opened data, of the view's article.
    view
        What is selected and shown.
    words
        The catalogue of one language.

    Raises
    ------
    KeyError
        The data lack what the view names.
    """
    catalog, source = atlas.catalog, _articles(atlas, words)
    neutral = party_text.neutral(atlas, words)
    if view.fact is not None:
        return of_fact(catalog.facts[view.fact], atlas, words, view.claims)
    if view.place is not None:
        return of_place(catalog.places[view.place], atlas, words, view.claims)
    if view.step is not None:
        step = catalog.stories[view.step]
        where = article_text.paragraph(step.article, step.paragraph, atlas, words)
        return Told(step.title, (step.text, neutral), f"{article_text.name(step.article, atlas, words)}, {where}")
    if view.period is not None:
        return _of_period(view.period, atlas, words)
    if view.selection() != view.unfiltered():
        chosen = "; ".join(f"{name}: {values}" for name, values in filters(atlas, view, words))
        return Told(chosen, (*counts(atlas, view, words), neutral), source)
    return Told(news_text.headline(atlas), (party_text.subtitle(atlas, words), neutral), source)


def of_fact(fact: Fact, atlas: Atlas, words: Messages, claims: str) -> Told:
    """Return a fact in words: its statement, by its source; who says so and when, where, what others say; where it stands.

    Parameters
    ----------
    fact
        Of an article or of another source.
    atlas, words
        The opened data; the catalogue of one language.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    """
    row = fact_rows.row(fact, atlas, words, claims)
    said = words.text("told.said", who=row["who"], when=row["date"])
    evidence = words.text("told.evidence", evidence=row["evidence_label"])
    # Where paragraphs are counted the outlet goes first.
    source = ", ".join(filter(None, (row["cited"], row["paragraph"] if fact.article else None)))
    lines = (said, row["where"], evidence, _neutral([link.place for link in fact.places], atlas, words))
    # A statement alone would be read as ours.
    title = words.text("told.title", outlet=_outlet(fact, atlas, words), statement=fact.statement)
    return Told(title, tuple(filter(None, lines)), source)


def _outlet(fact: Fact, atlas: Atlas, words: Messages) -> str:
    """Return who prints a fact: its one publisher, both sides where sources of both do, or the first of several."""
    catalog = atlas.catalog
    cited = [item.source for item in fact.citations if item.backs == "statement"]
    found = list(dict.fromkeys(article_text.outlet(source, catalog) for source in cited))
    if len(found) == 1:
        return found[0]
    sides = {catalog.sources[source].party for source in cited}
    names = [party_text.party_name(party, atlas) for party in catalog.parties if party in sides]
    if len(names) < 2:
        return words.text("told.outlets", first=found[0])
    # Neither side's publisher goes before the other's.
    return words.text("told.sides", parties=words.text("order.and", first=", ".join(names[:-1]), second=names[-1]))


def of_place(place: Place, atlas: Atlas, words: Messages, claims: str) -> Told:
    """Return a place in words: its names, each party's; who administers and who claims it; how many facts are of it.

    Parameters
    ----------
    place
        Any place.
    atlas, words
        The opened data; the catalogue of one language.
    claims
        The view of claims, by its id: ``both``, ``administered`` or a party's.
    """
    names = place_names.own_names(place, claims, atlas.catalog)
    standing = [line["text"] for line in place_profile.standing(place, atlas, words)]
    # What is in dispute has both sides in one sentence.
    standing = list(filter(None, [_neutral([place.id], atlas, words)])) or standing
    facts = words.text("told.facts", n=len(atlas.facts_by_place.get(place.id, ())))
    lines = tuple(filter(None, (names, *standing, facts)))
    return Told(place_names.label(place, claims, atlas.catalog), lines, article_text.cited_as(atlas))


def _of_period(ident: str, atlas: Atlas, words: Messages) -> Told:
    """Return a step of administration in words: its treaty, and each side's view in the order of the data, or both in one."""
    period = atlas.catalog.periods[ident]
    seen = [f"{party_text.viewpoint_title(view, atlas, words)}: {view.says}" for view in period.viewpoints]
    treaty = [atlas.catalog.facts[period.treaty].statement] if period.treaty else []
    sources = dict.fromkeys(atlas.catalog.sources[source].publisher for source in period.sources)
    return Told(period.title, (*treaty, *(seen or [party_text.neutral(atlas, words)])), ", ".join(sources))


def _neutral(places: Iterable[str], atlas: Atlas, words: Messages) -> str:
    """Return who claims and who administers the islands, where one of some places is in dispute; else nothing.

    What one party alone claims is not: the other would be said to claim what it does not.
    """
    claimed = any(len(atlas.catalog.places[place].claimed_by) > 1 for place in places)
    return party_text.neutral(atlas, words) if claimed else ""


def _articles(atlas: Atlas, words: Messages) -> str:
    return "; ".join(article_text.name(article, atlas, words) for article in atlas.catalog.articles)
