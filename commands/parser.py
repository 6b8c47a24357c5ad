"""What the command line understands: its commands with their options, and help that teaches by examples."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

# Adds its format to the table of formats.
import onefile  # noqa: F401
import pictures
from geo.export.formats import formats_for
from geo.view.parameters import BY_NAME, PARAMETERS, Parameter

SELECTION = [item for item in PARAMETERS if item.kind == "selection"]
"""The view parameters that decide what is selected."""

OPTIONS = [item for item in SELECTION if item.name != "layer"]
"""Those that narrow an export; the layer itself is an argument of its own."""

LAYERS_OPTIONS = [*(item for item in OPTIONS if item.name != "basis"), BY_NAME["lang"]]
"""Those that narrow the counts of ``layers``, which gives them for either basis."""

FACTS_OPTIONS = [*SELECTION, BY_NAME["place"], BY_NAME["lang"]]
"""Those that decide which facts are listed, and in which language."""

ALL = "all"
"""Stands in the place of a layer's id for every layer in one file."""
PICTURE_OPTIONS: list[Parameter | pictures.Option] = [*pictures.OPTIONS, *PARAMETERS]
"""All that a picture takes: what it is to be, and the whole view."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="cli.py",
        description="Check, list, export and draw the atlas of a data folder.",
        epilog="COMMAND --help tells its options, with examples. The data folder is data/, or what ATLAS_DATA names. "
        "Exit codes: 0 done; 1 the data are broken or a file cannot be written; 2 the call is wrong.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, short: str, *examples: str) -> argparse.ArgumentParser:
        lines = [f"  python cli.py {name}{example}" for example in examples]
        return commands.add_parser(
            name,
            help=short[0].lower() + short[1:].partition(":")[0].rstrip("."),
            description=short,
            epilog="\n".join(["Examples:" if len(lines) > 1 else "Example:", *lines]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    check = add("check", "Read all data and list every problem: file, id, field, what is wrong.", "", " --json")
    layers = add(
        "layers",
        "List the layers: id, title, how many features, fields.",
        "",
        " --topic military",
        " --json --from 2018",
    )
    facts = add(
        "facts",
        "List the facts that a view selects: where it stands, when, who says it, what others add.",
        " --topic military --evidence contradicted",
        " --basis all --place shikotan --q 1956",
        " --to 1991 --json > facts.json",
    )
    export = add(
        "export",
        "Write a layer, or all in one file: the same bytes as the page's button and the API.",
        " deployments --topic military --out deployments.gpkg",
        " events --from 2016 --to 2018-09 --format csv > events.csv",
        " all --basis all --out atlas.zip",
    )
    drawing = add(
        "picture",
        "Draw a view for print: the same bytes as the page's button and the API.",
        " --size a4 --theme dark --topic military --out islands.pdf",
        " --lat 44.3 --lon 147 --zoom 8 --basis all --out islands.png",
    )
    changes = add(
        "changes",
        "List the facts that differ from the last entry of the data's log of changes, or record them.",
        "",
        " --why 'The casualty figure is given as its source has it.'",
    )
    changes.add_argument("--why", metavar="TEXT", help="what was changed and why: an entry of today is written")
    publishing = add(
        "publish",
        "Write the atlas as plain files for any web host: map, pages, cards, data and every format.",
        " public",
        " public --base-url https://example.org/atlas",
    )
    for command in (check, layers, facts):
        command.add_argument(
            "--json", action="store_true", help="for a program: JSON with every field, in a fixed order"
        )
    _add_options(layers, LAYERS_OPTIONS)
    _add_options(facts, FACTS_OPTIONS)
    _add_export(export)
    endings = ", ".join(f".{item}" for item in pictures.FORMATS)
    told = f"the file to write; its ending says the format: {endings}"
    drawing.add_argument("--out", type=Path, metavar="FILE", required=True, help=told)
    _add_options(drawing, PICTURE_OPTIONS)
    _add_publish(publishing)
    return top


def _add_publish(publishing: argparse.ArgumentParser) -> None:
    publishing.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or one of an earlier publication")
    publishing.add_argument(
        "--base-url",
        metavar="URL",
        help="where it will stand: adds site map, feed, and what links to it show elsewhere",
    )
    told = "replace an earlier publication even if files in it were changed or added by hand"
    publishing.add_argument("--force", action="store_true", help=told)
    without = "draw no cards, the pictures that links to the pages show: a publication in seconds instead of minutes"
    publishing.add_argument("--no-cards", dest="cards", action="store_false", help=without)


def _add_export(export: argparse.ArgumentParser) -> None:
    export.add_argument("layer", help=f"a layer's id, as the command layers lists them; {ALL} for every layer")
    one, every = (", ".join(item.id for item in formats_for(scope)) for scope in ("layer", "atlas"))
    told = f"{one}; for {ALL}: {every}. Without it, what the ending of FILE says, or geojson"
    export.add_argument("--format", metavar="FORMAT", help=told)
    export.add_argument("--out", type=Path, metavar="FILE", help="the file to write; without it, standard output")
    _add_options(export, OPTIONS)


def _add_options(command: argparse.ArgumentParser, options: Iterable[Parameter | pictures.Option]) -> None:
    for option in options:
        flag = f"--{option.name.replace('_', '-')}"
        command.add_argument(flag, dest=option.name, metavar="…", help=option.help)
