"""Single-run spike (L1), weekly change (L2) and the acute to chronic ratio (L3)."""

import pytest

from analysis.flags.load import acute_to_chronic_ratio, single_run_spike, weekly_change
from analysis.settings import Settings
from tests.flags.frames import NAN, TODAY, current, day, days, inputs, past, runs, weeks


def test_a_run_a_third_longer_than_the_longest_of_30_days_is_raised_with_its_numbers():
    found = current(single_run_spike(inputs(runs=runs(("2026-03-29", 12_000, 9_100)))))
    assert found.status == "raised"
    assert found.severity == "watch"
    assert found.sentence == (
        "Your run of 12.0 km on 29 Mar 2026 was 32 % longer than your longest run of the 30 days before it (9.1 km)."
        " That is a large jump for one run."
    )
    assert found.observed == pytest.approx(1.3187, abs=1e-4)
    assert (found.threshold, found.period_start, found.period_end) == (1.30, day("2026-03-29"), TODAY)


@pytest.mark.parametrize(
    ("metres", "status", "severity", "threshold"),
    [
        (11_000, "clear", None, 1.10),  # exactly 10 % longer
        (11_001, "raised", "watch", 1.10),
        (13_000, "raised", "watch", 1.10),
        (13_001, "raised", "watch", 1.30),
        (20_000, "raised", "watch", 1.30),
        (20_001, "raised", "act", 2.00),
    ],
)
def test_the_size_of_a_spike_decides_its_severity(metres, status, severity, threshold):
    found = current(single_run_spike(inputs(runs=runs(("2026-03-30", metres, 10_000)))))
    assert (found.status, found.severity, found.threshold) == (status, severity, threshold)


def test_a_clear_week_says_how_close_it_came():
    found = current(single_run_spike(inputs(runs=runs(("2026-03-26", 8_000, 10_000), ("2026-03-30", 10_600, 10_000)))))
    assert found.sentence.endswith("(the closest: +6 %).")
    assert found.observed == pytest.approx(1.06)
    assert found.n == 2


def test_the_largest_spike_of_the_week_is_current_and_the_others_are_past():
    found = single_run_spike(
        inputs(
            runs=runs(("2026-01-04", 15_000, 10_000), ("2026-03-26", 14_000, 10_000), ("2026-03-28", 16_000, 14_000))
        )
    )
    assert current(found).period_start == day("2026-03-26")
    assert [(f.period_start, f.period_end) for f in past(found)] == [
        (day("2026-01-04"), day("2026-01-04")),
        (day("2026-03-28"), day("2026-03-28")),
    ]


def test_two_spikes_on_one_day_are_one_finding():
    found = single_run_spike(inputs(runs=runs(("2026-02-01", 15_000, 10_000), ("2026-02-01", 12_000, 10_000))))
    assert len(past(found)) == 1
    assert past(found)[0].observed == pytest.approx(1.5)


def test_a_spike_leaves_the_view_after_seven_days():
    spiky = runs(("2026-03-24", 15_000, 10_000))
    assert current(single_run_spike(inputs(runs=spiky))).status != "raised"
    assert current(single_run_spike(inputs(runs=runs(("2026-03-25", 15_000, 10_000))))).status == "raised"


def test_a_known_week_without_runs_is_clear():
    found = current(single_run_spike(inputs(runs=runs(("2026-03-10", 8_000, 10_000)))))
    assert (found.status, found.sentence) == ("clear", "No run in the last 7 days.")


def test_unknown_days_in_the_week_are_not_taken_for_rest():
    found = current(
        single_run_spike(
            inputs(runs=runs(("2026-03-30", 8_000, 10_000)), days=days([5000.0] * 40 + [NAN, NAN, 8000.0]))
        )
    )
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("The training of 2 of the last 7 days is not known.")


def test_fewer_than_thirty_days_of_history_is_too_little():
    young = days([5000.0] * 12)
    found = current(single_run_spike(inputs(runs=runs(("2026-03-31", 5_000, NAN)), days=young)))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Only 11 of the 30 days before your run on 31 Mar 2026 are known")


def first_run_after_a_break(metres):
    """Of the weeks before, those with a run had a longest of 12, 14 and 16 km."""
    week = weeks(12_000, 14_000, 16_000, 0, 0, 0, 0, 0, metres)
    return current(single_run_spike(inputs(runs=runs(("2026-03-31", metres, NAN)), weeks=week)))


