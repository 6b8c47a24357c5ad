"""What state a fact is in, apart from what it says: one rule each, read by features, cards and lists."""

from __future__ import annotations

from geo.records.catalog import Catalog
from geo.records.dates import parse_span
from geo.records.fact import Fact


def later_than(fact: Fact, catalog: Catalog) -> list[str]:
    """Return the articles that a fact is later than: those that appeared before the first day that the fact may mean.

    A fact is never later than the article that states it: an article may tell of plans. Articles without a date are left out.

    Returns
    -------
    list of str
        Ids of sources, in the order of the articles.
    """
    if fact.date is None:
        return []
    first = parse_span(fact.date).earliest
    dated = {article: catalog.sources[article].date for article in catalog.articles if article != fact.article}
    return [article for article, date in dated.items() if date is not None and first > parse_span(date).latest]


def is_later(fact: Fact, catalog: Catalog) -> bool:
    """Tell whether a fact of another source is later than every article of a catalogue that has a date.

    With one article, or one chosen, that is: later than the article. A fact that an article states is never later.
    """
    dated = [article for article in catalog.articles if catalog.sources[article].date is not None]
    return fact.article is None and bool(dated) and later_than(fact, catalog) == dated
