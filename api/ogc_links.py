"""Addresses of the documents of OGC API – Features, and links between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

from api.ogc_models import Link
from geo.messages import messages

Form = Literal["json", "html"]

JSON = "application/json"
HTML = "text/html"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"

WORDS = messages("en")
"""The documents are in English whatever the page's language, as all exports are."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the documents stand, and in which form this one was asked for.

    Parameters
    ----------
    root
        The landing page's address: absolute, without a slash at its end.
    form
        ``json`` or ``html``.
    """

    root: str
    form: Form = "json"

    def href(self, path: str = "", query: Mapping[str, str] | None = None) -> str:
        """Return an absolute address under the landing page.

        Parameters
        ----------
        path
            Under the landing page: empty, or beginning with a slash; not yet percent-encoded.
        query
            Values by parameter, not yet encoded; slashes, commas and colons in it stay readable.
        """
        return self.root + quote(path) + (f"?{urlencode(query, safe=',/:')}" if query else "")

    def link(self, rel: str, path: str, kind: str, title: str) -> Link:
        """Return a link to a document: as it is negotiated, or to its HTML form where ``kind`` says so.

        Parameters
        ----------
        rel
            Relation of the link (RFC 8288).
        path
            Of the document, under the landing page.
        kind
            Media type of what is linked.
        title
            What the link says.
        """
        href = self.href(path, {"f": "html"} if kind == HTML else None)
        return Link(href=href, rel=rel, type=kind, title=title, hreflang=WORDS.language)

    def page(self, rel: str, path: str, kind: str, query: Mapping[str, str]) -> Link:
        """Return a link to another page of a document, in the form of this one.

        Parameters
        ----------
        rel
            Relation of the link: ``next`` or ``prev``.
        path
            Of the document, under the landing page.
        kind
            Media type of the document's JSON form.
        query
            Values by parameter, those of the other page.
        """
        href = self.href(path, {**query, "f": self.form})
        media = HTML if self.form == "html" else kind
        return Link(href=href, rel=rel, type=media, title=WORDS.text(f"ogc.link.{rel}"), hreflang=WORDS.language)

    def forms(self, path: str, kind: str, query: Mapping[str, str] | None = None) -> list[Link]:
        """Return the links of a document to itself, first, and to its other form.

        Parameters
        ----------
        path
            Of the document, under the landing page.
        kind
            Media type of the document's JSON form.
        query
            Values by parameter, without ``f``.
        """
        forms: dict[Form, str] = {"json": kind, "html": HTML}
        return [
            Link(
                href=self.href(path, {**(query or {}), "f": form}),
                rel="self" if form == self.form else "alternate",
                type=forms[form],
                title=WORDS.text(f"ogc.form.{form}"),
                hreflang=WORDS.language,
            )
            for form in sorted(forms, key=lambda form: form != self.form)
        ]
