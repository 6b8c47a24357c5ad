"""What a publication holds: one table, and one entry adds files to every publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from geo.export import documents
from geo.export.formats import formats_for
from geo.view.parameters import EVERYTHING
from publish import leaves, pages
from publish.publication import HERE, File, Publication, json_bytes
from web.hashes import content_hash

Holding = Callable[[Publication], Iterable[File]]
"""Makes some files of a publication. The same data give the same bytes."""


def _files(made: Publication) -> Iterator[File]:
    """Yield everything, and each layer, in every format; all facts, those of other sources too."""
    for kind in formats_for("atlas"):
        yield f"files/atlas.{kind.ending}", documents.document(made.atlas, None, kind.id, EVERYTHING).content
    for name in made.atlas.layers:
        for kind in formats_for("layer"):
            yield f"files/{name}.{kind.ending}", documents.document(made.atlas, name, kind.id, EVERYTHING).content


def _core(made: Publication) -> Iterator[File]:
    """Yield what the page is drawn from."""
    yield from made.core()


def _page(made: Publication) -> Iterator[File]:
    """Yield the page, and the script that keeps it for use without a network."""
    page = pages.index(made)
    yield "index.html", page
    names = sorted(name for name, _ in made.core())
    # A change of the page alone is to be seen too.
    digest = content_hash("\n".join(names).encode() + page)
    kept = b"const KEPT = " + json_bytes({"hash": digest, "files": names}) + b";\n"
    yield "worker.js", kept + (HERE / "worker.js").read_bytes()


def _around(made: Publication) -> Iterator[File]:
    """Yield what hosts ask for: a page for what is not there, and what GitHub's needs in order to leave all names alone."""
    yield "404.html", pages.missing(made)
    yield ".nojekyll", b""


HOLDINGS: tuple[Holding, ...] = (_core, _page, leaves.pages, leaves.cards, leaves.told, _files, _around)
"""Every kind of file, in the order in which they are made."""


def holdings(made: Publication, table: Iterable[Holding] = HOLDINGS) -> dict[str, bytes]:
    """Return all files by their path, and what follows from which there are: their list, robots' file and site map.

    Parameters
    ----------
    made
        The publication.
    table
        What makes the files.

    Raises
    ------
    ValueError
        Two entries of the table make the same file.
    """
    found: dict[str, bytes] = {}
    for holding in table:
        for name, content in holding(made):
            if name in found:
                raise ValueError(f"two files of a publication are called {name}")
            found[name] = content
    return found | dict(pages.listings(made, found))
