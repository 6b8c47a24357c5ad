"""The start of a server for the tests: it is up when the call returns, and a start that fails says why."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from serving import Server, Start, environment, is_healthy

pytestmark = pytest.mark.slow


def test_a_server_is_up_under_its_base_path_and_ends(tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text("import streamlit as st\nst.write('here')\n", encoding="utf-8")
    with Server(Start(base_path="/some/where/", app=app), tmp_path / "log.txt") as server:
        assert server.url == f"{server.origin}/some/where"
        assert is_healthy(server.url)
        os.kill(server.pid, 0)
    assert server.stopped
    with pytest.raises(ProcessLookupError):
        os.kill(server.pid, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel what a process holds")
def test_our_server_runs_on_the_loop_that_does_not_wait_for_acknowledgements(tmp_path: Path) -> None:
    with Server(Start(), tmp_path / "log.txt") as server:
        assert "/uvloop/loop" in Path(f"/proc/{server.pid}/maps").read_text(encoding="utf-8")


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ended with \d+ instead of starting:\n(?s:.*)none\.py"):
        Server(Start(app=tmp_path / "none.py"), tmp_path / "log.txt")


def test_the_environment_is_this_ones_less_what_would_change_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", "elsewhere")
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "1")
    monkeypatch.setenv("KEPT", "yes")
    plain = environment(Start())
    assert plain["KEPT"] == "yes"
    assert not {"ATLAS_DATA", "STREAMLIT_SERVER_PORT"} & plain.keys()
    asked = environment(Start(data_dir=Path("data"), extra_env={"KEPT": "no"}))
    assert (asked["ATLAS_DATA"], asked["KEPT"]) == ("data", "no")
