"""A maker that is a process of its own, on this side: what costs much then holds up no reader, and its memory comes back."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from threading import Lock, Timer
from typing import IO, cast

from geo.export.documents import Document
from geo.paths import ROOT
from work.desk import choose_makers
from work.limits import LONGEST
from work.makers import Here, Lost
from work.tasks import Job

PROGRAM = (sys.executable, str(ROOT / "maker.py"))
_HERE = Lock()
_LOG = logging.getLogger(__name__)


class Process:
    """Makes answers in a process that is started with the first. Of the two pipes to it one bears orders, one answers."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._data: str | None = None
        self._at_work = Lock()

    def make(self, job: Job) -> Document:
        """Make what is ordered.

        Raises
        ------
        Lost
            The process ended, or was ended as it took too long. The next order starts another.
        """
        with self._at_work:
            if self._process is None or self._process.poll() is not None:
                self._start()
            if self._data == job.data:
                try:
                    return self._ask(job)
                except Lost:
                    self._forget()
                    raise
        # The folder has other data than when the server read it, or no process can be started.
        _LOG.warning("No process for answers of the data %s: they are made in the server, one at a time.", job.data)
        with _HERE:
            return Here().make(job)

    def rest(self, wait: float = 0) -> None:
        """End the process, unless it is still at work after some seconds."""
        if self._at_work.acquire(timeout=wait):
            self._forget()
            self._at_work.release()

    def stop(self) -> None:
        """End the process, whatever it is doing: who waits for it hears that it is lost."""
        if self._process is not None:
            self._process.kill()
        self.rest(wait=1)

    def _forget(self) -> None:
        """End the process, if there is one, and close the pipes to it."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            # Closes the pipes too; what they still hold is for nobody.
            process.communicate()

    def _start(self) -> None:
        """Start the process and hear which data it read; without a process there are none."""
        self._forget()
        self._data = None
        try:
            self._process = subprocess.Popen(PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._data = json.loads(self._line())["data"]
        except (OSError, ValueError, Lost) as error:
            self._forget()
            _LOG.warning("No process for answers can be started: %r", error)

    def _ask(self, job: Job) -> Document:
        assert self._process is not None
        late = Timer(LONGEST, self._process.kill)
        late.daemon = True
        late.start()
        try:
            order, answers = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
            order.write(json.dumps([job.task, job.arguments]).encode() + b"\n")
            order.flush()
            head = json.loads(self._line())
            content = answers.read(head["content"])
            codings = {name: answers.read(length) for name, length in head["codings"].items()}
        except BrokenPipeError:
            raise Lost from None
        finally:
            late.cancel()
        made = Document(content, head["etag"], codings)
        if made.size < head["content"] + sum(head["codings"].values()):
            raise Lost
        return made

    def _line(self) -> bytes:
        assert self._process is not None
        line = cast("IO[bytes]", self._process.stdout).readline()
        if not line.endswith(b"\n"):
            raise Lost
        return line


def use_processes() -> None:
    """Have the answers of this process's desk made by processes. To be called before anything is asked."""
    choose_makers(Process)
