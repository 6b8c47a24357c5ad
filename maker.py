"""A process that makes what costs much, for the server that started it and as long as that one lives: see ``work/``.

It reads an order a line from its standard input, and writes the answer to its standard output: a line of JSON, then the bytes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import IO

# Adds its tasks to the table.
import api  # noqa: F401
from geo.atlas import atlas
from work.limits import NICENESS
from work.tasks import Job, make


def _own_output() -> IO[bytes]:
    """Return what was standard output; what else is printed goes to standard error, and into no answer."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def main() -> None:
    """Answer until the server closes the pipe, which it does at its end, however it ends."""
    # The server's own affair: it ends this process too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    out, data = _own_output(), atlas().hash
    out.write(json.dumps({"data": data}).encode() + b"\n")
    out.flush()
    for line in sys.stdin.buffer:
        task, arguments = json.loads(line)
        made = make(Job(task, arguments, data))
        codings = {name: len(content) for name, content in made.codings.items()}
        head = {"etag": made.etag, "content": len(made.content), "codings": codings}
        out.write(b"".join((json.dumps(head).encode(), b"\n", made.content, *made.codings.values())))
        out.flush()


if __name__ == "__main__":
    main()
