"""The command line: check the data, export a layer. ``python cli.py --help`` tells more.

Exit codes: 0 done; 1 the data are broken or a file cannot be written; 2 the call is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.atlas import Atlas, atlas, data_folder
from geo.catalog import read_catalog
from geo.errors import AtlasError, DataError, UnknownLayer, ViewError
from geo.view import PARAMETERS, View, parse_view

OPTIONS = [item for item in PARAMETERS if item.kind == "selection" and item.name != "layer"]
"""The view parameters that narrow an export; the layer itself is an argument of its own."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cli.py",
        description="Check and export the atlas of the four disputed islands.",
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
        help="write a layer as GeoJSON",
        description="Write a layer as GeoJSON: the same bytes as the page's button and the API give for the same view.",
        epilog="Example: python cli.py export deployments --topic military --out deployments.geojson",
    )
    export.add_argument("layer", help="islands, deployments, events, or another layer of the data")
    export.add_argument("--out", type=Path, metavar="FILE", help="the file to write; without it, standard output")
    for parameter in OPTIONS:
        flag = f"--{parameter.name.replace('_', '-')}"
        export.add_argument(flag, dest=parameter.name, metavar="…", help=parameter.help)
    return parser


def _view(arguments: argparse.Namespace, opened: Atlas) -> View:
    """Read the view options, or raise a ``ViewError`` that names each bad one."""
    given = [(item.name, getattr(arguments, item.name)) for item in OPTIONS]
    view, dropped = parse_view([(name, text) for name, text in given if text is not None], opened.vocabulary)
    if dropped:
        raise ViewError([f"--{item.name.replace('_', '-')}: {item.reason}" for item in dropped])
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


def export(arguments: argparse.Namespace) -> int:
    """Write one layer."""
    opened = atlas()
    document = opened.geojson(arguments.layer, _view(arguments, opened))
    if arguments.out is None:
        sys.stdout.buffer.write(document.content)
        return 0
    try:
        arguments.out.write_bytes(document.content)
    except OSError as error:
        print(f"cannot write {arguments.out}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{arguments.out}: {len(document.content):,} bytes", file=sys.stderr)
    return 0


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = _parser().parse_args(words)
    try:
        return check() if arguments.command == "check" else export(arguments)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except (UnknownLayer, ViewError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
