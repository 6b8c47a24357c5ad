"""Broken data folders: a change of one spot, and the problems that reading then lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import DataError, Problem
from geo.records.catalog import read_catalog


def change(path: Path, old: str, new: str) -> None:
    """Change the first occurrence of a text in a file."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> list[Problem]:
    """Return every problem of a broken folder."""
    with pytest.raises(DataError) as caught:
        read_catalog(folder)
    return caught.value.problems


def lines(folder: Path) -> list[str]:
    """Return every problem of a broken folder as it is listed, without the line of the file."""
    return [f"{item.file}: {item.id}: {item.field}: {item.message}" for item in problems(folder)]
