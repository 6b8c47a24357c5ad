"""Where an export comes from: how to cite it, under which licences it is, and the newest day that its data bear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geo.atlas import Atlas
from geo.records.catalog import Catalog
from geo.records.dates import parse_span
from geo.text import article_text
from geo.text.catalogue import words_of
from geo.view.parameters import View, to_query

UNDATED = date(1980, 1, 1)
"""The day that files bear when no source has a date: the first that a zip file can hold."""


@dataclass(frozen=True)
class Provenance:
    """What every file says of the data, in English whatever the page's language, since bytes depend on the data alone.

    ``day`` is the newest day that a source of the data bears; files are stamped with it, and never with the present day.
    ``atlas`` and ``view`` are what was asked, for a file that shows more than features.
    """

    citation: str
    licence: str
    day: date
    atlas: Atlas
    view: View


def newest_day(catalog: Catalog) -> date | None:
    """Return the newest day that a source bears; of a source that bears only a month or year, its first day."""
    return max((parse_span(source.date).earliest for source in catalog.sources.values() if source.date), default=None)


def released(catalog: Catalog) -> date | None:
    """Return the day that the data were last changed, by their own log; without one the newest day that a source bears."""
    logged = (date.fromisoformat(change.date) for change in catalog.changes.values())
    return max(logged, default=None) or newest_day(catalog)


def _credits(catalog: Catalog) -> Iterator[str]:
    """Yield each origin of a geometry with its licence."""
    yield from (f"{outline.origin}: {outline.licence}" for outline in catalog.outlines.values())
    points = (place.point for place in catalog.places.values() if place.point)
    yield from (f"{point.source}: {point.licence}" for point in points)


def provenance_of(atlas: Atlas, view: View) -> Provenance:
    """Return the origin of what a view selects of some data.

    Parameters
    ----------
    atlas
        The opened data. Of whichever article it is, that of the view is taken.
    view
        What is selected and shown.

    Raises
    ------
    KeyError
        The view reads an article that the data do not have.
    """
    atlas = atlas.of(view.article)
    catalog = atlas.catalog
    words, day, query = words_of(atlas, "en"), newest_day(catalog), to_query(view.selection())
    lines = [words.text("files.citation", atlas=article_text.cited_as(atlas), version=atlas.hash)]
    if articles := article_text.read(atlas, words):
        lines.append(words.text("files.article", articles=articles, n=len(catalog.articles)))
    if day:
        lines.append(words.text("files.newest", day=words.day(day)))
    lines.append(words.text("files.selection", query=query) if query else words.text("files.everything"))
    credit = "\n".join(f"- {line}" for line in sorted(set(_credits(catalog))))
    return Provenance("\n".join(lines), words.text("files.licence", credits=credit), day or UNDATED, atlas, view)
