"""What would an import change?"""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.preview import Held, Preview, preview
from analysis.tables import ACTIVITIES, CHANGES, PAIN, check, conform, empty

TODAY = pd.Timestamp("2026-11-01")


def run(start: str, km: float | None, minutes: float = 50, source: str = "garmin_csv", **more: object) -> dict:
    """A run as an importer gives it."""
    clock = pd.Timestamp(start)
    return {
        "activity_id": f"{source}-{start}-{minutes}",
        "local_date": clock.normalize(),
        "local_start_time": clock,
        "sport": "running",
        "distance_m": None if km is None else 1000 * km,
        "moving_time_s": 60 * minutes,
        "surface": "unknown",
        "surface_source": "unknown",
        "source_format": source,
        "source_file": "Activities.csv" if source == "garmin_csv" else f"{clock:%m%d}.{source}",
    } | more


def activities(*rows: dict) -> pd.DataFrame:
    return pd.concat([conform(pd.DataFrame([row]), ACTIVITIES) for row in rows], ignore_index=True)


def entries(*rows: tuple) -> pd.DataFrame:
    """Pain of (day, score)."""
    told = [
        {"local_date": day, "moment": "first_steps", "site": "plantar_heel", "side": "left", "score": score}
        for day, score in rows
    ]
    frame = pd.DataFrame(told).assign(source="pain.csv")
    return conform(frame.assign(entry=frame.groupby("local_date").cumcount() + 1), PAIN)


def of_activities(kept: list[dict], found: list[dict], units: str = "km") -> Preview:
    held = (Held(activities(*rows) if rows else empty(ACTIVITIES), empty(PAIN)) for rows in (kept, found))
    return preview(*held, TODAY, units)


def of_pain(kept: pd.DataFrame, found: pd.DataFrame) -> Preview:
    return preview(Held(empty(ACTIVITIES), kept), Held(empty(ACTIVITIES), found), TODAY)


def told(made: Preview) -> list[tuple[str, str, bool]]:
    """(kind, sentence, ticked), newest first; the contract is kept."""
    check(made.changes, CHANGES)
    return list(zip(made.changes["kind"], made.changes["sentence"], made.changes["is_ticked"], strict=True))


WEEK = [run(f"2026-03-{day:02d} 07:00", 8 + day / 10) for day in range(1, 8)]


def test_nothing_found_changes_nothing() -> None:
    assert told(of_activities(WEEK, [])) == []


def test_what_is_not_there_is_new_and_ticked() -> None:
    made = of_activities([], [run("2026-03-01 07:00", 10)])
    assert told(made) == [("new", "", True)]
    assert made.changes.loc[0, ["distance_m", "moving_time_s"]].tolist() == [10000, 3000]


@pytest.mark.parametrize("found", [WEEK, WEEK[::-1], [{**row, "source_file": "b.zip/other.csv"} for row in WEEK]])
def test_the_same_again_in_another_order_or_file_is_no_change(found: list[dict]) -> None:
    assert {kind for kind, _, _ in told(of_activities(WEEK, found))} == {"same"}


def test_a_changed_row_is_told_field_by_field() -> None:
    old = run("2026-03-01 07:00", 10, avg_heart_rate_bpm=150, shoe="Blue")
    new = {**old, "distance_m": 10020.0, "avg_heart_rate_bpm": 152, "shoe": None}
    says = "Distance 10.00 km → 10.02 km; heart rate 150 bpm → 152 bpm; shoe “Blue” → none."
    assert told(of_activities([old], [new])) == [("changed", says, True)]
    assert "6.21 mi → 6.23 mi" in told(of_activities([old], [new], units="mi"))[0][1]


def test_a_value_of_zero_that_comes_in_is_a_change() -> None:
    old = run("2026-03-01 07:00", 10)
    assert told(of_activities([old], [{**old, "ascent_m": 0.0}])) == [("changed", "Climb none → 0 m.", True)]


def test_a_run_whose_place_is_known_by_now_is_the_same_run() -> None:
    old = run("2026-03-01 07:00", 10)
    assert told(of_activities([old], [{**old, "place": "p1 p2", "route": "r1"}])) == [("same", "", True)]
    assert told(of_activities([{**old, "place": "p1 p2"}], [old])) == [("same", "", True)]


def test_a_time_that_was_corrected_is_a_change_of_that_run_though_its_id_is_another() -> None:
    old, new = run("2026-03-04 07:00", 8.4, 50), run("2026-03-04 07:00", 8.4, 30)
    made = of_activities([*WEEK[:3], old, *WEEK[4:]], [*WEEK[:3], new, *WEEK[4:]])
    changed = made.changes[made.changes["kind"] != "same"]
    assert changed["sentence"].tolist() == ["Time 0:50:00 → 0:30:00."]
    assert changed[["kind", "ids", "other_ids"]].to_numpy().tolist() == [
        ["changed", new["activity_id"], old["activity_id"]]
    ]


