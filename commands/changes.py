"""The command ``changes``: what differs from the data's log of changes, and a new entry in it."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from geo.atlas import data_folder
from geo.messages import messages
from geo.records import changes as log
from geo.records.catalog import Catalog, read_catalog

SAY = messages("en").text


def changes(arguments: argparse.Namespace) -> int:
    """List the facts that differ from the last entry of the log of changes, or record them.

    Parameters
    ----------
    arguments
        ``why`` is the reason that a new entry gives, or ``None`` to list.

    Returns
    -------
    int
        The exit code: 0 where nothing differs or an entry was written, 1 where something does or a file cannot be written, 2
        where the reason is none.
    """
    folder = data_folder()
    catalog = read_catalog(folder)
    before = log.recorded(folder)
    found = log.difference(before, log.hashes(catalog.facts))
    lines = [f"{kind}  {ident}" for kind, idents in found._asdict().items() for ident in idents]
    if not lines:
        print(SAY("changes.none"))
        return 0
    if arguments.why is None:
        print("\n".join(lines))
        print(SAY("changes.unrecorded"), file=sys.stderr)
        return 1
    return _record(folder, catalog, arguments.why)


def _record(folder: Path, catalog: Catalog, why: str) -> int:
    """Write an entry of the log of changes."""
    today = datetime.now(UTC).date()
    try:
        made = log.record(folder, catalog.facts, catalog.changes, today, why)
    except ValueError:
        print(SAY("changes.reason"), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"cannot write {folder / log.LOG}: {error.strerror}", file=sys.stderr)
        return 1
    print(SAY("changes.recorded", id=made.id, file=str(folder / log.LOG)))
    return 0
