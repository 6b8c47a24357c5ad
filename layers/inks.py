"""Every ink of map, pictures and one file, each once: a light and a dark version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Ink:
    """One colour in the light and in the dark theme, as ``#RRGGBB``."""

    light: str
    dark: str

    def of(self, theme: Theme) -> str:
        """Return the colour in a theme.

        Parameters
        ----------
        theme
            ``light`` or ``dark``.

        Returns
        -------
        str
            As ``#RRGGBB``.
        """
        return self.light if theme == "light" else self.dark


INKS: dict[str, Ink] = {
    # What marks lie on.
    "sea": Ink("#E6EDF2", "#10202C"),
    "isobath": Ink("#86ABCB", "#31526A"),
    "land": Ink("#F4F1EA", "#2A333A"),
    "land_line": Ink("#9C917A", "#5A6C78"),
    "islands": Ink("#E3D7B5", "#4A432E"),
    # Marks: each keeps a contrast of 3:1 with sea and land.
    "coast": Ink("#6B5A2E", "#D8C48A"),
    "military": Ink("#A63A00", "#FF9E66"),
    "event": Ink("#1B5E9E", "#7DB9F0"),
    "context": Ink("#5F4B8B", "#C4B5F5"),
    "ended": Ink("#5B5F66", "#B4BCC4"),
    "computed": Ink("#5B5F66", "#B4BCC4"),
    "unit": Ink("#4A5560", "#C3CDD6"),
    "differ": Ink("#8A5A00", "#F0C05A"),
    "selected": Ink("#B4005A", "#FF8AC4"),
    # What is written, and what stands on the map beside the marks. A panel lies on the map, paper under a whole picture.
    "text": Ink("#1A2631", "#E7EDF2"),
    "quiet": Ink("#4C5A66", "#A9B7C3"),
    "rule": Ink("#D5DDE4", "#2E404E"),
    "panel": Ink("#FFFFFF", "#16242F"),
    "line": Ink("#C9D2DA", "#3B4C5A"),
    "paper": Ink("#FFFFFF", "#0E1A24"),
}
"""All inks by name."""
