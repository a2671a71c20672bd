"""Running and walking in turns: the timer of a run of a chosen length."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.thresholds import RUN_WALK_RUN_MINUTES, RUN_WALK_WALK_MINUTES

ROUND_MINUTES = RUN_WALK_RUN_MINUTES.whole + RUN_WALK_WALK_MINUTES.whole


@dataclass(frozen=True)
class RunWalk:
    """So many rounds of running and walking, each of the same length in minutes."""

    rounds: int
    run_minutes: int
    walk_minutes: int

    @property
    def total_minutes(self) -> int:
        return self.rounds * (self.run_minutes + self.walk_minutes)

    @property
    def running_minutes(self) -> int:
        return self.rounds * self.run_minutes

    @property
    def intervals(self) -> tuple[tuple[int, str, int], ...]:
        """Minute on the clock, `run` or `walk`, and for how many minutes."""
        each = self.run_minutes + self.walk_minutes
        pairs = (
            ((n * each, "run", self.run_minutes), (n * each + self.run_minutes, "walk", self.walk_minutes))
            for n in range(self.rounds)
        )
        return tuple(interval for pair in pairs for interval in pair)


def run_walk(total_minutes: int) -> RunWalk:
    """As many whole rounds of two minutes of running and one of walking as fit into the time; at least one.

    Source: rule B5, advice runners are commonly given; no trial of it was found.
    """
    rounds = max(total_minutes // ROUND_MINUTES, 1)
    return RunWalk(rounds, RUN_WALK_RUN_MINUTES.whole, RUN_WALK_WALK_MINUTES.whole)
