"""What is done in the list of facts is done once and in its order, however often it is sent."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from dashboard import component, fact_acts, rows, state


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    held: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", held)
    return held


def send(session: dict[str, Any], *acts: tuple[int, str, Any]) -> None:
    told = [{"number": number, "name": name, "value": value} for number, name, value in acts]
    session["facts"] = {"act": {"number": acts[-1][0], "acts": told}}
    fact_acts.take_acts()


def test_acts_are_done_in_their_order_and_those_seen_before_are_not(session: dict[str, Any]) -> None:
    send(session, (1, "fact", "a"))
    assert (session[state.key("fact")], component.seen("facts")) == ("a", 1)
    send(session, (1, "fact", "a"), (2, "close", None), (3, "sort", {"column": "date", "down": True}))
    assert (session[state.key("fact")], component.seen("facts")) == (None, 3)
    assert rows.order() == ("date", True)


def test_an_act_that_comes_again_undoes_nothing_and_its_run_does_not_read_the_address(session: dict[str, Any]) -> None:
    send(session, (1, "fact", "a"))
    state.choose_place("p")
    session.pop("acted")
    send(session, (1, "fact", "a"))
    assert (session[state.key("fact")], session[state.key("place")]) == (None, "p")
    assert session["acted"]


@pytest.mark.parametrize("act", fact_acts._ACTS)
def test_every_act_says_what_is_wanted_so_that_twice_is_once(session: dict[str, Any], act: str) -> None:
    value = {"row": 50, "sort": {"column": "date", "down": True}, "fact": "a", "topics": ["military"]}.get(act, 1)
    send(session, (1, act, value))
    once = {name: value for name, value in session.items() if name not in {"facts", "facts.seen"}}
    send(session, (1, act, value))
    assert {name: value for name, value in session.items() if name not in {"facts", "facts.seen"}} == once


@pytest.mark.parametrize("sent", [None, "x", 3, [], {}, {"number": "1"}, {"number": 0}])
def test_what_is_no_act_does_nothing(session: dict[str, Any], sent: Any) -> None:
    session["facts"] = {"act": sent}
    fact_acts.take_acts()
    assert set(session) <= {"facts", "acted"}
