"""What the laps of a run tell: was it a session of fast stretches with rests between?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from analysis.importers.fit.part import Message

FEWEST_FAST = 3  # fast stretches in a session of intervals
CLEARLY_FASTER = 1.25  # a fast stretch over a rest
WALKING_M_S, SLOW_RUN_M_S = 2.0, 3.0  # stretches slower than this between walks may be those of someone who run-walks
AS_FAST = 0.85  # of the fastest lap: a jog home after a rest is no fast stretch
CLIMBING = 0.04  # slow laps that rise by more than this are no rests
_FAST, _REST = frozenset({"active", "interval"}), frozenset({"rest", "recovery"})


class _Stretches(NamedTuple):
    """Laps of one kind together."""

    metres: float
    seconds: float
    ascent: float

    @property
    def speed(self) -> float:
        return self.metres / self.seconds if self.seconds > 0 else 0.0


def session_type(laps: Sequence[Message], steps: Iterable[Message]) -> str | None:
    """Which kind of session do the laps of a run tell of: `intervals`, or None where they do not say?

    It was intervals where at least three fast laps have rests between. Which are fast stands in the laps, else in the
    steps of the workout they belong to, else it shows in laps that the runner pressed or the workout cut: every other
    one is clearly faster, and not because the slow ones climb. Fast laps between walks may be those of someone who
    runs and walks by turns; then nothing is said, unless they are too fast for that.

    Parameters
    ----------
    laps
        The lap messages of one session.
    steps
        The steps of the workout it followed.
    """
    of_step = {step["message_index"]: step.get("intensity") for step in steps if "message_index" in step}
    by_speed = _by_speed(laps)
    ways = (
        [_kind(lap.get("intensity")) for lap in laps],
        [_kind(of_step.get(lap["wkt_step_index"])) if "wkt_step_index" in lap else None for lap in laps],
        by_speed if not _rests_climb(laps, by_speed) else [],
    )
    kinds = next((kinds for kinds in ways if True in kinds and False in kinds), [])
    return "intervals" if _are_intervals(laps, kinds) else None


def _kind(intensity: object) -> bool | None:
    """Whether a lap was fast or a rest; None where it was neither."""
    return True if intensity in _FAST else False if intensity in _REST else None


def _by_speed(laps: Sequence[Message]) -> list[bool | None]:
    """Fast where a lap is clearly faster than those next to it, a rest where it is clearly slower.

    A lap that the watch cut every so many metres tells nothing of what the runner did.
    """
    speeds = [None if _is_automatic(lap) else _total([lap]).speed for lap in laps]
    least = AS_FAST * max((speed for speed in speeds if speed), default=0.0)
    kinds: list[bool | None] = []
    for place, speed in enumerate(speeds):
        near = [other for other in (*speeds[max(place - 1, 0) : place], *speeds[place + 1 : place + 2]) if other]
        if not speed or not near:
            kinds.append(None)
        elif speed >= least and all(speed >= CLEARLY_FASTER * other for other in near):
            kinds.append(True)
        else:
            kinds.append(False if all(CLEARLY_FASTER * speed <= other for other in near) else None)
    return kinds


def _is_automatic(lap: Message) -> bool:
    return lap.get("lap_trigger") == "distance" and "wkt_step_index" not in lap


def _total(laps: Iterable[Message]) -> _Stretches:
    sums = [0.0, 0.0, 0.0]
    for lap in laps:
        for place, name in enumerate(("total_distance", "total_timer_time", "total_ascent")):
            value = lap.get(name)
            sums[place] += value if isinstance(value, int | float) else 0.0
    return _Stretches(*sums)


def _of_kind(laps: Sequence[Message], kinds: Sequence[bool | None], kind: bool) -> _Stretches:
    return _total(lap for lap, own in zip(laps, kinds, strict=True) if own is kind)


def _rests_climb(laps: Sequence[Message], kinds: Sequence[bool | None]) -> bool:
    rests = _of_kind(laps, kinds, False)
    return rests.ascent > CLIMBING * rests.metres


def _are_intervals(laps: Sequence[Message], kinds: Sequence[bool | None]) -> bool:
    """Whether fast stretches and rests follow one another often enough, and are not running and walking by turns."""
    fast_ones = most = 0
    for kind, _ in groupby(kinds):
        fast_ones = 0 if kind is None else fast_ones + kind
        most = max(most, fast_ones)
    if most < FEWEST_FAST:
        return False
    return _of_kind(laps, kinds, True).speed >= SLOW_RUN_M_S or _of_kind(laps, kinds, False).speed >= WALKING_M_S
