"""Plain words beside the pictures: what is missing, what is seen, what to do."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.glance import Glance
from analysis.tables import PLAN, conform, empty
from dashboard.components.learn_link import learn_link
from dashboard.components.legend import legend, training_keys
from dashboard.components.missing import missing
from dashboard.components.next_step import next_steps
from dashboard.components.status_light import reason, status_light
from dashboard.components.weeks_table import weeks_table
from dashboard.components.what_you_see import moments_logged, what_you_see
from dashboard.components.words import label
from tests.charts.frames import flag, flags, run, weeks
from tests.components.test_week_strip import days


def glance(*rows: dict, **more: object) -> Glance:
    """The light of these days; steady, and with runs and pain, unless said otherwise."""
    made = days(*(rows or [{}] * 7))
    plain = {"state": "steady", "reason": "", "flag_id": "", "has_runs": True, "has_pain": True, "days_since_log": 0}
    span = {"first_day": made["local_date"].iloc[0], "as_of": made["local_date"].iloc[-1]}
    return Glance(**{**plain, **span, "days": made, "weeks": weeks({}), "plan": empty(PLAN), **more})


@pytest.mark.parametrize(
    ("there", "begins"), [({"has_runs": False}, "No runs yet."), ({"has_pain": False}, "No pain log yet.")]
)
def test_what_is_missing_altogether_is_said_first(there, begins):
    (said,) = missing(glance(**there))
    assert said.startswith(begins)


@pytest.mark.parametrize(("logged", "said"), [(4, ["Pain was logged on 4 of the last 7 days."]), (5, [])])
def test_a_thin_log_is_said_from_fewer_than_five_days(logged, said):
    found = missing(glance(*[{"is_logged": n < logged} for n in range(7)]))
    assert [sentence.split(" A day")[0] for sentence in found] == said


@pytest.mark.parametrize(
    ("since", "said"),
    [(6, []), (7, ["The last pain score is 7 days old."]), (None, [])],
    ids=["week", "older", "never"],
)
def test_an_old_log_says_how_old_it_is(since, said):
    assert missing(glance(days_since_log=since)) == said


def test_unknown_days_of_training_are_counted():
    made = [{"is_logged": True, "coverage": "unknown" if n < 3 else "recorded"} for n in range(10)]
    assert missing(glance(*made))[0].startswith("The training of 3 of the last 10 days is not known.")


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({}, "No warning is raised today. That is no promise"),
        ({"has_pain": False}, "nothing can be said about pain"),
        ({"state": "cannot_tell", "has_runs": False}, "nothing can be said about the load"),
        ({"state": "cannot_tell"}, "too little data"),
        ({"state": "act", "reason": "Pain rose.", "has_runs": False}, "Pain rose."),
    ],
)
def test_the_light_says_what_it_rests_on(there, said):
    assert said in reason(glance(**there))


def test_the_light_has_word_reason_and_date():
    made = status_light(
        glance(state="act", flag_id="weekly_change"), "You ran 40 % more.", "As the data stood on 12 Mar 2024"
    )
    for said in ("tw-shape--act", ">Act<", "You ran 40\u00a0% more.", "12 Mar 2024", learn_link("weekly_change")):
        assert said in made


def plan(*whats: str) -> pd.DataFrame:
    rows = [{"step": n, "what": what, "why": "Pain rose.", "ends_when": "It settles.", "target": "at most 20 km",
             "until": "2024-03-19"} for n, what in enumerate(whats, start=1)]  # fmt: skip
    return conform(pd.DataFrame(rows), PLAN)


def test_the_first_three_steps_are_shown_with_target_reason_and_day():
    made = next_steps(plan("Run less.", "Log pain.", "Rest.", "Read."))
    assert made.count("<li>") == 3
    assert "At most 20\u00a0km" in made
    assert "It settles. Look again on 19 Mar 2024." in made


@pytest.mark.parametrize(("said", "opened"), [("", 1), ("Pain rose.", 0)])
def test_a_reason_that_the_light_gave_already_stays_folded(said, opened):
    assert next_steps(plan("Run less.", "Log pain."), said).count('<details class="tw-todo-why" open>') == opened


def test_a_label_that_a_runner_wrote_is_no_markdown():
    assert label("![x](http://a.example)") == r"\!\[x\]\(http\://a\.example\)"
    assert label("my heel 2") == "my heel 2"


def test_no_steps_mean_nothing_to_change():
    assert "Nothing to change." in next_steps(empty(PLAN))


def test_what_is_seen_is_the_last_whole_week_against_the_usual_one():
    made = weeks(
        run(20000, usual_m=30000.0, first_steps_mean=4.25, first_steps_max=6.0, first_steps_days=4),
        run(5000, is_complete=False),
    )
    assert what_you_see(made, ("first_steps",), "km") == (
        "The week of 4 Mar 2024 had 20.0 km of running, −33 % against the usual week of 30.0 km."
        " Pain “first steps” was 4.2 on average in the week of 4 Mar 2024 (4 days logged, worst 6)."
        " Seen together, they show what went with what; they cannot show what brought the pain on."
    )


def test_moments_are_offered_with_the_most_logged_first():
    made = weeks({"after_days": 2, "first_steps_days": 5}, {"after_days": 1, "night_days": 0})
    assert moments_logged(made) == ["first_steps", "after"]


def test_the_legend_names_only_what_the_weeks_hold():
    made = weeks({"distance_m": 9000, "trail_m": 9000, "is_complete": False})
    keys = training_keys(made, days(*[{}] * 9), flags(flag("2024-03-05", "act")), ("after",))
    assert [words for _, words in keys] == ["After a run", "Trail", "Unfinished week", "Flag: act"]
    assert legend(keys).count("<li>") == 4


def test_the_weeks_as_numbers_begin_with_the_newest_and_keep_gaps_as_dashes():
    made = weeks(run(30000, first_steps_mean=2.0, first_steps_max=4.0), {"known_days": 0, "is_complete": False})
    table = weeks_table(made, ["first_steps"], "mi")
    assert table.index("11 Mar 2024 (unfinished)") < table.index("4 Mar 2024<")
    assert "18.6 mi" in table
    assert "2.0 (4)" in table
    assert '<th scope="col">First steps: mean (worst)</th>' in table
    assert "0.0 mi" not in table
