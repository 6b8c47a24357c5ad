"""A page of paper measured in millimetres, from its lower left corner, on which text, lines and areas are drawn.

Matplotlib is used without its global figure manager, and its settings are set for one drawing only, so that no setting file
of the machine has a say and the same page gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from pictures.lettering import Letters, properties, register_fonts
from pictures.paper import PageBox, Pen, path_of
from pictures.spec import MM_PER_INCH, Spec

_SETTINGS: Any = {
    # Text in an SVG becomes outlines, so that it is right where our fonts are not; a PDF holds the fonts themselves.
    "svg.fonttype": "path",
    "svg.hashsalt": "atlas",
    "svg.image_inline": True,
    "pdf.fonttype": 42,
    "pdf.compression": 9,
    "text.hinting": "none",
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "path.simplify": True,
    "path.simplify_threshold": 0.05,
}

CANVASES = {"png": FigureCanvasAgg, "svg": FigureCanvasSVG, "pdf": FigureCanvasPdf}


@contextmanager
def settings() -> Iterator[None]:
    """Set Matplotlib for one drawing. Its settings belong to the process: only one drawing at a time may be inside."""
    register_fonts()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield


class Page:
    """A page to draw on. Later things lie above earlier ones.

    Parameters
    ----------
    spec
        Size, format and resolution.
    paper
        The ground's colour.
    """

    def __init__(self, spec: Spec, paper: str) -> None:
        self.spec = spec
        width, height = spec.width_mm / MM_PER_INCH, spec.height_mm / MM_PER_INCH
        if spec.format == "png":
            # Whole pixels: half a one more would leave a stripe at the edge.
            width, height = ((pixels + 0.001) / spec.dpi for pixels in spec.pixels)
        self._figure = Figure(figsize=(width, height), dpi=spec.dpi, facecolor=paper)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, spec.width_mm)
        self._axes.set_ylim(0, spec.height_mm)
        self._order = 0

    @property
    def ground_per_mm(self) -> float:
        """How many pixels of what is no line lie on a millimetre: those of the page, or fewer to keep a file of lines small."""
        return min(self.spec.dpi / MM_PER_INCH, 6.0) if self.spec.format == "png" else 3.0

    def _add(self, artist: Any, clip: PageBox | None) -> None:
        self._order += 1
        artist.set_zorder(self._order)
        self._axes.add_artist(artist)
        if clip is not None:
            artist.set_clip_path(Rectangle((clip.x, clip.y), clip.width, clip.height, transform=self._axes.transData))

    def area(self, shape: BaseGeometry, color: str, clip: PageBox | None = None, opacity: float = 1.0) -> None:
        """Fill polygons.

        Parameters
        ----------
        shape
            Polygons in page millimetres.
        color
            As ``#RRGGBB``.
        clip
            Page millimetres, outside of which nothing is drawn; ``None`` for no such bound.
        opacity
            From 0 to 1.
        """
        path = path_of(shape)
        if path is not None:
            self._add(PathPatch(path, facecolor=color, edgecolor="none", linewidth=0, alpha=opacity), clip)

    def line(self, shape: BaseGeometry, pen: Pen, clip: PageBox | None = None) -> None:
        """Draw lines, or the outlines of polygons.

        Parameters
        ----------
        shape, clip
            As for :meth:`area`.
        pen
            Width and dashes in points.
        """
        path = path_of(shape)
        if path is None:
            return
        style: Any = (0, pen.dash) if pen.dash else "solid"
        self._add(
            PathPatch(
                path,
                facecolor="none",
                edgecolor=pen.color,
                linewidth=pen.width,
                linestyle=style,
                alpha=pen.opacity,
                capstyle="round" if pen.round else "butt",
                joinstyle="round",
            ),
            clip,
        )

    def image(self, pixels: NDArray[np.float32], box: PageBox, within: BaseGeometry | None = None) -> None:
        """Draw an image over a rectangle.

        Parameters
        ----------
        pixels
            Red, green and blue from 0 to 1: shape (height, width, 3), from the upper left corner.
        box
            Page millimetres.
        within
            Polygons in page millimetres, outside of which nothing is drawn; ``None`` for no such bound.
        """
        # A file of lines holds the pixels as they are, and whoever opens it makes them smooth.
        way: Any = "bilinear" if self.spec.format == "png" else "none"
        extent = (box.x, box.right, box.y, box.top)
        made = AxesImage(self._axes, extent=extent, origin="upper", interpolation=way)
        made.set_data((pixels * 255).round().astype(np.uint8))
        path = None if within is None else path_of(within)
        if within is None or path is not None:
            self._add(made, None if within is not None else box)
        if path is not None:
            made.set_clip_path(PathPatch(path, transform=self._axes.transData))

    def text(self, at: tuple[float, float], text: str, letters: Letters, color: str, **more: Any) -> None:
        """Write one line of clean text with its baseline at a point.

        Parameters
        ----------
        at
            x, y in page millimetres.
        text, letters, color
            A clean text, how it is set, and its colour as ``#RRGGBB``.
        **more
            ``align`` is left, center or right; ``halo`` the colour of a rim that sets it off its ground; ``turn`` degrees
            counterclockwise; ``clip`` as for :meth:`area`.
        """
        halo = more.get("halo")
        for rim in [halo, None] if halo else [None]:
            made = Text(
                *at,
                text,
                color=color,
                fontproperties=properties(letters),
                horizontalalignment=more.get("align", "left"),
                verticalalignment="baseline",
                rotation=more.get("turn", 0),
                rotation_mode="anchor",
                parse_math=False,
            )
            if rim:
                # A text with a rim becomes outlines, so the text proper is written once more above its rim.
                made.set_path_effects([Stroke(linewidth=letters.points * 0.32, foreground=rim, joinstyle="round")])
            self._add(made, more.get("clip"))

    def lines(self, at: tuple[float, float], texts: Sequence[str], letters: Letters, color: str, **more: Any) -> float:
        """Write lines downwards from an upper left point and return the height that they take, in millimetres.

        Parameters
        ----------
        at
            x, y in page millimetres.
        texts, letters, color, **more
            One text a line; the rest as for :meth:`text`.
        """
        x, top = at
        for number, text in enumerate(texts):
            self.text((x, top - letters.ascent_mm - number * letters.line_mm), text, letters, color, **more)
        return len(texts) * letters.line_mm

    def save(self, title: str, description: str) -> bytes:
        """Return the page as a file. No date and no name of a machine stands in it.

        Parameters
        ----------
        title, description
            What the file's metadata say.
        """
        out = io.BytesIO()
        metadata = {
            "png": {"Title": title, "Description": description, "Software": None},
            "svg": {"Title": title, "Description": description, "Date": None, "Creator": None},
            "pdf": {"Title": title, "Subject": description, "CreationDate": None, "Producer": None, "Creator": None},
        }[self.spec.format]
        canvas = CANVASES[self.spec.format](self._figure)
        canvas.print_figure(
            out, format=self.spec.format, dpi=self.spec.dpi, metadata=metadata, facecolor=self._figure.get_facecolor()
        )
        return out.getvalue()
