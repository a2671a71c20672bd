"""What laps tell: intervals where fast ones and rests follow one another, and nothing where one cannot know."""

from __future__ import annotations

import pytest

from analysis.importers import File, Hints, fit
from analysis.importers.fit.laps import session_type
from tests.importers.fit_bytes import LAP, START, file_id, fit_file, message, session
from tests.importers.structured_laps import CORPUS, structured_runs


def lap(metres: float, seconds: float, intensity: str | None = None, **more) -> dict:
    told = {} if intensity is None else {"intensity": intensity}
    return {"total_distance": metres, "total_timer_time": seconds, "lap_trigger": "manual", **told, **more}


FAST, REST = lap(400, 80, "active"), lap(200, 90, "rest")
PRESSED_FAST, PRESSED_REST = lap(400, 80), lap(200, 90)


def test_three_fast_laps_with_rests_between_are_intervals():
    laps = [lap(2000, 720, "warmup"), FAST, REST, FAST, REST, FAST, lap(2000, 720, "cooldown")]
    assert session_type(laps, []) == "intervals"


def test_just_below_three_fast_laps_tell_nothing():
    laps = [lap(2000, 720, "warmup"), FAST, REST, FAST, REST, lap(2000, 720, "cooldown")]
    assert session_type(laps, []) is None


def test_two_fast_laps_in_a_row_are_one_stretch():
    assert session_type([FAST, FAST, REST, FAST, FAST, REST], []) is None


def test_newer_watches_say_interval_and_recovery():
    fast, rest = lap(400, 80, "interval"), lap(200, 90, "recovery")
    assert session_type([fast, rest, fast, rest, fast], []) == "intervals"


def test_laps_that_are_all_active_tell_nothing_by_that():
    assert session_type([lap(1000, 300, "active") for _ in range(10)], []) is None


def test_where_the_laps_do_not_say_the_steps_of_the_workout_do():
    steps = [{"message_index": 1, "intensity": "active"}, {"message_index": 2, "intensity": "rest"}]
    laps = [lap(1000, 270, wkt_step_index=step) for step in (1, 2, 1, 2, 1)]  # as fast in the rests
    assert session_type(laps, steps) == "intervals"
    assert session_type(laps, []) is None


def test_laps_that_the_runner_pressed_tell_by_their_speed():
    laps = [lap(2000, 720), PRESSED_FAST, PRESSED_REST, PRESSED_FAST, PRESSED_REST, PRESSED_FAST, PRESSED_REST]
    assert session_type(laps, []) == "intervals"


@pytest.mark.parametrize(("seconds", "expected"), [(80.0, "intervals"), (80.2, None)])
def test_a_pressed_lap_is_fast_from_a_quarter_faster_on(seconds: float, expected: str | None):
    rest = lap(400, 100)  # 4 m/s; 400 m in 80 s are 5 m/s
    assert session_type([rest, *[lap(400, seconds), rest] * 3], []) == expected


def test_laps_that_the_watch_cut_every_kilometre_tell_nothing():
    laps = [lap(1000, seconds, lap_trigger="distance") for seconds in (240, 360, 240, 360, 240, 360)]
    assert session_type(laps, []) is None


def test_slow_laps_that_climb_are_no_rests():
    up = lap(400, 200, total_ascent=16.1)  # a rise of 4.0 %
    assert session_type([PRESSED_FAST, up, PRESSED_FAST, up, PRESSED_FAST], []) is None
    nearly_level = lap(400, 200, total_ascent=15)
    assert session_type([PRESSED_FAST, nearly_level] * 3, []) == "intervals"


def test_who_runs_slowly_between_walks_may_run_and_walk_by_turns():
    run, walk = lap(580, 200, "active"), lap(100, 60, "rest")  # 2.9 and 1.7 m/s
    assert session_type([run, walk] * 5, []) is None


def test_who_runs_fast_between_walks_does_intervals():
    run, walk = lap(600, 200, "active"), lap(100, 60, "rest")  # 3.0 m/s
    assert session_type([run, walk] * 5, []) == "intervals"


def test_no_laps_tell_nothing():
    assert session_type([], []) is None


def a_file(*laps: bytes, sport: int = 1) -> bytes:
    return fit_file(file_id(), *laps, session(km=8, minutes=40, sport=sport))


def test_a_fit_file_says_that_it_was_intervals():
    laps = [
        message(LAP, start_time=START + 300 * n, total_timer_time=100_000, total_distance=40_000 if n % 2 else 15_000)
        for n in range(7)
    ]
    activities = fit.read(File("a.fit", a_file(*laps)), Hints()).activities
    assert activities[["session_type", "session_type_source"]].values.tolist() == [["intervals", "file"]]


def test_laps_of_a_ride_tell_nothing():
    laps = [
        message(LAP, start_time=START + 300 * n, total_timer_time=100_000, total_distance=90_000 if n % 2 else 15_000)
        for n in range(7)
    ]
    activities = fit.read(File("a.fit", a_file(*laps, sport=2)), Hints()).activities
    assert activities["session_type"].isna().all()


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real exports do not lie beside this checkout")
def test_real_runs_with_three_fast_laps_are_intervals_and_with_two_are_not():
    said = [
        (len(run.fast) >= 3, fit.read(File("a.fit", run.data), Hints()).activities["session_type"].iloc[0])
        for run in structured_runs()
    ]
    assert len(said) >= 5
    assert all((kind == "intervals") == is_session for is_session, kind in said)
