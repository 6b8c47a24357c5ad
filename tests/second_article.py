"""A data folder with two articles: the shipped one, and that of a made-up outlet which states true facts."""

from __future__ import annotations

import shutil
from pathlib import Path

from geo.paths import DATA

FIRST, SECOND = "cnbc-2018-09-12", "gazette-2018-11-15"
CASE = Path(__file__).parent / "cases" / "second-article"

_BEARS = "      - {to: p11-missiles, kind: refines, note: one of two systems}\n"
_BEARS_ON_BOTH = _BEARS + "      - {to: gazette-missiles, kind: refines, note: names the system}\n"


def write_two_articles(folder: Path) -> Path:
    """Write the shipped data with the second article beside the first, and return the folder.

    A fact of another source bears on facts of both articles, so that what is said of the one can be told from the other.
    """
    shutil.copytree(DATA, folder)
    shutil.copytree(CASE, folder, dirs_exist_ok=True)
    facts = folder / "facts" / "context-military.yaml"
    text = facts.read_text(encoding="utf-8")
    assert text.count(_BEARS) >= 1
    facts.write_text(text.replace(_BEARS, _BEARS_ON_BOTH, 1), encoding="utf-8")
    return folder
