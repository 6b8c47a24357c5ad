"""Who makes answers: a few makers, each for one at a time, which rest when there is nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Timer
from typing import Protocol

from geo.export.documents import Document
from work.limits import IDLE
from work.tasks import Job, make


class Lost(Exception):
    """A maker ended in the middle of its work."""


class Maker(Protocol):
    """Makes one answer at a time."""

    def make(self, job: Job) -> Document:
        """Make what is ordered.

        Raises
        ------
        Lost
            The maker ended, or was ended as it took too long. It may be asked again.
        """

    def rest(self) -> None:
        """Give back what it holds, unless it is at work. It may be asked again afterwards."""

    def stop(self) -> None:
        """Give back what it holds, whatever it is doing."""


class Here:
    """Makes answers in this process."""

    def make(self, job: Job) -> Document:
        """Make what is ordered, here and now."""
        return make(job)

    def rest(self) -> None:
        """Hold nothing."""

    def stop(self) -> None:
        """Hold nothing."""


class Makers:
    """A few makers, each with a thread. Their desk holds its lock while it calls :meth:`begin` and :meth:`put_back`.

    Parameters
    ----------
    new_maker
        Gives a maker.
    most
        How many there are at most.
    """

    def __init__(self, new_maker: Callable[[], Maker], most: int) -> None:
        self._makers = [new_maker() for _ in range(most)]
        self._resting = list(self._makers)
        self._threads = ThreadPoolExecutor(most, thread_name_prefix="maker")
        self._timer: Timer | None = None

    @property
    def are_free(self) -> bool:
        """Tell whether one has nothing to do."""
        return bool(self._resting)

    def begin(self, work: Callable[[Maker], Document]) -> Future[Document]:
        """Have something made by one that has nothing to do: the one that rested last, as it may be warm.

        Parameters
        ----------
        work
            Is called with the maker in its thread, and puts it back.
        """
        if self._timer:
            self._timer.cancel()
        return self._threads.submit(work, self._resting.pop())

    def put_back(self, maker: Maker) -> None:
        """Take a maker back; when all rested for a while, each gives back what it holds."""
        self._resting.append(maker)
        if len(self._resting) == len(self._makers):
            self._timer = Timer(IDLE, self._rest)
            self._timer.daemon = True
            self._timer.start()

    def _rest(self) -> None:
        for maker in self._makers:
            maker.rest()

    def stop(self) -> None:
        """Stop all makers, whatever they are doing."""
        for maker in self._makers:
            maker.stop()