def test_a_run_that_is_kept_from_the_list_and_comes_as_fit_is_the_same_from_another_source() -> None:
    csv, fit = run("2026-03-01 07:00", 10), run("2026-03-01 07:00", 10.02, source="fit")
    assert told(of_activities([csv], [fit])) == [("other_source", "The same as in Activities.csv.", True)]
    assert told(of_activities([fit], [csv])) == [("other_source", "The same as in 0301.fit.", True)]


def test_one_run_in_three_new_files_is_one_new_run_with_the_richest_file_s_numbers() -> None:
    found = [run("2026-03-01 07:00", km, source=source) for source, km in
             (("garmin_csv", 10.0), ("strava_csv", 10.01), ("fit", 10.02))]  # fmt: skip
    made = of_activities([], found)
    assert [kind for kind, _, _ in told(made)] == ["new"]
    assert made.changes["distance_m"].tolist() == [10020]
    assert len(made.changes["ids"][0].split("; ")) == 3


def test_two_runs_that_start_in_the_same_minute_are_two_new_runs() -> None:
    made = of_activities([], [run("2026-03-01 07:00:00", 1, 6), run("2026-03-01 07:00:40", 12, 70)])
    assert [kind for kind, _, _ in told(made) if kind == "new"] == ["new", "new"]


# Lists that lack something


def gone(made: Preview) -> list[str]:
    rows = made.changes[made.changes["kind"] == "gone"]
    assert not rows["is_ticked"].any()
    return [f"{day:%d}" for day in rows["local_date"]]


def test_a_row_inside_the_span_of_the_list_that_is_not_in_it_any_more_is_asked_about() -> None:
    made = of_activities(WEEK, [*WEEK[:3], *WEEK[4:]])
    assert gone(made) == ["04"]
    assert made.changes.loc[made.changes["kind"] == "gone", "other_ids"].tolist() == [WEEK[3]["activity_id"]]


def test_what_lies_outside_a_page_of_the_list_is_not_gone() -> None:
    assert gone(of_activities(WEEK, WEEK[4:])) == []


def test_what_a_run_s_other_source_holds_is_named_and_would_go_with_it() -> None:
    fit = run("2026-03-04 07:00", 8.4, source="fit")
    made = of_activities([*WEEK, fit], [*WEEK[:3], *WEEK[4:]])
    row = made.changes[made.changes["kind"] == "gone"].iloc[0]
    assert row["sentence"] == "It stands in 0304.fit too, and would be removed there as well."
    assert row["other_ids"] == f"{WEEK[3]['activity_id']}; {fit['activity_id']}"


def test_a_list_of_runs_says_nothing_about_rides() -> None:
    ride = run("2026-03-04 18:00", 20, sport="cycling", activity_id="ride")
    assert gone(of_activities([*WEEK, ride], WEEK)) == []


def test_another_format_says_nothing_about_this_one() -> None:
    strava = [run(f"2026-03-{day:02d} 12:00", 5, source="strava_csv") for day in (1, 7)]
    assert gone(of_activities(WEEK, strava)) == []


def test_two_recordings_do_not_make_the_days_between_them_empty() -> None:
    fits = [run(f"2026-03-{day:02d} 07:00", 5, source="fit") for day in (1, 2, 3)]
    assert gone(of_activities(fits, [fits[0], fits[2]])) == []


def test_parts_of_one_export_are_taken_together() -> None:
    parts = [{**row, "source_file": "part 1" if n % 2 else "part 2"} for n, row in enumerate(WEEK)]
    assert gone(of_activities(WEEK, parts)) == []


def test_a_list_that_lacks_most_of_its_days_was_filtered_and_nothing_is_gone() -> None:
    made = of_activities(WEEK, [WEEK[0], WEEK[3], WEEK[6]])
    assert gone(made) == []
    assert made.notes == (
        "Activities.csv holds 3 of the 7 activities you have from its days: a part of the list."
        " Nothing was taken to be deleted.",
    )


def test_an_older_list_takes_nothing_away_and_its_values_are_not_ticked() -> None:
    older = [WEEK[0], {**WEEK[2], "avg_heart_rate_bpm": 150.0}, WEEK[3]]
    made = of_activities(WEEK, older)
    assert gone(made) == []
    assert [row for row in told(made) if row[0] != "same"] == [
        ("doubtful", "This list is older than the one you have. Heart rate none → 150 bpm.", False)
    ]


# Doubts


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (run("2026-03-01 07:00", None), "A run without a distance."),
        (run("2026-03-01 07:00", 5, 11.5), "2:18 min/km is faster than the world record."),
        (run("2026-11-02 07:00", 5), "This day has not come yet."),
    ],
)
def test_what_cannot_be_is_doubtful_and_not_ticked(row: dict, says: str) -> None:
    assert told(of_activities([], [row])) == [("doubtful", says, False)]


