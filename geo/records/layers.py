"""What the data folder says of a map layer: which facts and places it holds, and what it is called."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from geo.records.base import Id, Record, Text
from geo.records.fact import Role, Topic
from geo.records.place import PlaceKind


class LayerRule(Record):
    """Which facts a map layer holds, and what one feature is: a place, a fact at a place, or a unit in a period.

    ``roles``, ``topics`` and ``facts`` left empty mean any; ``lifecycle`` asks for facts with one, without one, or either.
    ``except_facts`` leaves to another layer what that one draws, so that nothing is marked twice. An ``optional`` layer
    is off until a reader asks for it.
    ``kinds`` makes a layer of all places of these kinds, whether or not a fact names them: lines and waters that are computed;
    ``except_kinds`` keeps places of some kinds out. ``labels`` makes a layer of all places with a ``label_rank``: names that the
    map writes and that a search finds.
    """

    id: Id
    order: Annotated[int, Field(ge=0, le=999)]
    grain: Literal["place", "fact-place", "period-unit"]
    lifecycle: Literal["required", "none", "any"] = "any"
    roles: tuple[Role, ...] = ()
    topics: tuple[Topic, ...] = ()
    kinds: tuple[PlaceKind, ...] = ()
    facts: tuple[Id, ...] = ()
    except_facts: tuple[Id, ...] = ()
    except_kinds: tuple[PlaceKind, ...] = ()
    labels: bool = False
    optional: bool = False
    label: Text | None = None
    """What the layer is called; without it the message ``layer.<id>``, else the id."""

    @property
    def bears_none(self) -> bool:
        """Whether the layer is of places for their own sake: what is computed, and names."""
        return bool(self.kinds) or self.labels

    @property
    def holds_facts(self) -> bool:
        """Whether the layer is one of the main ones that facts are filtered by: shown at once, and not only ground."""
        return not self.optional and not self.bears_none and self.grain != "period-unit"
