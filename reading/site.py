"""Where everything stands on a server: absolute addresses, as a stranger's machine needs them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from geo.view.parameters import View, to_query
from pictures.spec import CARD


@dataclass(frozen=True)
class Site:
    """The server that bears the atlas; of a folder that does see :class:`reading.folder.Folder`.

    Parameters
    ----------
    root
        Absolute, without a slash at its end.
    """

    root: str

    @property
    def whole(self) -> Site | None:
        """The same by absolute addresses, for who reads a page elsewhere; ``None`` where nobody knows them."""
        return self

    @property
    def home(self) -> str:
        """The address of the page that shows the map."""
        return f"{self.root}/"

    @property
    def feed(self) -> str | None:
        """The address of the feed, if there is one."""
        return self.at("/feed.atom")

    @property
    def data(self) -> tuple[str, str]:
        """The address where all data can be had, and the key of what that is called."""
        return self.at("/ogc"), "ogc.connect"

    @property
    def policy(self) -> str | None:
        """The Content-Security-Policy that a page holds itself; ``None`` where the server sends it."""
        return None

    @property
    def style(self) -> str | None:
        """The address of the pages' style sheet; ``None`` where each page holds it."""
        return None

    def at(self, path: str, **query: str) -> str:
        """Return an address.

        Parameters
        ----------
        path
            Under the root, beginning with a slash; not yet percent-encoded.
        **query
            Values by parameter, not yet encoded.
        """
        return self.root + quote(path) + (f"?{urlencode(query)}" if query else "")

    def page(self, path: str) -> str:
        """Return the address of a page that reads without scripts; else as :meth:`at`."""
        return self.at(path)

    def of_view(self, view: View, *, embedded: bool = False) -> str:
        """Return the one address of a view: defaults left out, in the order of the table; or of its map alone.

        Parameters
        ----------
        view
            What is selected and shown.
        embedded
            Whether it is for another page's frame.
        """
        query = "&".join(filter(None, (to_query(self.held(view)), "embed=true" if embedded else "")))
        return f"{self.home}?{query}" if query else self.home

    def held(self, view: View) -> View:
        """Return as much of a view as the page that shows the map can show."""
        return view

    def card(self, view: View) -> str | None:
        """Return the address of the card of a view, if there are cards."""
        return "&".join(filter(None, (f"{self.root}/api/picture.png?size={CARD}", to_query(view))))

    def file(self, name: str) -> str:
        """Return the address of a file of all layers, by its name."""
        return self.at(f"/api/{name}")

    def oembed(self, address: str) -> str | None:
        """Return the address that answers for one of ours by oEmbed, if anything does."""
        return self.at("/api/oembed", format="json", url=address)

    def of_fact(self, ident: str) -> str:
        """Return the address of the page of a fact, by its id."""
        return self.page(f"/facts/{ident}")

    def of_place(self, ident: str) -> str:
        """Return the address of the page of a place, by its id."""
        return self.page(f"/places/{ident}")

    def of_article(self, ident: str) -> str:
        """Return the address of the page of an article, by its source's id."""
        return self.page(f"/articles/{ident}")
