"""The publication in a browser: links of the dashboard open the same view, its policy holds, and it opens without a network."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, WatchedPage, open_page
from conftest import NewPage
from journeys import facts, in_map, open_atlas, visible_features
from page_axe import found
from playwright.sync_api import Browser, Page, expect
from proxying import needs_nginx
from serving import Server
from static_host import by_nginx, plain
from test_browser_grammar import DRAWN

from geo.atlas import atlas
from geo.view.parameters import DEFAULT, FACETS, View, to_query
from publish.publication import hashed

pytestmark = [pytest.mark.slow, pytest.mark.long]

FEATURES = "return [...A.store.layers.values()].map((l) => [l.look.id, l.bits.reduce((sum, bit) => sum + bit, 0)]);"
COMPLETE = "return !A.store.fetching && Object.keys(A.state.bits).every((id) => A.store.layers.has(id));"
BASE = "/under/atlas/"
SECONDS = 30


def context_fact() -> str:
    """Return a fact of another source that is at a place."""
    return next(fact.id for fact in atlas().facts.facts if fact.basis == "context" and fact.places)


def links() -> list[str]:
    """Return links of the dashboard's form: each parameter that selects or shows, alone and together, by ids of the data."""
    known = atlas().vocabulary
    optional = sorted(known["overlay"])
    one: list[dict[str, Any]] = [{name: (sorted(known[name])[0],)} for name in FACETS]
    three: list[dict[str, Any]] = [{name: tuple(sorted(known[name])[:3]), "basis": "all"} for name in FACETS]
    some = [View(**fields) for fields in (*one, *three)]
    some += [View(layer=("deployments",)), View(layer=("events", "islands"), basis="all", topic=("military",))]
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
    queries += ["topic=military&fact=p05-first-military", f"fact={context_fact()}", "from=2018-09-12&basis=all"]
    queries += ["to=1991&basis=all&undated=drop", "undated=only", "from=2017-02&to=2018&topic=diplomacy&basis=all"]
    return [*queries, "topic=military&step=p11", "topic=nothing&q=treaty", "utm_source=x&evidence=contradicted"]


def on_page(page: Page, script: str) -> Any:
    """Run a script in the publication, which forbids text to be run as a script of its own."""
    return page.evaluate(f"(() => {{ const A = window.Atlas; {script} }})()")


def until(told: Callable[[], Any], wanted: Any) -> Any:
    """Return what is told once it is what is wanted, or what it is in the end."""
    end = time.monotonic() + SECONDS
    while (last := told()) != wanted and time.monotonic() < end:
        time.sleep(0.1)
    return last


def seen(page: Page, run: Callable[[Page, str], Any]) -> dict[str, Any]:
    """Return what a reader sees on either: facts, open card, marks, features that pass and marked places."""
    return {
        "facts": facts(page),
        "card": [card.get_attribute("data-fact") for card in page.locator(".facts .card").all()],
        "marks": {tuple(pair) for pair in run(page, DRAWN)},
        "features": dict(run(page, FEATURES)),
        "marked": run(page, "return A.state.marked;"),
        "claims": run(page, "return [A.state.claims, A.state.period, A.state.camera];"),
    }


def open_published(page: WatchedPage, url: str) -> WatchedPage:
    """Open a publication and wait for its map."""
    page.goto(url)
    page.locator(".atlas[data-ready=yes]").wait_for(timeout=60_000)
    assert until(lambda: on_page(page, COMPLETE), True)
    return page


@pytest.fixture(scope="module")
def origin(published: Path) -> Iterator[str]:
    """Give the origin of a plain server, below which the publication lies two folders deep."""
    with plain(published.parent.parent) as served:
        yield served


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
    both: tuple[WatchedPage, WatchedPage], server: Server, origin: str, query: str
) -> None:
    dashboard, published = both
    open_atlas(dashboard, f"{server.url}/?{query}")
    open_published(published, f"{origin}{BASE}?{query}")
    assert until(lambda: in_map(dashboard, COMPLETE), True)
    there = until(lambda: seen(dashboard, in_map), seen(published, on_page))
    here = seen(published, on_page)
    assert here == there
    assert here["features"] == visible_features(dashboard)
    assert here["facts"] or "zzzz" in query
    assert published.watch.errors == []


def test_a_link_behind_the_hash_is_the_same_link(page: WatchedPage, origin: str) -> None:
    open_published(page, f"{origin}{BASE}?topic=military")
    before = seen(page, on_page)
    open_published(page, f"{origin}{BASE}#topic=military")
    assert seen(page, on_page) == before
    assert page.url == f"{origin}{BASE}?topic=military"


def test_what_a_publication_has_not_is_told(page: WatchedPage, origin: str) -> None:
    open_published(
        page, f"{origin}{BASE}?step=p11&basemap=online&foo=1&topic=none&from=2018-02-30&zoom=99&utm_source=x&q=treaty"
    )
    told = page.locator(".asked")
    for name in ("step", "basemap", "foo", "topic", "from", "zoom"):
        expect(told).to_contain_text(f"Part of this link was ignored: {name}: ")
    expect(told.locator("p")).to_have_count(6)
    expect(page.get_by_label("Search")).to_have_value("treaty")


