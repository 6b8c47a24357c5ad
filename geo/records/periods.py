"""Who administered what, step by step: each step with its treaty, its sources, and how either side sees it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from geo.records.base import Fault, Id, Record, Text

UNHELD: frozenset[str] = frozenset({"joint", "undetermined"})
"""What may stand for a unit instead of an actor: held by two states and not divided, or belonging to none as somebody sees it."""


class Viewpoint(Record):
    """How one side sees a step, from the day ``since`` to the day ``until``, absent meaning as long as the step.

    A side that changed its mind has a viewpoint for each time. ``units`` holds only what it sees otherwise than administered.
    """

    actor: Id
    since: Text | None = None
    until: Text | None = None
    units: dict[Id, Id] = Field(default_factory=dict)
    says: Text
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class Period(Record):
    """One step of administration, from the day ``since`` to the day ``until``, as EDTF; absent means open.

    ``units`` maps each unit, a place, to the actor that administered it, or to one of :data:`UNHELD`; it is empty where
    no states had agreed on a line. ``occupied`` lists the units that the actor's troops held through the step without a treaty
    and without its own law counting them as part of the state. ``home_of`` names the people who lived there before.
    ``treaty`` is the fact that tells of the treaty, ``events`` are facts that belong to the step and changed no hands, or
    changed them within it.
    """

    id: Id
    title: Text
    since: Text | None = None
    until: Text | None = None
    home_of: tuple[Id, ...] = ()
    units: dict[Id, Id] = Field(default_factory=dict)
    occupied: tuple[Id, ...] = ()
    treaty: Id | None = None
    events: tuple[Id, ...] = ()
    calendar_note: Text | None = None
    note: Text | None = None
    viewpoints: tuple[Viewpoint, ...] = ()
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


def _units(period: Period) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what a step says of units, each with its field: as administered, then as each viewpoint sees them."""
    yield "units", period.units
    yield from ((f"viewpoints.{i}.units", viewpoint.units) for i, viewpoint in enumerate(period.viewpoints))


def _check_occupied(period: Period) -> Iterator[Fault]:
    """Yield units that are marked as held by troops and cannot be: by nobody, under a treaty, or with no word on whose troops."""
    for position, unit in enumerate(period.occupied):
        if period.units.get(unit, "joint") in UNHELD:
            yield Fault("periods", period.id, f"occupied.{position}", f"nobody holds '{unit}' in this step")
    if period.occupied and not (period.note and not period.treaty):
        wanted = "say in a note whose troops held it; a treaty would make it no occupation"
        yield Fault("periods", period.id, "occupied", wanted)


def _check_viewpoints(period: Period) -> Iterator[Fault]:
    """Yield viewpoints of one actor that overlap: a side sees a step in one way at a time."""
    until: dict[str, str | None] = {}
    for position, view in enumerate(period.viewpoints):
        if view.actor in until and (until[view.actor] is None or until[view.actor] != view.since):
            message = f"is not the day on which {view.actor}'s viewpoint before it ends: {until[view.actor]}"
            yield Fault("periods", period.id, f"viewpoints.{position}.since", message)
        until[view.actor] = view.until


def check_periods(read: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Yield units and holders that are not there, steps with other units than the rest, and steps that do not adjoin."""
    periods: dict[str, Period] = read["periods"]
    drawn = {unit for period in periods.values() for unit in period.units}
    for ident, period in periods.items():
        for name, units in _units(period):
            for unit, holder in units.items():
                if unit not in read["places"] or unit not in drawn:
                    yield Fault("periods", ident, f"{name}.{unit}", f"no '{unit}' among the places and units")
                if holder not in read["actors"] and holder not in UNHELD:
                    yield Fault("periods", ident, f"{name}.{unit}", f"no '{holder}' among the actors")
        yield from _check_occupied(period)
        yield from _check_viewpoints(period)
        missing = sorted(drawn - set(period.units)) if period.units else []
        if missing:
            yield Fault("periods", ident, "units", f"says nothing of '{missing[0]}', which other steps name")
    for before, after in itertools.pairwise(periods.values()):
        if before.until is None or before.until != after.since:
            yield Fault("periods", after.id, "since", f"is not the day on which '{before.id}' ends: {before.until}")
