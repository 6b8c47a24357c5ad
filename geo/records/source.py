"""What the files under ``data/sources/`` hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from geo.records.base import ADDRESS, Date, Id, Record, Text

SourceKind = Literal["article", "official", "wire", "press", "specialist", "encyclopedia", "copy", "blog", "dataset"]
Seen = Literal["excerpt", "page", "record"]


class Source(Record):
    """A publication or record that facts rest on."""

    id: Id
    """Its name in the data, of no other source."""
    kind: SourceKind
    """What it is. An article stands in ``atlas.yaml`` too. Encyclopedias, copies and blogs are weak: no fact should rest on
    them alone."""
    publisher: Text
    """Who publishes it."""
    title: Text | None = None
    """Its title, as printed or translated."""
    date: Date | None = None
    """When it was published, as EDTF, such as ``2018-09-12`` or ``1945``; absent where it says nothing of it."""
    date_basis: Text | None = None
    """How the date is known."""
    url: Annotated[str, StringConstraints(pattern=ADDRESS.pattern, max_length=500)] | None = None
    """The page's address."""
    language: Text
    """The language that it is written in, by its code of ISO 639-1: ``en``, ``ja``, ``ru``."""
    licence: Text | None = None
    """Under which licence it may be used, where we take more from it than facts."""
    party: Id | None = None
    """The party to the dispute whose government, agency or newsroom it is; absent for all others."""
    seen: Seen
    """What was read of it when the fact was taken from it: an excerpt, the whole page, or a record of a catalogue."""
    note: Text | None = None
    """What a reader should know about it."""
    warning: Text | None = None
    """What a reader should know before following the link; it stands beside it."""
