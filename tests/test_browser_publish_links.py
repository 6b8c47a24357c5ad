"""Links of the dashboard's form, opened on the dashboard and on the publication: the same facts, cards, marks and features."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import DESKTOP, WatchedPage, open_page
from journeys import in_map, open_atlas, settle, until, visible_features
from playwright.sync_api import Browser
from publication import BASE, on_page, open_published, seen
from serving import Server

from geo.atlas import atlas
from geo.view.parameters import DEFAULT, FACETS, View, to_query

pytestmark = [pytest.mark.slow, pytest.mark.long]


def context_fact() -> str:
    """Return a fact of another source that is at a place."""
    return next(fact.id for fact in atlas().facts.facts if fact.basis == "context" and fact.places)


def links() -> list[str]:
    """Return links of the dashboard's form: each parameter that selects or shows, alone and together, by ids of the data."""
    known = atlas().vocabulary
    optional = sorted(known["overlay"])
    some = [View(layer=("deployments",)), View(layer=("events", "islands"), basis="all", topic=("military",))]
    some += [View(claims=claims) for claims in sorted(known["claims"] - {"both"})]
    some += [View(period=period, basis="all") for period in list(atlas().catalog.periods)[:2]]
    some += [View(place="shikotan"), View(place="vladivostok", basis="all"), View(place="habomai", claims="russia")]
    some += [View(overlay=(name,), basis="all") for name in optional[:2]]
    some += [
        View(text="treaty"),
        View(text="Matua", basis="all"),
        View(text="zzzz"),
        View(lat=45.5, lon=148.0, zoom=6.0),
    ]
    queries = [to_query(view) for view in (DEFAULT, View(basis="all"), *some)]
    queries += [f"{name}={sorted(known[name])[0]}" for name in FACETS]
    queries += [f"{name}={','.join(sorted(known[name])[:3])}&basis=all" for name in ("topic", "actor")]
    queries += ["topic=military&fact=p05-first-military", f"fact={context_fact()}", "from=2018-09-12&basis=all"]
    queries += ["to=1991&basis=all&undated=drop", "undated=only", "from=2017-02&to=2018&topic=diplomacy&basis=all"]
    return [*queries, "topic=military&step=p11", "topic=nothing&q=treaty", "utm_source=x&evidence=contradicted"]


@pytest.fixture(scope="module")
def both(browser: Browser) -> Iterator[tuple[WatchedPage, WatchedPage]]:
    """Give a page for the dashboard and one for the publication."""
    pages = open_page(browser, **DESKTOP), open_page(browser, **DESKTOP)
    yield pages
    for page in pages:
        page.context.close()


def test_there_are_thirty_links_and_more() -> None:
    assert len(set(links())) >= 30


# The walk is the dashboard's: there a link to a step shows no list.
@pytest.mark.parametrize("query", [query for query in links() if "step=" not in query])
def test_a_link_opens_the_same_view(
    both: tuple[WatchedPage, WatchedPage], server: Server, published_origin: str, query: str
) -> None:
    dashboard, published = both
    open_atlas(dashboard, f"{server.url}/?{query}")
    open_published(published, f"{published_origin}{BASE}?{query}")
    settle(dashboard)
    there = until(dashboard, lambda: seen(dashboard, in_map), seen(published, on_page))
    here = seen(published, on_page)
    assert here == there
    assert here["features"] == visible_features(dashboard)
    assert here["facts"] or "zzzz" in query
    assert published.watch.errors == []
