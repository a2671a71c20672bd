"""What a runner relies on of the page Calendar."""

from __future__ import annotations

from datetime import date
from functools import partial

from streamlit.testing.v1 import AppTest

from .screens import open_page, words

turn = partial(open_page, "calendar")


def test_without_data_it_says_where_to_begin(app: AppTest) -> None:
    assert "Upload your files, or open a made-up runner." in words(turn(app))


def test_it_opens_with_the_last_day_and_the_year_in_numbers(app: AppTest) -> None:
    seen = words(turn(app, "worsening"))
    assert "Sunday, 18 Oct 2026" in seen
    assert "<b>47</b>painful of 144 logged days" in seen
    assert "<b>142</b>days without a log" in seen


def test_a_chosen_day_shows_its_runs_its_warnings_and_what_was_logged(app: AppTest) -> None:
    turn(app, "worsening")
    app.date_input(key="calendar_day").set_value(date(2026, 10, 16)).run()
    seen = words(app)
    assert "<b>Run, 8.9 km</b>" in seen
    assert "light: red" in seen
    assert "Worse despite backing off" in seen
    assert '<p class="tw-kind">16 Oct 2026</p>' in seen
    assert "<b>First steps</b>, Left heel pain" in seen


def test_a_day_without_an_entry_says_so(app: AppTest) -> None:
    turn(app, "worsening")
    app.date_input(key="calendar_day").set_value(date(2026, 1, 10)).run()
    assert "Nothing was logged on 10 Jan 2026." in words(app)


def test_a_day_of_a_gap_is_not_called_rest(app: AppTest) -> None:
    found = turn(app, "gaps")
    assert "Training not known" in words(found)


def test_the_day_before_and_after_stay_within_the_data(app: AppTest) -> None:
    turn(app, "worsening")
    assert app.button(key="day_after").disabled
    assert "Saturday, 17 Oct 2026" in words(app.button(key="day_before").click().run())
    app.date_input(key="calendar_day").set_value(date(2026, 1, 6)).run()
    assert app.button(key="day_before").disabled


def test_a_past_evening_is_one_tap_away(app: AppTest) -> None:
    turn(app, "worsening")
    app.date_input(key="calendar_day").set_value(date(2026, 9, 1)).run()
    seen = words(app.button(key="see_evening").click().run())
    assert "You see 1 September 2026 as it was known that evening." in seen
    assert "Worse despite backing off" not in seen
