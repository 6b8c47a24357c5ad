"""Who administered what, step by step: each step with its treaty, its sources, and how either side sees it."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from geo.records.base import Date, Fault, Id, Record, Text, as_far_as_read, each
from geo.records.dates import is_date
from geo.records.gaps import Gaps
from geo.records.wording import choice, missing, one_of

UNHELD: frozenset[str] = frozenset({"joint", "undetermined"})
"""What may stand for a unit instead of an actor: held by two states and not divided, or belonging to none as somebody sees it."""


class Viewpoint(Record):
    """How one side sees a step. A side that changed its mind has a viewpoint for each time."""

    actor: Id
    """Who sees it so, by the actor's id."""
    since: Date | None = None
    """From which day, as EDTF; absent means from the step's beginning."""
    until: Date | None = None
    """Until which day, as EDTF; absent means to the step's end."""
    units: dict[Id, Id] = Field(default_factory=dict)
    """What it sees otherwise than administered: each unit with the actor that holds it in its eyes."""
    says: Text
    """What the side says, in our words."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The sources of that, by their ids."""


class Period(Record):
    """One step of administration, from day to day. The steps adjoin."""

    id: Id
    """Its name in the data, of no other step."""
    title: Text
    """What it is called."""
    since: Date | None = None
    """The day on which it begins, as EDTF; the first step may have none. It is the day on which the step before it ends."""
    until: Date | None = None
    """The day on which it ends, as EDTF; absent means that it lasts."""
    home_of: tuple[Id, ...] = ()
    """The people who lived there before, by the actors' ids."""
    units: dict[Id, Id] = Field(default_factory=dict)
    """Each unit, a place, with the actor that administered it, or ``joint`` or ``undetermined``: ``urup-to-shumshu: japan``.
    Empty where no states had agreed on a line."""
    occupied: tuple[Id, ...] = ()
    """The units that the actor's troops held through the step without a treaty and without its own law counting them as
    part of the state."""
    treaty: Id | None = None
    """The fact that tells of the treaty, by its id."""
    events: tuple[Id, ...] = ()
    """Facts that belong to the step and changed no hands, or changed them within it, by their ids."""
    calendar_note: Text | None = None
    """What is to be known of the dates' calendar."""
    note: Text | None = None
    """What a reader should know about the step; with ``occupied``, whose troops held the units."""
    viewpoints: tuple[Viewpoint, ...] = ()
    """How either side sees it."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The sources of the step, by their ids."""


def _units(period: Period) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what a step says of units, each with its field: as administered, then as each viewpoint sees them."""
    yield "units", getattr(period, "units", {})
    for position, viewpoint in enumerate(getattr(period, "viewpoints", ())):
        yield f"viewpoints.{position}.units", getattr(viewpoint, "units", {})


def _check_occupied(places: Collection[str], ident: str, period: Period) -> Iterator[Fault]:
    """Yield units that are marked as held by troops and cannot be: by nobody, under a treaty, or with no word on whose troops."""
    for position, unit in enumerate(period.occupied):
        if unit in places and period.units.get(unit, "joint") in UNHELD:
            message = f"nobody holds '{unit}' in this step: remove it, or give its actor in units"
            yield Fault("periods", ident, f"occupied.{position}", message)
    if period.occupied and not (period.note and not period.treaty):
        wanted = "say in a note whose troops held it, and remove the treaty, which would make it no occupation"
        yield Fault("periods", ident, "occupied", wanted)


def _check_viewpoints(ident: str, period: Period) -> Iterator[Fault]:
    """Yield viewpoints of one actor that overlap: a side sees a step in one way at a time."""
    until: dict[str, str | None] = {}
    for position, view in enumerate(period.viewpoints):
        before = until.get(view.actor)
        # A date that is none is told already.
        unread = any(date is not None and not is_date(date) for date in (before, view.since))
        if view.actor in until and not unread and (before is None or before != view.since):
            message = f"must be the day on which {view.actor}'s viewpoint before it ends: " + (
                f"write {before}" if before else "give that one its until"
            )
            yield Fault("periods", ident, f"viewpoints.{position}.since", message)
        until[view.actor] = view.until


def _check_units(
    read: dict[str, dict[str, Any]], gaps: Gaps, drawn: set[str], ident: str, period: Period
) -> Iterator[Fault]:
    """Yield units and holders that are not there, and units of other steps that this one says nothing of."""
    for name, units in _units(period):
        for unit, holder in units.items():
            if unit not in read["places"] and not gaps.may_hold("places", unit, read["places"]):
                yield Fault("periods", ident, f"{name}.{unit}", missing("places", unit, read["places"]))
            elif unit in read["places"] and unit not in drawn:
                message = f"'{unit}' is no unit of any step: write {choice(unit, sorted(drawn))}"
                yield Fault("periods", ident, f"{name}.{unit}", message)
            if holder not in {*UNHELD, *read["actors"]} and not gaps.may_hold("actors", holder, read["actors"]):
                message = f"{missing('actors', holder, read['actors'])}; or write {one_of(sorted(UNHELD))}"
                yield Fault("periods", ident, f"{name}.{unit}", message)
    left = sorted(drawn & set(read["places"]) - set(period.units)) if period.units else []
    # A misspelt unit is told already; the right one is then not missing too.
    if left and set(period.units) <= set(read["places"]):
        yield Fault("periods", ident, "units", f"says nothing of '{left[0]}', which other steps name: add it")


def check_periods(read: dict[str, dict[str, Any]], gaps: Gaps) -> Iterator[Fault]:
    """Yield units and holders that are not there, steps with other units than the rest, and steps that do not adjoin.

    Parameters
    ----------
    read
        Of each kind, the records by id. A record of which a part could not be read lacks those fields.
    gaps
        What could not be read.
    """
    periods: dict[str, Period] = read["periods"]
    drawn = {unit for period in periods.values() for unit in getattr(period, "units", {})}
    yield from each(periods, partial(_check_units, read, gaps, drawn))
    yield from each(periods, partial(_check_occupied, read["places"]))
    yield from each(periods, _check_viewpoints)
    for before, after in itertools.pairwise(periods.items()) if gaps.whole("periods") else ():
        yield from as_far_as_read(_check_adjoin(before[0], before[1], after[0], after[1]))


def _check_adjoin(name: str, before: Period, ident: str, after: Period) -> Iterator[Fault]:
    """Yield a step that does not begin where the one before it ends."""
    if any(date is not None and not is_date(date) for date in (before.until, after.since)):
        return
    if before.until is None:
        message = f"must be the day on which '{name}' ends: give that one its until, and write the same day here"
        yield Fault("periods", ident, "since", message)
    elif before.until != after.since:
        yield Fault("periods", ident, "since", f"must be the day on which '{name}' ends: write {before.until}")
