"""A publication while it is made: the atlas, its address, and the files that others name, each under a name with its hash."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import reading
from geo.atlas import Atlas
from geo.messages import Messages
from onefile import document
from publish.content import build
from web.hashes import content_hash

HERE = Path(__file__).resolve().parent

SCRIPTS = ("link.js", "selection.js", "notices.js", "address.js", "start.js")
"""The publication's own scripts in the order in which they run, after those of the page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page, in the page itself; as a header docs/publishing.md adds who may frame it."""

File = tuple[str, bytes]
"""A path inside the publication, with slashes, and what lies there."""


def json_bytes(value: Any) -> bytes:
    """Return a value as JSON (RFC 8259) in UTF-8, without blanks; the same value gives the same bytes.

    Parameters
    ----------
    value
        What JSON can hold.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def hashed(folder: str, name: str, content: bytes) -> File:
    """Return a file under a name that changes with its content, so that it may be kept for ever.

    Parameters
    ----------
    folder
        Where it lies in the publication.
    name
        Its plain name, with an ending.
    content
        What it holds.
    """
    path = PurePosixPath(name)
    return f"{folder}/{path.stem}.{content_hash(content)}{path.suffix}", content


@dataclass(frozen=True)
class Publication:
    """What all files of a publication are made from.

    Attributes
    ----------
    atlas
        The opened data, all articles.
    words
        The catalogue of the page's language.
    base
        Where it will stand, without a slash at the end; ``None`` where nobody said.
    cards
        The card of each view that has one, by its query (:func:`publish.cards.drawn`).
    """

    atlas: Atlas
    words: Messages
    base: str | None = None
    cards: Mapping[str, File] = field(default_factory=dict)

    @cached_property
    def _placed(self) -> dict[Path, File]:
        """Fonts and images that were named so far, by the project's own file."""
        return {}

    def _placed_at(self, path: Path) -> str:
        if path not in self._placed:
            self._placed[path] = hashed("assets", path.name, path.read_bytes())
        return self._placed[path][0]

    @cached_property
    def style(self) -> File:
        """The style sheet; fonts lie beside it."""
        own = (HERE / "publish.css").read_text(encoding="utf-8")
        text = document.style(lambda path: PurePosixPath(self._placed_at(path)).name)
        return hashed("assets", "atlas.css", f"{text}\n{own}".encode())

    @cached_property
    def leaf_style(self) -> File:
        """The style sheet of the pages that read without scripts."""
        return hashed("assets", "reading.css", reading.STYLE.encode())

    @cached_property
    def _names_of_cards(self) -> dict[str, str]:
        return {query: name for query, (name, _) in self.cards.items()}

    def site(self, depth: int) -> reading.Folder:
        """Return where everything stands for a page some folders deep."""
        up = "/".join([".."] * depth) or "."
        return reading.Folder(up, self.base, self._names_of_cards, self.leaf_style[0], POLICY)

    @property
    def whole(self) -> reading.Folder | None:
        """Where everything stands by absolute addresses; ``None`` where nobody said."""
        return self.site(0).whole

    @cached_property
    def script(self) -> File:
        """All scripts of the page as one."""
        return hashed("assets", "atlas.js", document.script(tuple(HERE / name for name in SCRIPTS)).encode())

    @cached_property
    def _data(self) -> tuple[File, tuple[File, ...]]:
        content, answers = build(self.atlas, self.words, self._placed_at)
        apart = {
            path: hashed("data", PurePosixPath(path).stem + ".json", json_bytes(answers[path])) for path in answers
        }
        content["apart"] = {path: name for path, (name, _) in apart.items()}
        return hashed("data", "atlas.json", json_bytes(content)), tuple(apart.values())

    @property
    def data(self) -> File:
        """What the page reads first: facts, places, features."""
        return self._data[0]

    def core(self) -> Iterator[File]:
        """Yield all that the page itself needs, once each: it opens by these alone."""
        yield from (self.style, self.script, self.data, *self._data[1])
        yield from dict(self._placed.values()).items()