def test_the_first_run_after_a_break_gets_advice_from_the_usual_long_run():
    found = first_run_after_a_break(7_000)
    assert found.status == "not_enough_data"
    assert found.sentence == (
        "You are coming back from 30 days or more without a run, so there is no run to compare with. Start with at most"
        " 7.0 km, half of the long run that was usual before (14.0 km)."
    )


def test_a_first_run_after_a_break_of_more_than_half_of_the_usual_long_run_is_raised():
    found = first_run_after_a_break(7_100)
    assert (found.status, found.severity, found.threshold) == ("raised", None, None)  # the rule's own: watch
    assert found.sentence == (
        "Your run of 7.1 km on 31 Mar 2026 came after 30 days or more without one. Start with at most 7.0 km, half of"
        " the long run that was usual before (14.0 km)."
    )


def test_a_month_without_a_run_is_a_break_and_not_clear():
    found = current(single_run_spike(inputs(runs=runs(("2026-02-20", 9_000, 10_000)))))
    assert found.status == "not_enough_data"
    assert "coming back from 30 days or more without a run" in found.sentence


def test_a_run_without_a_distance_is_named():
    found = current(single_run_spike(inputs(runs=runs(("2026-03-30", NAN, 10_000)))))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Your run on 30 Mar 2026 has no distance")


def test_miles_are_miles():
    found = current(
        single_run_spike(inputs(runs=runs(("2026-03-29", 16_093.44, 8_046.72)), settings=Settings(units="mi")))
    )
    assert found.sentence.startswith("Your run of 10.0 mi on 29 Mar 2026 was 100 % longer")
    assert "(5.0 mi)" in found.sentence


@pytest.mark.parametrize(("last_week", "status"), [(6500.0, "clear"), (6501.0, "raised")])
def test_a_week_is_raised_from_more_than_thirty_percent(last_week, status):
    found = current(weekly_change(inputs(days=days([5000.0] * 7 + [last_week] * 7))))
    assert found.status == status
    assert found.severity is None  # the rule's own: info


def test_the_weekly_change_shows_both_weeks():
    found = current(weekly_change(inputs(days=days([0.0] * 7 + [5000.0] * 7 + [7000.0] * 7))))
    assert found.sentence == "You ran 49.0 km in the last 7 days, 35.0 km in the 7 days before (+40 %)."
    assert found.observed == pytest.approx(1.4)


def test_a_lighter_week_is_clear_and_shown():
    found = current(weekly_change(inputs(days=days([6000.0] * 7 + [3000.0] * 7))))
    assert found.sentence.endswith("(−50 %).")
    assert found.status == "clear"


def test_one_unknown_day_in_two_weeks_is_too_little():
    found = current(weekly_change(inputs(days=days([5000.0] * 7 + [NAN] + [9000.0] * 6))))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("Only 13 of the last 14 days are known.")


@pytest.mark.parametrize(("metres", "status"), [(4999.0, "not_enough_data"), (5000.0, "raised")])
def test_a_tiny_week_before_gives_no_ratio(metres, status):
    found = current(weekly_change(inputs(days=days([metres, *[0.0] * 6, *[4000.0] * 7]))))
    assert found.status == status


ASKED = Settings(shows_acwr=True)


def test_the_acute_to_chronic_ratio_is_shown_only_to_who_asked():
    steady = days([5000.0] * 40)
    assert acute_to_chronic_ratio(inputs(days=steady)) == []
    assert current(acute_to_chronic_ratio(inputs(days=steady, settings=ASKED))).observed == pytest.approx(1)


def test_the_acute_to_chronic_ratio_is_never_raised_however_high():
    found = current(acute_to_chronic_ratio(inputs(days=days([1000.0] * 21 + [9000.0] * 7), settings=ASKED)))
    assert (found.status, found.threshold, found.observed) == ("clear", None, pytest.approx(9))
    assert found.sentence == (
        "The last 7 days hold 9.00 times the weekly mean of the 21 days before. No limit is known."
    )


def test_27_known_days_are_too_few_for_a_ratio():
    found = current(acute_to_chronic_ratio(inputs(days=days([NAN] + [5000.0] * 27), settings=ASKED)))
    assert (found.status, found.sentence) == ("not_enough_data", "Only 27 of the last 28 days are known.")


def test_there_is_no_ratio_to_three_weeks_of_rest():
    found = current(acute_to_chronic_ratio(inputs(days=days([0.0] * 21 + [5000.0] * 7), settings=ASKED)))
    assert found.status == "not_enough_data"
    assert found.sentence.startswith("You did not run in the 21 days before the last 7")
