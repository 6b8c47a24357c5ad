"""What a picture is to be: format, size, resolution, theme and part of the map; bounds keep a reader from a huge one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, cast, get_args

from geo.errors import PictureError
from geo.view.pairs import Dropped, read_pairs
from geo.view.parsers import Vocabulary, parse_choice, parse_number
from pictures.palette import Theme

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[str, ...] = get_args(Format)
MEDIA_TYPES: dict[str, str] = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}

MM_PER_INCH = 25.4
SIDE_MM = (120, 420)
DPI = (72, 300)
MAX_PIXELS = 18_000_000
"""The most pixels of a PNG: 420 by 297 mm at 300 dpi, which the drawing holds as 70 MB while it runs."""


class Size(NamedTuple):
    """A size on paper in millimetres, and the resolution of its PNG in dots an inch."""

    width_mm: float
    height_mm: float
    dpi: int


CARD = "card"
"""The size that is laid out to be read small, beside a shared link: a title, the map, and little more."""

SIZES: dict[str, Size] = {
    "slide": Size(40 / 3 * MM_PER_INCH, 7.5 * MM_PER_INCH, 144),
    "a4": Size(297, 210, 200),
    "square": Size(7.5 * MM_PER_INCH, 7.5 * MM_PER_INCH, 144),
    CARD: Size(12.5 * MM_PER_INCH, 6.5625 * MM_PER_INCH, 96),
}
"""A slide of 16:9 (PNG 1920 × 1080), A4 lying, a square (PNG 1080 × 1080), and the card of a shared link (PNG 1200 × 630)."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What a picture is to be.

    Parameters
    ----------
    format
        One of :data:`FORMATS`.
    width_mm, height_mm
        The page's sides in millimetres, within :data:`SIDE_MM`.
    dpi
        Dots an inch, within :data:`DPI`. By them the page has :data:`MAX_PIXELS` at most, whatever the format.
    theme
        ``light`` or ``dark``.
    bookmark
        The part of the map by a bookmark's name, whatever the view's camera; ``None`` leaves it to the view and the data.
    card
        Whether it is laid out as a card.

    Raises
    ------
    geo.errors.PictureError
        A value is outside its bounds.
    """

    format: Format = "png"
    width_mm: float = SIZES["slide"].width_mm
    height_mm: float = SIZES["slide"].height_mm
    dpi: int = SIZES["slide"].dpi
    theme: Theme = "light"
    bookmark: str | None = None
    card: bool = False

    def __post_init__(self) -> None:
        """Check the bounds."""
        if self.format not in FORMATS or self.theme not in get_args(Theme):
            raise PictureError(f"no picture '{self.format}' in '{self.theme}'")
        for name, value, (low, high) in (
            ("width", self.width_mm, SIDE_MM),
            ("height", self.height_mm, SIDE_MM),
            ("dpi", self.dpi, DPI),
        ):
            if not low <= value <= high:
                raise PictureError(f"{name} must lie from {low} to {high}")
        if self.pixels[0] * self.pixels[1] > MAX_PIXELS:
            raise PictureError(
                f"{self.pixels[0]} by {self.pixels[1]} pixels are more than {MAX_PIXELS:,}: lower the dpi"
            )

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of a PNG in pixels."""
        return int(self.width_mm / MM_PER_INCH * self.dpi + 1e-6), int(self.height_mm / MM_PER_INCH * self.dpi + 1e-6)


class Option(NamedTuple):
    """One parameter of a picture: its name in addresses and on the command line, and one line of help."""

    name: str
    help: str


OPTIONS: tuple[Option, ...] = (
    Option("size", f"{', '.join(SIZES)}; slide if nothing is said"),
    Option("width", f"width in millimetres, {SIDE_MM[0]} to {SIDE_MM[1]}; with height, instead of size"),
    Option("height", f"height in millimetres, {SIDE_MM[0]} to {SIDE_MM[1]}; with width, instead of size"),
    Option("dpi", f"dots an inch of a PNG, {DPI[0]} to {DPI[1]}"),
    Option("theme", f"{' or '.join(get_args(Theme))}; light if nothing is said"),
    Option("bookmark", "the part of the map by a bookmark's name; goes before lat, lon and zoom"),
)
NAMES = tuple(option.name for option in OPTIONS)


def _parsers(bookmarks: Collection[str]) -> dict[str, Callable[[str], Any]]:
    side, dots = parse_number(*SIDE_MM), parse_number(*DPI)
    found: dict[str, Callable[[str, Vocabulary], Any]] = {
        "size": parse_choice(*SIZES),
        "theme": parse_choice(*get_args(Theme)),
        "bookmark": parse_choice(*bookmarks),
        "width": side,
        "height": side,
        "dpi": lambda text, words: int(dots(text, words)),
    }
    return {name: lambda text, parse=parse: parse(text, {}) for name, parse in found.items()}  # type: ignore[misc]


def _size(values: dict[str, Any]) -> dict[str, Any]:
    """Return width, height and resolution by the size that is asked for."""
    own = "width" in values, "height" in values
    if any(own) and ("size" in values or not all(own)):
        raise PictureError("give either a size, or width and height together")
    size = SIZES[values.get("size", "slide")]
    if all(own):
        size = Size(values["width"], values["height"], SIZES["a4"].dpi)
    return {
        "width_mm": size.width_mm,
        "height_mm": size.height_mm,
        "dpi": values.get("dpi", size.dpi),
        "card": values.get("size") == CARD,
    }


def parse_spec(
    format_: str, pairs: Iterable[tuple[str, str]], bookmarks: Collection[str]
) -> tuple[Spec, list[tuple[str, str]], list[Dropped]]:
    """Read what a picture is to be from query parameters. This never raises.

    Parameters
    ----------
    format_
        One of :data:`FORMATS`.
    pairs
        Names and values, decoded, in any order.
    bookmarks
        The bookmarks' names that the data have.

    Returns
    -------
    tuple
        The picture, the pairs that are not about it and may belong to the view, and what could not be used.
    """
    values, others, dropped = read_pairs(pairs, _parsers(bookmarks))
    shown = {name: values[name] for name in ("theme", "bookmark") if name in values}
    kind = cast("Format", format_)
    try:
        return Spec(kind, **_size(values), **shown), others, dropped
    except PictureError as error:
        return Spec(kind, **shown), others, [*dropped, Dropped("size", str(error))]


CARD_SPEC = Spec(**_size({"size": CARD}))
"""The card of a shared link as a PNG, in the light theme."""
