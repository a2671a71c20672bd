"""Garmin's activity list as spreadsheets and scripts damage it, and as nobody can read it."""

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.importers import garmin_csv
from analysis.importers.base import Hints

from .garmin_list import file_of, one, read, sentences

# damage by spreadsheets and scripts


def test_a_us_spreadsheet():
    header = "Activity Type,Date,Favorite,Distance,Time,Avg Pace,Avg Run Cadence,Avg Stride Length"
    content = read(
        header,
        "Running,12/13/20 11:59,FALSE,5.00,25:00:00,5:00,180,1.11",
        "Running,12/11/20 18:06,FALSE,6.16,30:48:00,5:00,180,1.11",
    )
    assert content.activities["moving_time_s"].tolist() == [1500, 1848]
    assert content.activities["local_date"].dt.strftime("%Y-%m-%d").tolist() == ["2020-12-13", "2020-12-11"]
    assert content.issues == ()


def test_a_uk_spreadsheet_with_paces_as_numbers():
    header = "Activity Type,Date,Distance,Time,Avg Pace,Avg Run Cadence,Avg Stride Length"
    run = one(header, "Running,27/05/2020 18:06,5.00,00:22:30,430,180,1.235")  # 4:30
    assert (run["distance_m"], run["moving_time_s"]) == (5000, 1350)


def test_time_and_pace_both_taken_for_hours():
    header = "Activity Type,Date,Distance,Time,Avg Pace"
    assert one(header, "Running,2024-03-12 07:30:15,4.00,41:00:00,10:15:00")["moving_time_s"] == 2460


def test_minutes_taken_for_hours_without_a_pace():
    header = "Activity Type,Date,Distance,Time"
    assert one(header, "Running,2024-03-12 07:30:15,6.88,47:08:00")["moving_time_s"] == 2828


def test_a_true_long_run_keeps_its_hours():
    header = "Activity Type,Date,Distance,Time,Avg Pace"
    assert one(header, "Running,2024-03-12 07:30:15,100.00,12:00:00,7:12")["moving_time_s"] == 43200


def test_a_finnish_spreadsheet_loses_the_time_of_day():
    header = "Aktivitetstyp;Datum;Distans;Tid"
    content = read(header, "Lopning;1.4.2024;5,00;00:25:00", "Lopning;1.4.2024;8,00;00:25:00")
    assert content.activities["distance_m"].tolist() == [5000, 8000]
    assert content.activities["local_start_time"].isna().all()
    assert content.activities["local_date"].dt.strftime("%Y-%m-%d").tolist() == ["2024-04-01", "2024-04-01"]


def test_the_list_format_of_2012():
    content = read(
        "Aktivitäten von jemand",
        " ",
        " Favorit,Aktivitätsname,Aktivitätstyp,Start,Zeit,Distanz,Positiver Höhenunterschied,Ø Geschw(Ø Pace),Ø HF,",
        ' false,Lauf,Laufen,"Fr, 25 Mai 2012 20:31",1:05:11,"10,20",38,6:24,138,',
    )
    run = content.activities.iloc[0]
    assert run["local_start_time"] == pd.Timestamp("2012-05-25 20:31")
    assert (run["distance_m"], run["moving_time_s"], run["ascent_m"], run["title"]) == (10200, 3911, 38, "Lauf")


def test_a_pandas_round_trip():
    content = read(
        "Activity Type,Date,Title,Distance,Calories,Time,Avg HR,Avg Speed,Moving Time,Elapsed Time,Year",
        "Running,2019-01-24 18:30:08,Running,5.23,478.0,0 days 00:30:00,163.0,5:44,--:--:--,00:00:00,2019",
    )
    run = content.activities.iloc[0]
    assert (run["distance_m"], run["moving_time_s"], run["avg_heart_rate_bpm"]) == (5230, 1800, 163)
    assert pd.isna(run["elapsed_time_s"])


