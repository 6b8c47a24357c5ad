"""Runs a coroutine for a test whose own thread may have a loop already: that of Playwright, once a test has driven a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Found = TypeVar("Found")


def elsewhere(coroutine: Coroutine[Any, Any, Found]) -> Found:
    """Run a coroutine in a thread of its own, and return what it gives."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
