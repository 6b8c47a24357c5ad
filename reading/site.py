"""Where everything stands: absolute addresses, as a stranger's machine needs them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from geo.view.parameters import View, to_query
from pictures.spec import CARD


@dataclass(frozen=True, slots=True)
class Site:
    """The server or the folder that bears the atlas.

    Parameters
    ----------
    root
        Absolute, without a slash at its end.
    """

    root: str

    def at(self, path: str, **query: str) -> str:
        """Return an absolute address.

        Parameters
        ----------
        path
            Under the root, beginning with a slash; not yet percent-encoded.
        **query
            Values by parameter, not yet encoded.
        """
        return self.root + quote(path) + (f"?{urlencode(query)}" if query else "")

    def of_view(self, view: View, *, embedded: bool = False) -> str:
        """Return the one address of a view: defaults left out, in the order of the table; or of its map alone.

        Parameters
        ----------
        view
            What is selected and shown.
        embedded
            Whether it is for another page's frame.
        """
        query = "&".join(filter(None, (to_query(view), "embed=true" if embedded else "")))
        return f"{self.root}/?{query}" if query else f"{self.root}/"

    def card(self, view: View) -> str:
        """Return the address of the card of a view."""
        return "&".join(filter(None, (f"{self.root}/api/picture.png?size={CARD}", to_query(view))))

    def of_fact(self, ident: str) -> str:
        """Return the address of the page of a fact, by its id."""
        return self.at(f"/facts/{ident}")

    def of_place(self, ident: str) -> str:
        """Return the address of the page of a place, by its id."""
        return self.at(f"/places/{ident}")

    def of_article(self, ident: str) -> str:
        """Return the address of the page of an article, by its source's id."""
        return self.at(f"/articles/{ident}")
