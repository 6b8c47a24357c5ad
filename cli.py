"""The command line: check the data, export a layer or all of them, draw a picture. ``python cli.py --help`` tells more.

Exit codes: 0 done; 1 the data are broken or a file cannot be written; 2 the call is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geo import picture
from geo.atlas import Atlas, atlas, data_folder
from geo.catalog import read_catalog
from geo.errors import AtlasError, DataError, UnknownFormat, UnknownLayer, ViewError
from geo.formats import Format, Scope, find_format, format_of_ending, formats_for
from geo.view import PARAMETERS, Dropped, Parameter, View, parse_view

OPTIONS = [item for item in PARAMETERS if item.kind == "selection" and item.name != "layer"]
"""The view parameters that narrow an export; the layer itself is an argument of its own."""

ALL = "all"
"""Stands in the place of a layer's id for every layer in one file."""


class FormatUnclear(AtlasError):
    """The call does not say, or says in two ways, which format a file should have."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cli.py",
        description="Check, export and draw the atlas of the four disputed islands.",
        epilog="The data folder is data/, or what the setting ATLAS_DATA names.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser(
        "check",
        help="read all data and list every problem with file, id and field",
        description="Read all data and list every problem, one a line: file, id, field, what is wrong.",
    )
    export = commands.add_parser(
        "export",
        help="write a layer, or all, as a file",
        description="Write a layer, or all in one file: the same bytes as the page's button and the API give for the same view.",
        epilog="Example: python cli.py export deployments --topic military --out deployments.gpkg",
    )
    export.add_argument(
        "layer", help=f"islands, deployments, events, or another layer of the data; {ALL} for every layer"
    )
    one, every = (", ".join(item.id for item in formats_for(scope)) for scope in ("layer", "atlas"))
    told = f"{one}; for {ALL}: {every}. Without it, what the ending of FILE says, or geojson"
    export.add_argument("--format", metavar="FORMAT", help=told)
    export.add_argument("--out", type=Path, metavar="FILE", help="the file to write; without it, standard output")
    _add_options(export, OPTIONS)
    drawing = commands.add_parser(
        "picture",
        help="draw a view as a picture for print",
        description="Draw a view as a picture for print: the same bytes as the page's button and the API give for it.",
        epilog="Example: python cli.py picture --size a4 --theme dark --topic military --out islands.pdf",
    )
    endings = ", ".join(f".{item}" for item in picture.FORMATS)
    drawing.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        required=True,
        help=f"the file to write; its ending says the format: {endings}",
    )
    _add_options(drawing, [*picture.OPTIONS, *PARAMETERS])
    return parser


def _add_options(command: argparse.ArgumentParser, options: Iterable[Parameter | picture.Option]) -> None:
    for option in options:
        flag = f"--{option.name.replace('_', '-')}"
        command.add_argument(flag, dest=option.name, metavar="…", help=option.help)


def _given(arguments: argparse.Namespace, options: Iterable[Parameter | picture.Option]) -> list[tuple[str, str]]:
    """Return the options that the call gives, as pairs of name and text."""
    pairs = [(option.name, getattr(arguments, option.name)) for option in options]
    return [(name, text) for name, text in pairs if text is not None]


def _raise(dropped: Iterable[Dropped]) -> None:
    if problems := [f"--{item.name.replace('_', '-')}: {item.reason}" for item in dropped]:
        raise ViewError(problems)


def _view(arguments: argparse.Namespace, opened: Atlas) -> View:
    """Read the view options, or raise a ``ViewError`` that names each bad one."""
    view, dropped = parse_view(_given(arguments, OPTIONS), opened.vocabulary)
    _raise(dropped)
    return view


def check() -> int:
    """Read all data and say how much there is; every problem goes to standard error."""
    catalog = read_catalog(data_folder())
    article = sum(fact.basis == "article" for fact in catalog.facts.values())
    print(
        f"{data_folder()}: {article} article facts, {len(catalog.facts) - article} context facts, "
        f"{len(catalog.sources)} sources, {len(catalog.places)} places, {len(catalog.layers)} layers: no problem found"
    )
    return 0


def _format(arguments: argparse.Namespace) -> Format:
    """Return the format that ``--format`` names, or else the ending of ``--out``; both must agree where both are given."""
    scope: Scope = "atlas" if arguments.layer == ALL else "layer"
    ending = arguments.out.suffix[1:] if arguments.out else ""
    guessed = format_of_ending(ending)
    if ending and guessed is None:
        known = ", ".join(f".{item.ending}" for item in formats_for(scope))
        raise FormatUnclear(f"--out: no format has the ending '.{ending}': there are {known}")
    if arguments.format is None and guessed is None and scope == "atlas":
        raise FormatUnclear(f"--format: say {' or '.join(item.id for item in formats_for(scope))}")
    found = find_format(arguments.format or (guessed.id if guessed else "geojson"), scope)
    if guessed not in (None, found):
        raise FormatUnclear(f"--format {found.id} and --out with the ending '.{ending}' do not fit together")
    return found


def export(arguments: argparse.Namespace) -> int:
    """Write one layer, or all of them."""
    opened, file_format = atlas(), _format(arguments)
    layer = None if arguments.layer == ALL else arguments.layer
    document = opened.document(layer, file_format.id, _view(arguments, opened))
    if arguments.out is None:
        sys.stdout.buffer.write(document.content)
        return 0
    return _write(arguments.out, document.content)


def draw(arguments: argparse.Namespace) -> int:
    """Draw one picture."""
    opened, ending = atlas(), arguments.out.suffix[1:].lower()
    if ending not in picture.FORMATS:
        known = ", ".join(f".{item}" for item in picture.FORMATS)
        raise FormatUnclear(f"--out: no picture has the ending '.{ending}': there are {known}")
    pairs = _given(arguments, [*picture.OPTIONS, *PARAMETERS])
    spec, others, dropped = picture.parse_spec(ending, pairs, list(opened.catalog.bookmarks))
    view, wrong = parse_view(others, opened.vocabulary)
    _raise([*dropped, *wrong])
    return _write(arguments.out, picture.draw(opened, view, spec))


def _write(out: Path, content: bytes) -> int:
    """Write a file and say how large it is."""
    try:
        out.write_bytes(content)
    except OSError as error:
        print(f"cannot write {out}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{out}: {len(content):,} bytes", file=sys.stderr)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": lambda _: check(),
    "export": export,
    "picture": draw,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = _parser().parse_args(words)
    try:
        return COMMANDS[arguments.command](arguments)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except (FormatUnclear, UnknownFormat, UnknownLayer, ViewError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
