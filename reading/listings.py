"""What is there, for robots: a sitemap, what they may ask for, and a short guide for language models."""

from __future__ import annotations

from collections.abc import Iterable

from geo.atlas import Atlas
from geo.text.catalogue import words_of
from geo.text.view_text import sentences, tell
from geo.view.parameters import DEFAULT
from reading.heads import HERE
from reading.leaves import leaves
from reading.site import Site
from web.templates import render

_COSTLY = ("/api/layers/", "/api/atlas.", "/ogc/")
"""What robots leave alone: files, and pages that say for machines what others say for people."""


def addresses(site: Site, atlas: Atlas) -> list[str]:
    """Return the address of every page that reads without scripts, and the page's own.

    Parameters
    ----------
    site
        Where everything stands.
    atlas
        The opened data, of all articles.
    """
    return [site.home, *(site.page(path) for path, _ in leaves(atlas))]


def sitemap(site: Site, atlas: Atlas) -> str:
    """Return the sitemap of the pages that read without scripts; else as :func:`addresses`."""
    return sitemap_of(addresses(site, atlas))


def sitemap_of(found: Iterable[str], day: str | None = None) -> str:
    """Return a sitemap (sitemaps.org, 0.9).

    Parameters
    ----------
    found
        Absolute addresses.
    day
        When all of them were changed last (ISO 8601), if that is known.
    """
    return str(render(HERE, "sitemap.xml", addresses=found, day=day))


def robots(site: Site, base: str) -> str:
    """Return what robots may ask for (RFC 9309). It counts at the root of a host only.

    Parameters
    ----------
    site
        Where everything stands.
    base
        The path that it stands under: empty, or beginning with a slash and ending without one.
    """
    rules = "\n".join(f"Disallow: {base}{path}" for path in _COSTLY)
    return f"User-agent: *\n{rules}\nAllow: /\n\nSitemap: {site.at('/sitemap.xml')}\n"


def llms(site: Site, atlas: Atlas) -> str:
    """Return a guide in Markdown (llmstxt.org): what this is, and where it can be read whole; else as :func:`addresses`."""
    words = words_of(atlas, DEFAULT.lang)
    told = tell(atlas, DEFAULT, words)
    pages = {"/facts": "reading.facts", "/places": "reading.places", "/claims": "cases.title"}
    named = [*((site.page(path), key) for path, key in pages.items()), site.data]
    named += [(site.feed, "reading.feed")] if site.feed else []
    links = [f"- [{words.text(key).rstrip(':')}]({address})" for address, key in named]
    summary = sentences(told.lines)
    return "\n".join([f"# {_plain(atlas.catalog.about.title)}", "", f"> {_plain(summary)}", "", *links, ""])


def _plain(text: str) -> str:
    """Return a text without what Markdown would take for markup."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#!" else letter for letter in text)
