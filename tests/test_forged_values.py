"""What a browser sends may be forged: no value of any widget or component breaks a session or fills the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from conftest import StartServer
from google.protobuf.message import Message
from serving import Server
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from visits import Visit, visit

from dashboard import fact_acts

pytestmark = [pytest.mark.slow, pytest.mark.faults]

WRONG: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        0,
        10**6,
        2**70,
        1.5,
        "",
        "nobody",
        "../../etc/passwd",
        "x" * 5_000,
        "\ud83d",
        "0-999",
        "5-1",
        "1-2-3",
    ),
    *([], [[]], ["a", 1, None], {}, {"a": {}}, {"column": []}, {"column": "date", "down": []}),
)
FIELDS = {
    "filters": ("lists", "values", "reset"),
    "timeline": ("pick",),
    "story": ("fact", "step", "show"),
    "facts": ("acts",),
    "line": (),
    "drawing-title": (),
}
"""What each component's act holds."""
TRIGGERS = {
    "filters": "pick",
    "timeline": "pick",
    "story": "go",
    "facts": "act",
    "line": "mended",
    "drawing-title": "camera",
}


@pytest.fixture(scope="module")
def held(start_server: StartServer) -> Iterator[Server]:
    """Give a server of its own, as its log is read."""
    with start_server() as server:
        yield server


def identities(message: Message) -> Iterator[str]:
    """Yield the ids of all widgets in what a run sends."""
    for field, value in message.ListFields():
        if field.name == "id" and isinstance(value, str) and value.startswith("$$"):
            yield value
        elif field.type == field.TYPE_MESSAGE and isinstance(value, Message):
            yield from identities(value)


def widgets(reader: Visit, query: str) -> list[str]:
    """Return the ids of all widgets of a view."""
    return identities_of(reader.run(query))


def identities_of(told: list[ForwardMsg]) -> list[str]:
    return sorted({ident for message in told for ident in identities(message)})


def acts(name: str) -> Iterator[Any]:
    """Yield forged acts of a component; each has the next number, so that none is passed over as seen."""
    number = 0
    for wrong in WRONG:
        yield wrong
        for field in ("number", *FIELDS[name]):
            number += 1
            yield {"number": number, field: wrong}
        if name == "facts":
            for act in (*fact_acts._ACTS, wrong):
                number += 1
                yield {"number": number, "acts": [wrong, {"number": number, "name": act, "value": wrong}]}
        if name == "filters":
            number += 1
            yield {
                "number": number,
                "lists": {"topic": wrong, "layer": [wrong]},
                "values": {"since": wrong, "text": wrong},
            }


def send(reader: Visit, query: str, states: list[WidgetState]) -> list[ForwardMsg]:
    asked = BackMsg()
    asked.rerun_script.query_string = query
    asked.rerun_script.widget_states.widgets.extend(states)
    return reader.ask(asked)


def expect_whole(reader: Visit, held: Server, query: str, about: object) -> None:
    """Run the page once more, for the same reader: it has its map, its filters and its list, and no exception."""
    found = widgets(reader, query)
    assert [
        name for name in ("filters", "timeline", "line") if not any(ident.endswith(f"-{name}") for ident in found)
    ] == [], about
    assert "Traceback" not in held.log(), about


CLICKS: tuple[Any, ...] = (
    {"place": "nobody", "seq": 1},
    {"place": {}, "seq": []},
    {"place": "shikotan", "button": {}, "seq": {}},
    [],
    1,
    None,
)
VIEWS = ("", "step=p11", "q=Nagato", "topic=military&q=economy", "basis=all&place=shikotan&period=today&overlay=aegis")


FORGERS = 6
"""Sessions at once: a run sleeps longer than it works, as the browser draws meanwhile."""


def component(reader: Visit, query: str, name: str) -> str:
    """Open a view in which a component shows, and return the component's id."""
    found = widgets(reader, query)
    if name == "drawing-title":
        panel = next(ident for ident in found if ident.endswith("-drawing"))
        found = identities_of(send(reader, query, [WidgetState(id=panel, bool_value=True)]))
    (ident,) = (ident for ident in found if ident.endswith(f"-{name}"))
    return ident


@pytest.mark.parametrize("name", TRIGGERS)
def test_no_act_of_a_component_breaks_a_session(held: Server, name: str) -> None:
    query = "step=p11" if name == "story" else ""
    told = [json.dumps([{"event": TRIGGERS[name], "value": act}]) for act in acts(name)]

    def forge(first: int) -> None:
        with visit(held) as reader:
            key = f"$$STREAMLIT_INTERNAL_KEY_{component(reader, query, name)}__events"
            for act in told[first::FORGERS]:
                send(reader, query, [WidgetState(id=key, json_trigger_value=act)])
            expect_whole(reader, held, query, name)

    with ThreadPoolExecutor(FORGERS) as threads:
        list(threads.map(forge, range(FORGERS)))


def forged(ident: str) -> Iterator[WidgetState]:
    """Yield a widget's state with a value of each kind: its own, and those of all others."""
    yield WidgetState(id=ident, trigger_value=True)
    for number in (-1, 7, 2**40):
        yield WidgetState(id=ident, int_value=number)
        yield WidgetState(id=ident, double_value=number)
        made = WidgetState(id=ident)
        made.int_array_value.data.extend([number, number])
        yield made
    for text in ("nobody", "", "story", "x" * 5_000):
        yield WidgetState(id=ident, string_value=text)
        yield WidgetState(id=ident, json_value=text)
        made = WidgetState(id=ident)
        made.string_array_value.data.extend([text, text])
        yield made
    for value in CLICKS:
        yield WidgetState(id=ident, json_value=json.dumps(value))


def test_no_value_of_a_widget_breaks_a_session(held: Server) -> None:
    def forge(query: str) -> None:
        with visit(held) as reader:
            # Of all widgets at once, a kind of value after the other.
            for states in zip(*map(forged, widgets(reader, query)), strict=True):
                log = len(held.log())
                send(reader, query, [*states])
                assert held.log()[log:] == "", (query, states[0])
            expect_whole(reader, held, query, query)

    with ThreadPoolExecutor(len(VIEWS)) as threads:
        list(threads.map(forge, VIEWS))
