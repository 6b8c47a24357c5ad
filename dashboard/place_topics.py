"""The topics at a chosen place, each one act away with all sources: what is military about Kunashir, say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from dashboard import state
from dashboard.filters import option_label
from geo.atlas import Atlas
from geo.messages import Messages
from geo.view.parameters import View


def topics_at(words: Messages, atlas: Atlas, view: View) -> dict[str, Any] | None:
    """Return the topics of a chosen place, with how many facts of any source each would list beside the other filters.

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
    dict or None
        ``title``, and ``options``, each with ``id``, ``label``, ``n`` and ``on``, in an order that no filter changes: most facts
        first. Nothing without a place, and where all that is known of it is of one topic.
    """
    if view.place is None:
        return None
    of_place = Counter(atlas.catalog.facts[ident].topic for ident in atlas.facts_by_place.get(view.place, ()))
    if len(of_place) < 2:
        return None
    listed = Counter(fact.topic for fact in atlas.listed(replace(view, topic=(), basis="all")))
    options = [
        {
            "id": topic,
            "label": option_label(words, atlas, "topic", topic),
            "n": listed[topic],
            "on": topic in view.topic,
        }
        for topic, _ in sorted(of_place.items(), key=lambda item: (-item[1], item[0]))
        if listed[topic] or topic in view.topic
    ]
    return {"title": words.text("facts.topics"), "options": options} if options else None


def choose_topics(topics: object) -> None:
    """Filter by topics, with other sources. For callbacks.

    Parameters
    ----------
    topics
        What the browser wants chosen, a list. Words that are no topic's are let go of at the next run, as all that no address
        could say; what is no list of words is passed over.
    """
    if isinstance(topics, list) and all(isinstance(topic, str) for topic in topics):
        state.change(topic=topics, basis="all")
