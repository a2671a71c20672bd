"""What the page for a clinician says, worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.report import Ask
from analysis.report.content import CLOSING
from analysis.report.ink import INK
from dashboard.components.palette import LIGHT
from tests.report.clinician import LAST, MADE, miles, page, pain, part, training


def test_who_and_when_stand_on_top_and_no_name_unless_given():
    assert page(pain()).facts == (
        ("As of", "26 May 2024"), ("Covers", "5 Mar 2024 to 26 May 2024"), ("Made on", "27 May 2024"),
    )  # fmt: skip
    assert page(pain(), Ask(MADE, athlete="Mara")).facts[0] == ("Runner", "Mara")


def test_the_site_the_side_and_the_onset():
    said = part(page(pain()), "Where")
    assert "Pain going on since 29 Apr 2024 (28 days)." in said
    assert "Plantar heel: pain on 28 days (left on 28), worst 5 of 10, last on 26 May 2024." in said


def test_the_runners_own_word_stands_beside_that_of_the_trade():
    said = part(page(pain(), Ask(MADE, site_names=(("plantar_heel", "old spot"), ("knee", "hinge")))), "Where")
    assert any(line.startswith("Plantar heel (the runner says “old spot”): pain on") for line in said)
    assert not any("hinge" in line for line in said)


def test_the_first_steps_with_mean_interval_and_n():
    said = part(page(pain()), "Pain by moment: plantar heel")
    at = said.index("First steps")
    last, before, slope, n = said[at + 1 : at + 5]
    assert (last, before, n) == ("5.0 (7)", "3.0 (7)", "28")
    assert slope.startswith("+0.") and " to " in slope


def test_scores_that_never_changed_have_a_slope_of_none_and_no_interval():
    said = part(page(pain().assign(score=0)), "Pain by moment: plantar heel")
    at = said.index("First steps")
    assert said[at + 1 : at + 5] == ["0.0 (7)", "0.0 (7)", "0.0", "28"]


def test_the_load_against_the_week_before_the_pain():
    said = part(page(pain()), "Running against the usual week before the pain")
    for name, row in {
        "Distance": ["18.0 km", "30.0 km", "−40 %"],
        "Days with a run": ["3", "3", "0 %"],
        "Longest run": ["6.0 km", "10.0 km", "−40 %"],
    }.items():
        at = said.index(name)
        assert said[at + 1 : at + 4] == row
    assert any(text.startswith("Backed off: the last 7 days hold 18.0 km, 40 % below your usual") for text in said)
    assert any(text.startswith("Running has been cut since") for text in said)


def test_in_miles_no_kilometre_is_left():
    said = list(page(pain(), settings=miles()).texts)
    assert "11.2 mi" in said
    assert not [text for text in said if text.endswith(" km") or " km " in text]


def test_without_pain_the_usual_week_is_the_one_before_the_last():
    calm = pain().assign(score=0)
    said = part(page(calm), "Running against the usual week")
    assert said[0] == "Running against the usual week"
    assert "No pain is going on, so there is no cut to judge." in said


def test_what_was_tried_with_the_response():
    care = [{"local_date": day, "item": "ice", "felt": "same"} for day in pd.date_range("2024-05-18", "2024-05-20")]
    said = part(page(pain(), care=care), "Tried")
    at = said.index("Ice")
    # Before: 11 to 17 May, all 3. After: 20 to 22 May, all 5. Two points more is worse.
    assert said[at + 1 : at + 4] == ["3", "18 May 2024", "3 → 5: worse"]
    assert "Noise alone looks like" in said[-1]


def test_what_was_tried_after_the_evening_of_the_page_is_not_on_it():
    care = [{"local_date": LAST, "item": "ice"}]
    assert "Nothing was logged as done for recovery or strength." in part(
        page(pain(), care=care, as_of="2024-05-25"), "Tried"
    )


def test_signs_stand_with_their_days_and_raise_the_first_alarm():
    made = page(pain(signs="limp;numbness"))
    said = part(made, "Warning signs")
    at = said.index("Limping, numbness")
    assert said[at + 1 : at + 3] == ["Plantar heel", "26 May 2024"]
    assert {alarm.title for alarm in made.alarms} >= {"Limping", "Numbness or tingling"}
    assert {alarm.word for alarm in made.alarms} == {"See someone"}


def test_old_signs_are_told_with_their_days_however_short_the_span():
    entries = pd.concat([pain(), pd.DataFrame([{"local_date": "2024-04-01", "site": "shin", "signs": "night_wake"}])])
    said = part(page(entries, Ask(MADE, span_days=28)), "Warning signs")
    assert said[said.index("Waking from pain") + 2] == "1 Apr 2024"


def test_nobody_asked_is_not_nothing_found():
    assert "Nobody was asked about warning signs, so none can be ruled out." in part(page(pain()), "Warning signs")


def test_the_shoes_in_use_with_their_distance():
    worn = training().assign(shoe="Glide 3")
    said = part(page(pain(), activities=worn), "Shoes")
    # 27 runs of 10 km and 9 of 6 km
    assert said[said.index("Glide 3") + 1 :] == ["5 Mar 2024", "–", "324.0 km"]


def test_what_is_not_known_is_said():
    said = part(page(pain()), "What is not known")
    assert "No pain score on 24 of 83 days." in said or "No pain score on 23 of 83 days." in said
    assert "Never scored: during runs, after runs, at night." in said
    assert "No answer about warning signs in the last 14 days." in said
    assert "Surface not known for 100 % of the distance." in said


@pytest.mark.parametrize(
    ("entries", "activities", "title", "said"),
    [
        (None, training(), "Pain by moment", "No pain was logged in this time."),
        (pain(), None, "Running against", "No training is known."),
        (pain().tail(2), training().tail(1), "Where", "The log does not say whether pain is going on."),
    ],
)
def test_little_data_says_what_is_missing(entries, activities, title, said):
    made = page(entries, activities=activities)
    assert said in part(made, title if entries is not None else "Pain")
    assert made.closing == CLOSING


def test_no_data_at_all_is_one_sentence():
    made = page(None, activities=None)
    assert made.others == ("There are no data yet.",)
    assert (made.sections, made.chart) == ((), None)


def test_notes_stand_in_the_table_only_where_asked_for():
    entries = pain(note="the stairs at work")
    assert "the stairs at work" not in list(page(entries).texts)
    made = page(entries, Ask(MADE, has_notes=True))
    assert "the stairs at work" in part(made, "Day by day")
    assert "the stairs at work" not in list(made.page_one)


def test_the_table_of_days_holds_each_run_and_entry_the_newest_first():
    said = part(page(pain(), Ask(MADE, span_days=7)), "Day by day")
    rows = [said[at : at + 4] for at, text in enumerate(said) if text.endswith("May 2024")]
    assert rows[0] == ["26 May 2024", "no run", "Plantar heel left", "5"]
    assert rows[1] == ["25 May 2024", "6.0 km", "Plantar heel left", "5"]
    assert len(rows) == 7


def test_the_chart_shows_load_usual_week_cut_and_pain_in_the_colours_of_the_screens():
    chart = page(pain(signs="limp")).chart
    assert chart.svg.count("<circle") == 9  # weeks with a score
    for colour in ("load", "usual", "pain", "see_someone", "sunken"):
        assert INK[colour] in chart.svg
    assert "from 0.0 in its first week to 5.0 in its last" in chart.alt
    of_the_screen = {
        **{name: getattr(LIGHT, name, None) for name in INK},
        "pain": LIGHT.moments["first_steps"],
        "see_someone": LIGHT.states["see_someone"],
    }
    assert of_the_screen == INK


def test_the_chart_of_a_log_without_runs_draws_no_scale_of_nothing():
    chart = page(pain(), activities=training().iloc[:0]).chart
    assert "Running: not known in these weeks" in chart.svg
    assert ">0.5<" not in chart.svg and "km a week" not in chart.svg
    assert chart.title == "Pain over weekly running."


def test_the_words_at_a_cut_of_this_week_end_at_it_and_stay_on_the_page():
    days = pd.date_range(end=LAST, periods=84)
    ran = pd.DataFrame({"local_date": days, "distance_m": 5000.0})[days < LAST - pd.Timedelta(days=6)]
    svg = page(
        pain(), activities=pd.concat([ran, pd.DataFrame({"local_date": [LAST], "distance_m": [1000.0]})])
    ).chart.svg
    (said,) = [part for part in svg.split("<text") if "cut since" in part]
    assert 'text-anchor="end"' in said
