"""Several articles in a real browser: a reader chooses one, walks its story, and shares the link."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import WatchedPage
from conftest import NewPage, StartServer
from journeys import after_apply, expect_facts, in_map, open_atlas, visible_features
from playwright.sync_api import expect
from second_article import FIRST, SECOND, write_two_articles
from serving import Server

from geo.atlas import open_atlas as open_data
from geo.view.parameters import View


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_two_articles(tmp_path_factory.mktemp("two") / "data")


@pytest.fixture(scope="module")
def two_articles(start_server: StartServer, folder: Path) -> Server:
    return start_server(data_dir=folder)


def choose(page: WatchedPage, outlet: str) -> None:
    """Choose an article by its outlet, as a reader does, and wait until the map has its features."""
    page.locator(".st-key-view-article, [class*='st-key-view.article']").get_by_role("combobox").click()
    after_apply(page, lambda: page.get_by_role("option", name=outlet).click())


def test_an_article_is_chosen_walked_and_shared(
    two_articles: Server, folder: Path, page: WatchedPage, new_page: NewPage
) -> None:
    atlas = open_data(folder)
    open_atlas(page, two_articles.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Four islands, two articles")
    expect(page.locator(".facts .heading h2")).to_contain_text("45 facts from the articles")
    expect(page.locator(".facts .row .paragraph").first).to_have_text("CNBC ¶ 6")

    choose(page, "Example Gazette")
    expect(page.locator(".facts .heading h2")).to_contain_text("5 facts from the article")
    listed = [fact.id for fact in atlas.of(SECOND).listed(View(article=SECOND))]
    expect_facts(page, sorted(listed, key=lambda ident: ident != "gazette-agreed"))
    expect(page.locator(".facts .card")).to_have_attribute("data-fact", "gazette-agreed")
    page.wait_for_function("() => window.location.search.includes('article=')")
    second = atlas.of(SECOND)
    expected = {name: int(mask.sum()) for name, mask in second.select(View(article=SECOND)).features.items()}
    shown = visible_features(page)
    for name in ("deployments", "events", "islands"):
        assert shown[name] == expected[name], name

    after_apply(page, lambda: page.get_by_text("Walk through", exact=True).click())
    story = page.locator(".story")
    expect(story.locator("h3")).to_have_text("¶ 1 · A faster pace is agreed")
    after_apply(page, lambda: story.get_by_role("button", name="Next").click())
    expect(story.locator("h3")).to_have_text("¶ 2 · What was promised in 1956")
    assert in_map(page, "return A.state.marked;") == ["shikotan", "habomai"]
    expect(story.locator("ol.dots li")).to_have_count(3)

    other = new_page()
    open_atlas(other, page.url, heading=False)
    expect(other.locator(".story h3")).to_have_text("¶ 2 · What was promised in 1956")
    assert in_map(other, "return A.state.article;") == SECOND

    choose(page, "All 2 articles")
    expect(page.locator(".facts .heading h2")).to_contain_text("45 facts from the articles")
    after_apply(page, lambda: page.get_by_text("Walk through", exact=True).click())
    expect(page.locator(".story ol.dots li")).to_have_count(17)
    choose(page, "CNBC")
    expect(page.locator(".facts .heading h2")).to_contain_text("40 facts from the article")
    assert in_map(page, "return A.state.article;") == FIRST
    assert page.watch.errors == []
    assert page.watch.failed == []
