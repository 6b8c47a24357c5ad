"""The Atom feed (RFC 4287) of what changed in the data, from the log of changes."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from geo.atlas import Atlas
from geo.messages import Messages
from geo.records.changes import Change
from geo.text.catalogue import words_of
from geo.view.parameters import DEFAULT
from reading.heads import HERE
from reading.site import Site
from web.templates import render

NOTHING_YET = "1970-01-01T00:00:00Z"
"""When the feed of an atlas without a log was changed: a feed needs a moment."""
KINDS = ("added", "changed", "withdrawn")


def _urn(atlas: Atlas, what: str) -> str:
    """Return a name that stays whatever address the atlas moves to."""
    return uuid5(NAMESPACE_URL, f"{atlas.catalog.about.id}/{what}").urn


def _entry(change: Change, site: Site, atlas: Atlas, words: Messages) -> dict[str, Any]:
    facts = atlas.catalog.facts
    lists: list[dict[str, Any]] = [
        {
            "title": words.text(f"feed.{kind}", n=len(getattr(change, kind))),
            "facts": [
                {
                    "id": ident,
                    "statement": facts[ident].statement if ident in facts else ident,
                    "href": site.of_fact(ident),
                }
                for ident in getattr(change, kind)
            ],
            "gone": kind == "withdrawn",
        }
        for kind in KINDS
        if getattr(change, kind)
    ]
    titles = ", ".join(str(part["title"]) for part in lists)
    content = render(HERE, "change.html", why=change.why, lists=lists)
    return {
        "id": _urn(atlas, f"changes/{change.id}"),
        "title": f"{change.date}: {titles or words.text('feed.begun')}",
        "updated": f"{change.date}T00:00:00Z",
        "summary": change.why,
        # As text, so that it is escaped: Atom's HTML is markup in a text.
        "content": str(content),
    }


def feed(site: Site, atlas: Atlas) -> str:
    """Return the feed, the newest change first.

    Parameters
    ----------
    site
        Where everything stands.
    atlas
        The opened data, of all articles.
    """
    words = words_of(atlas, DEFAULT.lang)
    changes = sorted(atlas.catalog.changes.values(), key=lambda change: change.date)[::-1]
    entries = [_entry(change, site, atlas, words) for change in changes]
    updated = entries[0]["updated"] if entries else NOTHING_YET
    about = atlas.catalog.about
    shown = {
        "title": f"{about.title}: {words.text('reading.feed.title')}",
        "author": about.title,
        "urn": _urn(atlas, "feed"),
    }
    return str(render(HERE, "feed.xml", site=site, words=words, updated=updated, entries=entries, **shown))
