"""What a page is of, as JSON-LD in the vocabulary of schema.org.

A fact is a creative work that cites others, never a ``ClaimReview``: we give no verdicts. No place is said to lie in a country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from geo.atlas import Atlas
from geo.export.formats import formats_for
from geo.messages import Messages
from geo.records.dates import parse_span
from geo.records.fact import Fact
from geo.records.licences import licence_addresses
from geo.records.place import Place
from geo.records.source import Source
from geo.text import article_text, party_text
from geo.text.view_text import Told
from geo.view.parameters import View
from reading.site import Site

Linked = dict[str, Any]

CONTEXT = "https://schema.org"
NEWS = {"article", "wire", "press"}
"""Kinds of source that are news articles."""
_CALENDAR = re.compile(r"\d{4}(-\d{2}){0,2}")


def _less(members: Mapping[str, Any]) -> Linked:
    """Return the members that say something."""
    return {name: value for name, value in members.items() if value not in (None, "", [], ())}


def _identity(whole: Site | None) -> Linked:
    """Return by what the data are known, where their address is."""
    return {"@id": f"{whole.home}#atlas", "url": whole.home} if whole else {}


def _source(source: Source) -> Linked:
    # A day that is not sure, or a span, is no date of ISO 8601.
    day = source.date if source.date and _CALENDAR.fullmatch(source.date) else None
    return _less(
        {
            "@type": "NewsArticle" if source.kind in NEWS else "CreativeWork",
            "name": source.title,
            "publisher": {"@type": "Organization", "name": source.publisher},
            "datePublished": day,
            "url": source.url,
            "inLanguage": source.language,
        }
    )


def _coverage(atlas: Atlas) -> str | None:
    spans = [parse_span(fact.date) for fact in atlas.catalog.facts.values() if fact.date]
    if not spans:
        return None
    return f"{min(span.earliest for span in spans)}/{max(span.latest for span in spans)}"


def _licences(atlas: Atlas) -> list[str]:
    points = (place.point for place in atlas.catalog.places.values() if place.point)
    names = [*(item.licence for item in atlas.catalog.outlines.values()), *(point.licence for point in points)]
    return sorted({licence_addresses()[name] for name in names if name in licence_addresses()})


def of_atlas(whole: Site | None, atlas: Atlas, told: Told, words: Messages) -> Linked:
    """Return the data as a data set, with its files.

    Parameters
    ----------
    whole
        Where everything stands, absolutely; without it no address is given.
    atlas
        The opened data.
    told
        The view of the news, in words.
    words
        The catalogue of one language.
    """
    about, area = atlas.catalog.about, atlas.catalog.about.area
    files = [(item, whole.file(f"atlas.{item.ending}")) for item in formats_for("atlas")] if whole else []
    box = f"{area.south:g} {area.west:g} {area.north:g} {area.east:g}" if area else None
    return _less(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            **_identity(whole),
            "name": article_text.cited_as(atlas),
            "alternateName": about.title,
            "description": told.description,
            "inLanguage": words.language,
            "version": atlas.hash,
            "isAccessibleForFree": True,
            "license": _licences(atlas),
            "creditText": party_text.foot(atlas, words),
            "temporalCoverage": _coverage(atlas),
            "spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": box}} if box else None,
            "citation": [_source(atlas.catalog.sources[article]) for article in atlas.catalog.articles],
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": item.media_type, "contentUrl": address}
                for item, address in files
            ],
        }
    )


def of_work(whole: Site | None, address: str | None, told: Told, view: View, words: Messages) -> Linked:
    """Return a view or a page as a creative work that is a part of the data.

    Parameters
    ----------
    whole
        Where everything stands, absolutely; without it no address is given.
    address
        The work's own, absolute.
    told
        What it is, in words.
    view
        The view that its card shows.
    words
        The catalogue of one language.
    """
    return _less(
        {
            "@context": CONTEXT,
            "@type": "CreativeWork",
            "@id": address,
            "url": address,
            "name": told.title,
            "description": told.description,
            "image": whole and whole.card(view),
            "inLanguage": words.language,
            "isAccessibleForFree": True,
            "isPartOf": {"@type": "Dataset", **_identity(whole)} if whole else None,
        }
    )


def cited(fact: Fact, whole: Site | None, atlas: Atlas) -> Linked:
    """Return what the page of a fact says beside :func:`of_work`: its sources, its days, and its places by all their names.

    Parameters
    ----------
    fact
        Of an article or of another source.
    whole
        Where everything stands, absolutely; without it no address is given.
    atlas
        The opened data.
    """
    places = [atlas.catalog.places[link.place] for link in fact.places]
    stated = fact.date_basis == "stated" and fact.date and _CALENDAR.fullmatch(fact.date)
    return _less(
        {
            "abstract": fact.statement,
            # A day that was worked out is none of the source's: a machine would read it as surer than it is.
            "temporalCoverage": fact.date if stated else None,
            "citation": [_source(atlas.catalog.sources[item.source]) for item in fact.citations],
            "contentLocation": [named(place, whole) for place in places],
        }
    )


def named(place: Place, whole: Site | None) -> Linked:
    """Return a place by all its names, with its point where it is known to one.

    Parameters
    ----------
    place
        Any place.
    whole
        Where everything stands, absolutely; without it no address is given.
    """
    names, point = place.names, place.point
    own = (names.ja, names.ja_romaji, names.ru, names.ru_translit, names.ainu, names.ainu_latin)
    where = {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon} if point else None
    return _less(
        {
            "@type": "Place",
            "name": names.en,
            "alternateName": list(dict.fromkeys(name for name in own if name)),
            "geo": where,
            "url": whole and whole.of_place(place.id),
        }
    )
