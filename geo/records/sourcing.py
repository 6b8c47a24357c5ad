"""What a fact rests on: kinds of sources, which of them are weak, whose side they are, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from babel import Locale

from geo.records.base import Fault, each
from geo.records.fact import Fact
from geo.records.source import Source

WEAK: frozenset[str] = frozenset({"encyclopedia", "copy", "blog"})
"""Kinds of source that no fact of other sources should rest on alone."""

ALONE = "rests on encyclopedias, copies or blogs alone"


@cache
def languages() -> frozenset[str]:
    """Return all codes of ISO 639-1 that Babel's list of languages has: those of two letters."""
    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


def is_weak(fact: Fact, sources: dict[str, Source]) -> bool:
    """Tell whether all sources of a fact of other sources are weak ones. The article's own facts never are.

    Parameters
    ----------
    fact
        The fact, of any basis.
    sources
        The sources by id. A citation of any other source is passed over.
    """
    known = [sources[citation.source] for citation in fact.citations if citation.source in sources]
    return fact.basis == "context" and bool(known) and all(source.kind in WEAK for source in known)


def _rests_on_weak(fact: Fact, sources: dict[str, Source]) -> bool:
    """Tell whether a fact is known to rest on weak sources alone: what it cites is there, and was read."""
    return all(citation.source in sources for citation in fact.citations) and is_weak(fact, sources)


def check_fact(sources: dict[str, Source], ident: str, fact: Fact) -> Iterator[Fault]:
    """Yield what a fact on weak ground may not say of itself, and what it must say.

    Parameters
    ----------
    sources
        The sources by id.
    ident, fact
        The id of the fact, and the fact, of any basis.
    """
    if not _rests_on_weak(fact, sources):
        return
    if getattr(fact, "sources_note", "") is None:
        yield Fault("facts", ident, "sources_note", f"{ALONE}: say what was looked for and not found, or cite better")
    if getattr(fact, "confidence", None) == "high":
        yield Fault("facts", ident, "confidence", f"{ALONE}: give medium or low, or cite a better source")
    if getattr(fact, "chains", None) == "2+":
        yield Fault("facts", ident, "chains", f"{ALONE}: give 1, or cite a better source")


def check_source(cited: frozenset[str], ident: str, source: Source) -> Iterator[Fault]:
    """Yield whether nothing cites a source, and a language that is no code.

    Parameters
    ----------
    cited
        The ids of the sources that any record names.
    ident, source
        The id of the source, and the source.
    """
    if ident not in cited:
        yield Fault("sources", ident, "id", "nothing cites this source: cite it where it says something, or remove it")
    if source.language not in languages():
        message = f"'{source.language}' is no language code of ISO 639-1: give two small letters, such as en, ja or ru"
        yield Fault("sources", ident, "language", message)


def _page(source: Source) -> str | None:
    """Return a page's address without what does not tell pages apart."""
    url: str | None = getattr(source, "url", None)
    return url and url.split("://", 1)[1].removeprefix("www.").rstrip("/")


def check_pages(sources: dict[str, Source]) -> Iterator[Fault]:
    """Yield pages that stand twice: two records of one page would count it as two sources.

    Parameters
    ----------
    sources
        The sources by id.
    """
    first: dict[str, str] = {}
    for ident, source in sources.items():
        page = _page(source)
        if page is not None and first.setdefault(page, ident) != ident:
            yield Fault("sources", ident, "url", f"is the page of '{first[page]}' too: cite that one and remove this")


def check_repeats(ident: str, fact: Fact) -> Iterator[Fault]:
    """Yield sources that a fact cites twice for the same paragraph and quotation.

    Parameters
    ----------
    ident, fact
        The id of the fact, and the fact, of any basis.
    """
    cited = Counter((citation.source, citation.paragraph, citation.anchor) for citation in fact.citations)
    for source in sorted({key[0] for key, n in cited.items() if n > 1}):
        yield Fault("facts", ident, "citations", f"'{source}' stands twice: leave one")


def check_sourcing(read: dict[str, dict[str, Any]], cited: frozenset[str]) -> Iterator[Fault]:
    """Yield everything that is wrong with what facts rest on.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    cited
        The ids of the sources that any record names.
    """
    yield from each(read["sources"], partial(check_source, cited))
    yield from check_pages(read["sources"])
    yield from each(read["facts"], check_repeats)
    yield from each(read["facts"], partial(check_fact, read["sources"]))
