"""Areas in words: rounded once, from the area itself, wherever one is shown."""

from __future__ import annotations

SMALL_KM2 = 10
"""Under this an area is given to the thousandth, so that islets differ; ``web/map/places.js`` has the same."""


def computed(km2: float) -> str:
    """Return a computed area as every place of the page shows it.

    Parameters
    ----------
    km2
        The area in km², not rounded before.
    """
    return f"{km2:,.{1 if km2 >= SMALL_KM2 else 3}f}"


def published(km2: float) -> str:
    """Return an area that somebody published, as it was printed, to six significant digits.

    Parameters
    ----------
    km2
        The area in km².
    """
    return f"{km2:,g}"
