"""Pages that read whole without a script, one a fact and a place, and what machines are told of a view: heads, feed, sitemap."""

from reading.documents import STYLE, STYLE_HASH, Missing, article, claims, fact, facts, missing, place, places
from reading.feed import feed
from reading.folder import Folder
from reading.heads import frame_of, head_of_view, noscript
from reading.leaves import LISTS, RECORDS, Make, leaves
from reading.listings import llms, robots, sitemap, sitemap_of
from reading.site import Site
from reading.views import with_cards

__all__ = [
    "LISTS",
    "RECORDS",
    "STYLE",
    "STYLE_HASH",
    "Folder",
    "Make",
    "Missing",
    "Site",
    "article",
    "claims",
    "fact",
    "facts",
    "feed",
    "frame_of",
    "head_of_view",
    "leaves",
    "llms",
    "missing",
    "noscript",
    "place",
    "places",
    "robots",
    "sitemap",
    "sitemap_of",
    "with_cards",
]
