"""Who administered what, step by step: each step with its treaty, its sources, and how either side sees it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from geo.schema import Id, Record, Text

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
