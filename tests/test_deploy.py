"""What ``deploy/`` and docs/hosting.md promise beside the proxy: an end in order, what the docs say to type, and containers."""

from __future__ import annotations

import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from conftest import StartServer
from proxying import needs_nginx, nginx
from serving import ROOT
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

pytestmark = pytest.mark.slow


def test_a_server_that_is_asked_to_end_lets_its_readers_know_and_answers_what_was_asked(
    start_server: StartServer,
) -> None:
    with start_server() as server, ThreadPoolExecutor(1) as pool:
        address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
        with connect(address, origin=Origin(server.origin)) as line:
            asked = pool.submit(urllib.request.urlopen, f"{server.url}/api/picture.png?size=a4", None, 60)
            time.sleep(0.5)
            began = time.monotonic()
            # What ends it is the signal itself, sent once more when all is done.
            assert server.end() in {0, -signal.SIGTERM}
            # The unit's TimeoutStopSec.
            assert time.monotonic() - began < 60
            with asked.result() as answer:
                assert answer.read().startswith(b"\x89PNG")
            with pytest.raises(ConnectionClosed) as closed:
                line.recv(timeout=5)
            assert closed.value.rcvd is not None, "the line was cut without a word"


def ask_ready(url: str) -> tuple[int, str | None]:
    try:
        with urllib.request.urlopen(f"{url}/api/ready", timeout=10) as answer:
            return answer.status, None
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Retry-After"]


def test_a_server_is_ready_when_the_maps_layers_are_made(start_server: StartServer) -> None:
    with start_server() as server:
        answers, deadline = {ask_ready(server.url)}, time.monotonic() + 60
        while (200, None) not in answers and time.monotonic() < deadline:
            time.sleep(0.02)
            answers.add(ask_ready(server.url))
        assert (200, None) in answers
        assert answers <= {(200, None), (503, "1")}


@needs_nginx
def test_what_the_docs_say_to_type_makes_a_configuration_that_nginx_takes(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    typed = text[text.index("    mkdir -p try/cache") : text.index("    export STREAMLIT")]
    (tmp_path / "deploy").symlink_to(ROOT / "deploy")
    subprocess.run(["bash", "-euc", typed], cwd=tmp_path, check=True, capture_output=True)
    made = (tmp_path / "try" / "atlas.conf").read_text(encoding="utf-8")
    assert not re.search(r"atlas\.example|/etc/ssl|listen (443|80) ", made)
    checked = subprocess.run(
        [str(nginx()), "-t", "-c", tmp_path / "try" / "nginx.conf"], capture_output=True, text=True, check=False
    )
    assert "syntax is ok" in checked.stderr, checked.stderr


def test_what_cannot_run_here_is_well_formed() -> None:
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
    replicas = [service for name, service in compose["services"].items() if name != "proxy"]
    assert len(replicas) == 2
    for service in replicas:
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in dockerfile
    assert re.search(r"^USER \d+:\d+$", dockerfile, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", dockerfile, re.MULTILINE)
