"""A browser opens the pages of OGC API – Features: styled, with no other request, and hostile texts run nowhere."""

from __future__ import annotations

from pathlib import Path

from browsing import WatchedPage
from conftest import StartServer
from hostile import poison
from serving import Server


def test_a_page_has_its_style_and_asks_for_nothing_else(server: Server, page: WatchedPage) -> None:
    address = f"{server.url}/ogc"
    page.goto(address)
    assert page.locator("body").evaluate("body => getComputedStyle(body).maxWidth") == "960px"
    page.locator('main a[rel="data"]').click()
    page.locator('a[rel="items"]').last.click()
    page.locator("article h2 a").first.click()
    assert page.locator("details pre").count() == 1
    assert len(page.watch.requests) == 4
    assert all(request.startswith(address) for request in page.watch.requests)
    assert (page.watch.failed, page.watch.errors) == ([], [])


def test_hostile_texts_run_nowhere(start_server: StartServer, page: WatchedPage, tmp_path: Path) -> None:
    folder, _ = poison(tmp_path / "data")
    with start_server(data_dir=folder) as server:
        page.goto(f"{server.url}/ogc/collections/deployments/items")
        assert "<script>window.hacked=1</script>" in (page.locator("main").text_content() or "")
        assert page.evaluate("window.hacked") is None
        assert (page.watch.failed, page.watch.errors) == ([], [])
