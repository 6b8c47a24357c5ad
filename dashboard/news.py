"""The head of the page: the news, the ways into the subject, and whose dispute it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import streamlit as st

from dashboard import address, articles, cases, downloads, pictures, share, sources, state
from dashboard.filters import plain
from dashboard.markup import render
from geo.atlas import Atlas
from geo.messages import Messages
from geo.text import fact_text, news_text, party_text
from geo.text.catalogue import words_of
from geo.view.parameters import View


@lru_cache(maxsize=32)
def _news(language: str, atlas: Atlas) -> str:
    """Return headline, offer and answer as HTML, each with a link to its fact or its article."""
    words = words_of(atlas, language)
    told = news_text.news(atlas, words)
    for article in told["articles"]:
        article["href"] = address.of_page(View(article=article["id"]))
        for said in article["said"]:
            said["href"] = address.of_page(View(article=atlas.article, fact=said["id"]))
    return render("news.html", words=words, news=told, neutral=party_text.neutral(atlas, words))


def about(words: Messages, atlas: Atlas) -> str:
    """Return what the atlas is as HTML, with a link from its newest day to the fact of that day.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    day, newest = fact_text.newest(atlas, words), atlas.facts.newest
    href = address.of_fact(newest.id, atlas) if newest else None
    return render("about.html", texts=party_text.subtitle(atlas, words).split(day), href=href, day=day)


def _show_cases(words: Messages, atlas: Atlas) -> None:
    st.dialog(words.text("cases.title"), width="large")(cases.draw_cases)(words, atlas)


def _show_differences(words: Messages, atlas: Atlas) -> None:
    st.dialog(sources.differences_title(atlas, words), width="large")(sources.draw_differences)(words, atlas)


def _show_sources(words: Messages, atlas: Atlas) -> None:
    st.dialog(words.text("sources.button"), width="large")(sources.draw_sources)(words, atlas)


def _ways(words: Messages, atlas: Atlas) -> None:
    """Draw the ways in: the walk, both cases, where sources disagree, and sources and method."""
    if atlas.steps:
        st.button(words.text("news.walk"), key="walk", on_click=state.choose_step, args=(next(iter(atlas.steps)),))
    dialogs: dict[str, tuple[str, Callable[[Messages, Atlas], None]]] = {}
    if atlas.catalog.cases:
        dialogs["cases"] = plain(cases.title(words, atlas)), _show_cases
    if atlas.catalog.disagreements:
        dialogs["differ"] = sources.differences_title(atlas, words), _show_differences
    dialogs["about"] = words.text("sources.button"), _show_sources
    pressed = [key for key, (label, _) in dialogs.items() if st.button(label, key=key, on_click=state.act)]
    # A browser sends one at a time; of several that are forged one opens, as Streamlit bears no more.
    for key in pressed[:1]:
        dialogs[key][1](words, atlas)


def draw_news(words: Messages, atlas: Atlas) -> None:
    """Draw the top of the page: the news, and whose dispute it is.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    st.html(_news(words.language, atlas))


def draw_ways(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the row below the news: the ways in, and what a reader takes away.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.
    """
    _ways(words, atlas)
    articles.draw_articles(words, atlas)
    for draw in (downloads.draw_downloads, pictures.draw_panel_of_pictures, share.draw_share):
        draw(words, atlas, view)
