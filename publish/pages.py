"""The plain pages of a publication: the one that opens the map, the list of files, and what a host or a robot asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from geo.export.formats import formats_for
from geo.export.provenance import provenance_of, released
from geo.view.parameters import DEFAULT, EVERYTHING
from publish.publication import HERE, POLICY, File, Publication
from reading import Folder, head_of_view, sitemap_of
from web.templates import render


def index(made: Publication) -> bytes:
    """Return the page that opens the map. It holds no data, so it stays small and may be asked for anew each time.

    Parameters
    ----------
    made
        The publication.
    """
    values = {"style": made.style[0], "script": made.script[0], "content": made.data[0], "site": (site := made.site(0))}
    head = head_of_view(DEFAULT, site, made.atlas)
    page = render(HERE, "index.html", words=made.words, policy=POLICY, head=head, **values)
    return page.encode() + b"\n"


def missing(made: Publication) -> bytes:
    """Return the page for what is not there. A host sends it at any depth, so that it names no file beside it.

    Parameters
    ----------
    made
        The publication. Only where its address is known can the page lead back to it.
    """
    home = made.whole.home if made.whole else None
    return render(HERE, "missing.html", words=made.words, policy=POLICY, home=home).encode() + b"\n"


def listings(made: Publication, files: Mapping[str, bytes]) -> Iterator[File]:
    """Yield what tells of the other files.

    Parameters
    ----------
    made
        The publication.
    files
        All other files by path.
    """
    yield "files/index.html", _downloads(made, files)
    whole = made.whole
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {whole.at('/sitemap.xml')}"] if whole else [])]
    yield "robots.txt", ("\n".join(lines) + "\n").encode()
    if whole:
        yield "sitemap.xml", _site_map(made, whole, [*files, "files/index.html"])


def _downloads(made: Publication, files: Mapping[str, bytes]) -> bytes:
    """Return the page that lists all files, those of all layers first."""
    titles = {"atlas": made.words.text("publish.all")}
    titles |= {name: made.words.label("layer", name) for name in made.atlas.layers}
    rows = []
    for name, title in titles.items():
        kinds = formats_for("atlas" if name == "atlas" else "layer")
        own = [(kind, f"{name}.{kind.ending}") for kind in kinds]
        links = [
            {
                "href": file,
                "label": made.words.label("format", kind.id),
                "size": _size(made, len(files[f"files/{file}"])),
            }
            for kind, file in own
        ]
        rows.append({"title": title, "links": links})
    origin = provenance_of(made.atlas, EVERYTHING)
    style = PurePosixPath("..") / made.style[0]
    told = {"citation": origin.citation, "licence": origin.licence, "style": style, "rows": rows, "site": made.site(1)}
    return render(HERE, "files.html", words=made.words, policy=POLICY, **told).encode() + b"\n"


def _size(made: Publication, size: int) -> str:
    """Return a number of bytes in thousands or millions, as a reader compares them."""
    if size < 1_000_000:
        return made.words.text("publish.size.kb", n=f"{max(1, round(size / 1000))}")
    return made.words.text("publish.size.mb", n=f"{size / 1_000_000:.1f}")


def _site_map(made: Publication, whole: Folder, names: list[str]) -> bytes:
    """Return the site map (sitemaps.org 0.9) of all pages that a reader may be sent to."""
    day = released(made.atlas.catalog)
    found = sorted(name for name in names if name.endswith(".html") and name not in {"404.html", "files/atlas.html"})
    addresses = [whole.at(f"/{name.removesuffix('index.html')}") for name in found]
    return sitemap_of(addresses, day.isoformat() if day else None).encode()
