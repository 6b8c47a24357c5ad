"""Make a release of the present commit: a tag, a zip of what it holds, and the hashes of zip and bill: ``make release``."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from publish import packing

ROOT = Path(__file__).resolve().parent.parent


def git(*words: str) -> str:
    """Return what git answers."""
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def version() -> str:
    """Return the version that pyproject.toml gives."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def pack(commit: str, name: str, folder: Path) -> Path:
    """Write a commit's files as a zip, the same bytes each time, and return where.

    Parameters
    ----------
    commit
        Any name of a commit.
    name
        Of the release; the files stand in a folder of it.
    folder
        Where to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.zip"
    git("archive", "--format=zip", f"--prefix={name}/", "-o", str(path), commit)
    return path


def sums(paths: list[Path]) -> str:
    """Return the SHA-256 of files in the form that ``sha256sum -c`` reads."""
    return packing.sums({path.name: path.read_bytes() for path in paths}).decode()


def main() -> None:
    """Refuse what is not committed or has no entry in the changelog; else tag, pack and print."""
    tag, folder = f"v{version()}", ROOT / "build"
    if git("status", "--porcelain"):
        sys.exit("There are changes that are not committed: commit them, or set them aside with git stash.")
    if f"\n## {version()}" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        sys.exit(f"CHANGELOG.md has no heading '## {version()}': name what is new in it.")
    if tag not in git("tag", "--list", tag):
        git("tag", "-a", tag, "-m", f"Release {version()}")
    made = [pack(tag, f"four-islands-atlas-{version()}", folder)]
    made += [path for path in (folder / "sbom.cdx.json",) if path.is_file()]
    (folder / "SHA256SUMS").write_text(sums(made), encoding="utf-8")
    print(f"{tag} is {git('rev-parse', f'{tag}^{{commit}}')}\n{sums(made)}", end="")


if __name__ == "__main__":
    main()
