"""The walk through an article: one step a paragraph, in its order, with what it says and what others add."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import state
from dashboard.component import component, seen, take
from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.stories import Step
from geo.text import article_text, fact_text
from geo.view.parameters import View

WORDS = ("previous", "next", "open", "others", "none_add", "keys", "steps", "titles", "show")


def choose_form(words: Messages, atlas: Atlas, view: View) -> str:
    """Draw the choice of form for the list, and return it: cards, table, or the walk, which a step in the view opens.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.

    Returns
    -------
    str
        ``cards``, ``table`` or ``story``; ``story`` only where the atlas has steps.
    """
    steps = list(atlas.steps)
    shown = st.session_state.get("form", "cards")
    # A link or the way Back may open or leave the walk: the form follows the view.
    if (shown == "story") != (view.step is not None):
        st.session_state["form"] = "story" if view.step else "cards"

    def turn() -> None:
        if st.session_state["form"] == "story":
            state.choose_step(steps[0])
        else:
            state.choose_step(None)

    return str(
        st.segmented_control(
            words.text("facts.form"),
            ["cards", "table", "story"] if steps else ["cards", "table"],
            default=None if "form" in st.session_state else "cards",
            required=True,
            key="form",
            on_change=turn,
            label_visibility="collapsed",
            format_func=lambda choice: words.text(f"facts.form.{choice}"),
        )
    )


def _facts(atlas: Atlas, step: Step, words: Messages) -> list[dict[str, Any]]:
    """Return the facts of a step's paragraph in words, each with what other sources make of it."""
    wanted = (step.article, step.paragraph)
    found = [fact for fact in atlas.facts.facts if (fact.article, fact.citations[0].paragraph) == wanted]
    return [fact_text.item(fact, atlas, words) | {"incoming": fact_text.incoming(fact, atlas, words)} for fact in found]


def _turn() -> None:
    """Take a turn to another step, a fact to be opened as a card, or the wish to see the step's places again."""
    asked = take("story", "go")
    if asked.get("fact"):
        state.choose_fact(asked["fact"])
    elif asked.get("step"):
        state.choose_step(asked["step"])
    elif asked.get("show"):
        state.act()
        state.move_map()


def draw_story(words: Messages, atlas: Atlas, view: View) -> None:
    """Draw the step that the view holds. The walk tells every article that is read, whole, whatever is filtered.

    Parameters
    ----------
    words
        The catalogue of one language.
    atlas
        The opened data.
    view
        What is selected and shown.

    Raises
    ------
    StopIteration
        The view holds no step, or one that this atlas has not.
    """
    steps = list(atlas.steps.values())
    here = next(position for position, step in enumerate(steps) if step.id == view.step)
    step = steps[here]
    data = {
        "steps": [
            {
                "id": item.id,
                "label": article_text.paragraph(item.article, item.paragraph, atlas, words),
                "title": item.title,
            }
            for item in steps
        ],
        "here": here,
        "seen": seen("story"),
        "progress": words.text("story.progress", n=here + 1, total=len(steps)),
        "title": step.title,
        "text": step.text,
        "facts": _facts(atlas, step, words),
        "still": None if step.places else words.text("story.still"),
        "words": {name: words.text(f"story.{name}") for name in WORDS},
    }
    component("story")(key="story", data=data, on_go_change=_turn)
