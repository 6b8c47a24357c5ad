"""The browser's memory over many filters, with many features."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import WatchedPage
from conftest import StartServer
from journeys import after_apply, open_atlas, pill

from bench.make_data import TOPICS, make

FEATURES = 2_000
TURNS = 40


def heap_mb(page: WatchedPage) -> float:
    """Return the JavaScript heap in use after garbage is collected, the map's frame included."""
    client = page.context.new_cdp_session(page)
    client.send("HeapProfiler.enable")
    for _ in range(3):
        client.send("HeapProfiler.collectGarbage")
    used = client.send("Runtime.getHeapUsage")["usedSize"]
    client.detach()
    return float(used) / 1e6


@pytest.mark.long
def test_the_heap_stays_within_a_fifth_over_many_filters(
    start_server: StartServer, page: WatchedPage, tmp_path: Path
) -> None:
    with start_server(data_dir=make(tmp_path / "data", FEATURES)) as server:
        open_atlas(page, server.url)
        early = 0.0
        for turn in range(TURNS):
            topic = TOPICS[turn % len(TOPICS)]
            after_apply(page, lambda topic=topic: pill(page, topic).click())
            if turn == 9:
                early = heap_mb(page)
        late = heap_mb(page)
        print(f"heap after 10 filters {early:.1f} MB, after {TURNS} {late:.1f} MB")
        assert early > 5
        assert late <= 1.2 * early
        assert page.watch.errors == []
