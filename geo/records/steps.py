"""What must hold between the steps of the walk through the article and the facts and places that they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from geo.records.base import Fault, each
from geo.records.fact import Fact
from geo.records.gaps import Gaps
from geo.records.place import Place
from geo.records.stories import Step


def _paragraphs(fact: Fact) -> set[str | None]:
    """Return the paragraphs that a fact cites, as far as they could be read."""
    return {getattr(citation, "paragraph", None) for citation in getattr(fact, "citations", ())}


def _all_cited(fact: Fact) -> bool:
    """Tell whether all that a fact cites, and all places that it names, could be read."""
    return all(hasattr(citation, "paragraph") for citation in getattr(fact, "citations", (None,))) and all(
        hasattr(link, "place") for link in getattr(fact, "places", (None,))
    )


@dataclass
class _Article:
    """What steps are checked against: the places, the facts by the paragraphs that they cite, and whether all were read."""

    places: dict[str, Place]
    cited: dict[str | None, list[Fact]]
    whole: bool


def _article(read: dict[str, dict[str, Any]], gaps: Gaps) -> _Article:
    cited: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in read["facts"].values():
        for paragraph in _paragraphs(fact):
            cited[paragraph].append(fact)
    broken = (read["facts"][ident] for ident, _ in gaps.of_kind("facts") if ident in read["facts"])
    return _Article(read["places"], cited, gaps.whole("facts") and all(map(_all_cited, broken)))


def _check_step(article: _Article, ident: str, step: Step) -> Iterator[Fault]:
    """Yield a paragraph that no fact cites, and places that its facts do not name or no map can show."""
    facts = article.cited.get(step.paragraph, [])
    if not facts and article.whole:
        yield Fault("stories", ident, "paragraph", f"no fact cites {step.paragraph}: give one that facts cite")
    named_there = {getattr(link, "place", None) for fact in facts for link in getattr(fact, "places", ())}
    for position, name in enumerate(step.places):
        place = article.places.get(name)
        if facts and place and article.whole and name not in named_there:
            message = f"no fact of {step.paragraph} names '{name}': leave it out, or tie a fact to it"
            yield Fault("stories", ident, f"places.{position}", message)
        elif place and not (place.outline or place.point):
            yield Fault("stories", ident, f"places.{position}", f"'{name}' is listed and not drawn: leave it out")


def check_stories(read: dict[str, dict[str, Any]], gaps: Gaps) -> Iterator[Fault]:
    """Yield paragraphs told twice or that no fact cites, and places that their facts do not name or no map can show."""
    told: dict[str, str] = {}
    for ident, step in read["stories"].items():
        paragraph = getattr(step, "paragraph", None)
        if paragraph is not None and told.setdefault(paragraph, ident) != ident:
            message = f"'{told[paragraph]}' tells {paragraph} already: give another one, or join the two"
            yield Fault("stories", ident, "paragraph", message)
    yield from each(read["stories"], partial(_check_step, _article(read, gaps)))
