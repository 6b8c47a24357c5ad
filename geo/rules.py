"""What the data folder says of the map itself: which facts and places a layer holds, and where its buttons go."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from geo.model import PlaceKind, Role, Topic
from geo.schema import Id, Record


class Bookmark(Record):
    """A button that brings the map to one or more places, whole."""

    id: Id
    places: Annotated[tuple[Id, ...], Field(min_length=1)]
    zoom: Annotated[float, Field(ge=2, le=12)] | None = None


class LayerRule(Record):
    """Which facts a map layer holds, and what one feature is: a place, a fact at a place, or a unit in a period.

    ``roles``, ``topics`` and ``facts`` left empty mean any; ``lifecycle`` asks for facts with one, without one, or either.
    ``except_facts`` leaves to another layer what that one draws, so that nothing is marked twice. An ``optional`` layer
    is off until a reader asks for it.
    ``kinds`` makes a layer of all places of these kinds, whether or not a fact names them: lines and waters that are computed.
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
    optional: bool = False

    @property
    def holds_facts(self) -> bool:
        """Whether the layer is one of the main ones that facts are filtered by: shown at once, and not only ground."""
        return not self.optional and not self.kinds and self.grain != "period-unit"
