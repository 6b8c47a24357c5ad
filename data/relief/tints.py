"""The tints of sea and land in the light and in the dark theme, and the light that falls on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from relief.grids import Grid


@dataclass(frozen=True)
class Tint:
    """The colours of a theme.

    ``sea`` gives colours by depth in metres; ``low`` and ``high`` are those of lowlands and of hills. Light turns a colour
    towards ``sea_lit`` or ``land_lit`` and shade towards ``sea_shade`` or ``land_shade``, so that a slope keeps the hue of
    its ground; ``sea_light`` and ``land_light`` say how far. ``bounds`` are the least and the greatest luminance that a
    pixel may have, as WCAG reckons it, so that marks and names stand out from every one.
    """

    sea: tuple[tuple[float, str], ...]
    sea_lit: str
    sea_shade: str
    sea_light: float
    low: str
    high: str
    land_lit: str
    land_shade: str
    land_light: float
    bounds: tuple[float, float]


THEMES = {
    "light": Tint(
        sea=(
            (0, "#ECF4F8"),
            (150, "#E4EFF6"),
            (1000, "#D8E8F2"),
            (3000, "#CADFED"),
            (5500, "#BDD6E8"),
            (6500, "#AECBE3"),
            (9000, "#9DBFDD"),
        ),
        sea_lit="#FFFFFF",
        sea_shade="#6D97BE",
        sea_light=0.55,
        low="#DDE7DA",
        high="#F3E8D5",
        land_lit="#FFFFFF",
        land_shade="#8A9C8E",
        land_light=1.6,
        bounds=(0.53, 1.0),
    ),
    "dark": Tint(
        sea=(
            (0, "#1B3545"),
            (150, "#183041"),
            (1000, "#142A3A"),
            (3000, "#112434"),
            (5500, "#0E1F2D"),
            (6500, "#0B1925"),
            (9000, "#060F18"),
        ),
        sea_lit="#2C5064",
        sea_shade="#050B12",
        sea_light=0.6,
        low="#29352F",
        high="#3F3D33",
        land_lit="#66736F",
        land_shade="#131A18",
        land_light=1.6,
        bounds=(0.0, 0.08),
    ),
}


def color(text: str) -> np.ndarray:
    """Return ``#RRGGBB`` as three numbers from 0 to 255."""
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64)


def held(colors: np.ndarray, tint: Tint) -> np.ndarray:
    """Return colours within the luminances of a theme: what is too dark is mixed with white, what is too bright with black."""
    share = colors / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    luminance = (light @ np.array([0.2126, 0.7152, 0.0722]))[..., None]
    low, high = tint.bounds
    light = light + np.clip((low - luminance) / np.maximum(1 - luminance, 1e-6), 0, 1) * (1 - light)
    light = light * np.minimum(1, high / np.maximum(luminance, 1e-6))
    return np.asarray(255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055))


def by_depth(tint: Tint, depth: np.ndarray) -> np.ndarray:
    """Return the sea's colour at depths in metres: shape (height, width, 3)."""
    depths = [metres for metres, _ in tint.sea]
    colors = np.array([color(text) for _, text in tint.sea])
    return np.stack([np.interp(depth, depths, colors[:, i]) for i in range(3)], axis=-1)


def hillshade(grid: Grid, height: np.ndarray, exaggeration: float) -> np.ndarray:
    """Return how much light from the north-west falls on each pixel; 0 where it falls as on a plain."""
    south, east = np.gradient(height)
    slope_east, slope_south = (east / grid.metres * exaggeration, south / grid.metres * exaggeration)
    # The light comes from 315° at a height of 45°: a plain gets the sine of that.
    lit = 1 + slope_east / np.sqrt(2) + slope_south / np.sqrt(2)
    return np.asarray(lit / np.sqrt(1 + slope_east**2 + slope_south**2) - 1)


def lighten(colors: np.ndarray, light: np.ndarray, lit: str, shade: str) -> np.ndarray:
    """Return colours turned towards one for light and another for shade, by light from -1 to 1 for each pixel."""
    share = np.clip(np.abs(light), 0, 1)[..., None]
    return np.asarray(colors + share * (np.where(light[..., None] > 0, color(lit), color(shade)) - colors))


def spread(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return values where they are known, and elsewhere that of the nearest place where they are."""
    nearest = ndimage.distance_transform_edt(~known, return_distances=False, return_indices=True)
    return np.asarray(values[tuple(nearest)])
