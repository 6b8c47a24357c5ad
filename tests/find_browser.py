"""Finds the browser that the tests drive, and installs one when asked: ``python tests/find_browser.py --install``.

Prints the path. With no browser to be had it prints one sentence instead, and ends with 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

VARIABLE = "ATLAS_BROWSER"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NAMES = ("chromium-headless-shell", *WHOLE)
"""In order of choice. The shell is the same browser less all that draws a window: a page costs it less of the processor."""
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
REMEDY = (
    f"No browser for the tests: install Chromium or Chrome, or set {VARIABLE} to the path of one "
    "(`make test` tries to install one itself)."
)
_APT_INSTALL = ("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "fonts-noto-cjk")
"""The fonts are for Japanese names: without them a screenshot shows boxes."""
APT: tuple[list[Sequence[str]], ...] = (
    [("apt-get", "update", "--quiet"), (*_APT_INSTALL, "chromium-headless-shell")],
    [(*_APT_INSTALL, "chromium")],
)
"""Debian's ways, best first: older ones package no shell."""


class NoBrowser(Exception):
    """There is no browser to drive; the message says what to do."""


def works(path: str | Path) -> bool:
    """Tell whether a browser starts. Some systems put a stub in its place that only asks to install it."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout.strip())


def find_named(environ: Mapping[str, str]) -> str | None:
    """Return the browser that the environment names, if it names one.

    Raises
    ------
    NoBrowser
        If the one that it names does not start: another is not taken silently.
    """
    path = environ.get(VARIABLE)
    if not path:
        return None
    if not works(path):
        raise NoBrowser(f"{VARIABLE} names {path}, which does not start as a browser: mend or unset it.")
    return path


def find_installed(environ: Mapping[str, str], names: Sequence[str] = NAMES) -> str | None:
    """Return the first Chromium or Chrome on the search path, in the order of names, or at its usual place, that starts."""
    on_path = (shutil.which(name, path=environ.get("PATH")) for name in names)
    return next((path for path in (*on_path, *PLACES) if path and Path(path).exists() and works(path)), None)


def find_playwrights() -> str | None:
    """Return the browser that Playwright has downloaded, if it has."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() and works(path) else None


def find(environ: Mapping[str, str] = os.environ, names: Sequence[str] = NAMES) -> str:
    """Return the path of a browser; ``WHOLE`` for names leaves the shell out, which no reader has.

    Raises
    ------
    NoBrowser
        If there is none.
    """
    path = find_named(environ) or find_installed(environ, names) or find_playwrights()
    if path is None:
        raise NoBrowser(REMEDY)
    return path


def install_commands(*, root: bool, has_apt: bool) -> list[list[Sequence[str]]]:
    """Return the ways to install a browser, best first, each as the commands to run one after the other."""
    own = [sys.executable, "-m", "playwright", "install"]
    if root and has_apt:
        return [*APT, [[*own, "--with-deps", "chromium"]]]
    return [[[*own, "chromium"]]]


def run_quietly(command: Sequence[str]) -> bool:
    """Run a command with its output on the error stream, and tell whether it went well."""
    print("+", *command, file=sys.stderr, flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, stdout=sys.stderr, env=environ, check=False).returncode == 0
    except OSError as error:
        print(error, file=sys.stderr)
        return False


def install(ways: Sequence[Sequence[Sequence[str]]], found: Callable[[], str | None]) -> str | None:
    """Try the ways in order until one leaves a browser that starts, and return its path."""
    for commands in ways:
        if all(run_quietly(command) for command in commands) and (path := found()):
            return path
    return None


def find_or_install(environ: Mapping[str, str] = os.environ) -> str:
    """Return the path of a browser, and install one first if there is none.

    Raises
    ------
    NoBrowser
        If there is none and none can be installed.
    """
    try:
        return find(environ)
    except NoBrowser:
        if environ.get(VARIABLE):
            raise
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    ways = install_commands(root=root, has_apt=shutil.which("apt-get") is not None)
    path = install(ways, lambda: find_installed(environ) or find_playwrights())
    if path is None:
        raise NoBrowser(REMEDY)
    return path


def main(arguments: Sequence[str]) -> int:
    """Print the path of a browser and return 0, or say why there is none and return 1."""
    try:
        path = find_or_install() if "--install" in arguments else find()
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Browser for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
