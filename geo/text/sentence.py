"""How many facts a view selects and by which filters, as sentences: for pictures, and for links that are shared."""

from __future__ import annotations

from collections.abc import Iterator

from geo.atlas import Atlas
from geo.messages import Messages
from geo.text import article_text, party_text
from geo.text.dates import days_label
from geo.view.parameters import DEFAULT, FACETS, View


def _value(atlas: Atlas, words: Messages, facet: str, value: str) -> str:
    """Return an option's name: from the catalogue of messages, or an actor's from the data."""
    if value in atlas.catalog.actors and facet in {"actor", "said_by"}:
        return atlas.catalog.actors[value].names.en
    key = f"{facet}.{value}"
    return words.text(key) if words.has(key) else value


def filters(atlas: Atlas, view: View, words: Messages) -> Iterator[tuple[str, str]]:
    """Yield each filter that is set: its name and its values, in words.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    words
        The catalogue of one language.
    """
    for facet in ("layer", *FACETS):
        if chosen := getattr(view, facet):
            yield words.text(f"filter.{facet}"), ", ".join(_value(atlas, words, facet, value) for value in chosen)
    if days := days_label(view.since, view.until, words):
        yield words.text("filter.dates"), days
    if view.undated != DEFAULT.undated:
        yield words.text("filter.undated"), words.text(f"filter.undated.{view.undated}")
    if view.text:
        yield words.text("filter.text"), view.text


def counts(atlas: Atlas, view: View, words: Messages) -> list[str]:
    """Return how many facts a view selects, how many of them have no place on the map, and how many are of other sources.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    words
        The catalogue of one language.

    Returns
    -------
    list of str
        A sentence each, at least one.
    """
    passing = atlas.select(view).facts
    article = atlas.facts.from_article
    total, chosen = int(article.sum()), int((passing & article).sum())
    others, hidden = int(passing.sum()) - chosen, int((passing & article & ~atlas.mapped).sum())
    found = [words.text("picture.all_facts", n=total)]
    if chosen < total:
        found = [words.text("picture.facts", n=chosen, total=total)]
    if hidden:
        found.append(words.text("picture.unmapped", n=hidden))
    if others:
        found.append(words.text("picture.and_others", n=others))
    return found


def sentences(atlas: Atlas, view: View, words: Messages) -> list[str]:
    """Return what a picture shows in words: how many facts pass, how many have no place on the map, and the filters.

    While a period shows, the marks of facts rest, and so does what is said of them.

    Parameters
    ----------
    atlas
        The opened data.
    view
        What is selected and shown.
    words
        The catalogue of one language.

    Returns
    -------
    list of str
        At least two: the first says how many facts pass, or that they rest.

    Raises
    ------
    KeyError
        The data lack the view's period or step.
    """
    if view.period is not None:
        return [words.text("picture.rests"), *_position(atlas, view, words)]
    found = counts(atlas, view, words)
    told = [words.text("picture.filter", name=name, values=values) for name, values in filters(atlas, view, words)]
    found.append(words.text("picture.filters", filters="; ".join(told)) if told else words.text("picture.unfiltered"))
    return found + list(_position(atlas, view, words))


def _position(atlas: Atlas, view: View, words: Messages) -> Iterator[str]:
    """Yield what else a view sets: which articles are read, whose position, which step of administration, of the walk."""
    if articles := article_text.read(atlas, words):
        yield words.text("picture.setting", name=words.text("article.label"), value=articles)
    if view.claims != DEFAULT.claims:
        side = party_text.claims_label(view.claims, atlas, words)
        yield words.text("picture.setting", name=words.text("claims.setting"), value=side)
    if view.period is not None:
        title = atlas.catalog.periods[view.period].title
        yield words.text("picture.setting", name=words.text("period.label"), value=title)
    if view.step is not None:
        step = atlas.catalog.stories[view.step]
        where = article_text.paragraph(step.article, step.paragraph, atlas, words)
        yield words.text("picture.setting", name=where, value=step.title)
