"""Where everything stands in a folder of plain files: each page a folder of its own, all links relative to who bears them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from geo.view.parameters import DEFAULT, View, to_query
from reading.site import Site

ABSENT = ("step", "article", "basemap", "lang")
"""Fields of a view that a page without a server does not open; ``publish/link.js`` refuses them."""


@dataclass(frozen=True)
class Folder(Site):
    """A folder that bears the atlas.

    Parameters
    ----------
    root
        The way up from a page to the folder, ``..`` or ``../..``, or ``.``; absolute, it is the folder for who is elsewhere.
    base
        Where the folder will stand, absolute, without a slash at its end; ``None`` where nobody said.
    cards
        The file of each card by the query of its view, as a path inside the folder. Empty where no card was drawn.
    sheet
        The pages' style sheet, as a path inside the folder.
    meta_policy
        The Content-Security-Policy that each page holds.
    """

    base: str | None
    cards: Mapping[str, str]
    sheet: str
    meta_policy: str

    @property
    def whole(self) -> Folder | None:
        """The same by absolute addresses; ``None`` where nobody said where the folder will stand."""
        return None if self.base is None else replace(self, root=self.base)

    @property
    def feed(self) -> str | None:
        """The address of the feed, which needs absolute addresses."""
        return None if self.base is None else self.at("/feed.atom")

    @property
    def data(self) -> tuple[str, str]:
        """The address of the page that lists the files, and the key of what that is called."""
        return self.page("/files"), "publish.files"

    @property
    def policy(self) -> str | None:
        """The Content-Security-Policy that each page holds."""
        return self.meta_policy

    @property
    def style(self) -> str | None:
        """The address of the pages' style sheet."""
        return self.at(f"/{self.sheet}")

    def page(self, path: str) -> str:
        """Return the address of a page, a folder with an index; else as :meth:`at`."""
        return f"{self.at(path)}/"

    def held(self, view: View) -> View:
        """Return as much of a view as a page without a server can show."""
        return replace(view, **{name: getattr(DEFAULT, name) for name in ABSENT})

    def card(self, view: View) -> str | None:
        """Return the address of the card of a view. What has none of its own has that of the first page."""
        name = self.cards.get(to_query(view), self.cards.get(to_query(DEFAULT)))
        return self.at(f"/{name}") if name else None

    def file(self, name: str) -> str:
        """Return the address of a file of all layers, by its name."""
        return self.at(f"/files/{name}")

    def oembed(self, address: str) -> str | None:  # noqa: ARG002 - as a server has it
        """Return nothing: without a server nobody answers."""
        return None
