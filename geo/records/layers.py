"""What the data folder says of a map layer: which facts and places it holds, and what it is called."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from geo.records.base import Id, Record, Text
from geo.records.fact import Role, Topic
from geo.records.place import PlaceKind


class LayerRule(Record):
    """Which facts a map layer holds, and what one feature is: a place, a fact at a place, or a unit in a period."""

    id: Id
    """Its name in the data, and in addresses."""
    order: Annotated[int, Field(ge=0, le=999)]
    """Where it stands among the layers: the smallest number first."""
    grain: Literal["place", "fact-place", "period-unit"]
    """What one feature is."""
    lifecycle: Literal["required", "none", "any"] = "any"
    """Whether it holds facts with a ``lifecycle``, without one, or either."""
    roles: tuple[Role, ...] = ()
    """The roles of places that it holds; empty means any."""
    topics: tuple[Topic, ...] = ()
    """The topics that it holds; empty means any."""
    kinds: tuple[PlaceKind, ...] = ()
    """Makes a layer of all places of these kinds, whether or not a fact names them: lines and waters that are computed."""
    facts: tuple[Id, ...] = ()
    """The facts that it holds, by their ids; empty means any."""
    except_facts: tuple[Id, ...] = ()
    """Facts that it leaves to another layer, so that nothing is marked twice."""
    except_kinds: tuple[PlaceKind, ...] = ()
    """Kinds of place that it keeps out."""
    labels: bool = False
    """Makes a layer of all places with a ``label_rank``: names that the map writes and that a search finds."""
    optional: bool = False
    """Whether it is off until a reader asks for it."""
    label: Text | None = None
    """What the layer is called; without it the word that the message catalogue has for its id, else the id."""

    @property
    def bears_none(self) -> bool:
        """Whether the layer is of places for their own sake: what is computed, and names."""
        return bool(self.kinds) or self.labels

    @property
    def holds_facts(self) -> bool:
        """Whether the layer is one of the main ones that facts are filtered by: shown at once, and not only ground."""
        return not self.optional and not self.bears_none and self.grain != "period-unit"
