"""The views that pages are of: each leads to its own on the map, and its card is that view's picture."""

from __future__ import annotations

from geo.atlas import Atlas
from geo.records.fact import Fact
from geo.view.parameters import DEFAULT, View


def of_fact(fact: Fact) -> View:
    """Return the view that opens a fact on the map."""
    return View(basis="article" if fact.article else "all", fact=fact.id)


def of_place(ident: str) -> View:
    """Return the view that opens a place, by its id, with the facts of all sources."""
    return View(basis="all", place=ident)


def of_article(ident: str, atlas: Atlas) -> View:
    """Return the view of an article alone, by its source's id.

    Parameters
    ----------
    ident
        The article's source.
    atlas
        The opened data, of all articles.
    """
    return DEFAULT if len(atlas.catalog.articles) == 1 else View(article=ident)


def with_cards(atlas: Atlas) -> list[View]:
    """Return each view once that has a card of its own: the first page's, and those of articles, facts and places.

    Parameters
    ----------
    atlas
        The opened data, of all articles.
    """
    catalog = atlas.catalog
    articles = (of_article(ident, atlas) for ident in catalog.articles)
    return list(
        dict.fromkeys([DEFAULT, *articles, *map(of_fact, catalog.facts.values()), *map(of_place, catalog.places)])
    )