def test_tab_separated():
    run = one("Activity Type\tDate\tDistance\tTime", "Running\t2024-03-12 07:30:15\t5,00\t00:25:00")
    assert run["distance_m"] == 5000


# bad input


def bad(row):
    content = read("Activity Type,Date,Distance,Time", 'Running,2024-03-11 07:30:15,"5.00","00:25:00"', row)
    assert len(content.activities) == 1
    assert content.is_partial
    return next(issue for issue in content.issues if issue.row == 3)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ('Running,2024-03-12 07:30:15,"-3.00","00:25:00"', "A distance of -3.00 is not possible."),
        ('Running,2024-03-12 07:30:15,"1,500.00","09:00:00"', "A distance of 1,500.00 is not possible."),
        ('Running,2024-03-12 07:30:15,"far","00:25:00"', "The distance “far” is not a number."),
        ('Running,2024-03-12 07:30:15,"5.00","00:05:00"', "5.00 in 00:05:00 is faster than anyone can run."),
        ('Running,,"5.00","00:25:00"', "There is no date in this row."),
        ('Running,soon,"5.00","00:25:00"', "“soon” is not a date."),
        ('Running,2024-03-12 07:30:15,5,00,"00:25:00"', "It has more values than the header has names."),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(row, found):
    issue = bad(row)
    assert issue.found == found
    assert issue.advice.startswith("The row was left out. ")


def test_the_fastest_possible_run_just_below_the_limit_is_kept():
    run = one("Activity Type,Date,Distance,Time", 'Running,2024-03-12 07:30:15,"0.12","00:00:10.1"')  # 11.9 m/s
    assert run["distance_m"] == 120


def test_a_list_without_dates_is_refused_with_a_sentence():
    with pytest.raises(UnreadableFile) as refusal:
        read("Activity Type,Distance,Time", 'Running,"5.00","00:25:00"')
    assert str(refusal.value) == (
        "The activities have no date: there is no date column. Export the list again with all its columns."
    )


def test_a_list_whose_dates_read_both_ways_is_asked_about_and_read_with_the_answer():
    lines = ("Activity Type,Date,Distance,Time", 'Running,01/02/2024 07:30,"5.00","00:25:00"')
    asked = read(*lines)
    (question,) = asked.questions
    assert asked.activities.empty
    assert (question.topic, question.text) == ("date_order", "Which stands first in dates like “01/02/2024 07:30”?")
    answered = garmin_csv.read(file_of(*lines), Hints(answers={(question.shape, "date_order"): "month_first"}))
    assert answered.activities["local_date"].astype(str).tolist() == ["2024-01-02"]


def test_an_order_that_was_only_inferred_can_be_overruled():
    days = ("10/02/2024", "11/02/2024", "12/02/2024", "01/03/2024", "02/03/2024")
    lines = ("Activity Type,Date,Distance,Time", *(f'Running,{day} 07:30,"5.00","00:25:00"' for day in days))
    inferred = read(*lines)
    order = next(question for question in inferred.questions if question.topic == "date_order")
    assert (order.guess, str(inferred.activities["local_date"].iloc[3])[:10]) == ("day_first", "2024-03-01")
    overruled = garmin_csv.read(file_of(*lines), Hints(answers={(order.shape, "date_order"): "month_first"}))
    assert str(overruled.activities["local_date"].iloc[3])[:10] == "2024-01-03"


def test_a_list_with_no_readable_row_is_refused_naming_the_first():
    with pytest.raises(UnreadableFile) as refusal:
        read("Activity Type,Date,Distance,Time", 'Running,soon,"5.00","00:25:00"')
    assert refusal.value.found == "None of its 1 row could be read. Row 2: “soon” is not a date."


def test_a_header_alone_is_an_empty_list_with_a_hint():
    content = read("Activity Type,Date,Distance,Time")
    assert content.activities.empty
    assert sentences(content) == [
        "Activities.csv: It has a header but no activity. Scroll down in the activity list of Garmin Connect, then"
        " export it."
    ]
