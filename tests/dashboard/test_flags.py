"""The page of flags: what warns on top, what informs below it, the rest by theme."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from .screens import put, turn_to, words


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
