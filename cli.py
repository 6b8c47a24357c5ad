"""The command line: check the data, list layers and facts, export, draw, publish. ``python cli.py --help`` tells more.

Exit codes: 0 done; 1 the data are broken or a file cannot be written; 2 the call is wrong.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pictures
import publish
from commands import report, terminal
from commands.changes import changes
from commands.parser import ALL, FACTS_OPTIONS, LAYERS_OPTIONS, OPTIONS, PICTURE_OPTIONS, parser
from commands.progress import progress
from commands.text_table import columns, plain
from commands.writing import write_whole
from geo.atlas import Atlas, atlas, data_folder
from geo.errors import AtlasError, DataError, UnknownFormat, UnknownLayer, ViewError
from geo.export import documents
from geo.export.formats import Format, Scope, find_format, format_of_ending, formats_for
from geo.messages import messages
from geo.records.catalog import read_catalog
from geo.view.pairs import Dropped
from geo.view.parameters import Parameter, View, parse_view

SAY = messages("en").text


class FormatUnclear(AtlasError):
    """The call does not say, or says in two ways, which format a file should have."""


def _given(arguments: argparse.Namespace, options: Iterable[Parameter | pictures.Option]) -> list[tuple[str, str]]:
    """Return the options that the call gives, as pairs of name and text."""
    pairs = [(option.name, getattr(arguments, option.name)) for option in options]
    return [(name, text) for name, text in pairs if text is not None]


def _raise(dropped: Iterable[Dropped]) -> None:
    if problems := [f"--{item.name.replace('_', '-')}: {item.reason}" for item in dropped]:
        raise ViewError(problems)


def _view(arguments: argparse.Namespace, opened: Atlas, options: Iterable[Parameter] = OPTIONS) -> View:
    """Read the view options, or raise a ``ViewError`` that names each bad one."""
    view, dropped = parse_view(_given(arguments, options), opened.vocabulary)
    _raise(dropped)
    return view


def _open() -> Atlas:
    with progress(sys.stderr, 1) as line:
        line.step(SAY("report.opening"))
        return atlas()


def _print_json(document: dict[str, Any]) -> int:
    # JSON is UTF-8 for a program, whatever the encoding; on a terminal of another one, what it lacks is escaped.
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    sys.stdout.buffer.write(f"{report.json_text(document)}\n".encode(encoding, terminal.JSON))
    return 0


def _print_table(table: report.Table) -> int:
    """Print a table, fit to the terminal; a pipe or a file gets each row whole, on one line."""
    head, *rows = [[terminal.writable(cell, sys.stdout.encoding) for cell in row] for row in (table[0], *table[1])]
    print(columns(head, rows, shutil.get_terminal_size().columns if sys.stdout.isatty() else None))
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Read all data and say how much there is; every problem goes to standard error, or with ``--json`` into the document."""
    try:
        with progress(sys.stderr, 1) as line:
            line.step(SAY("report.opening"))
            catalog = read_catalog(data_folder())
    except DataError as error:
        if not arguments.json:
            raise
        _print_json(report.problems_document(str(data_folder()), error.problems))
        return 1
    if arguments.json:
        return _print_json(report.check_document(str(data_folder()), catalog))
    head, *lines = report.check_lines(str(data_folder()), catalog)
    # Names come from the data, and a terminal would obey what stands in them.
    print("\n  ".join([head, *map(plain, lines)]))
    return 0


def layers(arguments: argparse.Namespace) -> int:
    """List the layers."""
    opened = _open()
    view = _view(arguments, opened, LAYERS_OPTIONS)
    if arguments.json:
        return _print_json(report.layers_document(opened, view))
    return _print_table(report.layers_table(opened, view))


def facts(arguments: argparse.Namespace) -> int:
    """List the facts that a view selects; where there is none, say on standard error what may help."""
    opened = _open()
    view = _view(arguments, opened, FACTS_OPTIONS)
    if arguments.json:
        return _print_json(report.facts_document(opened, view))
    head, rows = report.facts_table(opened, view)
    if not rows:
        print(messages(view.lang).text("report.none"), file=sys.stderr)
        return 0
    return _print_table((head, rows))


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
    opened, file_format = _open(), _format(arguments)
    layer, view = None if arguments.layer == ALL else arguments.layer, _view(arguments, opened)

    def make() -> bytes:
        return documents.document(opened, layer, file_format.id, view).content

    if arguments.out is None:
        sys.stdout.buffer.write(make())
        return 0
    return _write(arguments.out, "report.making", make)


def draw(arguments: argparse.Namespace) -> int:
    """Draw one picture."""
    opened, ending = _open(), arguments.out.suffix[1:].lower()
    if ending not in pictures.FORMATS:
        known = ", ".join(f".{item}" for item in pictures.FORMATS)
        raise FormatUnclear(f"--out: no picture has the ending '.{ending}': there are {known}")
    pairs = _given(arguments, PICTURE_OPTIONS)
    spec, others, dropped = pictures.parse_spec(ending, pairs, list(opened.catalog.bookmarks))
    view, wrong = parse_view(others, opened.vocabulary)
    _raise([*dropped, *wrong])
    return _write(arguments.out, "report.drawing", lambda: pictures.draw(opened, view, spec))


def _write(out: Path, doing: str, make: Callable[[], bytes]) -> int:
    """Make a file's content, write it and say how large it is."""
    try:
        with progress(sys.stderr, 2) as line:
            line.step(SAY(doing, file=str(out)))
            content = make()
            line.step(SAY("report.writing", file=str(out)))
            write_whole(out, content)
    except OSError as error:
        print(f"cannot write {out}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{out}: {len(content):,} bytes", file=sys.stderr)
    return 0


def publish_all(arguments: argparse.Namespace) -> int:
    """Write the atlas as plain files and say how much it is."""
    opened, folder = _open(), arguments.folder
    try:
        with progress(sys.stderr, 3 if arguments.cards else 2) as line:

            def say(what: str) -> None:
                line.step(SAY(what, folder=str(folder)))

            order = publish.Order(arguments.base_url, force=arguments.force, cards=arguments.cards)
            done = publish.publish(opened, folder, order, say)
    except OSError as error:
        print(f"cannot write {folder}: {error.strerror}", file=sys.stderr)
        return 1
    sizes = {"bytes": f"{done.bytes:,}", "first": f"{done.first:,}"}
    print(SAY("report.published", folder=str(folder), n=done.files, **sizes), file=sys.stderr)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": check,
    "layers": layers,
    "facts": facts,
    "export": export,
    "picture": draw,
    "changes": changes,
    "publish": publish_all,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = parser().parse_args(words)
    try:
        return COMMANDS[arguments.command](arguments)
    except DataError as error:
        # Ids and messages come from the data, and a terminal would obey what stands in them.
        print("\n".join(plain(line) for line in str(error).splitlines()), file=sys.stderr)
        return 1
    except (FormatUnclear, UnknownFormat, UnknownLayer, ViewError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 1


def run() -> int:
    """Run the command of the call. Whoever reads our output may stop early: ``| head`` is no error to tell of."""
    terminal.bear_all(sys.stdout, terminal.READABLE)
    terminal.bear_all(sys.stderr, terminal.EXACT)
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer goes nowhere, or the interpreter's own last flush would fail aloud.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(run())
