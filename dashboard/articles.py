"""Which article is read: a choice beside the switch for the marks, where a folder has more than one."""

from __future__ import annotations

import streamlit as st

from dashboard import state
from geo.atlas import Atlas
from geo.messages import Messages
from geo.text import article_text


def draw_articles(words: Messages, atlas: Atlas) -> None:
    """Draw the choice: all, then each article by outlet and day; with one article nothing shows, as there is no choice.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    """
    if options := article_text.choices(atlas):
        st.selectbox(
            words.text("article.label"),
            options,
            key=state.key("article"),
            on_change=state.leave_article,
            format_func=lambda article: article_text.name(article, atlas, words),
            label_visibility="collapsed",
        )
