"""What must hold of articles, and of what belongs to one: facts, steps and absences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from geo.records.base import Fault, Unread, as_far_as_read, each
from geo.records.fact import Fact
from geo.records.gaps import Gaps
from geo.records.stories import Absence, Step

Read = dict[str, dict[str, Any]]
"""Of each kind, the records by id."""

ALL = "all"
"""Stands for every article where one is chosen, so that no source of an article may bear it as its id."""


@dataclass
class _Known:
    """What is checked against: all records, the articles that are listed, and whether everything that counts was read."""

    read: Read
    listed: tuple[str, ...]
    cited: dict[tuple[str, str | None], list[Fact]]
    sure: bool
    whole: bool

    def is_unlisted(self, source: str) -> bool:
        """Tell whether a source is there and is no article of the atlas."""
        return self.sure and source not in self.listed and source in self.read["sources"]

    @property
    def choice(self) -> str:
        """The articles, for a message."""
        return ", ".join(self.listed) or "none"


def _article_of(fact: Fact) -> str | None:
    """Return the article that a fact is of, or raise :class:`Unread`: as :attr:`Fact.article`, of a fact that may be broken."""
    return fact.citations[0].source if fact.basis == "article" else None


def _cited(read: Read) -> dict[tuple[str, str | None], list[Fact]]:
    """Return the facts of articles by each article and paragraph that they cite, as far as they could be read."""
    found: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in read["facts"].values():
        try:
            article = _article_of(fact)
        except Unread:
            continue
        if article is not None:
            for paragraph in {getattr(citation, "paragraph", None) for citation in fact.citations}:
                found.setdefault((article, paragraph), []).append(fact)
    return found


def _known(read: Read, gaps: Gaps) -> _Known:
    listed = tuple(
        article.source
        for record in read["atlas"].values()
        for article in getattr(record, "articles", ())
        if hasattr(article, "source")
    )
    sure = gaps.whole("atlas") and not any(gaps.of_kind("atlas"))
    # A fact that is broken may be the one that cites a paragraph or names a place.
    broken = [read["facts"][ident] for ident, _ in gaps.of_kind("facts") if ident in read["facts"]]
    return _Known(read, listed, _cited(read), sure, gaps.whole("facts") and all(map(_is_clear, broken)))


def _is_clear(fact: Fact) -> bool:
    """Tell whether the article of a broken fact, all that it cites, and all places that it names could be read."""
    try:
        _article_of(fact)
        return all(hasattr(citation, "paragraph") for citation in fact.citations) and all(
            hasattr(link, "place") for link in fact.places
        )
    except Unread:
        return False


def check_articles(read: Read, gaps: Gaps) -> Iterator[Fault]:
    """Yield all that is wrong with the articles, and with what must belong to one, as far as the records could be read.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    for ident in list(read["atlas"])[1:]:
        yield Fault("atlas", ident, "id", "is a second record, and a folder holds one atlas: remove one")
    known = _known(read, gaps)
    for ident, record in read["atlas"].items():
        for position in range(len(getattr(record, "articles", ()))):
            yield from as_far_as_read(_check_article(known, ident, position))
    for ident, source in read["sources"].items():
        if getattr(source, "kind", None) == "article" and known.sure and ident not in known.listed:
            message = "is an article, and atlas.yaml does not list it: add it with its lead, or give another kind"
            yield Fault("sources", ident, "kind", message)
    yield from each(read["facts"], partial(_check_fact, known))
    yield from _check_repeated(read)
    yield from each(read["stories"], partial(_check_step, known))
    yield from each(read["absences"], partial(_check_absence, known))


def _check_article(known: _Known, ident: str, position: int) -> Iterator[Fault]:
    """Yield an article whose source is of another kind, and a lead or an answer that is no fact of it."""
    article = known.read["atlas"][ident].articles[position]
    source, facts = known.read["sources"].get(article.source), known.read["facts"]
    if article.source == ALL:
        message = f"'{ALL}' stands for every article: give the source another id"
        yield Fault("atlas", ident, f"articles.{position}.source", message)
    if source is not None and getattr(source, "kind", "article") != "article":
        message = f"'{article.source}' is of kind {source.kind}: name one of kind article"
        yield Fault("atlas", ident, f"articles.{position}.source", message)
    for field, fact in (("lead", article.lead), *(("answers", answer) for answer in article.answers)):
        if fact in facts and _article_of(facts[fact]) != article.source:
            message = f"'{fact}' is no fact of {article.source}: name one that it states"
            yield Fault("atlas", ident, f"articles.{position}.{field}", message)


