"""What the file ``data/changes.yaml`` holds: the log of the data themselves, which facts came, changed and went, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import yaml
from pydantic import StringConstraints

from geo.records.base import DAY, Id, Record, Text
from geo.records.fact import Fact

LOG, STATE = "changes.yaml", "changes.sha256"
"""The files of the log in a data folder: its entries, and the hash of each fact as the newest entry left it."""


class Change(Record):
    """An entry of the log of changes. ``python cli.py changes`` writes it."""

    id: Id
    """Its name in the data, of no other entry: its day, and a number behind it where a day has several."""
    date: Annotated[str, StringConstraints(pattern=DAY.pattern)]
    """The day of the change."""
    why: Text
    """What was changed, and why."""
    added: tuple[Id, ...] = ()
    """The facts that came, by their ids."""
    changed: tuple[Id, ...] = ()
    """The facts that say something else than before, by their ids."""
    withdrawn: tuple[Id, ...] = ()
    """The facts that went, by their ids."""


class Difference(NamedTuple):
    """How facts differ from what the log last recorded: ids, each list in their order."""

    added: list[str]
    changed: list[str]
    withdrawn: list[str]


def hashes(facts: Mapping[str, Fact]) -> dict[str, str]:
    """Return a name of each fact's content by its id: a sha256 of 64 hexadecimal digits over all fields that are set.

    Parameters
    ----------
    facts
        Checked facts by id.
    """
    return {
        ident: hashlib.sha256(fact.model_dump_json(exclude_defaults=True).encode()).hexdigest()
        for ident, fact in facts.items()
    }


def recorded(folder: Path) -> dict[str, str]:
    """Return the hash of each fact, by its id, as the log last recorded it; nothing where it never did.

    Parameters
    ----------
    folder
        The data folder. Its file has a line a fact, hash and id with two spaces between.
    """
    path = folder / STATE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {ident: digest for digest, _, ident in (line.partition("  ") for line in lines)}


def difference(before: Mapping[str, str], now: Mapping[str, str]) -> Difference:
    """Return which facts came, changed and went.

    Parameters
    ----------
    before, now
        Hashes by id, as :func:`recorded` and :func:`hashes` give them.
    """
    return Difference(
        added=[ident for ident in now if ident not in before],
        changed=[ident for ident in now if ident in before and before[ident] != now[ident]],
        withdrawn=[ident for ident in before if ident not in now],
    )


def record(folder: Path, facts: Mapping[str, Fact], known: Mapping[str, Change], day: date, why: str) -> Change:
    """Write how facts differ from the last entry as a new entry, and their hashes.

    Parameters
    ----------
    folder
        The data folder.
    facts
        Its checked facts by id.
    known
        The entries that it has, by id.
    day
        The day of the change.
    why
        What was changed, and why.

    Raises
    ------
    pydantic.ValidationError
        The reason is empty, or too long.
    OSError
        A file cannot be written.
    """
    now, before = hashes(facts), recorded(folder)
    number = 1 + sum(entry.date == day.isoformat() for entry in known.values())
    ident = f"{day}-{number}" if number > 1 else str(day)
    # The first entry begins the log: the facts that stand then are no change.
    found = difference(before, now)._asdict() if before else {}
    made = Change(id=ident, date=day.isoformat(), why=why, **{name: tuple(ids) for name, ids in found.items()})
    path = folder / LOG
    head = path.read_text(encoding="utf-8") if path.is_file() else f"{HEAD}\n"
    members = {name: list(value) if isinstance(value, tuple) else value for name, value in made if value}
    text = yaml.safe_dump([members], allow_unicode=True, sort_keys=False, width=120)
    path.write_text(head + "".join(f"  {line}\n" for line in text.splitlines()), encoding="utf-8")
    lines = "".join(f"{digest}  {name}\n" for name, digest in now.items())
    (folder / STATE).write_text(lines, encoding="utf-8")
    return made


HEAD = "# yaml-language-server: $schema=../schemas/changes.schema.json\n# Written by: python cli.py changes --why '…'\nchanges:"
"""How the log begins."""
