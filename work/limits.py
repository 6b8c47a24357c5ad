"""The one table of limits: what each door to costly answers may take of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Door:
    """The bounds of one door.

    Parameters
    ----------
    at_work
        How many of its answers are made at once.
    waiting
        How many more may wait; the next is refused at once. Who asks for what is being made already takes no place, but of
        threads no more may wait than there are places.
    patience
        Seconds after which who waits is refused. What was asked for is made all the same, if it was begun.
    again
        Seconds after which who was refused may ask again: ``Retry-After``.
    kept
        Bytes of its answers that are kept, plain and compressed together.
    here
        Whether its answers are made in the server's own process, and not in one apart.
    """

    at_work: int
    waiting: int
    patience: float
    again: int
    kept: int
    here: bool = False


MB = 1_000_000

DOORS: dict[str, Door] = {
    # What every page's map reads: each layer whole, one document a layer and article. Nobody else's answers take its place.
    # They are few, and made here: a first page waits for no process to start.
    "map": Door(at_work=1, waiting=200, patience=60, again=1, kept=256 * MB, here=True),
    "files": Door(at_work=1, waiting=6, patience=30, again=5, kept=64 * MB),
    "pictures": Door(at_work=1, waiting=2, patience=45, again=5, kept=32 * MB),
    # Robots ask for cards, many at once where a link is shared: one is drawn at a time, and whoever comes too early asks again.
    "cards": Door(at_work=1, waiting=8, patience=30, again=5, kept=16 * MB),
    "pages": Door(at_work=1, waiting=12, patience=30, again=2, kept=32 * MB),
}
"""Doors by name; the makers serve them in turn, so that a crowd at one keeps nobody at another."""

MAKERS = 2
"""Processes that make answers, at most; each is started when it is needed. A picture of seconds leaves the other."""
IDLE = 60.0
"""Seconds after which a process with nothing to do ends, and gives back its memory."""
LONGEST = 120.0
"""Seconds after which an answer is given up and its process ended."""
NICENESS = 10
"""How much the processes give way to the one that serves readers (POSIX ``nice``)."""
QUICK = 2
"""Threads of the server's own for answers that cost little: the page's files have theirs."""
COMPRESSED = 16 * MB
"""Bytes of the server's own files that are kept compressed."""
READ = 16 * MB
"""Bytes of the pages that read without scripts that are kept."""
HEADS = 4 * MB
"""Characters of the heads of views that are kept."""
LONGEST_QUERY = 4_000
"""Characters of a page's query from which on its head is that of the page without one."""
