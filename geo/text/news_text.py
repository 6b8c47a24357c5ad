"""The news of the article that is read, in words: its headline, where it stands, and who said what."""

from __future__ import annotations

from typing import Any

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.atlas_record import Article
from geo.records.fact import Evidence, Fact
from geo.text import article_text

TOLD_OTHERWISE: tuple[Evidence, ...] = ("refined", "questioned", "contradicted")
"""What the head of the page says of its facts at once: a reader who stops there is to know that there is more."""


def headline(atlas: Atlas) -> str:
    """Return the headline: that of the one article that is read, else the atlas's title.

    Parameters
    ----------
    atlas
        The opened data.
    """
    articles = atlas.catalog.about.articles
    own = articles[0].headline if len(articles) == 1 else None
    return own or atlas.catalog.about.title


def _speaker(fact: Fact, atlas: Atlas) -> str:
    """Return who speaks in a fact; of what the reporter states, the first whom it is about."""
    who = fact.said_by
    if atlas.catalog.actors[who].kind == "narrator" and fact.actors:
        who = fact.actors[0]
    return atlas.catalog.actors[who].names.en


def _said(fact: Fact, atlas: Atlas, words: Messages) -> dict[str, Any]:
    evidence = atlas.facts.evidence[fact.id]
    return {
        "id": fact.id,
        "who": _speaker(fact, atlas),
        "statement": fact.statement,
        "paragraph": article_text.paragraph(fact.article, fact.citations[0].paragraph, atlas, words),
        "otherwise": words.text(f"evidence.{evidence}") if evidence in TOLD_OTHERWISE else None,
    }


def _article(article: Article, atlas: Atlas, words: Messages) -> dict[str, Any]:
    facts = [atlas.catalog.facts[ident] for ident in (article.lead, *article.answers)]
    return {
        "id": article.source,
        "name": article_text.name(article.source, atlas, words),
        "url": atlas.catalog.sources[article.source].url,
        "headline": article.headline,
        "said": [_said(fact, atlas, words) for fact in facts],
    }


def news(atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return what the page's head tells.

    Parameters
    ----------
    atlas
        The opened data, in the reading of one article or of all.
    words
        The catalogue of one language.

    Returns
    -------
    dict
        ``title`` of the atlas, ``headline``, and ``articles``: each with its ``id``, ``name`` (outlet and day), ``url`` or
        ``None``, ``headline`` or ``None``, and ``said``: the lead fact and what answers it, each with ``id``, ``who``,
        ``statement``, ``paragraph``, and ``otherwise``: how other sources tell it otherwise, or ``None``.
    """
    articles = atlas.catalog.about.articles
    return {
        "title": atlas.catalog.about.title,
        "headline": headline(atlas),
        "articles": [_article(article, atlas, words) for article in articles],
    }
