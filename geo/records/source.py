"""What the files under ``data/sources/`` hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from geo.records.base import Id, Record, Text

SourceKind = Literal["article", "official", "wire", "press", "specialist", "encyclopedia", "copy", "blog", "dataset"]
Seen = Literal["excerpt", "page", "record"]


class Source(Record):
    """A publication or record that facts rest on.

    ``date`` is an EDTF string or absent; ``date_basis`` says how the date is known. ``seen`` says what was read of the
    source when the fact was taken from it: an excerpt, the whole page, or a record of a catalogue. ``party`` is the party
    to the dispute whose government, agency or newsroom it is; absent for all others. ``warning`` is what a reader should know
    before following the link; it stands beside it.
    """

    id: Id
    kind: SourceKind
    publisher: Text
    title: Text | None = None
    date: Text | None = None
    date_basis: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)] | None = None
    language: Text
    licence: Text | None = None
    party: Id | None = None
    seen: Seen
    note: Text | None = None
    warning: Text | None = None
