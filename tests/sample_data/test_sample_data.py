"""The demo athletes are real files, hold what index.toml says, and make Twinge say what their stories promise."""

from __future__ import annotations

import io
import tomllib
import zipfile
from datetime import timedelta
from functools import cache
from pathlib import Path

import fitdecode
import fitparse
import pandas as pd
import pytest

from analysis import Settings, analyse, read
from analysis.flags.status import overall
from analysis.importers.base import File
from sample_data import generate
from sample_data.athletes import ATHLETES

FOLDER = Path(__file__).parents[2] / "sample_data"
INDEX = {athlete["key"]: athlete for athlete in tomllib.loads((FOLDER / "index.toml").read_text("utf-8"))["athlete"]}
RECORDINGS = sorted(FOLDER.glob("*/runs/*.fit"))
SIZE_LIMIT = 2_500_000
READ_AS_MILES = "Distances were read as miles and climbs as feet: stride, cadence and pace fit only miles."


@cache
def imported(key):
    return read([FOLDER / key])


@cache
def analysed(key):
    found = imported(key)
    settings = Settings(units=INDEX[key]["units"])
    return analyse(found.activities, found.pain, found.records, settings=settings)


def facts_found(key):
    """The facts of index.toml, counted from what the analysis made of the files."""
    found, made = imported(key), analysed(key)
    both = made.activities[made.activities["source_format"] == "fit"]
    longest = made.runs.loc[made.runs["distance_m"].idxmax()]
    week = made.weeks.set_index("week_start").loc[pd.Timestamp(INDEX[key]["facts"]["week_start"])]
    worst = made.pain.groupby("local_date")["score"].max()
    return {
        "activities": len(made.activities),
        "runs": len(made.runs),
        "first_day": made.days["local_date"].min().date(),
        "last_day": made.as_of.date(),
        "total_distance_m": made.runs["distance_m"].sum(),
        "longest_run_m": longest["distance_m"],
        "longest_run_day": longest["local_date"].date(),
        "treadmill_runs": (made.activities["sub_sport"] == "treadmill").sum(),
        "fit_files": len(both),
        "fit_records": len(found.records),
        "fit_distance_m": both["distance_m"].sum(),
        "days_missing_from_export": (made.days["coverage"] == "unknown").sum(),
        "week_start": week.name.date(),
        "week_distance_m": week["distance_m"],
        "week_run_days": week["run_days"],
        "pain_entries": len(made.pain),
        "logged_days": made.days["is_logged"].sum(),
        "first_logged_day": made.pain["local_date"].min().date(),
        "days_without_pain": (worst == 0).sum(),
        "worst_score": worst.max(),
        "sum_of_scores": made.pain["score"].sum(),
    }


def test_at_least_five_athletes_are_there_and_each_has_a_story():
    assert list(INDEX) == [athlete.key for athlete in ATHLETES]
    assert len(INDEX) >= 5
    assert all(INDEX[key]["story"].startswith(INDEX[key]["name"]) for key in INDEX)


def test_all_demo_files_together_stay_small():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if "__pycache__" not in path.parts) < SIZE_LIMIT


@pytest.mark.parametrize("key", INDEX)
def test_every_fact_of_the_index_is_found(key):
    expected = dict(INDEX[key]["facts"])
    tolerance = expected.pop("distance_tolerance_m")
    found = facts_found(key)
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        is_distance = name.endswith("_m")
        assert found[name] == (pytest.approx(value, abs=tolerance) if is_distance else value), name


@pytest.mark.parametrize("key", INDEX)
def test_every_flag_of_the_index_has_the_status_its_story_promises(key):
    flags = analysed(key).flags
    current = flags[flags["is_current"]].set_index("flag_id")["status"]
    for flag_id, status in INDEX[key]["flags"].items():
        assert list(current.loc[[flag_id]]) == [status], flag_id


@pytest.mark.parametrize("key", INDEX)
def test_no_warning_is_raised_that_the_index_does_not_name(key):
    flags = analysed(key).flags
    raised = flags[flags["is_current"] & (flags["status"] == "raised") & (flags["severity"] != "info")]
    assert set(raised["flag_id"]) == {name for name, status in INDEX[key]["flags"].items() if status == "raised"}


@pytest.mark.parametrize("key", INDEX)
def test_the_word_at_the_top_of_the_page_fits_the_story(key):
    assert overall(analysed(key).flags).state == INDEX[key]["state"]


def test_the_sudden_long_run_is_something_to_watch_and_no_more():
    flags = analysed("healthy").flags.set_index("flag_id")
    spike = flags[flags["is_current"]].loc["single_run_spike"]
    assert (spike["severity"], round(spike["observed"], 2)) == ("watch", 1.42)


def test_the_numb_toes_of_weeks_ago_still_stand_from_one_entry():
    flags = analysed("red_flag").flags.set_index("flag_id")
    numb = flags[flags["is_current"]].loc["numbness_or_tingling"]
    assert (numb["period_start"], numb["n"]) == (pd.Timestamp("2026-09-22"), 1)


@pytest.mark.parametrize("key", INDEX)
def test_nothing_is_refused_and_nobody_complains(key):
    outcomes = imported(key).outcomes
    files = INDEX[key]["facts"]["fit_files"] + 2
    assert [outcome.status for outcome in outcomes] == ["imported"] * files
    said = [issue.found for outcome in outcomes for issue in outcome.issues]
    assert said == ([READ_AS_MILES] if INDEX[key]["units"] == "mi" else [])
    assert analysed(key).issues == ()


