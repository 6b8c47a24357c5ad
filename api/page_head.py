"""The head of the document that shows a view: its title, description and card, by the request's own query."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Scope

import reading
from api.answering import in_own_thread
from api.reading import site_of
from geo.atlas import atlas
from geo.view.foreign import without_known
from geo.view.pairs import Dropped
from geo.view.parameters import View, parse_view, to_query
from work.kept import Kept
from work.limits import HEADS, LONGEST_QUERY

_kept: Kept[tuple[str, str, str], str] = Kept(HEADS, len)


def read_view(query: str) -> tuple[View, list[Dropped]]:
    """Return the view that a query asks for, and what cannot be used and is left out, as the page does.

    Parameters
    ----------
    query
        As it stands in an address. One longer than :data:`work.limits.LONGEST_QUERY` asks for nothing.
    """
    pairs = parse_qsl(query, keep_blank_values=True) if len(query) <= LONGEST_QUERY else []
    return parse_view(without_known(pairs), atlas().vocabulary)


class PageHead:
    """Gives the elements of the head, kept by view.

    Parameters
    ----------
    base
        The path that the whole server stands under: empty, or beginning with a slash and ending without one.
    """

    def __init__(self, base: str = "") -> None:
        self._base = base

    async def __call__(self, scope: Scope) -> str:
        """Return the elements for a request's document; what is not known yet is made in a thread of our own."""
        view = read_view(scope["query_string"].decode("ascii", "replace"))[0]
        site = site_of(Request(scope), self._base)
        key = (atlas().hash, site.root, to_query(view))
        found = _kept.find(key)
        if found is None:
            make = partial(reading.head_of_view, view, site, atlas())
            found = str(await in_own_thread(make))
            _kept.keep(key, found)
        return found