@pytest.mark.parametrize(
    "row",
    [
        run("2026-03-01 07:00", None, sport="yoga"),
        run("2026-03-01 07:00", 5, 11.6),  # 7.18 m/s
        run("2026-03-01 07:00", 40, 60, sport="cycling"),
        run("2026-11-01 07:00", 5),
    ],
)
def test_just_below_a_doubt_is_new(row: dict) -> None:
    assert told(of_activities([], [row])) == [("new", "", True)]


def test_what_is_new_in_a_file_with_an_open_question_is_not_ticked() -> None:
    kept, other = run("2026-03-01 07:00", 10), run("2026-03-02 07:00", 10, source="fit")
    found = Held(activities(kept, other), empty(PAIN), {"0302.fit": "Which sport was it?"})
    assert told(preview(Held(activities(kept), empty(PAIN)), found, TODAY)) == [
        ("doubtful", "Which sport was it?", False),
        ("same", "", True),
    ]


def test_what_was_doubtful_and_kept_is_the_same_the_next_time() -> None:
    odd = run("2026-03-01 07:00", None)
    assert told(of_activities([odd], [odd])) == [("same", "", True)]


def test_a_recording_that_overlaps_one_of_another_source_may_be_the_same() -> None:
    made = of_activities([run("2026-03-01 07:00", 10, 60)], [run("2026-03-01 07:10", 8, 40, source="fit")])
    assert told(made) == [("doubtful", "It may be the activity of 07:00, 10.0 km in Activities.csv.", False)]


def test_copies_with_clocks_a_time_zone_apart_may_be_the_same() -> None:
    made = of_activities([run("2026-03-01 07:00", 10, 60)], [run("2026-03-01 09:00", 10, 60, source="gpx")])
    assert [kind for kind, _, _ in told(made)] == ["doubtful"]
    apart = of_activities([run("2026-03-01 07:00", 10, 60)], [run("2026-03-01 09:07", 10, 60, source="gpx")])
    assert [kind for kind, _, _ in told(apart)] == ["new"]


def test_a_list_that_holds_both_of_two_like_runs_settles_that_they_are_two() -> None:
    both = [run("2026-03-01 07:00", 10, 60), run("2026-03-01 09:00", 10.01, 60)]
    fit = run("2026-03-01 09:00", 10, 60, source="fit")
    assert [kind for kind, _, _ in told(of_activities(both, [fit]))] == ["other_source"]


# Split recordings


@pytest.mark.parametrize(("start", "kinds"), [("07:44:59", ["split", "new"]), ("07:45:00", ["new"])])
def test_a_recording_less_than_a_quarter_of_an_hour_after_another_is_offered_for_merging(
    start: str, kinds: list[str]
) -> None:
    first, second = run("2026-03-01 07:00", 5, 30), run(f"2026-03-01 {start}", 3, 15)
    made = of_activities([first], [second])
    assert sorted(kind for kind, _, _ in told(made)) == sorted(kinds)
    split = made.changes[made.changes["kind"] == "split"]
    assert split["other_ids"].tolist() == [first["activity_id"]] * len(split)
    assert not split["is_ticked"].any()


def test_recordings_that_are_both_kept_are_not_offered_again() -> None:
    both = [run("2026-03-01 07:00", 5, 30), run("2026-03-01 07:40", 3, 15)]
    assert {kind for kind, _, _ in told(of_activities(both, both))} == {"same"}


# Pain


def test_a_score_that_changes_is_told_from_old_to_new() -> None:
    made = of_pain(entries(("2026-03-01", 4), ("2026-03-02", 0)), entries(("2026-03-01", 5), ("2026-03-02", 0)))
    assert told(made) == [("same", "", True), ("changed", "Pain 4 → 5.", True)]


def test_a_score_of_zero_where_none_was_given_is_a_change() -> None:
    made = of_pain(entries(("2026-03-01", None)), entries(("2026-03-01", 0)))
    assert told(made) == [("changed", "Pain none → 0.", True)]


def test_entries_that_disagree_are_all_kept_and_shown() -> None:
    made = of_pain(empty(PAIN), entries(("2026-03-01", 6), ("2026-03-01", 1)))
    assert told(made) == [("new", "2 entries: 6 and 1. All are kept.", True)]
    assert made.changes["score"].tolist() == [6]
    assert told(of_pain(entries(("2026-03-01", 6), ("2026-03-01", 1)), entries(("2026-03-01", 1))))[0][1] == (
        "Pain 6 and 1 → 1."
    )


def test_pain_of_a_day_to_come_is_doubtful() -> None:
    assert told(of_pain(empty(PAIN), entries(("2026-11-02", 3)))) == [("doubtful", "This day has not come yet.", False)]


def test_the_frames_given_are_not_changed() -> None:
    kept, found = activities(*WEEK), activities(*WEEK[:5], run("2026-04-01 07:00", 5))
    before = kept.copy(deep=True), found.copy(deep=True)
    preview(Held(kept, empty(PAIN)), Held(found, empty(PAIN)), TODAY)
    pd.testing.assert_frame_equal(kept, before[0])
    pd.testing.assert_frame_equal(found, before[1])
