"""Which pages there are that read without scripts, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from geo.atlas import Atlas
from reading import documents
from reading.site import Site

Make = Callable[[Site, Atlas], str]
MakeOne = Callable[[Site, Atlas, str], str]

LISTS: dict[str, Make] = {"/facts": documents.facts, "/places": documents.places, "/claims": documents.claims}
"""What makes each page that is one of its kind, by its path."""

RECORDS: dict[str, MakeOne] = {
    "/articles": documents.article,
    "/facts": documents.fact,
    "/places": documents.place,
}
"""What makes the page of a record, by the path of its folder, which is that of its kind in the catalogue."""


def leaves(atlas: Atlas) -> Iterator[tuple[str, Make]]:
    """Yield the path of every page, beginning with a slash, with what makes it.

    Parameters
    ----------
    atlas
        The opened data, of all articles.
    """
    yield from LISTS.items()
    for folder, make in RECORDS.items():
        for ident in getattr(atlas.catalog, folder[1:]):
            yield f"{folder}/{ident}", _of(make, ident)


def _of(make: MakeOne, ident: str) -> Make:
    return lambda site, atlas: make(site, atlas, ident)
