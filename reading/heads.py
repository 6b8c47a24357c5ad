"""The head of a page, as links to it are shown elsewhere: title, description, card, address, and what machines read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from geo.atlas import Atlas
from geo.messages import Messages, messages
from geo.text.catalogue import words_of
from geo.text.view_text import Told, sentences, tell
from geo.view.parameters import DEFAULT, View
from pictures.spec import CARD_SPEC
from reading import linked_data
from reading.site import Site
from web.templates import render

HERE = Path(__file__).resolve().parent
PIXELS = CARD_SPEC.pixels
"""Width and height of a card."""

FRAME = (800, 600)
"""Width and height of the frame that shows a view in another page, in pixels; ``dashboard/share.js`` has the same."""


@dataclass(frozen=True)
class Page:
    """A page: what it is, in words, its absolute address if it is known, the view that it is of, and what machines read of it."""

    told: Told
    address: str | None
    view: View
    linked: dict[str, Any]


def values(page: Page, site: Site, atlas: Atlas, words: Messages) -> dict[str, Any]:
    """Return what the template of a head takes.

    Parameters
    ----------
    page
        The page that it is the head of.
    site
        Where everything stands.
    atlas
        The opened data.
    words
        The catalogue of one language.
    """
    told, whole = sentences((page.told.title, *page.told.lines[:2])), site.whole
    return {
        "words": words,
        "page": page,
        "site_name": atlas.catalog.about.title,
        "shared": whole.card(page.view) if whole else None,
        "alt": words.text("reading.alt", told=told),
        "pixels": PIXELS,
        "oembed": page.address and site.oembed(page.address),
        "feed": site.feed,
    }


def head_of_view(view: View, site: Site, atlas: Atlas) -> Markup:
    """Return the elements for the head of the document that shows a view.

    Parameters
    ----------
    view
        What is selected and shown.
    site
        Where everything stands.
    atlas
        The opened data, of whichever article.

    Raises
    ------
    KeyError
        The data lack what the view names.
    """
    read = atlas.of(view.article)
    words = words_of(read, view.lang)
    told, whole = tell(read, view, words), site.whole
    address = whole.of_view(view) if whole else None
    if view == DEFAULT:
        linked = linked_data.of_atlas(whole, read, told, words)
    else:
        linked = linked_data.of_work(whole, address, told, view, words)
    if view.fact is not None:
        linked |= linked_data.cited(read.catalog.facts[view.fact], whole, read)
    return render(HERE, "head.html", **values(Page(told, address, view, linked), site, read, words))


def noscript(site: Site) -> Markup:
    """Return what the document that shows a view says to who has no scripts, as an element for its body.

    Parameters
    ----------
    site
        Where everything stands, for who has the document open.
    """
    return render(HERE, "noscript.html", words=messages(DEFAULT.lang), site=site)


def frame_of(view: View, site: Site, atlas: Atlas, width: int, height: int) -> dict[str, str]:
    """Return the code that shows a view in another page, and its title.

    Parameters
    ----------
    view
        What is selected and shown.
    site
        Where everything stands.
    atlas
        The opened data, of whichever article.
    width, height
        Of the frame, in pixels.

    Returns
    -------
    dict
        ``title`` and ``html``.
    """
    read = atlas.of(view.article)
    title = tell(read, view, words_of(read, view.lang)).title
    address = site.of_view(view, embedded=True)
    code = render(HERE, "frame.html", address=address, title=title, width=width, height=height)
    return {"title": title, "html": str(code)}
