"""The articles in words: what each is called, and of which one a paragraph is."""

from __future__ import annotations

from typing import Literal

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.articles import ALL
from geo.records.catalog import Catalog
from geo.text.dates import span_label


def outlet(article: str, catalog: Catalog) -> str:
    """Return the short name of an article's outlet.

    Parameters
    ----------
    article
        The article, by its source's id.
    catalog
        The checked records.

    Raises
    ------
    KeyError
        The records hold no such source.
    """
    own = next((item.outlet for item in catalog.about.articles if item.source == article), None)
    return own or catalog.sources[article].publisher


def name(article: str, atlas: Atlas, words: Messages) -> str:
    """Return the outlet and the day of an article; for ``all`` that it is all of them.

    Parameters
    ----------
    article
        The article, by its source's id, or ``all``.
    atlas
        The opened data.
    words
        The catalogue of one language.

    Raises
    ------
    KeyError
        The data hold no such source.
    """
    catalog = atlas.whole.catalog
    if article == ALL:
        return words.text("article.all", n=len(catalog.articles))
    date = catalog.sources[article].date
    return ", ".join(filter(None, (outlet(article, catalog), span_label(date, words) if date else None)))


def choices(atlas: Atlas) -> tuple[str, ...]:
    """Return what a reader may choose of: all, then each article; nothing where a folder has one article or none."""
    articles = atlas.whole.catalog.articles
    return (ALL, *articles) if len(articles) > 1 else ()


def read(atlas: Atlas, words: Messages) -> str | None:
    """Return which article is read, or all of them by name; nothing where a folder has one article or none.

    Parameters
    ----------
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    if not choices(atlas):
        return None
    return "; ".join(name(article, atlas, words) for article in atlas.catalog.articles)


def paragraph(article: str | None, number: str | None, atlas: Atlas, words: Messages) -> str:
    """Return the name of a paragraph, with its outlet where several articles are read; what has none comes from other sources.

    Parameters
    ----------
    article
        The article, by its source's id; ``None`` for what other sources say.
    number
        The paragraph: ``H`` for the headline, ``P1``, ``P2`` and so on; ``None`` where there is none.
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    if article is None or number is None:
        return words.text("card.context")
    label = words.text("card.headline") if number == "H" else number.replace("P", "¶ ")
    if len(atlas.catalog.articles) < 2:
        return label
    return words.text("card.paragraph_of", outlet=outlet(article, atlas.catalog), paragraph=label)


def speaker(article: str, atlas: Atlas, words: Messages) -> str:
    """Return what an article is called beside others that speak: the article, or its outlet where several are read.

    Parameters
    ----------
    article
        The article, by its source's id.
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    return outlet(article, atlas.catalog) if len(atlas.catalog.articles) > 1 else words.text("differ.article")


def notes(field: Literal["dates", "limits"], atlas: Atlas) -> str:
    """Return what the articles that are read say of their dates or limits, each after its outlet where there are several.

    Parameters
    ----------
    field
        What is asked for: how days were found, or what the words leave open.
    atlas
        The opened data.
    """
    told = [(item.source, getattr(item, field)) for item in atlas.catalog.about.articles]
    several = len(atlas.catalog.articles) > 1
    return " ".join(f"{outlet(source, atlas.catalog)}: {text}" if several else text for source, text in told if text)


def cited_as(atlas: Atlas) -> str:
    """Return the name under which the atlas is cited."""
    return atlas.catalog.about.name or atlas.catalog.about.title
