"""Which pages there are that read without scripts, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from geo.atlas import Atlas
from reading import documents
from reading.site import Site

Make = Callable[[Site, Atlas], str]


def leaves(atlas: Atlas) -> Iterator[tuple[str, Make]]:
    """Yield the path of every page, beginning with a slash, with what makes it.

    Parameters
    ----------
    atlas
        The opened data, of all articles.
    """
    catalog = atlas.catalog
    yield from (("/facts", documents.facts), ("/places", documents.places), ("/claims", documents.claims))
    for folder, make, idents in (
        ("articles", documents.article, catalog.articles),
        ("facts", documents.fact, catalog.facts),
        ("places", documents.place, catalog.places),
    ):
        yield from ((f"/{folder}/{ident}", partial(make, ident=ident)) for ident in idents)
