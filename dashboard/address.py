"""Addresses that the page shows or links: of this server under the path that it stands under, and of the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode, urljoin

import streamlit as st

from geo.atlas import Atlas
from geo.view.parameters import View, to_query


def base_path() -> str:
    """Return the path that the whole server stands under: empty, or beginning with a slash and ending without one."""
    path = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


def of_page(view: View) -> str:
    """Return the address of a view, from its query on: it holds wherever the page stands. What others hung on it is not in it."""
    return f"?{to_query(view)}"


def of_fact(ident: str, atlas: Atlas) -> str:
    """Return the address of a fact of any source, in the reading that an atlas is of, from the query on.

    Parameters
    ----------
    ident
        Id of a fact.
    atlas
        The opened data.
    """
    return of_page(View(basis="all", article=atlas.article, fact=ident))


def of_server(path: str, query: Mapping[str, str]) -> str:
    """Return the address of a document of this server, from the host on; commas stay readable.

    Parameters
    ----------
    path
        Under the base path, beginning with a slash.
    query
        Values by parameter, not yet encoded; empty for none.
    """
    found = base_path() + path
    return f"{found}?{urlencode(query, safe=',')}" if query else found


def whole(path: str) -> str:
    """Return a path of this server with the scheme and host that the reader's browser knows it by, for use elsewhere.

    Parameters
    ----------
    path
        As :func:`of_server` gives it.
    """
    return urljoin(st.context.url or "", path)
