"""The page itself, run without a browser: no address, however hostile, brings it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

import pytest
from notices import warnings
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.testing.v1 import AppTest

from geo.paths import ROOT
from geo.view.parameters import PARAMETERS

pytestmark = pytest.mark.slow

HOSTILE = [
    "topic=cookery",
    "topic=military,,,&topic=history",
    "layer=islands%00,events",
    "layer=../../etc/passwd",
    "from=0000",
    "from=9999-99-99",
    "from=2019&to=2018",
    "to=-1",
    "from=%E2%80%AE2018",
    "undated=%F0%9F%92%A5",
    "q=%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E",
    "q={{7*7}}{%25 for x in y %25}",
    "q=**b** :red[x] $x$ ![i](x)",
    "q=" + "x" * 5000,
    "q=%00%1B%5B31m%7F",
    "q=[(*+?\\",
    "basis=everything",
    "fact=nobody",
    "place=__proto__",
    "place=russia&basis=all",
    "lat=nan&lon=inf&zoom=1e9",
    "lat=91&lon=-181&zoom=-1",
    "claims=neither",
    "period=0000&step=P99",
    "overlay=waters,waters,aegis,nothing",
    "basemap=javascript:alert(1)",
    "lang=xx&lang=en",
    "embed=maybe&embed_options=x",
    "%3Cimg src=x onerror=alert(1)%3E=1",
    "&".join(f"{item.name}=%27%22%3E%3C" for item in PARAMETERS),
]


def visit(query: Mapping[str, Sequence[str]]) -> AppTest:
    """Return the page as a reader finds it who opens a link: a session of its own."""
    fresh = AppTest.from_file(str(ROOT / "dashboard" / "page.py"), default_timeout=60)
    for name, values in query.items():
        fresh.query_params[name] = list(values)
    return fresh.run()


@pytest.mark.parametrize("query", HOSTILE, ids=[query[:30] for query in HOSTILE])
def test_no_address_brings_the_page_down(query: str) -> None:
    found = visit(parse_qs(query, keep_blank_values=True))
    assert not found.exception
    assert "Four islands, one article" in "".join(item.proto.body for item in found.get("html"))


def test_a_bad_value_is_told_and_a_good_one_beside_it_counts() -> None:
    found = visit({"zoom": ["99"], "topic": ["history"]})
    assert ["zoom" in notice for notice in warnings(found)] == [True]
    assert found.session_state["view.topic"] == ["history"]
    assert found.session_state["view.zoom"] is None


@pytest.mark.parametrize("query", ["", "form=table&basis=all", "step=p06", "q=nothing+at+all"])
def test_what_reruns_alone_stands_alone_in_a_container_that_does_not(query: str) -> None:
    """Else opening a panel during a run takes the one beside it off the page (see ``draw_panel``)."""
    owners: dict[tuple[int, ...], str] = {}

    def note(message: ForwardMsg) -> None:
        if message.HasField("delta"):
            owners[tuple(message.metadata.delta_path)] = message.delta.fragment_id

    ForwardMsgQueue.on_before_enqueue_msg(note)
    try:
        assert not visit(parse_qs(query)).exception
    finally:
        ForwardMsgQueue.on_before_enqueue_msg(None)
    tops = [path for path, owner in owners.items() if owner and owners[path[:-1]] != owner]
    assert len(tops) == 3
    for top in tops:
        assert [path for path in owners if path[:-1] == top[:-1]] == [top]
        assert owners[top[:-1]] == ""
