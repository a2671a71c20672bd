"""The page of flags: what warns on top, what informs below it, the rest by theme."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.workspace import Workspace

from .entries import a_file, pain
from .screens import APP, put, turn_to, words


def test_warnings_stand_before_information_and_the_rest_by_theme(app: AppTest) -> None:
    seen = words(turn_to(put(app, "demo"), "flags"))
    places = [seen.index(said) for said in ("Raised now", "Worse despite backing off", "For information",
                                            "How long it may take", "Every other rule", "Warning signs")]  # fmt: skip
    assert places == sorted(places)


def test_what_many_rules_say_alike_is_said_once(app: AppTest) -> None:
    seen = words(turn_to(put(app, "demo"), "flags"))
    assert seen.count("you were asked and ticked none of these, last on 12 Oct 2026.") == 1
    assert "Cannot hop or bear weight · Began with a fall or a pop · Limping" in seen


def test_each_theme_counts_what_is_clear_and_what_could_not_look(app: AppTest) -> None:
    seen = words(turn_to(put(app, "demo"), "flags"))
    assert (
        '<span class="tw-theme-name">Recovery and strength</span><span class="tw-theme-count">2 without enough data'
        in seen
    )


def test_what_was_settled_of_a_rule_that_is_no_more_is_named_and_can_be_taken_back(home: Path) -> None:
    kept = Workspace(home)
    kept.save(a_file(pain=pain({"local_date": "2026-03-02", "score": 4})))
    kept.resolve("a_rule_of_<b>before</b>", date(2026, 3, 2))
    kept.close()
    app = turn_to(AppTest.from_file(APP, default_timeout=60).run(), "flags")
    assert "“a_rule_of_&lt;b&gt;before&lt;/b&gt;” was marked as settled on 2 Mar 2026." in words(app)
    assert "was marked" not in words(app.button(key="unsettle_a_rule_of_<b>before</b>").click().run())
