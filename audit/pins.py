"""What a file of pinned requirements names."""

from __future__ import annotations

import re
from pathlib import Path


def read_pins(path: Path) -> dict[str, str]:
    """Return the version of each package that is pinned, by its normalised name (PEP 503).

    Parameters
    ----------
    path
        A file that uv or pip-tools compiled, with one ``name==version`` a package.
    """
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {normalised(name): version for name, version in found}


def normalised(name: str) -> str:
    """Return a package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
