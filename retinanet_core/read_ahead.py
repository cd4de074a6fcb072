"""Pictures made ready by a thread of their own, so that reading overlaps detecting."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Generic, Self, TypeVar

AHEAD_ITEMS = 16
AHEAD_BYTES = 256_000_000

T = TypeVar("T")


class ReadAhead(Generic[T]):
    """Iterates over items in their order while a thread makes at most 16 items and 256 MB ahead.

    Args:
        items: Makes them; runs, and is closed, on the thread. What it raises is raised where they are asked for.
        size: Bytes that an item takes.
        name: Of the thread.
    """

    def __init__(self, items: Generator[T], size: Callable[[T], int], name: str) -> None:
        self._items = items
        self._size = size
        self._ready: deque[T] = deque()
        self._bytes = 0
        self._change = threading.Condition()
        self._stopping = False
        self._ended = False
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._stopping = True
            self._change.notify_all()
        self._thread.join()

    def __iter__(self) -> Iterator[T]:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._ready or self._ended)
                if not self._ready:
                    if self._failure is not None:
                        raise self._failure
                    return
                item = self._ready.popleft()
                self._bytes -= self._size(item)
                self._change.notify_all()
            yield item

    def _work(self) -> None:
        try:
            with closing(self._items) as items:
                for item in items:
                    if not self._put(item):
                        return
        except Exception as error:  # noqa: BLE001  raised again on the thread that asked for the items
            self._failure = error
        finally:
            with self._change:
                self._ended = True
                self._change.notify_all()

    def _put(self, item: T) -> bool:
        """Hand an item over when there is room; False if nobody wants it any more."""
        size = self._size(item)
        with self._change:
            self._change.wait_for(lambda: self._stopping or self._has_room(size))
            if self._stopping:
                return False
            self._ready.append(item)
            self._bytes += size
            self._change.notify_all()
            return True

    def _has_room(self, size: int) -> bool:
        return not self._ready or (len(self._ready) < AHEAD_ITEMS and self._bytes + size <= AHEAD_BYTES)
