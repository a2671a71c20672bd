"""What a watch samples during a run: distance, speed, altitude, heart rate and cadence every 40 seconds."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from sample_data.training import Activity

INTERVAL_S = 40
REPETITION_S = 180  # fast and slow by turns on the track


@dataclass(frozen=True)
class Sample:
    """One moment; `timer_s` does not count pauses."""

    timer_s: float
    distance_m: float
    speed_m_s: float
    altitude_m: float | None
    heart_rate_bpm: int
    cadence_spm: int


def samples(activity: Activity, rng: Random, interval_s: int = INTERVAL_S) -> list[Sample]:
    """The run in samples that add up to its totals: the last one stands at its end."""
    times = [*range(0, int(activity.timer_s) - interval_s // 2, interval_s), activity.timer_s]
    efforts = [_effort(activity, t, rng) for t in times]
    distances = _distances(times, efforts, activity.distance_m)
    climbs = _altitudes(activity, len(times), rng)
    mean_effort = sum(efforts) / len(efforts)
    return [
        Sample(
            timer_s=t,
            distance_m=round(distance, 2),
            speed_m_s=round(activity.speed_m_s * effort / mean_effort, 3),
            altitude_m=None if climbs is None else round(climbs[i], 1),
            heart_rate_bpm=_heart_rate(activity, t, effort / mean_effort),
            cadence_spm=round(activity.cadence_spm * (0.75 + 0.25 * effort / mean_effort)),
        )
        for i, (t, effort, distance) in enumerate(zip(times, efforts, distances, strict=True))
    ]


def _effort(activity: Activity, t: float, rng: Random) -> float:
    base = 1.0 + rng.gauss(0, 0.03)
    if activity.kind == "track":
        return base * (1.18 if int(t / REPETITION_S) % 2 else 0.84)
    if activity.kind == "tempo":
        return base * (1.1 if 0.25 < t / activity.timer_s < 0.75 else 0.9)
    return base


def _distances(times: list[float], efforts: list[float], total_m: float) -> list[float]:
    """Distance so far at each time: speed follows effort, scaled so that the last stands at the total."""
    so_far, raw = 0.0, [0.0]
    for i in range(1, len(times)):
        so_far += (times[i] - times[i - 1]) * (efforts[i] + efforts[i - 1]) / 2
        raw.append(so_far)
    return [total_m * value / so_far for value in raw]


def _altitudes(activity: Activity, count: int, rng: Random) -> list[float] | None:
    """A loop of hills whose rises add up to the ascent and whose falls add up to the descent."""
    if activity.ascent_m is None or activity.descent_m is None:
        return None
    slopes, slope = [], 0.0
    for _ in range(count - 1):
        slope = 0.8 * slope + rng.gauss(0, 1)
        slopes.append(slope)
    up = sum(s for s in slopes if s > 0) or 1.0
    down = -sum(s for s in slopes if s < 0) or 1.0
    altitude = [140.0]
    for slope in slopes:
        altitude.append(altitude[-1] + slope * (activity.ascent_m / up if slope > 0 else activity.descent_m / down))
    return altitude


def _heart_rate(activity: Activity, t: float, effort: float) -> int:
    warmed = 0.80 + 0.20 * min(1.0, t / 300)
    drift = 1.0 + 0.03 * t / activity.timer_s
    return min(activity.max_heart_rate, round(activity.avg_heart_rate * warmed * drift * (0.7 + 0.3 * effort)))
