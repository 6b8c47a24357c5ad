"""What must hold of the repository's files: nothing of one machine in them, pinned requirements, true hashes."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
# Made by tools, and so never part of the repository: for a copy without git.
MADE = {
    ".git",
    ".venv",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    "build",
}
# Written in pieces, so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    r"(?<![\w.])(?<!:/)/(?:" + "|".join(("work", "root", "tmp", "home")) + r")/[\w.]"
    r"|" + "|".join(a + re.escape(b) for a, b in (("pypi", ".org"), ("python", "hosted"), ("registry.npm", "js"),
                                                  ("deb.", "debian.org"))),
    re.IGNORECASE,
)  # fmt: skip


def repository_files() -> list[Path]:
    """Return the files that are, or would be, in the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        found = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not MADE & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file())


def read_text(path: Path) -> str | None:
    """Return a file's text, or none if it holds no text."""
    content = path.read_bytes()
    return None if b"\0" in content else content.decode("utf-8", errors="replace")


def test_no_file_holds_a_path_of_a_machine_or_a_registrys_host() -> None:
    texts = {path: text for path in repository_files() if (text := read_text(path)) is not None}
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if FORBIDDEN.search(line)
    ]
    assert Path(__file__).resolve() in texts
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/main/x",
        "'/ro" + "ot/.config'",
        "at /t" + "mp/bash_jobs.0/1",
        "/ho" + "me/anna/x",
        "file:///wo" + "rk/x",
        "https://pypi" + ".org/simple",
        "https://files.python" + "hosted.org/x",
        "https://registry.npm" + "js.org/leaflet",
        "http://deb" + ".debian.org/debian",
    ],
)
def test_a_planted_path_or_host_is_found(line: str) -> None:
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "geo/wo" + "rk/x.py",
        "https://example.org/wo" + "rk/title",
        "https://wo" + "rk/x",
        "a /wo" + "rked/ way",
        "./tm" + "p/x",
    ],
)
def test_other_text_passes(line: str) -> None:
    assert not FORBIDDEN.search(line)


def read_pins(name: str) -> dict[str, str]:
    """Return the pinned version of each package of a requirements file, once its form is checked."""
    text = (ROOT / name).read_text(encoding="utf-8")
    pins: dict[str, str] = {}
    for entry in re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", "").splitlines():
        head, *hashes = re.split(r"\s+--hash=", entry)
        match = re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+)(?: ; .+)?", head.strip())
        assert match, f"{name}: not a pinned package: {head!r}"
        assert hashes, f"{name}: no hash: {head!r}"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value.strip()) for value in hashes), f"{name}: {head!r}"
        assert match[1] not in pins, f"{name}: two versions of {match[1]}"
        pins[match[1]] = match[2]
    return pins


def test_requirements_are_pinned_with_hashes_and_agree_with_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, dev = read_pins("requirements.txt"), read_pins("requirements-dev.txt")
    wanted = [(runtime, text) for text in project["project"]["dependencies"]]
    wanted += [(dev, text) for text in project["dependency-groups"]["dev"]]
    for pins, requirement in ((pins, Requirement(text)) for pins, text in wanted):
        version = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is pinned to {version}: run make lock"


def test_the_tests_run_on_the_versions_that_the_page_runs_on() -> None:
    runtime, dev = read_pins("requirements.txt"), read_pins("requirements-dev.txt")
    assert {name: dev.get(name) for name in runtime} == runtime


def test_the_scripts_tools_are_pinned_and_locked_by_hash_without_an_address() -> None:
    package, lock = (json.loads((ROOT / name).read_text("utf-8")) for name in ("package.json", "package-lock.json"))
    wanted = package["devDependencies"]
    assert "dependencies" not in package, "nothing of a registry is served"
    assert [name for name, version in wanted.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    found = {name.removeprefix("node_modules/"): entry for name, entry in lock["packages"].items() if name}
    assert {name: found[name]["version"] for name in wanted} == wanted
    assert [name for name, entry in found.items() if not entry["integrity"].startswith("sha512-")] == []
    assert [name for name, entry in found.items() if "resolved" in entry] == []


def test_vendored_assets_are_those_that_static_readme_lists() -> None:
    rows = re.findall(r"^\| `([0-9a-f]{64})` \| `(\S+)` \|$", (STATIC / "README.md").read_text("utf-8"), re.MULTILINE)
    listed = {name: digest for digest, name in rows}
    present = {
        path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in STATIC.rglob("*")
        if path.is_file() and path != STATIC / "README.md"
    }
    assert present == listed
    assert any(name.endswith("/LICENSE") for name in listed)
