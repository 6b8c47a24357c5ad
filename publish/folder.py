"""Writing a publication: whole into a folder beside, then under its name, so that nobody ever finds half of one."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import reading
from geo.atlas import Atlas
from geo.text.catalogue import words_of
from publish import cards, packing
from publish.errors import CannotPublish
from publish.holdings import holdings
from publish.publication import Publication

LANGUAGE = "en"
"""Of the pages, whatever the language of who asks: bytes depend on the data alone."""
REMAINS_S = 3_600
"""After so many seconds a folder that was begun beside a publication belongs to a process that was killed."""
MARKS = ("index.html", "worker.js", "files/index.html")
"""What the list of a publication names; lists of hashes beside a page are common."""


@dataclass(frozen=True)
class Order:
    """What is asked of a publication.

    Attributes
    ----------
    base
        Where it will stand, ``https://host/path``; needed for what others read of it: site map, feed, heads.
    force
        Replaces an earlier publication too in which files were changed or added by hand.
    cards
        Whether the pages' cards are drawn, which takes some minutes.
    """

    base: str | None = None
    force: bool = False
    cards: bool = True


USUAL = Order()


@dataclass(frozen=True)
class Report:
    """What was written: how many files of how many bytes, compressed copies among them, and what a first visit loads.

    ``first`` counts bytes by brotli where a file has such a copy.
    """

    files: int
    bytes: int
    first: int


def address(text: str | None) -> str | None:
    """Return where a publication will stand, without a slash at the end.

    Parameters
    ----------
    text
        As the operator wrote it, or ``None``.

    Raises
    ------
    CannotPublish
        It is no address of a folder on the web.
    """
    if text is None:
        return None
    parts = urlsplit(text)
    plain = not (parts.query or parts.fragment or parts.username or any(c.isspace() or c in "\"'<>" for c in text))
    if parts.scheme not in {"http", "https"} or not parts.hostname or not plain:
        raise CannotPublish(f"--base-url: '{text}' is no address of a folder: write https://host/path")
    return text.rstrip("/")


def publish(
    atlas: Atlas,
    target: Path,
    order: Order = USUAL,
    say: Callable[[str], None] = print,
) -> Report:
    """Write a publication into a folder, in the place of an earlier one if one is there.

    Parameters
    ----------
    atlas
        The opened data.
    target
        The folder. It is new, empty, or holds an earlier publication.
    order
        What is asked of it.
    say
        Told what begins: drawing, making, writing.

    Raises
    ------
    CannotPublish
        The folder is somebody else's, or the address is none.
    OSError
        It cannot be written; what was there is as it was.
    """
    target, whole, base = target.resolve(), atlas.whole, address(order.base)
    _check_target(target, force=order.force)
    pictures = {}
    if order.cards:
        say("report.drawing_cards")
        pictures = cards.drawn(whole, reading.with_cards(whole))
    say("report.making_files")
    files = holdings(made := Publication(whole, words_of(whole, LANGUAGE), base, pictures))
    files |= packing.compressed(files)
    files[packing.SUMS] = packing.sums(files)
    say("report.writing_files")
    # Drawing takes minutes: what somebody has put there meanwhile is not lost either.
    _check_target(target, force=order.force)
    _replace(target, files)
    _clear_remains(target)
    opened = ["index.html", *dict(made.core())]
    first = sum(len(files.get(f"{name}.br", files[name])) for name in opened)
    return Report(len(files), sum(map(len, files.values())), first)


def _check_target(target: Path, *, force: bool) -> None:
    """Hold that nothing but a publication of ours would be replaced."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    listed = _listed(target)
    if not all(name in listed and (target / name).is_file() for name in MARKS):
        raise CannotPublish(f"{target} is there and is no publication: name another folder, or move it away")
    if (strange := _strange(target, listed)) and not force:
        told = f"{target} was changed since it was published ({strange})"
        raise CannotPublish(f"{told}: --force replaces it all the same")


def _listed(target: Path) -> Mapping[str, str]:
    """Return what the list of a publication says, the hash of each file by its name; of a folder without one nothing."""
    try:
        return packing.listed((target / packing.SUMS).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except ValueError as error:
        raise CannotPublish(f"{target}/{packing.SUMS} is none of a publication: name another folder") from error


def _strange(target: Path, known: Mapping[str, str]) -> str | None:
    """Return the first file that is not as an earlier publication wrote it."""
    for path in sorted(target.rglob("*")):
        name = path.relative_to(target).as_posix()
        if path.is_symlink() or (path.is_file() and name != packing.SUMS and _digest(path) != known.get(name)):
            return name
    return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside the target, then change names. Whatever fails, the target is whole: the earlier one or the new."""
    mark = token_hex(4)
    fresh, old = (target.with_name(f".{target.name}.{word}-{mark}") for word in ("new", "old"))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write(fresh, files)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        # The earlier one goes only where another stands in its place.
        for left in (fresh, *([old] if target.exists() else [])):
            if left.exists():
                shutil.rmtree(left)


def _clear_remains(target: Path) -> None:
    """Remove what a publication left beside this one that was killed. One that is being written now is younger."""
    for path in target.parent.iterdir():
        ours = re.fullmatch(rf"\.{re.escape(target.name)}\.(new|old)-[0-9a-f]{{8}}", path.name)
        if ours and path.is_dir() and not path.is_symlink() and time.time() - path.stat().st_mtime > REMAINS_S:
            shutil.rmtree(path)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
