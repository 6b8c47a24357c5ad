"""The pages of a publication that read without scripts, with their cards, the feed and the guide for language models."""

from __future__ import annotations

from collections.abc import Iterator

import reading
from publish.publication import File, Publication


def pages(made: Publication) -> Iterator[File]:
    """Yield every page, a folder each, and their style sheet.

    Parameters
    ----------
    made
        The publication.
    """
    yield made.leaf_style
    for path, make in reading.leaves(made.atlas):
        yield f"{path[1:]}/index.html", make(made.site(path.count("/")), made.atlas).encode() + b"\n"


def cards(made: Publication) -> Iterator[File]:
    """Yield each card once, whatever the number of views that it is of; else as :func:`pages`."""
    yield from dict(made.cards.values()).items()


def told(made: Publication) -> Iterator[File]:
    """Yield what tells machines of the pages by absolute addresses, where these are known; else as :func:`pages`."""
    if whole := made.whole:
        yield "feed.atom", reading.feed(whole, made.atlas).encode() + b"\n"
        yield "llms.txt", reading.llms(whole, made.atlas).encode()
