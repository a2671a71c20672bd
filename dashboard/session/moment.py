"""One rerun sees one moment: what it asked the database once is not asked again, until something is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from dashboard.workspace import last_write

_Read = TypeVar("_Read")
_Held = dict[Any, tuple[int, Any]]  # what was asked -> the last write before it, and the answer

# Of this rerun alone. Callbacks and downloads run outside of any, and ask each time.
_HELD: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """The time in which a rerun draws its page."""
    _HELD.set({})
    try:
        yield
    finally:
        _HELD.set(None)


def once_a_rerun(read: Callable[..., _Read]) -> Callable[..., _Read]:
    """`read`, asked once in a rerun and again after every write in this process, whoever wrote.

    It may depend on what the visit chose, so whoever changes that while a page is drawn reruns the page.
    """

    @wraps(read)
    def held(*given: Any) -> _Read:
        answers = _HELD.get()
        if answers is None:
            return read(*given)
        key, now = (read, given), last_write()
        if key not in answers or answers[key][0] != now:
            answers[key] = now, read(*given)
        return answers[key][1]

    return held
