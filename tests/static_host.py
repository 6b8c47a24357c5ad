"""Plain web servers for a folder of files: Python's own, and nginx as ``deploy/static.conf`` configures it."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from proxying import MAIN, nginx, replaced
from serving import ROOT, free_port

CONFIGURATION = ROOT / "deploy" / "static.conf"
SECONDS = 20


def files_in(root: Path) -> dict[str, bytes]:
    """Return content by path below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@contextmanager
def plain(root: Path) -> Iterator[str]:
    """Serve a folder by Python's own server, and give its origin."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, directory=str(root), **named)

        def log_message(self, *_: Any) -> None:
            """Say nothing: the tests see what fails by its status."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def by_nginx(root: Path, folder: Path, base: str = "/under/atlas") -> Iterator[str]:
    """Serve a folder by nginx with our configuration, less its port, name and place; give the origin.

    ``folder`` takes what nginx writes; ``base`` is where the publication lies below ``root``.
    """
    port = free_port()
    changes = {"listen 80": f"listen 127.0.0.1:{port}", "atlas.example": "127.0.0.1", "/srv/www;": f"{root};"}
    changes |= {"location /atlas/": f"location {base}/", "404 /atlas/": f"404 {base}/"}
    text = replaced(CONFIGURATION.read_text(encoding="utf-8"), changes)
    (folder / "atlas.conf").write_text(text, encoding="utf-8")
    user = "user root;" if folder.owner() == "root" else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [str(nginx()), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with (folder / "told.txt").open("wb") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told)
    try:
        deadline = time.monotonic() + SECONDS
        while not (folder / "nginx.pid").is_file():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"nginx did not start:\n{(folder / 'told.txt').read_text(encoding='utf-8')}")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)
