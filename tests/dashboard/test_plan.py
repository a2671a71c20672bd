"""What a runner relies on of the page Plan, on made-up runners and on files of their own."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.workspace import Workspace

from .screens import open_page, words

turn = partial(open_page, "plan")


def unfolded(app: AppTest, *folds: str) -> AppTest:
    """With these parts of the page opened, as by a tap on their lines."""
    for fold in folds:
        app.session_state[f"fold_{fold}"] = True
    return app.run()


def as_of(app: AppTest, when: str) -> str:
    """The page of the opened runner on an earlier evening."""
    app.session_state["as_of"], app.session_state["last_day_to_see"] = date.fromisoformat(when), date(2026, 10, 20)
    return words(app.run())


def test_without_data_it_says_where_to_begin(app: AppTest) -> None:
    assert "Upload your files, or open a made-up runner." in words(turn(app))


def test_pain_that_gets_worse_puts_the_clinician_first_and_then_the_targets(app: AppTest) -> None:
    seen = words(turn(app, "worsening"))
    assert seen.index("First of all") < seen.index("See a clinician soon") < seen.index("Run less, for now")
    assert "Left for Monday 19 Oct" in seen
    # half of 40.7 km, since two thirds did not help; 20.4 − 24.4 km leave nothing
    assert "of 20.4 km in any 7 days" in seen
    assert "24.4 km so far, at most 20.4 km. Usual: 40.7 km." in seen
    assert "3 days so far, at most 3 days. Usual: 4 days." in seen
    assert "0 min so far that count, aim for 49 min." in seen  # a ride of 2:05 h hurt the next morning
    assert "Pain is up although you backed off" not in seen  # behind a line
    seen = words(unfolded(app, "review", "run_walk"))
    assert "Pain is up although you backed off" in seen
    assert "a clinician&#x27;s word comes first" in seen
    assert "tw-timer" not in seen


def test_a_runner_who_did_not_cut_sees_what_is_over(app: AppTest) -> None:
    seen = words(turn(app, "flare_no_backoff"))
    assert seen.count("tw-target tw-watch") == 4
    assert "Neither as before nor a full stop" in seen


def test_a_sign_hides_every_distance_and_the_timer(app: AppTest) -> None:
    turn(app, "red_flag")
    seen = words(unfolded(app, "way_back", "lights", "doses", "helps"))
    assert "A clinician comes first." in seen
    assert " km" not in seen
    for hidden in ("Left for", "One dial at a time", "Run and walk in turns", "In this order"):
        assert hidden not in seen


def test_a_runner_coming_back_sees_conditions_dials_and_stages(app: AppTest) -> None:
    turn(app, "settles")
    assert "2 dials at once: week and descent." in words(app)
    seen = words(unfolded(app, "way_back"))
    assert 'aria-current="step"><i></i>Come back' in seen
    assert seen.count("tw-condition-state") == 6  # four to begin, two before the next stage
    assert seen.count('class="tw-dial tw-dial--turned"') == 2
    assert "<h3>Long run <em>You are here</em></h3>" in seen
    assert "nobody can give you a date" in seen
    assert "Planned" not in seen and "detraining" not in seen


def test_a_runner_without_pain_carries_on(app: AppTest) -> None:
    seen = words(turn(app, "healthy"))
    assert "No pain is going on." in seen
    assert "Come back to your usual runs." in seen
    assert not any(box.label.startswith(("The way back", "Run and walk")) for box in app.expander)


def test_a_thin_log_says_kindly_what_is_missing(app: AppTest) -> None:
    seen = as_of(turn(app, "gaps"), "2026-03-01")
    assert "Your log does not say whether pain is going on." in seen
    assert "Log your pain once a day." in seen


def test_the_same_runner_day_by_day_backs_off_is_reviewed_and_comes_back(app: AppTest) -> None:
    unfolded(turn(app, "settles"), "review")
    assert "No pain is going on." in as_of(app, "2026-08-20")
    assert "The days are counted from the first week that is cut." in as_of(app, "2026-08-31")
    reviewed = as_of(app, "2026-09-20")
    assert 'class="tw-review tw-review--next"' in reviewed
    assert "the 7-day mean of your pain went from" in reviewed
    assert "One dial at a time" in as_of(app, "2026-10-12")


def test_the_timer_opens_and_has_whole_rounds(app: AppTest) -> None:
    turn(app, "flare_no_backoff")
    assert "<b>10 ×</b> 2 min run, 1 min walk" in words(unfolded(app, "run_walk"))
    assert "<b>5 ×</b>" in words(app.segmented_control(key="run_walk_minutes").set_value(15).run())


def test_each_line_says_what_is_behind_it(app: AppTest) -> None:
    lines = [box.label for box in turn(app, "worsening").expander]
    assert "The review: its days have passed" in lines
    assert "The way back: 0 of 4 conditions met" in lines
    assert "The light of each run: the last was red" in lines
    as_of(app, "2026-09-20")
    assert "The review: day 7 on 22 Sep 2026" in [box.label for box in app.expander]


# The routine


def test_a_tick_is_one_tap_counts_at_once_and_is_undone(app: AppTest) -> None:
    turn(app, "settles")
    assert "Your log holds no strength work" in words(unfolded(app, "doses", "helps"))
    seen = words(app.button(key="tick_calf raises").click().run())
    assert "Done: calf raises." in seen
    assert "1 of the last 7 days, aim for 3" in seen
    assert "Your log holds no strength work" not in seen
    assert "Calf raises, since 14 Oct 2026" in seen
    assert app.button(key="tick_calf raises").label == "Calf raises: done"
    app.pills(key="felt_calf raises").set_value("worse_next_day").run()
    assert "the heel complained 1 time in the last 14 days" in words(app)
    words(app.button(key="undo_tick").click().run())
    assert app.pills(key="felt_calf raises").value is None
    seen = words(app.button(key="tick_calf raises").click().run())
    assert "Took back: calf raises." in seen
    assert "1 of the last 7 days" not in seen


def test_a_tick_in_a_demo_is_never_kept(app: AppTest, home: Path) -> None:
    turn(app, "settles").button(key="tick_calf stretch").click().run()
    workspace = Workspace(home)
    assert workspace.told()["care"].empty
    workspace.close()
    app.button(key="leave_demo").click().run()
    assert "1 of the last 7 days" not in words(unfolded(turn(turn_home(app), "settles"), "doses"))


def turn_home(app: AppTest) -> AppTest:
    return app.switch_page("app_pages/overview.py").run()


def test_what_is_chosen_is_what_is_shown_with_its_guards(app: AppTest) -> None:
    turn(app, "red_flag")
    unfolded(app, "choose")
    app.pills(key="routine_recovery").set_value(["ice", "ball roll"]).run()
    assert "Not while numbness or tingling in your log is not settled." in words(app)
    seen = words(unfolded(app, "doses"))
    assert "<h3>Ice</h3>" in seen and "<h3>Calf stretch</h3>" not in seen
    keys = [button.key for button in app.button]
    assert "tick_ice" not in keys
    assert "tick_ball roll" in keys
