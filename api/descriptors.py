"""How many files and lines the process may hold open: each open page takes four, its line and what its session waits on."""

from __future__ import annotations

import sys

MOST = 65_536
"""More than a server of Python can answer."""


def allow_many_lines() -> None:
    """Raise the number of descriptors as far as the system lets a process raise it by itself.

    Many systems begin with 1,024, which 250 readers use up; a server that cannot open one more answers nobody.
    """
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
