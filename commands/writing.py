"""Writing a file whole or not at all: one that is short looks like any other."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(out: Path, content: bytes) -> None:
    """Write a file under another name beside it and rename it, so that there is never a part of it under its own.

    Parameters
    ----------
    out
        The file. A link is followed; what is no plain file, such as ``/dev/stdout``, is written as it is.
    content
        All that it is to hold.

    Raises
    ------
    OSError
        The file cannot be written. What stood there before still does.
    """
    target = out.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
