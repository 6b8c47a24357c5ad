"""The images: the sea by its depth, the land by its relief, and both together for what lies far around."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from relief.grids import Grid, Raster
from relief.tints import Tint, by_depth, color, hillshade, lighten, spread


def sea(grid: Grid, heights: Raster, tint: Tint) -> np.ndarray:
    """Return the sea's colours: shape (height, width, 3). Land counts as a depth of 0, so shallows run on under the coast.

    Parameters
    ----------
    grid
        Where the image lies.
    heights
        What :func:`relief.sources.read_depth` gives.
    tint
        The theme's colours.
    """
    near = heights.around(grid)
    bottom = grid.sample(near.of(np.minimum(near.values, 0)), order=3)
    # A pixel of the image is finer than the source: what the surface between its values rings with is smoothed away.
    finer = 0.1 * grid.shape[1] / (grid.bounds[2] - grid.bounds[0])
    bottom = ndimage.gaussian_filter(np.minimum(bottom, 0), max(0.4, 0.28 * finer))
    light = hillshade(grid, bottom, exaggeration=8)
    # The source is too coarse for light on shallows: it fades in with depth.
    light = np.clip(light, -0.6, 0.5) * np.clip((-bottom - 150) / 900, 0, 1)
    return lighten(by_depth(tint, -bottom), tint.sea_light * light, tint.sea_lit, tint.sea_shade)


def is_land(picture: np.ndarray) -> np.ndarray:
    """Tell which pixels of the relief picture are land: its waters are blue."""
    return picture[..., 2].astype(int) - picture[..., 1] < 6


def _inner(known: np.ndarray) -> np.ndarray:
    """Return the land without its coast, whose pixels are half water; islands that are all coast stay whole."""
    inner = ndimage.binary_erosion(known, border_value=1)
    return np.asarray(inner | (known & ~ndimage.binary_dilation(inner, iterations=2)))


def _relief(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how hilly and how lit each pixel of the picture is; what is no land has the values of the nearest land."""
    known = _inner(is_land(picture))
    colors = picture.astype(np.float64)
    warm = spread(colors[..., 0] - colors[..., 2], known)
    bright = spread(colors.mean(axis=-1), known)
    around = ndimage.gaussian_filter(bright, 9)
    hilly = np.clip((ndimage.gaussian_filter(warm, 2.5) + 30) / 75, 0, 1)
    return hilly, np.clip((bright - around) / around, -0.35, 0.25)


def land(grid: Grid, picture: Raster, tint: Tint) -> np.ndarray:
    """Return the land's colours: shape (height, width, 3). They run on past the coast, which cuts them when they are drawn.

    Parameters
    ----------
    grid
        Where the image lies.
    picture
        What :func:`relief.sources.read_relief` gives.
    tint
        The theme's colours.
    """
    near = picture.around(grid)
    hilly, light = (grid.sample(near.of(values), order=1) for values in _relief(near.values))
    low, high = color(tint.low), color(tint.high)
    return lighten(low + (high - low) * hilly[..., None], tint.land_light * light, tint.land_lit, tint.land_shade)


def land_share(grid: Grid, picture: Raster) -> np.ndarray:
    """Return how much of each pixel is land in the relief picture, from 0 to 1: shape (height, width)."""
    near = picture.around(grid)
    return grid.sample(near.of(is_land(near.values).astype(np.float64)), order=1)


def both(grid: Grid, heights: Raster, picture: Raster, tint: Tint) -> np.ndarray:
    """Return sea and land in one image, for what lies beyond the coast that we have: shape (height, width, 3)."""
    share = land_share(grid, picture)[..., None]
    return sea(grid, heights, tint) * (1 - share) + land(grid, picture, tint) * share
