"""What a search looks through: each fact in pieces, so that it can say which of them matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.messages import LANGUAGES, messages
from geo.records.catalog import Catalog
from geo.records.dates import parse_span
from geo.records.fact import Fact
from geo.records.place import Names, Place
from geo.tables.facts import FactTable, places_of, shown_with
from geo.tables.features import LayerTable
from geo.tables.folding import folded
from geo.tables.query import Term, holds, holds_all, read_query

Kind = Literal["shown", "person", "place", "named", "quoted", "kind", "layer", "note", "source"]
"""What a piece of a fact is. What is ``shown`` stands in every list, so that a match there needs no word."""

LONGEST_SPAN = 10
"""Of how many years a span of time is found by each; a longer one by its first and its last."""


class Piece(NamedTuple):
    """A text of a fact, as it is written, and what it is."""

    kind: Kind
    text: str


def names_of(names: Names) -> list[str]:
    """Return every form of a name that a search may look for, each once. ``other`` is a sentence, whose words are no names."""
    told = names.model_dump(exclude={"spellings", "other"}, exclude_none=True)
    return list(dict.fromkeys([*told.values(), *names.spellings]))


@cache
def _labels(*keys: str) -> str:
    """Return words of the catalogue in all languages."""
    return " · ".join(dict.fromkeys(messages(language).text(key) for language in LANGUAGES for key in keys))


def _days(fact: Fact) -> Iterator[str]:
    """Yield the date of a fact as people type it: as its record has it, its ends in words, and the years between them."""
    if fact.date is None:
        return
    first, last = parse_span(fact.date)
    yield fact.date
    yield from (_day(day) for day in _ends(first, last))
    years = range(first.year, last.year + 1)
    yield from map(str, years if len(years) <= LONGEST_SPAN else (first.year, last.year))


@lru_cache(maxsize=100_000)
def _day(day: date) -> str:
    return " · ".join(messages(language).day(day) for language in LANGUAGES)


def _ends(first: date, last: date) -> tuple[date, ...]:
    return (first,) if first == last else (first, last)


def _pieces(fact: Fact, evidence: str, catalog: Catalog, people: Mapping[str, list[str]]) -> Iterator[Piece]:
    """Yield the pieces of a record, given all people's names. An article's title is none: each of its facts would match it."""
    paragraphs = [item.paragraph for item in fact.citations if item.paragraph]
    shown = [fact.statement, *_days(fact), *(number.replace("P", "¶") for number in paragraphs)]
    shown += [_labels("card.headline")] if "H" in paragraphs else []
    shown += [_labels(f"topic.{fact.topic}", f"evidence.{evidence}"), catalog.actors[fact.said_by].names.en]
    yield Piece("shown", "\n".join(shown))
    for actor in dict.fromkeys((fact.said_by, *fact.actors)):
        yield from (Piece("person", name) for name in people[actor])
    yield from (Piece("named", link.named) for link in fact.places if link.named)
    yield from (Piece("quoted", item.anchor) for item in fact.citations if item.anchor)
    yield Piece(
        "kind", _labels(f"modality.{fact.modality}", *([f"lifecycle.{fact.lifecycle}"] if fact.lifecycle else []))
    )
    yield from (Piece("note", note) for note in (fact.note, fact.date_note) if note)
    yield from (Piece("source", text) for item in fact.citations for text in _source(item.source, catalog))


def _source(ident: str, catalog: Catalog) -> Iterator[str]:
    source = catalog.sources[ident]
    outlets = [item.outlet for item in catalog.about.articles if item.source == ident and item.outlet]
    yield from dict.fromkeys([*outlets, source.publisher])
    if source.kind != "article" and source.title:
        yield source.title


class Search:
    """The facts as a search looks through them.

    Parameters
    ----------
    table
        The table of all facts.
    layers
        The layers of that table, by their ids.
    catalog
        The checked records.
    """

    def __init__(self, table: FactTable, layers: Mapping[str, LayerTable], catalog: Catalog) -> None:
        self.table, self.catalog = table, catalog
        self._shown_with = shown_with(catalog)
        self._named = {ident: names_of(place.names) for ident, place in catalog.places.items()}
        self._people = {ident: names_of(actor.names) for ident, actor in catalog.actors.items()}
        self._layers: list[list[str]] = [[] for _ in table.ids]
        for name, layer in ((name, layer) for name, layer in layers.items() if layer.rule.holds_facts):
            for position in np.unique(layer.pair_facts).tolist():
                self._layers[position].append(layer.rule.label or _labels(f"layer.{name}"))

    def own(self, position: int) -> Iterator[Piece]:
        """Yield the pieces of a fact, less the names of its places.

        Parameters
        ----------
        position
            Of the fact in the table.
        """
        fact = self.table.facts[position]
        yield from _pieces(fact, self.table.evidence[fact.id], self.catalog, self._people)
        yield from (Piece("layer", title) for title in self._layers[position])

    def places_of(self, position: int) -> list[str]:
        """Return the ids of all places that show a fact, whose names find it.

        Parameters
        ----------
        position
            Of the fact in the table.
        """
        return places_of(self.table.facts[position], self._shown_with)

    def pieces(self, position: int) -> Iterator[Piece]:
        """Yield all pieces of a fact: its own, then the names of every place that shows it.

        Parameters
        ----------
        position
            Of the fact in the table.
        """
        yield from self.own(position)
        for ident in self.places_of(position):
            yield from (Piece("place", name) for name in self._named[ident])

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """For each fact, in the table's order, all its pieces as they are searched."""
        known: dict[str, str] = {}
        return tuple(_body(self.pieces(position), known) for position in range(len(self.table.ids)))

    def prepare(self) -> None:
        """Fold all texts now, so that nobody waits for it at the first search."""
        self.bodies  # noqa: B018

    def find(self, text: str) -> NDArray[np.bool_]:
        """Tell for each fact whether all that is typed matches somewhere in it: shape (n,), bool.

        Parameters
        ----------
        text
            What a reader typed, in any script.
        """
        terms = read_query(text)
        return np.fromiter((holds_all(body, terms) for body in self.bodies), dtype=bool, count=len(self.bodies))

    def matched(self, position: int, text: str) -> list[Piece]:
        """Return the pieces that match where no list shows it, the first for each word that is typed.

        Parameters
        ----------
        position
            Of the fact in the table.
        text
            What a reader typed, in any script.
        """
        pieces = [(piece, folded(piece.text)) for piece in self.pieces(position)]
        found = (_first_match(term, pieces) for term in read_query(text))
        return list(dict.fromkeys(piece for piece in found if piece))

    def places(self, text: str) -> list[Place]:
        """Return the places that a search means by name: those of which a name holds all of its words, exact names first.

        Parameters
        ----------
        text
            What a reader typed. Without a word in it no place is meant.
        """
        terms, whole, found = read_query(text), folded(text), []
        for place in self.catalog.places.values():
            hits = [name for name in self._names[place.id] if terms and holds_all(name, terms)]
            if hits:
                found.append((whole not in hits, min(map(len, hits)), place))
        return [place for _, _, place in sorted(found, key=lambda item: item[:2])]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return {ident: [folded(name) for name in names] for ident, names in self._named.items()}


def _first_match(term: Term, pieces: Sequence[tuple[Piece, str]]) -> Piece | None:
    """Return the first piece that has what a term asks for; nothing where a list shows it, or only several pieces have it."""
    found = next((piece for piece, text in pieces if holds(text, term)), None)
    return None if found is None or found.kind == "shown" else found


def _body(pieces: Iterable[Piece], known: dict[str, str]) -> str:
    """Return pieces as one folded text. Names and titles come again and again: what is ``known`` is not folded anew."""
    own, found = [], []
    for kind, text in pieces:
        if kind in {"shown", "note"}:
            own.append(text)
            continue
        if text not in known:
            known[text] = folded(text)
        found.append(known[text])
    return "".join((folded("\n".join(own)), *dict.fromkeys(found)))
