"""Athletes spread over processes of this machine, or over the machines of a Dask cluster. See docs/decisions/0026."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import joblib

from analysis.cohort.athlete import Job, Row, failed, worked_off

AHEAD = 2  # athletes on their way for each that is worked on, so that nobody waits for the next


class NoCluster(Exception):
    """The cluster that was named cannot be used, in words for whoever started the work."""


def spread(athletes: Sequence[Path], job: Job, *, workers: int = 1, cluster: str | None = None) -> Iterator[Row]:
    """The row of every athlete, as they are done: see `athlete.worked_off`.

    Parameters
    ----------
    workers
        Processes on this machine; 1 works in this one.
    cluster
        Address of a Dask scheduler, as tcp://host:8786. Its workers do it instead: they need Twinge installed, and the
        folders under the same path.

    Raises
    ------
    NoCluster
        Nobody answers at that address, or what speaks to clusters is not installed.
    """
    left = {athlete.name: athlete for athlete in athletes}
    with _places(workers, cluster) as width:
        while left:
            try:
                for row in _together(list(left.values()), job, width):
                    del left[row.athlete]
                    yield row
            except BrokenExecutor:
                # A process died, and nothing tells over whom. They went out in order: one of the first that are left.
                for athlete in list(left.values())[: AHEAD * width]:
                    del left[athlete.name]
                    yield _alone(athlete, job)


def _together(athletes: Sequence[Path], job: Job, width: int) -> Iterator[Row]:
    parallel = joblib.Parallel(width, return_as="generator_unordered", batch_size=1, pre_dispatch=AHEAD * width)
    yield from parallel(joblib.delayed(worked_off)(athlete, job) for athlete in athletes)


def _alone(athlete: Path, job: Job) -> Row:
    """The row of an athlete whose files may kill the process that reads them; then no other is at work."""
    try:
        (row,) = _together([athlete], job, 2)  # with 1 it would be this process
    except BrokenExecutor:
        return failed(athlete.name, "Reading these files took more memory than there is, or was stopped from outside.")
    return row


@contextmanager
def _places(workers: int, cluster: str | None) -> Iterator[int]:
    """Where joblib sends the athletes meanwhile, and how many at a time."""
    with ExitStack() as stack:
        if cluster is None:
            yield workers
            return
        client = stack.enter_context(_client(cluster))
        stack.enter_context(joblib.parallel_config(backend="dask"))
        yield max(sum(client.nthreads().values()), 1)


def _client(cluster: str) -> AbstractContextManager[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster("A cluster needs one more package: pip install distributed") from None
    try:
        return Client(cluster, timeout="10s", set_as_default=True)
    except (OSError, ValueError) as error:
        raise NoCluster(f"No Dask scheduler answers at {cluster}.") from error