@pytest.mark.parametrize("key", INDEX)
def test_a_run_of_the_csv_and_of_a_fit_file_is_one_run_with_one_size(key):
    activities = imported(key).activities
    runs = activities[activities["sport"] == "running"]
    fit = runs[runs["source_format"] == "fit"].set_index("local_start_time")
    csv = runs[runs["source_format"] != "fit"].set_index("local_start_time").loc[fit.index]
    half_a_step_m = 8.1 if INDEX[key]["units"] == "mi" else 5.1
    assert (fit["distance_m"] - csv["distance_m"]).abs().max() <= half_a_step_m
    assert (fit["moving_time_s"] - csv["moving_time_s"]).abs().max() <= 0.51
    joined = analysed(key).activities
    assert joined.loc[joined["source_format"] == "fit", "also_in"].str.endswith("Activities.csv").all()


@pytest.mark.parametrize("key", INDEX)
def test_a_zip_of_the_folder_holds_the_same(key):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted((FOLDER / key).rglob("*.*")):
            archive.write(path, path.relative_to(FOLDER / key))
    found, known = read([File("export.zip", packed.getvalue())]), imported(key)
    assert {outcome.status for outcome in found.outcomes} == {"imported"}
    assert len(found.activities) == len(known.activities)
    assert found.activities["distance_m"].sum() == pytest.approx(known.activities["distance_m"].sum())
    assert len(found.records) == len(known.records)
    assert found.pain["score"].sum() == known.pain["score"].sum()


# The FIT files, read by decoders that are not Twinge


def decoded(path):
    with fitdecode.FitReader(str(path), error_handling=fitdecode.ErrorHandling.RAISE) as reader:
        frames = [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage)]
    return [(frame.name, {field.name: field.value for field in frame.fields}) for frame in frames]


@pytest.mark.parametrize("key", INDEX)
def test_an_independent_decoder_finds_the_same_recordings(key):
    messages = [message for path in RECORDINGS if path.parts[-3] == key for message in decoded(path)]
    sessions = [fields for name, fields in messages if name == "session"]
    assert len(sessions) == INDEX[key]["facts"]["fit_files"]
    assert sum(s["total_distance"] for s in sessions) == pytest.approx(INDEX[key]["facts"]["fit_distance_m"], abs=0.01)
    assert sum(name == "record" for name, _ in messages) == INDEX[key]["facts"]["fit_records"]


@pytest.mark.parametrize("path", RECORDINGS[::9], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_recording_fits_together_in_itself(path):
    messages = decoded(path)
    session = next(fields for name, fields in messages if name == "session")
    laps = [fields for name, fields in messages if name == "lap"]
    records = [fields for name, fields in messages if name == "record"]
    assert records[-1]["distance"] == pytest.approx(session["total_distance"], abs=0.011)
    assert sum(lap["total_distance"] for lap in laps) == pytest.approx(session["total_distance"], abs=0.01 * len(laps))
    assert sum(lap["total_timer_time"] for lap in laps) == pytest.approx(session["total_timer_time"], abs=0.05)
    assert session["num_laps"] == len(laps)
    times = [record["timestamp"] for record in records]
    assert times == sorted(set(times))
    assert session["timestamp"] - times[-1] <= timedelta(seconds=1)
    assert not any("position" in name for record in records for name in record)


@pytest.mark.parametrize("path", RECORDINGS[::9], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_recording_knows_its_local_time(path):
    messages = decoded(path)
    activity = next(fields for name, fields in messages if name == "activity")
    session = next(fields for name, fields in messages if name == "session")
    offset = activity["local_timestamp"] - activity["timestamp"]
    assert f"{session['start_time'] + offset:%Y-%m-%d-%H-%M-%S}" == path.stem


def test_fitparse_agrees_with_the_independent_decoder():
    file = fitparse.FitFile(str(RECORDINGS[0]), check_crc=True)
    messages = decoded(RECORDINGS[0])
    session = next(fields for name, fields in messages if name == "session")
    assert next(iter(file.get_messages("session"))).get_value("total_distance") == session["total_distance"]
    assert len(list(file.get_messages("record"))) == sum(name == "record" for name, _ in messages)


# The generator


def test_generating_again_gives_the_committed_bytes(tmp_path):
    athlete = next(athlete for athlete in ATHLETES if athlete.key == "gaps")
    generate.write(generate.history(athlete), tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    kept = {path.relative_to(FOLDER / "gaps"): path.read_bytes() for path in (FOLDER / "gaps").rglob("*.*")}
    assert made == kept


def test_the_index_is_what_the_generator_writes():
    histories = [generate.history(athlete) for athlete in ATHLETES]
    assert generate.as_toml(histories) == (FOLDER / "index.toml").read_text("utf-8")


def test_a_heavy_history_has_ten_years_of_runs_and_a_log_without_a_gap(tmp_path):
    generate.main(["--years", "10", "--out", str(tmp_path), "--key", "long"])
    rows = (tmp_path / "long" / "Activities.csv").read_text("utf-8").splitlines()
    days = {line.split(",")[0] for line in (tmp_path / "long" / "pain.csv").read_text("utf-8").splitlines()[1:]}
    assert 2900 <= sum("Running," in row[:20] for row in rows) <= 3200
    assert len(days) == 3650
    assert not (tmp_path / "long" / "runs").exists()
