"""Starts the real server for a test, on a free port of this machine, and ends it again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
LOG_LINES = 200


@dataclass(frozen=True)
class Start:
    """How to start a server: with which data folder, further environment, path to stand under, and program.

    ``options`` are settings of Streamlit's by name; ``server.address`` may be empty there, for the address of a plain start.
    """

    data_dir: Path | None = None
    extra_env: Mapping[str, str] | None = None
    base_path: str | None = None
    app: Path = ROOT / "app.py"
    options: Mapping[str, str] | None = None


class Server:
    """A running server. Ends at :meth:`stop`, or at the end of a ``with`` block.

    Attributes
    ----------
    url : str
        Where the page is, base path included, without a slash at the end.
    origin : str
        Scheme, host and port.
    pid : int
        The process.
    stopped : bool
        Whether :meth:`stop` was called.
    """

    def __init__(self, start: Start, log: Path) -> None:
        port = free_port()
        base = (start.base_path or "").strip("/")
        self.origin = f"http://127.0.0.1:{port}"
        self.url = f"{self.origin}/{base}".rstrip("/")
        self.stopped = False
        self._log, self._start, self._command = log, start, command(start, port, base)
        log.write_bytes(b"")
        self._run()

    def _run(self) -> None:
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._start.app.parent,
                env=environment(self._start),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self.pid = self._process.pid
        self._wait_until_healthy()

    def die_and_return(self) -> None:
        """End the process as a machine does that fails, and start it again under the same address."""
        self._process.kill()
        self._process.wait()
        self._run()

    def log(self) -> str:
        """Return the last lines that the server wrote."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-LOG_LINES:])

    def stop(self) -> None:
        """End this server's own process, if it still runs."""
        self.stopped = True
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(
                    f"The server ended with {self._process.returncode} instead of starting:\n{self.log()}"
                )
            if is_healthy(self.url):
                return
            time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"The server was not up after {START_SECONDS} seconds:\n{self.log()}")


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(start: Start, port: int, base: str) -> list[str]:
    """Return the command that starts the server, the same as a person's but for port, host and what else is asked."""
    own = {"address": "127.0.0.1", "port": str(port), "headless": "true", "baseUrlPath": base}
    options = {f"server.{name}": value for name, value in own.items()} | dict(start.options or {})
    flags = [part for name, value in options.items() if value for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(start.app), *flags]


def environment(start: Start) -> dict[str, str]:
    """Return the server's environment: this one less what would change the server unseen, plus what was asked."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_") and k != "ATLAS_DATA"}
    data = {"ATLAS_DATA": str(start.data_dir)} if start.data_dir else {}
    return kept | data | dict(start.extra_env or {})


def is_healthy(url: str) -> bool:
    """Tell whether the server at an address says that it is up."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return int(answer.status) == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
