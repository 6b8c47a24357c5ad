"""The publication in a browser: its address, what it tells of a link, its policy, and that it opens without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, WatchedPage
from conftest import NewPage
from journeys import facts, until
from page_axe import found
from playwright.sync_api import expect
from proxying import needs_nginx
from publication import BASE, on_page, open_published, seen
from static_host import by_nginx

from publish.publication import hashed

pytestmark = [pytest.mark.slow, pytest.mark.long]


def test_a_link_behind_the_hash_is_the_same_link(page: WatchedPage, published_origin: str) -> None:
    open_published(page, f"{published_origin}{BASE}?topic=military")
    before = seen(page, on_page)
    open_published(page, f"{published_origin}{BASE}#topic=military")
    assert seen(page, on_page) == before
    assert page.url == f"{published_origin}{BASE}?topic=military"


def test_what_a_publication_has_not_is_told(page: WatchedPage, published_origin: str) -> None:
    open_published(
        page,
        f"{published_origin}{BASE}?step=p11&basemap=online&foo=1&topic=none&from=2018-02-30&zoom=99&utm_source=x&q=treaty",
    )
    told = page.locator(".asked")
    for name in ("step", "basemap", "foo", "topic", "from", "zoom"):
        expect(told).to_contain_text(f"Part of this link was ignored: {name}: ")
    expect(told.locator("p")).to_have_count(6)
    expect(page.get_by_label("Search")).to_have_value("treaty")


def test_filters_of_a_link_are_named_and_can_be_taken_away(page: WatchedPage, published_origin: str) -> None:
    open_published(page, f"{published_origin}{BASE}?topic=military&undated=drop")
    told = page.locator(".asked")
    expect(told).to_contain_text("Topic: military; Without facts with no date")
    few = len(facts(page))
    told.get_by_role("button").click()
    expect(told).to_be_hidden()
    assert len(facts(page)) > few
    assert page.url == f"{published_origin}{BASE}"


def test_the_address_follows_the_reader_and_back_leads_back(page: WatchedPage, published_origin: str) -> None:
    open_published(page, f"{published_origin}{BASE}")
    page.get_by_role("button", name="With other sources", exact=True).click()
    page.get_by_label("Show borders according to …").select_option("japan")
    assert page.url == f"{published_origin}{BASE}?basis=all&claims=japan"
    ident = facts(page)[3]
    page.locator(f'.facts .row[data-fact="{ident}"]').click()
    expect(page.locator(f'.facts .card[data-fact="{ident}"]')).to_be_visible()
    assert f"fact={ident}" in page.url
    link = page.locator(".facts .card .permalink").get_attribute("href")
    assert link
    page.go_back()
    expect(page.locator(f'.facts .card[data-fact="{ident}"]')).to_have_count(0)
    assert "claims=japan" in page.url
    open_published(page, f"{published_origin}{BASE}{link}" if link.startswith("?") else link)
    expect(page.locator(f'.facts .card[data-fact="{ident}"]')).to_be_visible()


VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation', (e) => (window.broken ||= []).push(e.violatedDirective));"
)


def test_nothing_breaks_the_policy_and_no_other_host_is_asked(new_page: NewPage, published_origin: str) -> None:
    page = new_page(fresh=True)
    page.add_init_script(VIOLATIONS)
    open_published(page, f"{published_origin}{BASE}?basis=all&overlay=waters&period=today")
    page.locator(".facts .row").first.click()
    page.get_by_label("Search").fill("treaty")
    assert page.evaluate("window.broken") is None
    assert page.watch.other_hosts(published_origin) == []
    assert (page.watch.failed, page.watch.errors) == ([], [])
    # The policy is there, and forbids what it should.
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))"
    )
    assert page.evaluate("[window.ran, window.broken.length]") == [None, 1]


def test_it_opens_again_without_a_network_whatever_the_link(new_page: NewPage, published_origin: str) -> None:
    page = new_page(fresh=True)
    open_published(page, f"{published_origin}{BASE}")
    assert page.evaluate("navigator.serviceWorker.ready.then(({ scope }) => scope)") == f"{published_origin}{BASE}"
    page.context.set_offline(True)
    open_published(page, f"{published_origin}{BASE}?topic=military")
    expect(page.locator(".asked")).to_contain_text("military")
    assert until(page, lambda: on_page(page, "return A.store.land.ground.images !== null;"), True)
    assert page.watch.errors == []


def test_without_a_worker_it_works_all_the_same(new_page: NewPage, published_origin: str) -> None:
    page = new_page(fresh=True, service_workers="block")
    open_published(page, f"{published_origin}{BASE}?topic=military")
    assert facts(page)
    assert page.watch.errors == []


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["1440", "390"])
def test_axe_finds_nothing(new_page: NewPage, published_origin: str, options: dict[str, Any]) -> None:
    # axe is put into the page as a script, which the policy of a reader's page would not let run.
    page = new_page(bypass_csp=True, **options)
    open_published(page, f"{published_origin}{BASE}?topic=military&step=p11")
    assert found(page) == []
    for name in ("files/", "404.html"):
        page.goto(f"{published_origin}{BASE}{name}")
        assert found(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_data_that_cannot_be_read_are_told(new_page: NewPage, published_origin: str) -> None:
    page = new_page(fresh=True, service_workers="block")
    page.route("**/data/atlas.*", lambda route: route.fulfill(status=500))
    page.goto(f"{published_origin}{BASE}")
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
        leaves = ("facts/p06-offer", "feed.atom")
        for name in (
            "",
            f"assets/{script}",
            "files/events.geojson",
            "files/atlas.html",
            "files/",
            *leaves,
            "nothing/here",
        ):
            answers[name] = page.request.get(f"{served}{BASE}{name}", headers={"Accept-Encoding": "gzip"})
        heads = {name: answer.headers for name, answer in answers.items()}
        assert [answer.status for answer in answers.values()] == [*[200] * 7, 404]
        assert answers["facts/p06-offer"].url == f"{served}{BASE}facts/p06-offer/"
        assert heads["feed.atom"]["content-type"].startswith("application/atom+xml")
        assert "no such page" in answers["nothing/here"].text()
        assert {heads[name]["cache-control"] for name in ("", "files/events.geojson", "files/", *leaves)} == {
            "no-cache"
        }
        assert heads[f"assets/{script}"]["cache-control"] == "public, max-age=31536000, immutable"
        assert [heads[name].get("content-disposition") for name in ("", "files/", "files/atlas.html")] == [
            None,
            None,
            "attachment",
        ]
        assert {head["content-encoding"] for name, head in heads.items() if name != "nothing/here"} == {"gzip"}
        assert all("frame-ancestors 'self'" in head["content-security-policy"] for head in heads.values())
        assert hashed("assets", "atlas.js", answers[f"assets/{script}"].body())[0] == f"assets/{script}"