def _check_fact(known: _Known, ident: str, fact: Fact) -> Iterator[Fault]:
    """Yield what makes an article fact one of no article, of two, or of no paragraph."""
    source = _article_of(fact)
    if source is None:
        return
    if known.is_unlisted(source):
        message = f"'{source}' is no article of atlas.yaml: cite the article first, or give basis context"
        yield Fault("facts", ident, "citations.0.source", message)
    elif getattr(fact.citations[0], "paragraph", "") is None:
        message = "is missing: give the paragraph of the article in which it stands"
        yield Fault("facts", ident, "citations.0.paragraph", message)
    for position, item in enumerate(fact.citations[1:], 1):
        other = getattr(item, "source", source)
        if other in known.listed and other != source:
            message = f"'{other}' is another article: make a fact of each, related to the other"
            yield Fault("facts", ident, f"citations.{position}.source", message)


def _check_repeated(read: Read) -> Iterator[Fault]:
    """Yield paragraphs that two steps of an article tell."""
    told: dict[tuple[str, str], str] = {}
    for ident, step in read["stories"].items():
        where = getattr(step, "article", None), getattr(step, "paragraph", None)
        if None in where:
            continue
        first = told.setdefault((str(where[0]), str(where[1])), ident)
        if first != ident:
            message = f"'{first}' tells {where[1]} already: give another one, or join the two"
            yield Fault("stories", ident, "paragraph", message)


def _check_belonging(known: _Known, kind: str, ident: str, article: str) -> Iterator[Fault]:
    if known.is_unlisted(article):
        yield Fault(kind, ident, "article", f"'{article}' is no article of atlas.yaml: take one of {known.choice}")


def _check_step(known: _Known, ident: str, step: Step) -> Iterator[Fault]:
    """Yield a paragraph that no fact of the article cites, and places that its facts do not name or no map can show."""
    yield from _check_belonging(known, "stories", ident, step.article)
    facts = known.cited.get((step.article, step.paragraph), [])
    if not facts and known.whole and step.article in known.listed:
        message = f"no fact of {step.article} cites {step.paragraph}: give one that its facts cite"
        yield Fault("stories", ident, "paragraph", message)
    named = {getattr(link, "place", None) for fact in facts for link in getattr(fact, "places", ())}
    for position, name in enumerate(step.places):
        place = known.read["places"].get(name)
        if facts and place and known.whole and name not in named:
            message = f"no fact of {step.paragraph} names '{name}': leave it out, or tie a fact to it"
            yield Fault("stories", ident, f"places.{position}", message)
        elif place and not (place.outline or place.point):
            yield Fault("stories", ident, f"places.{position}", f"'{name}' is listed and not drawn: leave it out")


def _check_absence(known: _Known, ident: str, absence: Absence) -> Iterator[Fault]:
    """Yield facts that an absence may not name: its own article leaves something out, facts of other sources fill it in."""
    yield from _check_belonging(known, "absences", ident, absence.article)
    for name, wanted in (("facts", absence.article), ("filled_by", None)):
        for position, fact in enumerate(getattr(absence, name, ())):
            yield from as_far_as_read(
                _check_filled(known, Fault("absences", ident, f"{name}.{position}", fact), wanted)
            )


def _check_filled(known: _Known, at: Fault, wanted: str | None) -> Iterator[Fault]:
    """Yield a fact, told in the place of the message, that is of another article than is wanted, or of any."""
    found = known.read["facts"].get(at.message)
    if found is not None and _article_of(found) != wanted:
        what = f"fact of {wanted}" if wanted else "context fact"
        yield Fault(at.kind, at.id, at.field, f"'{at.message}' is no {what}: name one, or remove it")
