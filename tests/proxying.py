"""The proxies that ``deploy/`` configures, before two replicas, on free ports and with certificates of their own."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from email.message import Message
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from serving import ROOT, Server, free_port

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
PORTS = ("127.0.0.1:8501", "127.0.0.1:8502")
SECONDS = 20
REFUSED = (429, 503)

MAIN = """{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/atlas.conf;
}}
"""


def nginx() -> str | None:
    """Return where nginx is, or ``None`` where there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def caddy() -> str | None:
    """Return where Caddy is, or ``None`` where there is none."""
    return shutil.which("caddy")


needs_nginx = pytest.mark.skipif(nginx() is None, reason="no nginx here; on Debian: apt-get install nginx-light")


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for localhost, as docs/hosting.md does for a try, and its key."""
    pem, key = folder / "atlas.pem", folder / "atlas.key"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(pem)]
    subprocess.run(made, check=True, capture_output=True)
    return pem, key


def replaced(text: str, changes: Mapping[str, str]) -> str:
    """Return a text with some parts changed; each is to be there."""
    for old, new in changes.items():
        assert old in text, f"the configuration no longer has {old!r}"
        text = text.replace(old, new)
    return text


class Proxy:
    """A running nginx. Ends at the end of a ``with`` block.

    Attributes
    ----------
    url : str
        Where the page is, over TLS, base path included, without a slash at the end.
    base : str
        The path that the page is under: empty, or beginning with a slash.
    plain : str
        The origin without TLS.
    port : int
        The port with TLS.
    """

    def __init__(
        self, folder: Path, replicas: Sequence[Server], base: str = "", changes: Mapping[str, str] | None = None
    ) -> None:
        self._folder, self.base, self.port, plain = folder, base, free_port(), free_port()
        self.url, self.plain = f"https://localhost:{self.port}{base}", f"http://localhost:{plain}"
        self._process = self._start(plain, replicas, dict(changes or {}))

    def _start(self, plain: int, replicas: Sequence[Server], changes: dict[str, str]) -> subprocess.Popen[bytes]:
        """Write the configuration, start the proxy, and return it when it answers."""
        folder, base = self._folder, self.base
        self.pem, key = certificate(folder)
        own = {
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "listen 80": f"listen 127.0.0.1:{plain}",
            "return 301 https://atlas.example": f"return 301 https://localhost:{self.port}",
            "atlas.example": "localhost",
            "/etc/ssl/certs/atlas.pem": str(self.pem),
            "/etc/ssl/private/atlas.key": str(key),
            "/var/cache/nginx/atlas": str(folder / "cache"),
            "client_header_timeout 10s": "client_header_timeout 1s",
            **{old: server.origin.removeprefix("http://") for old, server in zip(PORTS, replicas, strict=True)},
        }
        # As the file says: under a path, the path stands before that of each location.
        prefixed = {
            "location / {": f"location {base}/ {{",
            "location = /": f"location = {base}/",
            "~ ^/": f"~ ^{base}/",
        }
        prefixed["location /_stcore"] = f"location {base}/_stcore"
        text = replaced(CONFIGURATION.read_text(encoding="utf-8"), own | (prefixed if base else {}) | changes)
        (folder / "atlas.conf").write_text(text, encoding="utf-8")
        user = "user root;" if Path(folder).owner() == "root" else ""
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
        return self._begin([str(nginx()), "-p", str(folder), "-c", str(folder / "nginx.conf")], folder / "nginx.pid")

    def _begin(self, command: list[str], sign: Path) -> subprocess.Popen[bytes]:
        """Start a proxy, and return it when the file is there by which it says that it runs."""
        # Caddy keeps its certificates there.
        env = os.environ | {"XDG_DATA_HOME": str(self._folder), "XDG_CONFIG_HOME": str(self._folder)}
        with (self._folder / "told.txt").open("wb") as told:
            process = subprocess.Popen(command, stdout=told, stderr=told, env=env)
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if sign.is_file():
                return process
            time.sleep(0.05)
        process.kill()
        raise RuntimeError(f"it did not start:\n{(self._folder / 'told.txt').read_text(encoding='utf-8')}")

    def trusting(self) -> ssl.SSLContext:
        """Return what a client trusts: this proxy's certificate alone."""
        return ssl.create_default_context(cafile=str(self.pem))

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, Message[str, str], bytes]:
        """Ask over TLS, as a client that checks the certificate, and return status, headers and content.

        One that asked too often asks again when it is told to, as a client should.
        """
        while True:
            told = self.get_once(path, headers)
            if told[0] not in REFUSED:
                return told
            time.sleep(int(told[1]["Retry-After"]))

    def get_once(self, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, Message[str, str], bytes]:
        """Do the same, and return a refusal too."""
        request = urllib.request.Request(self.url + path, headers=dict(headers or {}))
        try:
            with urllib.request.urlopen(request, timeout=30, context=self.trusting()) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.request.HTTPError as error:
            return error.code, error.headers, error.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)


class CaddyProxy(Proxy):
    """A running Caddy, with a certificate of its own authority for the name."""

    def _start(self, plain: int, replicas: Sequence[Server], changes: dict[str, str]) -> subprocess.Popen[bytes]:
        folder = self._folder
        self.pem = folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        own = {
            "\tservers {": f"\tadmin off\n\thttp_port {plain}\n\thttps_port {self.port}\n\tskip_install_trust\n\tservers {{",
            "redir https://atlas.example": f"redir https://localhost:{self.port}",
            "atlas.example": "localhost",
            "read_header 10s": "read_header 1s",
            **{old: server.origin.removeprefix("http://") for old, server in zip(PORTS, replicas, strict=True)},
        }
        if self.base:
            # As the file says.
            own["health_uri /"] = f"health_uri {self.base}/"
        text = replaced((ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8"), own | changes)
        (folder / "Caddyfile").write_text(text, encoding="utf-8")
        pid = folder / "caddy.pid"
        process = self._begin([str(caddy()), "run", "--config", str(folder / "Caddyfile"), "--pidfile", str(pid)], pid)
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            try:
                self.get_once("/api/health")
            except OSError:
                time.sleep(0.1)
            else:
                return process
        process.kill()
        raise RuntimeError(f"Caddy does not answer:\n{(folder / 'told.txt').read_text(encoding='utf-8')}")


PROXIES: dict[str, tuple[Callable[[], str | None], type[Proxy]]] = {
    "nginx": (nginx, Proxy),
    "caddy": (caddy, CaddyProxy),
}
"""Each proxy of ``deploy/``: what tells where its program is, and what starts it."""
