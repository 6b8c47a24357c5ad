"""One page a fact, a place and an article, the lists of them, and both sides' cases: whole without a script, all text escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from geo.atlas import Atlas
from geo.errors import AtlasError
from geo.messages import Messages
from geo.records.fact import Fact
from geo.text import (
    article_text,
    case_text,
    disagreement_text,
    fact_rows,
    fact_text,
    party_text,
    place_names,
    place_profile,
    view_text,
)
from geo.text.catalogue import words_of
from geo.text.source_text import source_line
from geo.text.view_text import Told
from geo.view.parameters import DEFAULT, View
from reading import linked_data, views
from reading.heads import HERE, Page, values
from reading.site import Site
from web.hashes import source_hash
from web.templates import render

STYLE = (HERE / "reading.css").read_text(encoding="utf-8")
STYLE_HASH = source_hash(STYLE)
"""Name of the one style that the pages' policy allows (:mod:`api.headers`)."""

CLAIMS = DEFAULT.claims
"""Pages name the parties in the order of the data; no reader has chosen a side's view."""


class Missing(AtlasError):
    """There is no record of that id."""


def _words(atlas: Atlas) -> Messages:
    return words_of(atlas, DEFAULT.lang)


def _fill(name: str, page: Page, site: Site, atlas: Atlas, **more: Any) -> str:
    words = _words(atlas)
    shown = values(page, site, atlas, words) | {
        # The style is ours, from a file; as markup it stands as its hash in the policy was made from it.
        "style": Markup(STYLE),  # noqa: S704 - no value from outside
        "site": site,
        "image": site.card(page.view),
        "map": site.of_view(page.view),
        "neutral": party_text.neutral(atlas, words),
        "foot": party_text.foot(atlas, words),
    }
    return str(render(HERE, name, **shown, **more))


def _page(told: Told, find: Callable[[Site], str], view: View, site: Site, atlas: Atlas) -> Page:
    """Return a page, by what finds its address."""
    whole = site.whole
    address = find(whole) if whole else None
    return Page(told, address, view, linked_data.of_work(whole, address, told, view, _words(atlas)))


def _way(view: View, site: Site) -> str | None:
    """Return the address of a view, where the map opens it."""
    return site.of_view(view) if site.held(view) == view else None


def _listed(facts: Iterable[Fact], site: Site, atlas: Atlas) -> list[dict[str, str]]:
    """Return facts as the lists show them."""
    rows = [fact_rows.row(fact, atlas, _words(atlas), CLAIMS) for fact in facts]
    return [
        {
            "id": row["id"],
            "href": site.of_fact(row["id"]),
            "statement": row["statement"],
            "under": " · ".join((row["origin"], row["who"], row["date"], row["evidence_label"])),
        }
        for row in rows
    ]


def fact(site: Site, atlas: Atlas, ident: str) -> str:
    """Return the page of a fact.

    Parameters
    ----------
    site
        Where everything stands.
    atlas
        The opened data, of all articles.
    ident
        The fact's id.

    Raises
    ------
    Missing
        There is none of this id.
    """
    if ident not in atlas.catalog.facts:
        raise Missing(ident)
    found, words = atlas.catalog.facts[ident], _words(atlas)
    told = view_text.of_fact(found, atlas, words, CLAIMS)
    page = _page(told, lambda where: where.of_fact(ident), views.of_fact(found), site, atlas)
    page.linked.update(linked_data.cited(found, site.whole, atlas))
    card = fact_text.card(found, atlas, words, CLAIMS) | disagreement_text.of_fact(found, atlas, words)
    return _fill("fact.html", page, site, atlas, card=card)


