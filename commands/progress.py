"""Progress on a terminal: one line that says which step of how many is under way, and goes away at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TextIO

_CLEAR = "\r\x1b[K"


@dataclass
class Progress:
    """Says each step on a stream. Where the stream is no terminal it says nothing, so that logs and pipes stay clean.

    Parameters
    ----------
    stream
        Where to write.
    total
        How many steps there are.
    """

    stream: TextIO
    total: int
    done: int = field(default=0, init=False)

    def step(self, text: str) -> None:
        """Say that the next step begins.

        Parameters
        ----------
        text
            What the step does; three dots follow it.
        """
        self.done += 1
        self._write(f"{_CLEAR}[{self.done}/{self.total}] {text} …")

    def clear(self) -> None:
        """Take the line away, so that what follows begins on a clean one."""
        self._write(_CLEAR)

    def _write(self, text: str) -> None:
        if self.stream.isatty():
            self.stream.write(text)
            self.stream.flush()


@contextmanager
def progress(stream: TextIO, total: int) -> Iterator[Progress]:
    """Give the progress of a number of steps; its line goes away at the end, also when a step fails.

    Parameters
    ----------
    stream
        Where to write.
    total
        How many steps there are.
    """
    line = Progress(stream, total)
    try:
        yield line
    finally:
        line.clear()