def test_filters_of_a_link_are_named_and_can_be_taken_away(page: WatchedPage, origin: str) -> None:
    open_published(page, f"{origin}{BASE}?topic=military&undated=drop")
    told = page.locator(".asked")
    expect(told).to_contain_text("Topic: military; Without facts with no date")
    few = len(facts(page))
    told.get_by_role("button").click()
    expect(told).to_be_hidden()
    assert len(facts(page)) > few
    assert page.url == f"{origin}{BASE}"


def test_the_address_follows_the_reader_and_back_leads_back(page: WatchedPage, origin: str) -> None:
    open_published(page, f"{origin}{BASE}")
    page.get_by_role("button", name="With other sources", exact=True).click()
    page.get_by_label("Show borders according to …").select_option("japan")
    assert page.url == f"{origin}{BASE}?basis=all&claims=japan"
    ident = facts(page)[3]
    page.locator(f'.facts .row[data-fact="{ident}"]').click()
    expect(page.locator(f'.facts .card[data-fact="{ident}"]')).to_be_visible()
    assert f"fact={ident}" in page.url
    link = page.locator(".facts .card .permalink").get_attribute("href")
    assert link
    page.go_back()
    expect(page.locator(f'.facts .card[data-fact="{ident}"]')).to_have_count(0)
    assert "claims=japan" in page.url
    open_published(page, f"{origin}{BASE}{link}" if link.startswith("?") else link)
    expect(page.locator(f'.facts .card[data-fact="{ident}"]')).to_be_visible()


VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation', (e) => (window.broken ||= []).push(e.violatedDirective));"
)


def test_nothing_breaks_the_policy_and_no_other_host_is_asked(new_page: NewPage, origin: str) -> None:
    page = new_page(fresh=True)
    page.add_init_script(VIOLATIONS)
    open_published(page, f"{origin}{BASE}?basis=all&overlay=waters&period=today")
    page.locator(".facts .row").first.click()
    page.get_by_label("Search").fill("treaty")
    assert page.evaluate("window.broken") is None
    assert page.watch.other_hosts(origin) == []
    assert (page.watch.failed, page.watch.errors) == ([], [])
    # The policy is there, and forbids what it should.
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
    )
    assert page.evaluate("[window.ran, window.broken.length]") == [None, 1]


def test_it_opens_again_without_a_network_whatever_the_link(new_page: NewPage, origin: str) -> None:
    page = new_page(fresh=True)
    open_published(page, f"{origin}{BASE}")
    assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == f"{origin}{BASE}"
    page.context.set_offline(True)
    open_published(page, f"{origin}{BASE}?topic=military")
    expect(page.locator(".asked")).to_contain_text("military")
    assert until(lambda: on_page(page, "return A.store.land.ground.images !== null;"), True)
    assert page.watch.errors == []


def test_without_a_worker_it_works_all_the_same(new_page: NewPage, origin: str) -> None:
    page = new_page(fresh=True, service_workers="block")
    open_published(page, f"{origin}{BASE}?topic=military")
    assert facts(page)
    assert page.watch.errors == []


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["1440", "390"])
def test_axe_finds_nothing(new_page: NewPage, origin: str, options: dict[str, Any]) -> None:
    # axe is put into the page as a script, which the policy of a reader's page would not let run.
    page = new_page(bypass_csp=True, **options)
    open_published(page, f"{origin}{BASE}?topic=military&step=p11")
    assert found(page) == []
    for name in ("files/", "404.html"):
        page.goto(f"{origin}{BASE}{name}")
        assert found(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_data_that_cannot_be_read_are_told(new_page: NewPage, origin: str) -> None:
    page = new_page(fresh=True, service_workers="block")
    page.route("**/data/atlas.*", lambda route: route.fulfill(status=500))
    page.goto(f"{origin}{BASE}")
    expect(page.locator("#waiting")).to_contain_text("could not be read")
    expect(page.locator("#files a").first).to_be_visible()


@needs_nginx
def test_nginx_with_our_configuration_serves_it(new_page: NewPage, published: Path, tmp_path: Path) -> None:
    with by_nginx(published.parent.parent, tmp_path) as served:
        page = new_page(fresh=True)
        page.add_init_script(VIOLATIONS)
        open_published(page, f"{served}{BASE}?topic=military&basis=all")
        assert page.evaluate("window.broken") is None
        assert (page.watch.failed, page.watch.errors) == ([], [])
        answers = {}
        script = next(path.name for path in (published / "assets").glob("*.js"))
        for name in ("", f"assets/{script}", "files/events.geojson", "files/atlas.html", "files/", "nothing/here"):
            answers[name] = page.request.get(f"{served}{BASE}{name}", headers={"Accept-Encoding": "gzip"})
        heads = {name: answer.headers for name, answer in answers.items()}
        assert [answer.status for answer in answers.values()] == [200, 200, 200, 200, 200, 404]
        assert "no such page" in answers["nothing/here"].text()
        assert {heads[name]["cache-control"] for name in ("", "files/events.geojson", "files/")} == {"no-cache"}
        assert heads[f"assets/{script}"]["cache-control"] == "public, max-age=31536000, immutable"
        assert [heads[name].get("content-disposition") for name in ("", "files/", "files/atlas.html")] == [
            None,
            None,
            "attachment",
        ]
        assert {head["content-encoding"] for name, head in heads.items() if name != "nothing/here"} == {"gzip"}
        assert all("frame-ancestors 'self'" in head["content-security-policy"] for head in heads.values())
        assert hashed("assets", "atlas.js", answers[f"assets/{script}"].body())[0] == f"assets/{script}"
