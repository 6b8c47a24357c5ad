"""What of a data folder could not be read, so that no check takes for absent what is only unread: one fault, one message."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from geo.records.wording import nearest

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in what YAML or JSON can hold, names of fields aside.

    Parameters
    ----------
    value
        Texts, numbers, lists and mappings, nested as in the file.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)


@dataclass
class Gaps:
    """What could not be read of a data folder.

    Attributes
    ----------
    trees
        Records that are broken, or whose id another record bears, by kind and id: the fields that are sound, as they stand.
    raw
        The same records as they stand in their files.
    ids
        Of each kind, the ids of the records that have no id of their own, as they stand; empty where there is none at all.
    words
        Of each kind, all words of its files that cannot be parsed.
    unread
        Kinds of which a file is missing, or holds no list: any record may have stood there.
    """

    trees: dict[tuple[str, str], Any] = field(default_factory=dict)
    raw: dict[tuple[str, str], Any] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    unread: set[str] = field(default_factory=set)

    def note_words(self, kind: str, text: str) -> None:
        """Keep the words of a file that cannot be parsed.

        Parameters
        ----------
        kind
            The kind of record that the file holds.
        text
            All that stands in the file; empty where nothing of it could be had, so that it may hold anything.
        """
        if not text:
            self.unread.add(kind)
        self.words[kind] |= set(_WORD.findall(text))

    def may_hold(self, kind: str, name: str, known: Collection[str]) -> bool:
        """Tell whether a record that is not among the known ones may stand in what could not be read.

        Parameters
        ----------
        kind
            The kind of record that is looked for.
        name
            The id that another record names.
        known
            The ids of the records of this kind that could be read.
        """
        if kind in self.unread or name in self.words.get(kind, ()):
            return True
        ids = self.ids.get(kind, [])
        return nearest(name, [ident for ident in ids if ident]) is not None or (
            "" in ids and nearest(name, known) is None
        )

    def whole(self, kind: str) -> bool:
        """Tell whether all ids of a kind could be read.

        Parameters
        ----------
        kind
            The kind of record.
        """
        return not (kind in self.unread or self.words.get(kind) or self.ids.get(kind))

    def mentioned(self, kind: str) -> set[str]:
        """Return every text of broken records and files other than those of a kind: it may name a record of that kind.

        Parameters
        ----------
        kind
            The kind of record that is looked for.
        """
        found = {text for (other, _), tree in self.raw.items() if other != kind for text in texts_in(tree)}
        return found.union(*(words for other, words in self.words.items() if other != kind))

    def of_kind(self, kind: str) -> Iterator[tuple[str, Any]]:
        """Yield the id and the sound fields of each broken record of a kind.

        Parameters
        ----------
        kind
            The kind of record.

        Yields
        ------
        tuple of str and Any
            The id, or the file and position of a record that has none of its own; and its sound fields, as they stand in
            the file.
        """
        for (other, ident), tree in self.trees.items():
            if other == kind:
                yield ident, tree
