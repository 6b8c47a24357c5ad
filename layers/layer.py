"""What a layer is on a map: what it draws, its ink, and the rules that give its marks their symbols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from layers.inks import INKS, Ink
from layers.rules import DEFAULT, OTHERS, Rules

Draws = Literal["marks", "land", "lines", "waters", "units", "names"]
"""Marks of facts; the land that they lie on; or what bears no fact: computed lines and waters, units of a period, names alone."""

GROUND: frozenset[Draws] = frozenset({"lines", "waters", "units"})
"""What lies under the marks: drawn by the view of claims or the period (:mod:`layers.ways`)."""


@dataclass(frozen=True, slots=True)
class Layer:
    """How the features of one layer are drawn. Only layers of marks and land have rules."""

    id: str
    ink: Ink
    draws: Draws = "marks"
    rules: Rules = DEFAULT


CONTEXT = Layer("context", INKS["context"], rules=OTHERS)
"""What other sources add, drawn as a layer of its own above all others."""
