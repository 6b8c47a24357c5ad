"""The process that makes what costs much: the same bytes as here, lost without harm, and gone when it is not needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from loops import elsewhere

import api  # noqa: F401 - adds its tasks to the table
import pictures
from geo.atlas import atlas
from geo.export.formats import formats_for
from geo.paths import ROOT
from geo.view.parameters import View
from work.desk import Busy, Desk
from work.limits import DOORS
from work.makers import Lost
from work.process import PROGRAM, Process
from work.tasks import TASKS, Job, job_of_file, job_of_picture, make

pytestmark = pytest.mark.slow

VIEW = View(topic=("history",), basis="all", text="Ōkita’s", lang="ja")
ITEMS = {"path": "/collections/{collection}/items", "root": "https://a.example/ogc", "ids": {"collection": "events"}}
JOBS = [
    *(job_of_file("events", item.id, VIEW) for item in formats_for("layer")),
    *(job_of_file(None, item.id, VIEW) for item in formats_for("atlas")),
    job_of_picture(replace(VIEW, lat=43.5, lon=145.25), pictures.Spec("svg", theme="dark")),
    *(Job.of("ogc", **ITEMS, form=form, query={"limit": "5", "bbox": "140,40,150,50"}) for form in ("json", "html")),
]


@pytest.fixture(scope="module")
def process() -> Iterator[Process]:
    made = Process()
    yield made
    made.rest()


def pid(process: Process) -> int:
    assert process._process is not None
    return process._process.pid


def test_every_kind_of_answer_is_tried() -> None:
    assert {job.task for job in JOBS} == set(TASKS)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: f"{job.task} {job.arguments[:60]}")
def test_it_makes_the_same_as_is_made_here(process: Process, job: Job) -> None:
    assert process.make(job) == make(job)


def test_one_that_is_killed_is_lost_and_the_next_is_made(process: Process) -> None:
    process.make(JOBS[0])
    before = pid(process)
    with ThreadPoolExecutor(1) as thread:
        drawn = thread.submit(process.make, job_of_picture(VIEW, pictures.Spec("pdf", theme="dark")))
        while not process._at_work.locked():
            os.sched_yield()
        os.kill(before, signal.SIGKILL)
        with pytest.raises(Lost):
            drawn.result()
    assert process.make(JOBS[0]) == make(JOBS[0])
    assert pid(process) != before


def test_one_that_takes_too_long_is_ended(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    process.make(JOBS[0])
    monkeypatch.setattr("work.process.LONGEST", 0.05)
    with pytest.raises(Lost):
        process.make(job_of_picture(VIEW, pictures.Spec("png", dpi=150)))


def test_one_that_fails_is_lost_with_the_trace_in_the_log(process: Process, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Lost):
        process.make(Job.of("file", name="nothing", format="csv", view=""))
    assert "UnknownLayer" in capfd.readouterr().err


def test_other_data_than_the_servers_are_made_in_the_server(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    process.make(JOBS[0])
    monkeypatch.setattr(process, "_data", "other data")
    asked: list[Job] = []
    monkeypatch.setattr(process, "_ask", asked.append)
    assert process.make(JOBS[0]) == make(JOBS[0])
    assert asked == []


def test_where_no_process_can_be_started_it_is_made_in_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    python = (sys.executable, "-c")
    for program in (("/nowhere/python",), (*python, "print('no word of data')"), (*python, "raise SystemExit(1)")):
        monkeypatch.setattr("work.process.PROGRAM", program)
        assert Process().make(JOBS[0]) == make(JOBS[0])


def test_at_rest_it_gives_its_memory_back_and_starts_again(process: Process) -> None:
    process.make(JOBS[0])
    held = pid(process)
    process.rest()
    assert not Path(f"/proc/{held}").exists() or sys.platform != "linux"
    assert process.make(JOBS[0]) == make(JOBS[0])


def test_it_ends_with_the_server_however_that_ends() -> None:
    parent = (
        "import subprocess, sys; maker = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE); "
        "print(maker.pid, flush=True); input()"
    )
    reader, writer = os.pipe()
    with subprocess.Popen(
        (sys.executable, "-c", parent, *PROGRAM), cwd=ROOT, stdin=subprocess.PIPE, stdout=writer, text=True
    ) as server:
        os.close(writer)
        with os.fdopen(reader) as told:
            told.readline()
            server.kill()
            # Ends when the last who holds the pipe is gone: the maker.
            told.read()


def test_a_desk_of_processes_goes_on_after_it_was_stopped() -> None:
    desk = Desk(Process, DOORS, makers=1)
    found = elsewhere(desk.wait(JOBS[0], "files"))
    desk.stop()
    assert elsewhere(desk.wait(job_of_file("islands", "csv", VIEW), "files")) == make(
        job_of_file("islands", "csv", VIEW)
    )
    assert elsewhere(desk.wait(JOBS[0], "files")) is found
    desk.stop()
    with pytest.raises(Busy):
        elsewhere(desk.wait(Job("file", "{}", atlas().hash), "files"))
    desk.stop()
