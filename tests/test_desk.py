"""The desk: one making for many askers, bounds by door, doors in turn, and no more bytes kept than said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from loops import elsewhere

from geo.export.documents import Document
from work.desk import Busy, Desk
from work.kept import Kept
from work.limits import DOORS, Door
from work.makers import Lost
from work.tasks import Job

SECONDS = 20
DOOR = Door(at_work=1, waiting=2, patience=SECONDS, again=7, kept=1_000)


class Slow:
    """A maker that makes nothing until it is let."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.begins, self.may = Event(), Event()

    def make(self, job: Job) -> Document:
        self.begun.append(job.arguments)
        self.begins.set()
        assert self.may.wait(SECONDS)
        if job.task == "lost":
            raise Lost
        return Document.of(job.arguments.encode() * 100)

    def rest(self) -> None:
        """Hold nothing."""

    stop = rest


@pytest.fixture
def slow() -> Iterator[Slow]:
    maker = Slow()
    yield maker
    maker.may.set()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(32) as pool:
        yield pool


def get(desk: Desk, job: Job, door: str) -> Document:
    return elsewhere(desk.wait(job, door))


def job(name: str, task: str = "slow") -> Job:
    return Job(task, name, "data")


def until(told: Callable[[], bool]) -> None:
    """Wait until something is so; all that is waited for happens in other threads at once."""
    for _ in range(SECONDS * 100):
        if told():
            return
        Event().wait(0.01)
    raise AssertionError("it did not happen")


def waiting(desk: Desk) -> int:
    return sum(order.askers for order in desk._open.values())


def ask(threads: ThreadPoolExecutor, desk: Desk, names: str, door: str = "a") -> list[Future[Document]]:
    """Ask for things one after another, each once the one before waits."""
    asked = []
    for name in names:
        before = waiting(desk)
        asked.append(threads.submit(get, desk, job(name), door))
        until(lambda: waiting(desk) > before)  # noqa: B023 - called at once
    return asked


def test_many_who_ask_for_one_thing_get_it_made_once(slow: Slow, threads: ThreadPoolExecutor) -> None:
    desk = Desk(lambda: slow, {"a": replace(DOOR, waiting=20)})
    asked = ask(threads, desk, "x" * 10)

    async def at_once() -> list[Document]:
        return await asyncio.gather(*(desk.wait(job("x"), "a") for _ in range(50)))

    others = threads.submit(lambda: elsewhere(at_once()))
    until(lambda: waiting(desk) == 60)
    slow.may.set()
    assert {told.result().content for told in asked} | {told.content for told in others.result()} == {b"x" * 100}
    assert slow.begun == ["x"]
    assert get(desk, job("x"), "a").content == b"x" * 100
    assert slow.begun == ["x"]


def test_who_finds_no_place_is_refused_at_once(slow: Slow, threads: ThreadPoolExecutor) -> None:
    desk = Desk(lambda: slow, {"a": DOOR}, makers=1)
    asked = ask(threads, desk, "xyz")
    for name in "uvw":
        with pytest.raises(Busy) as told:
            get(desk, job(name), "a")
        assert told.value.again == 7
    slow.may.set()
    assert [one.result().content[:1] for one in asked] == [b"x", b"y", b"z"]
    assert get(desk, job("u"), "a").content[:1] == b"u"


def test_who_waits_too_long_is_refused_and_finds_it_made_later(slow: Slow) -> None:
    desk = Desk(lambda: slow, {"a": replace(DOOR, patience=0.01)})
    for _ in range(2):
        with pytest.raises(Busy):
            get(desk, job("x"), "a")
    with pytest.raises(Busy):
        get(desk, job("x"), "a")
    slow.may.set()
    until(lambda: not desk._open)
    assert get(desk, job("x"), "a").content == b"x" * 100
    assert slow.begun == ["x"]


def test_what_nobody_waits_for_any_more_is_not_begun(slow: Slow, threads: ThreadPoolExecutor) -> None:
    desk = Desk(lambda: slow, {"a": replace(DOOR, patience=0.05), "b": DOOR}, makers=1)
    held = ask(threads, desk, "x", "b")
    with pytest.raises(Busy):
        get(desk, job("y"), "a")
    slow.may.set()
    assert held[0].result().content
    assert slow.begun == ["x"]
    assert get(desk, job("z"), "b").content
    assert slow.begun == ["x", "z"]


def test_a_crowd_at_one_door_keeps_nobody_at_another(slow: Slow, threads: ThreadPoolExecutor) -> None:
    doors = {"a": replace(DOOR, waiting=20), "b": DOOR}
    desk = Desk(lambda: slow, doors, makers=1)
    asked = [*ask(threads, desk, "abcdefgh"), *ask(threads, desk, "z", "b")]
    slow.may.set()
    assert all(one.result().content for one in asked)
    # What was begun is ended; then the other door has its turn.
    assert slow.begun.index("z") <= 2


def test_one_door_never_takes_all_makers(threads: ThreadPoolExecutor) -> None:
    makers = [Slow(), Slow()]
    left = iter(makers)
    desk = Desk(lambda: next(left), {"a": DOOR, "b": DOOR}, makers=2)
    asked = ask(threads, desk, "xy")
    until(lambda: sum(len(maker.begun) for maker in makers) == 1)
    asked += ask(threads, desk, "z", "b")
    until(lambda: sum(len(maker.begun) for maker in makers) == 2)
    assert sorted(makers[0].begun + makers[1].begun) == ["x", "z"]
    for maker in makers:
        maker.may.set()
    assert all(one.result().content for one in asked)


def test_a_lost_maker_is_told_and_the_next_order_is_made(slow: Slow) -> None:
    desk = Desk(lambda: slow, {"a": DOOR})
    slow.may.set()
    with pytest.raises(Busy):
        get(desk, job("x", "lost"), "a")
    assert get(desk, job("x"), "a").content
    assert not desk._open


def test_no_more_bytes_are_kept_than_said(slow: Slow) -> None:
    desk = Desk(lambda: slow, {"a": DOOR, "b": replace(DOOR, kept=350)})
    slow.may.set()
    for name in "abcdefghijklmnopqrstuvwxyz":
        assert get(desk, job(name), "a").content
        assert desk.kept_bytes <= 1_000
    get(desk, job("a" * 4), "b")
    assert desk.kept_bytes == 1_000
    begun = len(slow.begun)
    assert get(desk, job("z"), "a").content
    assert len(slow.begun) == begun


def test_of_what_is_kept_the_longest_unasked_gives_way() -> None:
    kept = Kept[str, bytes](10, len)
    for key in "abc":
        kept.keep(key, b"1234")
        assert kept.find("a") or key == "c"
    assert [kept.find(key) for key in "abc"] == [b"1234", None, b"1234"]
    kept.keep("a", b"123456789")
    assert (kept.bytes, kept.find("c")) == (9, None)
    kept.keep("big", bytes(11))
    assert (kept.bytes, kept.find("big"), kept.find("a")) == (9, None, b"123456789")


def test_the_table_of_limits_is_bounded() -> None:
    assert sum(door.kept for door in DOORS.values() if not door.here) <= 200_000_000
    assert all(0 < door.again <= 60 for door in DOORS.values())
