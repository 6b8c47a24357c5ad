"""The desk: takes orders at doors, has each made once however many ask, keeps what was made, and refuses what is too much."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from threading import Lock

from geo.errors import AtlasError
from geo.export.documents import Document
from work.kept import Kept
from work.limits import DOORS, MAKERS, Door
from work.makers import Here, Lost, Maker, Makers
from work.tasks import Job


class Busy(AtlasError):
    """Too much is asked for at this moment; ``again`` is the seconds after which to ask again."""

    def __init__(self, again: int) -> None:
        super().__init__(f"too much is being made at this moment; please ask again in {again} seconds")
        self.again = again


@dataclass(eq=False)
class _Order:
    """What was asked for and is not there yet, and by how many."""

    job: Job
    door: str
    made: Future[Document] = field(default_factory=Future)
    askers: int = 0

    def hand_over(self, result: Future[Document]) -> None:
        """Give all askers what came of it."""
        error = result.exception()
        if error is None:
            self.made.set_result(result.result())
        else:
            self.made.set_exception(error)


class Desk:
    """Has answers made by a few makers.

    Parameters
    ----------
    new_maker
        Gives a maker for doors whose answers are made apart.
    doors
        The bounds by name of door.
    makers
        How many makers there are apart, at most.
    """

    def __init__(
        self, new_maker: Callable[[], Maker] = Here, doors: Mapping[str, Door] = DOORS, makers: int = MAKERS
    ) -> None:
        self._doors = doors
        self._makers = {True: Makers(Here, 1), False: Makers(new_maker, makers)}
        self._kept = {name: Kept[Job, Document](door.kept, lambda made: made.size) for name, door in doors.items()}
        self._open: dict[tuple[str, Job], _Order] = {}
        self._queues: dict[str, deque[_Order]] = {name: deque() for name in doors}
        self._at_work = dict.fromkeys(doors, 0)
        self._lock = Lock()

    @property
    def kept_bytes(self) -> int:
        """How many bytes of answers are kept, of all doors."""
        return sum(kept.bytes for kept in self._kept.values())

    async def wait(self, job: Job, door: str) -> Document:
        """Return what is ordered; the event loop goes on meanwhile.

        Parameters
        ----------
        job
            The order.
        door
            The name of the door that it comes by.

        Raises
        ------
        Busy
            There is no place, it took too long, or its maker was lost.
        """
        if found := self._kept[door].find(job):
            return found
        with self._asking(job, door) as order:
            # Shielded: others wait for the same.
            made = asyncio.shield(asyncio.wrap_future(order.made))
            return await asyncio.wait_for(made, self._doors[door].patience)

    def stop(self) -> None:
        """End the makers' processes, if there are any; what they are making fails."""
        for makers in self._makers.values():
            makers.stop()

    @contextmanager
    def _asking(self, job: Job, door: str) -> Iterator[_Order]:
        """Join an order, or give it; who leaves before it was begun, as the last one, takes it away."""
        with self._lock:
            order = self._open.get((door, job)) or self._add(job, door)
            order.askers += 1
        try:
            yield order
        except (Lost, TimeoutError):
            raise Busy(self._doors[door].again) from None
        finally:
            with self._lock:
                order.askers -= 1
                if not order.askers and order in self._queues[door]:
                    self._queues[door].remove(order)
                    del self._open[door, job]

    def _add(self, job: Job, door: str) -> _Order:
        """Queue an order, with the lock held."""
        at_once = self._doors[door].at_work - self._at_work[door]
        if len(self._queues[door]) >= self._doors[door].waiting + at_once:
            raise Busy(self._doors[door].again)
        order = self._open[door, job] = _Order(job, door)
        self._queues[door].append(order)
        self._begin()
        return order

    def _begin(self) -> None:
        """Begin as many orders as there are makers for, with the lock held."""
        while order := self._next():
            makers = self._makers[self._doors[order.door].here]
            makers.begin(partial(self._make, order)).add_done_callback(order.hand_over)

    def _next(self) -> _Order | None:
        """Take the next order for which there is a maker: doors in turn, of each the one that waits longest."""
        for name, queue in list(self._queues.items()):
            door = self._doors[name]
            if queue and self._at_work[name] < door.at_work and self._makers[door.here].are_free:
                # The door that was served goes to the end.
                self._queues[name] = self._queues.pop(name)
                self._at_work[name] += 1
                return queue.popleft()
        return None

    def _make(self, order: _Order, maker: Maker) -> Document:
        """Make an order in a maker's thread."""
        try:
            made = maker.make(order.job)
            self._kept[order.door].keep(order.job, made)
            return made
        finally:
            with self._lock:
                self._at_work[order.door] -= 1
                del self._open[order.door, order.job]
                self._makers[self._doors[order.door].here].put_back(maker)
                self._begin()


_chosen: list[Callable[[], Maker]] = [Here]


def choose_makers(new_maker: Callable[[], Maker]) -> None:
    """Say what makes the answers of this process's desk; until then it makes them itself.

    Parameters
    ----------
    new_maker
        Gives a maker.
    """
    _chosen[0] = new_maker
    desk.cache_clear()


@cache
def desk() -> Desk:
    """Return the desk of this process."""
    return Desk(_chosen[0])
