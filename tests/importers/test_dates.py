"""Dates as people write them."""

from datetime import date, time

import pytest

from analysis.errors import UnreadableFile
from analysis.importers.dates import UndecidedOrder, When, order_question, read_dates
from analysis.importers.delimited import BadRow


def days(*texts):
    return [when.day if when else None for when in read_dates(texts).whens]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2024-03-12", When(date(2024, 3, 12))),
        ("2024-03-12 07:30:15", When(date(2024, 3, 12), time(7, 30, 15))),
        ("2024-03-12T07:30:15+01:00", When(date(2024, 3, 12), time(7, 30, 15))),
        ("2024/3/12", When(date(2024, 3, 12))),
        ("2024年3月12日", When(date(2024, 3, 12))),
        ("13/02/2024 18:06", When(date(2024, 2, 13), time(18, 6))),
        ("12/31/20 11:59 PM", When(date(2020, 12, 31), time(23, 59))),
        ("12/31/20 12:05 am", When(date(2020, 12, 31), time(0, 5))),
        ("1.4.2024", When(date(2024, 4, 1))),
        ("Fr, 25 Mai 2012 20:31", When(date(2012, 5, 25), time(20, 31))),
        ("lun., 30 juin 2014 7:03", When(date(2014, 6, 30), time(7, 3))),
        ("ven., 7 août 2015 7:27", When(date(2015, 8, 7), time(7, 27))),
        ("22nd Jan 2022", When(date(2022, 1, 22))),
        ("May 6, 2025", When(date(2025, 5, 6))),
        ("3 de março de 2024", When(date(2024, 3, 3))),
        ("29-2-2024", When(date(2024, 2, 29))),
    ],
)
def test_a_date_that_can_be_read_in_one_way_only(text, when):
    assert read_dates([text]).whens == (when,)


def test_one_part_above_12_settles_the_order_of_the_whole_file():
    assert days("03/04/2024", "13/04/2024") == [date(2024, 4, 3), date(2024, 4, 13)]
    assert days("03/04/2024", "03/13/2024") == [date(2024, 3, 4), date(2024, 3, 13)]


def test_a_file_of_dates_that_read_both_ways_is_refused():
    with pytest.raises(UnreadableFile) as refusal:
        read_dates(["01/02/2024", "05/03/2024"])
    assert refusal.value.found == (
        "The dates can be read in two ways: “01/02/2024” may have the day or the month first."
    )
    assert refusal.value.advice == "Write dates as 2024-03-12 (year, month, day) and import the file again."


def test_the_same_day_and_month_needs_no_order():
    assert days("03/03/2024", "04/04/2024") == [date(2024, 3, 3), date(2024, 4, 4)]


def test_five_dates_in_line_settle_the_order_and_say_so():
    dates = read_dates(["10/02/2024", "11/02/2024", "12/02/2024", "01/03/2024", "02/03/2024"])
    assert [when.day.isoformat() for when in dates.whens][-1] == "2024-03-02"
    assert dates.note == "Dates were read day first: only so do they follow one another."


def test_five_days_in_a_row_settle_the_order_where_both_are_sorted():
    assert days("3/1/2024", "3/2/2024", "3/3/2024", "3/4/2024", "3/5/2024")[-1] == date(2024, 3, 5)
    assert days("1/3/2024", "2/3/2024", "3/3/2024", "4/3/2024", "5/3/2024")[-1] == date(2024, 3, 5)


def test_four_dates_in_line_just_below_five_settle_nothing():
    with pytest.raises(UnreadableFile):
        read_dates(["1/3/2024", "2/3/2024", "3/3/2024", "4/3/2024"])


def test_dates_in_two_orders_are_read_where_only_one_reading_exists():
    dates = read_dates(["13/02/2024", "14/02/2024", "02/15/2024", "03/04/2024", "2024-02-20"])
    assert [when and when.day.isoformat() for when in dates.whens] == [
        "2024-02-13",
        "2024-02-14",
        "2024-02-15",
        None,
        "2024-02-20",
    ]
    assert dates.remarks == {2: "Dates in this file stand in two orders; “02/15/2024” was read as 2024-02-15."}
    assert dates.problems == {3: "“03/04/2024” may have the day or the month first."}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "There is no date in this row."),
        ("--", "There is no date in this row."),
        ("yesterday", "“yesterday” is not a date."),
        ("2017-27-07", "“2017-27-07” is not a date."),
        ("30/02/2024", "“30/02/2024” is not a date."),
        ("45363", "“45363” is not a date."),
        ("0204-03-12", "“0204-03-12” is not a date."),
        ("9999-12-31", "“9999-12-31” is not a date."),
    ],
)
def test_what_is_no_date_says_so(text, problem):
    dates = read_dates([text, "2024-03-12"])
    assert dates.problems == {0: problem}
    with pytest.raises(BadRow, match="Write dates as 2024-03-12"):
        dates.at(0)


def test_a_clock_that_does_not_exist_is_no_clock():
    assert read_dates(["2024-03-12 25:00"]).whens == (When(date(2024, 3, 12), None),)


# the runner's answer


@pytest.mark.parametrize(("answer", "day"), [("day_first", date(2024, 2, 1)), ("month_first", date(2024, 1, 2))])
def test_the_answer_settles_dates_that_read_both_ways(answer, day):
    assert read_dates(["01/02/2024"], answer).whens == (When(day),)


def test_a_date_that_proves_the_answer_wrong_wins():
    dates = read_dates(["03/04/2024", "13/04/2024"], "month_first")
    assert [when.day for when in dates.whens] == [date(2024, 4, 3), date(2024, 4, 13)]


def test_the_answer_wins_over_an_order_that_was_inferred():
    texts = ["10/02/2024", "11/02/2024", "12/02/2024", "01/03/2024", "02/03/2024"]
    dates = read_dates(texts, "month_first")
    assert (dates.whens[0], dates.order, dates.note) == (When(date(2024, 10, 2)), "month_first", "")


def test_dates_in_two_orders_take_the_answer_where_both_readings_exist():
    dates = read_dates(["13/02/2024", "02/15/2024", "03/04/2024"], "month_first")
    assert [when.day for when in dates.whens] == [date(2024, 2, 13), date(2024, 2, 15), date(2024, 3, 4)]


def test_the_question_names_a_date_and_the_two_ways():
    with pytest.raises(UndecidedOrder) as undecided:
        read_dates(["01/02/2024"])
    question = order_question("s", undecided.value.example)
    assert (question.topic, question.text) == ("date_order", "Which stands first in dates like “01/02/2024”?")
    assert question.choices == (
        ("day_first", "The day: day, month, year"),
        ("month_first", "The month: month, day, year"),
    )


@pytest.mark.parametrize(
    ("text", "clock"), [("5/3/2024 7.31.02", time(7, 31, 2)), ("2024/03/05 7:31:02 PM GMT+1", time(19, 31, 2))]
)
def test_clocks_of_form_services(text, clock):
    assert read_dates([text], "day_first").whens == (When(date(2024, 3, 5), clock),)
