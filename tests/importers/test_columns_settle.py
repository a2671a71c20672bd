"""What the data of a table tell by themselves, and what is asked."""

import json

import pytest

from analysis.importers import columns

from .columns_table import answer, asks, guessed, read, sentences, table


def runs(header: str, *rows: str):
    return table(header, *rows)


# distances and times


def test_kilometres_and_miles_of_an_ordinary_runner_are_asked():
    assert asks(runs("date,distance,time", "2024-03-12,8.2,45:30", "2024-03-13,5,30:00"))["distance_unit"] is None


def test_a_distance_that_would_be_too_fast_in_miles_is_kilometres():
    told = asks(runs("date,distance,time", "2024-03-12,10,42:00", "2024-03-13,5,20:00"))
    assert told["distance_unit"] == "km"  # 4:12 a km; in miles 2:37, faster than anyone over ten of them


def test_a_distance_just_slow_enough_for_miles_is_asked():
    # 4:34 a mile is 2:50 a km, the fastest that counts as a typical run
    assert asks(runs("date,distance,time", "2024-03-12,10,45:40"))["distance_unit"] is None


def test_large_numbers_are_metres():
    assert asks(runs("date,distance,time", "2024-03-12,8200,45:30", "2024-03-13,5000,30:00"))["distance_unit"] == "m"


@pytest.mark.parametrize(("pace", "unit"), [("5:33 /km", "km"), ("8:56 min/mi", "km"), ("3:27 /km", "mi")])
def test_a_pace_with_its_unit_tells_the_unit_of_the_distance(pace, unit):
    # 8.2 units in 45:30: 5:33 for each unit
    assert asks(runs("date,distance,time,pace", f"2024-03-12,8.2,45:30,{pace}"))["distance_unit"] == unit


@pytest.mark.parametrize("name", ["Distance (km)", "Distance [km]", "km", "Kilometer", "Strecke in km", "Distance, km"])
def test_a_unit_in_the_name_is_not_asked(name):
    file = runs(f'date,"{name}",time', "2024-03-12,8.2,45:30")
    assert "distance_unit" not in asks(file)
    assert read(file).activities["distance_m"].tolist() == [8200]


def test_a_unit_in_every_cell_is_not_asked():
    file = runs("date,distance,time", "2024-03-12,8.2 km,45:30", "2024-03-13,3 mi,30:00")
    assert "distance_unit" not in asks(file)
    assert read(file).activities["distance_m"].tolist() == [8200, pytest.approx(4828.032)]


@pytest.mark.parametrize(
    ("times", "unit"),
    [
        (("45:00", "30:00"), "m:ss"),
        (("0:45", "0:30"), "h:mm"),
        (("45", "30"), "min"),
        (("2700", "1800"), "s"),
        (("0.75", "0.5"), "h"),
        (("0.03125", "0.0208333"), "day"),
    ],
)
def test_how_times_are_written_follows_from_the_speed_of_a_run(times, unit):
    file = runs("date,km,time", f"2024-03-12,8.2,{times[0]}", f"2024-03-13,5,{times[1]}")
    assert asks(file)["duration_unit"] == unit
    assert read(file).activities["moving_time_s"].tolist() == pytest.approx([2700, 1800], abs=0.01)


def test_times_without_a_distance_are_as_long_as_trainings():
    assert asks(runs("date,sport,time", "2024-03-12,run,45", "2024-03-13,run,30"))["duration_unit"] == "min"


def test_times_that_fit_nothing_are_asked():
    assert asks(runs("date,sport,time", "2024-03-12,run,6", "2024-03-13,run,7"))["duration_unit"] is None


@pytest.mark.parametrize(("name", "unit"), [("miles", "ft"), ("km", "m")])
def test_climb_goes_with_the_unit_of_distance_until_the_runner_says_otherwise(name, unit):
    file = runs(f"date,{name},time,climb", "2024-03-12,5,45:30,300")
    assert asks(file)["height_unit"] == unit
    assert read(file, height_unit="m").activities["ascent_m"].tolist() == [300]


# numbers and dates


def test_a_number_that_reads_both_ways_is_asked_where_no_other_tells():
    file = runs("date,distance,time", "2024-03-12,1.234,45:30", "2024-03-13,5.678,30:00")
    assert asks(file)["decimal"] is None
    other = runs("date,km,time", "2024-03-12,8.123,45:30", "2024-03-13,5.5,30:00")
    assert "decimal" not in asks(other)
    assert read(other).activities["distance_m"].tolist() == pytest.approx([8123, 5500])


def test_the_answer_settles_the_decimal_sign():
    metres = runs("date;distance (m);time", "2024-03-12;8.123;45:30")
    assert read(metres, decimal=",").activities["distance_m"].tolist() == [8123]
    km = runs("date;distance (km);time", "2024-03-12;8.123;45:30")
    assert read(km, decimal=".").activities["distance_m"].tolist() == pytest.approx([8123])


def test_dates_that_read_both_ways_are_asked_and_the_answer_read():
    file = runs("date,km,min", "01/02/2024,8,45")
    assert asks(file)["date_order"] is None
    assert read(file, date_order="month_first").activities["local_date"].astype(str).tolist() == ["2024-01-02"]
    assert read(file, date_order="day_first").activities["local_date"].astype(str).tolist() == ["2024-02-01"]


def test_a_date_past_the_twelfth_is_not_asked_and_outdoes_the_answer():
    file = runs("date,km,min", "01/02/2024,8,45", "13/02/2024,8,45")
    assert "date_order" not in asks(file)
    days = read(file, date_order="month_first").activities["local_date"].astype(str).tolist()
    assert days == ["2024-02-01", "2024-02-13"]


# pain


@pytest.mark.parametrize(
    ("scores", "scale"),
    [(("3", "7"), "0-10"), (("30", "70", "55"), "0-100"), (("3", "5"), None), (("mild", "severe"), "words")],
)
def test_the_scale_is_told_by_the_scores_or_asked(scores, scale):
    file = table("date,how my heel hurts", *(f"2024-03-{n:02d},{score}" for n, score in enumerate(scores, 1)))
    assert asks(file)["scale"] == scale


def test_one_slip_of_the_pen_does_not_change_the_scale():
    file = table("date,how my heel hurts", *(f"2024-03-{n:02d},{n % 9}" for n in range(1, 28)), "2024-03-28,55")
    assert asks(file)["scale"] == "0-10"
    content = read(file)
    assert len(content.pain) == 27
    assert any("“55”" in sentence and "row 29" in sentence for sentence in sentences(content))


def test_which_end_hurts_is_asked_where_the_name_does_not_speak_of_pain():
    file = table("date,heel comfort", "2024-03-12,9", "2024-03-13,2")
    made = guessed(file)
    made["row"], made["columns"][1]["field"] = "pain", "score"
    understood = columns.understood(file, json.dumps(made))
    (ask,) = understood.asks
    assert (ask.key, ask.answer) == ("scale", None)
    assert {"0-10", "10-0"} <= dict(ask.choices).keys()
    turned = columns.read(file, answer(file, **(made | {"scale": "10-0"}))).pain
    assert turned["score"].tolist() == [1, 8]


def test_a_scale_in_the_name_is_not_asked():
    file = table("date,how my heel hurts (0-5)", "2024-03-12,3", "2024-03-13,0")
    assert "scale" not in asks(file)
    assert read(file).pain["score"].tolist() == [6, 0]
