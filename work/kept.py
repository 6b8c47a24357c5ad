"""The latest values up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, of which those that were not asked for the longest give way. Safe for threads.

    Parameters
    ----------
    limit
        How many bytes are kept at most. A value that is larger than that alone is not kept.
    size
        Tells how many bytes a value takes.
    """

    def __init__(self, limit: int, size: Callable[[V], int]) -> None:
        self._limit, self._size = limit, size
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()
        self.bytes = 0

    def find(self, key: K) -> V | None:
        """Return a value by its key; ``None`` where it is not kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def keep(self, key: K, value: V) -> None:
        """Keep a value, and forget as many others as it needs room."""
        with self._lock:
            if key in self._values:
                self.bytes -= self._size(self._values.pop(key))
            if self._size(value) > self._limit:
                return
            self._values[key] = value
            self.bytes += self._size(value)
            while self.bytes > self._limit:
                self.bytes -= self._size(self._values.popitem(last=False)[1])

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return a value by its key, made and kept where it is not yet."""
        found = self.find(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found
