"""How old pins are, and whether there is a newer version: by the index that pip asks, where it can be reached."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

ACCEPT = "application/vnd.pypi.simple.v1+json"
PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Age:
    """When a pinned version was published, and the newest one of its package.

    Parameters
    ----------
    name
        The package.
    version
        The pinned version.
    published
        When its first file came; ``None`` where the index does not say.
    newest
        The version of the latest file that came and was not withdrawn.
    """

    name: str
    version: str
    published: datetime | None
    newest: str

    def days(self, now: datetime) -> int | None:
        """Return how many days the pinned version is old."""
        return (now - self.published).days if self.published else None


def age_of(name: str, version: str, told: Mapping[str, object]) -> Age:
    """Return a pin's age by what an index tells of its package (PEP 691, PEP 700).

    Parameters
    ----------
    name, version
        The pin.
    told
        The index's JSON: ``files``, each with ``filename``, ``upload-time`` and ``yanked``.
    """
    files = [item for item in told.get("files", []) if isinstance(item, dict)]  # type: ignore[attr-defined]
    ours = [item for item in files if f"-{version}-" in item["filename"] or f"-{version}.tar" in item["filename"]]
    times = [datetime.fromisoformat(item["upload-time"]) for item in ours if item.get("upload-time")]
    sound = sorted((item.get("upload-time") or "", item["filename"]) for item in files if not item.get("yanked"))
    newest = sound[-1][1].split("-")[1].removesuffix(".tar.gz") if sound else version
    return Age(name, version, min(times, default=None), newest)


def ask(index: str, name: str) -> Mapping[str, object] | None:
    """Return what an index tells of a package, or ``None`` where it cannot be asked.

    Parameters
    ----------
    index
        The address of a simple index (PEP 503), without a slash at its end.
    name
        The package's normalised name.
    """
    request = urllib.request.Request(f"{index}/{name}/", headers={"Accept": ACCEPT})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
            return dict(json.load(answer))
    except (urllib.error.URLError, TimeoutError, ValueError):
        return None


def today() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