def place(site: Site, atlas: Atlas, ident: str) -> str:
    """Return the page of a place; else as :func:`fact`."""
    if ident not in atlas.catalog.places:
        raise Missing(ident)
    found, words = atlas.catalog.places[ident], _words(atlas)
    told = view_text.of_place(found, atlas, words, CLAIMS)
    page = _page(told, lambda where: where.of_place(ident), views.of_place(ident), site, atlas)
    page.linked["about"] = linked_data.named(found, site.whole)
    facts = [atlas.catalog.facts[fact] for fact in atlas.facts_by_place.get(ident, ())]
    shown = {
        "own": place_names.own_names(found, CLAIMS, atlas.catalog),
        "note": fact_text.group_note(found, atlas, words, CLAIMS),
        "sections": place_profile.sections(found, atlas, words),
        "claimed": bool(found.claimed_by and atlas.catalog.cases),
        "facts": _listed(facts, site, atlas),
    }
    return _fill("place.html", page, site, atlas, **shown)


def facts(site: Site, atlas: Atlas) -> str:
    """Return the page that lists all facts; else as :func:`fact`."""
    words, groups = _words(atlas), []
    for article in (*atlas.catalog.articles, None):
        found = [item for item in atlas.facts.facts if item.article == article]
        title = article_text.name(article, atlas, words) if article else words.text("card.context")
        href = site.of_article(article) if article else None
        groups.append({"title": title, "href": href, "facts": _listed(found, site, atlas)})
    told = Told(words.text("reading.facts"), (words.text("reading.facts.what"),), article_text.cited_as(atlas))
    page = _page(told, lambda where: where.page("/facts"), View(basis="all"), site, atlas)
    return _fill("facts.html", page, site, atlas, groups=[group for group in groups if group["facts"]])


def places(site: Site, atlas: Atlas) -> str:
    """Return the page that lists all places, by their names; else as :func:`fact`."""
    words = _words(atlas)
    shown = [
        {
            "href": site.of_place(ident),
            "label": place_names.label(item, CLAIMS, atlas.catalog),
            "own": place_names.own_names(item, CLAIMS, atlas.catalog),
            "kind": words.text(f"place.kind.{item.kind}"),
        }
        for ident, item in atlas.catalog.places.items()
    ]
    told = Told(words.text("reading.places"), (words.text("reading.places.what"),), article_text.cited_as(atlas))
    page = _page(told, lambda where: where.page("/places"), View(), site, atlas)
    return _fill("places.html", page, site, atlas, places=sorted(shown, key=lambda item: item["label"]))


def article(site: Site, atlas: Atlas, ident: str) -> str:
    """Return the page of an article, paragraph by paragraph; else as :func:`fact`."""
    if ident not in atlas.catalog.articles:
        raise Missing(ident)
    words, read = _words(atlas), atlas.of(ident)
    own = [item for item in read.facts.facts if item.article == ident]
    steps = [step for step in atlas.steps.values() if step.article == ident]
    told_in = {step.paragraph for step in steps}
    shown = [
        {
            "id": step.id,
            "href": _way(View(step=step.id), site),
            "paragraph": article_text.paragraph(step.article, step.paragraph, atlas, words),
            "title": step.title,
            "text": step.text,
            "facts": _listed([item for item in own if item.citations[0].paragraph == step.paragraph], site, atlas),
        }
        for step in steps
    ]
    rest = [item for item in own if item.citations[0].paragraph not in told_in]
    view = views.of_article(ident, atlas)
    told = view_text.tell(read, view, words_of(read, view.lang))
    page = _page(told, lambda where: where.of_article(ident), view, site, atlas)
    source = source_line(atlas.catalog.sources[ident], words)
    return _fill("article.html", page, site, atlas, source=source, steps=shown, facts=_listed(rest, site, atlas))


def claims(site: Site, atlas: Atlas) -> str:
    """Return the page of both sides' cases; else as :func:`fact`."""
    words = _words(atlas)
    told = Told(words.text("cases.title"), (words.text("cases.what"),), article_text.cited_as(atlas))
    page = _page(told, lambda where: where.page("/claims"), View(), site, atlas)
    return _fill("claims.html", page, site, atlas, cases=case_text.cases(atlas, words))


def missing(site: Site, atlas: Atlas) -> str:
    """Return the page that stands where there is none; else as :func:`fact`."""
    words = _words(atlas)
    told = Told(words.text("reading.missing"), (words.text("reading.missing.what"),), article_text.cited_as(atlas))
    return _fill("missing.html", _page(told, lambda where: where.page("/facts"), View(), site, atlas), site, atlas)
