"""Build the fonts under ``static/source-sans-3/`` from Source Sans 3, as the package fontpkg-source-sans-3 carries it.

Run it by hand when the source or the characters change, in an environment of its own::

    python -m venv font-env
    font-env/bin/pip install -r data/requirements-fonts.txt
    font-env/bin/python data/build_fonts.py

It gives the same bytes each time, and stops if the source is not what is expected. What it makes is a part of the font, and
the font's licence reserves the name Source for the whole: the parts are called Atlas Sans.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HOME = Path(__file__).resolve().parent.parent / "static" / "source-sans-3"
PACKAGE = files("fontpkg_source_sans_3")
SOURCES = {
    "": ("SourceSans3[wght].ttf", "042fe2cc0b933e328410d7acbd0aa6a1873dca5aef81875f4bc214b08825c7b9", "Variable"),
    "-italic": (
        "SourceSans3-Italic[wght].ttf",
        "39e3ab05ccd7cb94907c31005bb5bec1d5432f0b096a2b782976e217a540eb6c",
        "Italic",
    ),
}
"""The ending of our names, the file, and its sha256, and how the slant is called."""
NAME = "Atlas Sans"
RANGES = (
    (0x20, 0x17F),  # Latin with its extensions
    (0x1CD, 0x1DC),
    (0x2B9, 0x2DD),  # modifier letters, as in transliterations
    (0x300, 0x30C),
    (0x400, 0x45F),  # Cyrillic
    (0x490, 0x491),
    (0x2010, 0x2044),  # punctuation
    (0x2070, 0x2089),
    (0x20A0, 0x20BF),
    (0x2113, 0x2122),
    (0x2190, 0x2199),  # arrows
    (0x2202, 0x2265),
    (0x25A0, 0x25FF),  # shapes
    (0x2713, 0x2717),
)
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum")


def read(file: str, sha256: str) -> TTFont:
    """Return a font of the package.

    Raises
    ------
    SystemExit
        The package holds another font than the one that this script was written for.
    """
    path = Path(str(PACKAGE / "files" / file))
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if actual != sha256:
        raise SystemExit(f"{file} has changed: expected {sha256}, found {actual}")
    return TTFont(path, recalcTimestamp=False)


def part(font: TTFont, weights: tuple[float, float] | float, style: str) -> TTFont:
    """Return the font's characters that we show, in a range of weights or in one, under our name."""
    options = subset.Options(layout_features=list(FEATURES), name_IDs=[0, 1, 2, 4, 5, 6, 13, 14], notdef_outline=True)
    options.recalc_timestamp = False
    chooser = subset.Subsetter(options)
    chooser.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    chooser.subset(font)
    cut = instancer.instantiateVariableFont(font, {"wght": weights}, updateFontNames=False)
    for record in cut["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = NAME
        elif record.nameID == 6:
            record.string = f"{NAME.replace(' ', '')}-{style}"
    return cut


def save(font: TTFont, name: str, flavor: str | None) -> None:
    """Write a font, and print its size and hash for static/README.md."""
    font.flavor = flavor
    path = HOME / name
    font.save(path, reorderTables=True)
    content = path.read_bytes()
    print(f"| `{hashlib.sha256(content).hexdigest()}` | `source-sans-3/{name}` | {len(content)} bytes")


def main() -> None:
    """Build and write everything: for browsers a file a slant with all weights, for pictures a file a weight."""
    HOME.mkdir(exist_ok=True)
    for ending, (file, sha256, style) in SOURCES.items():
        save(part(read(file, sha256), (400, 700), style), f"atlas-sans{ending}.woff2", "woff2")
    file, sha256, _ = SOURCES[""]
    for weight, style in ((400, "Regular"), (700, "Bold")):
        save(part(read(file, sha256), weight, style), f"atlas-sans-{weight}.ttf", None)
    # As the package has it, but for spaces at the ends of lines.
    text = (PACKAGE / "LICENSE").read_text(encoding="utf-8")
    (HOME / "LICENSE").write_text("\n".join(line.rstrip() for line in text.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
