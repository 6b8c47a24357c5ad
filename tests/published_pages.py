"""The pages of a publication as files: which there are, and where their links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from geo.atlas import atlas


class Links(HTMLParser):
    """The addresses in a page that a browser may ask for, each with its element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The address for search engines is whole on purpose.
        if ("rel", "canonical") not in attrs:
            self.found += [(tag, value) for name, value in attrs if name in {"href", "src"} and value]


def pages_of(files: Mapping[str, bytes]) -> list[str]:
    """Return the pages that a reader may be sent to."""
    return [name for name in files if name.endswith("index.html")]


def own_links(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield each link of each page, after its page, but for those to sources, which a reader may follow and no page asks for."""
    sources = {source.url for source in atlas().catalog.sources.values()}
    for name in pages_of(files):
        found = Links(files[name].decode()).found
        yield from ((name, link) for tag, link in found if link != "data:," and not (tag == "a" and link in sources))


def target(name: str, link: str) -> str:
    """Return the file that a relative link of a file leads to."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(name), link.partition("?")[0] or "."))
    return "index.html" if path == "." else path + ("/index.html" if link.partition("?")[0].endswith("/") else "")
