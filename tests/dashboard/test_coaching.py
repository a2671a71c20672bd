"""Accounts, consent, roster and compare, as those who log in see them."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from itertools import chain, combinations
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis import analyse
from dashboard.app import COACHING, PAGES
from dashboard.components.roster import roster_row
from dashboard.session.login import LASTS
from dashboard.session.roster import CONCERNS, Row, concern
from dashboard.session.summaries import part_of
from dashboard.session.visitor import SCOPES
from dashboard.workspace import Account, Grant, People, Summary, Workspace

from .people_there import ISSUER, NOW, account, coached, logged_in, nobody, with_data, words
from .screens import buttons

SETS = [frozenset(some) for some in chain.from_iterable(combinations(SCOPES, n) for n in range(1, len(SCOPES) + 1))]
DAY = date(2026, 11, 27)
GRANT = Grant(1, "a", "Anna <b>", "Cora", frozenset({"training", "pain"}), "1", NOW)


@pytest.fixture
def cora(home: Path) -> Account:
    return account(home, "cora", "Cora Coach")


@pytest.fixture
def anna(home: Path) -> Account:
    return account(home, "anna", "Anna Adler")


def at_roster(subject: str = "cora", name: str = "Cora Coach") -> AppTest:
    tab = logged_in(subject, name).run().switch_page(COACHING["roster"][0]).run()
    while "being brought up to date" in words(tab):  # in a browser the page itself asks again
        tab.run()
    return tab


def open_first(tab: AppTest) -> AppTest:
    """What a tap on the first row does; a browser test taps it."""
    tab.session_state["athlete_to_open"] = words(tab).split('data-athlete="')[1].split('"')[0]
    return tab.run()


def part(**changes: object) -> dict:
    usual = {"state": "steady", "raised": [], "last_run": "2026-11-26", "logged": ["2026-11-26"]}
    return usual | changes


def raised(flag_id: str, severity: str) -> list[dict]:
    return [{"flag_id": flag_id, "severity": severity}]


# Accounts


def test_before_the_login_there_is_nothing_but_the_way_in(home: Path) -> None:
    tab = nobody().run()
    assert buttons(tab) == ["Log in"]
    assert "Open Maya" not in words(tab)


@pytest.mark.usefixtures("database")
def test_the_first_login_makes_an_athlete_and_the_next_finds_it_again(home: Path) -> None:
    people = People(home)
    first = people.log_in((ISSUER, "anna"), "Anna", NOW)
    again = people.log_in((ISSUER, "anna"), "Anna Adler", NOW)
    other = people.log_in(("https://other.example", "anna"), "Anna", NOW)
    assert (again.account_id, again.athlete_id) == (first.account_id, first.athlete_id)
    assert other.athlete_id != first.athlete_id
    people.close()


def test_without_a_login_settings_say_so(home: Path) -> None:
    tab = AppTest.from_file(str(Path(__file__).parents[2] / "dashboard" / "app.py"), default_timeout=120).run()
    assert "This Twinge has no login" in words(tab.switch_page(PAGES["settings"][0]).run())


def test_a_login_that_ran_out_while_typing_is_kept_for_an_hour(home: Path) -> None:
    seconds = LASTS.total_seconds()
    tab = logged_in("anna", "Anna", time.time() - seconds - 600).run()
    assert "Your login has run out" in tab.warning[0].value
    assert "Log in again" in words(tab)
    late = logged_in("anna", "Anna", time.time() - seconds - 3700).run()
    assert buttons(late) == ["Log in"]


def test_only_the_named_administrator_sees_counts_and_no_names(
    home: Path, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWINGE_ADMINISTRATORS", f"{ISSUER} ada, {ISSUER} root")
    seen = words(logged_in("ada", "Ada").run().switch_page(PAGES["settings"][0]).run())
    assert "2 people" in seen and "Anna" not in seen
    assert "You run it" not in words(logged_in("anna", "Anna").run().switch_page(PAGES["settings"][0]).run())


# The order of concern


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, "nothing"),
        (part(), "steady"),
        (part(state="watch", raised=raised("hard_surface_jump", "watch")), "watch"),
        (part(state="act", raised=raised("single_run_spike", "act"), last_run=None, logged=["2026-11-20"]), "quiet"),
        (part(state="act", raised=raised("single_run_spike", "act")), "act"),
        (part(state="see_someone", raised=raised("worsening_despite_backoff", "clinician")), "worsening"),
        (part(state="see_someone", raised=raised("signs_asked", "clinician")), "red_flag"),
        (part(last_run="2026-11-21", logged=["2026-11-20"]), "steady"),
        (part(last_run="2026-11-20", logged=["2026-11-20"]), "quiet"),
        (part(state="cannot_tell"), "quiet"),
        (part(last_run=None, logged=[]), "quiet"),
    ],
)
def test_how_much_an_athlete_asks_for_a_look(given: dict, wanted: str) -> None:
    assert concern(given, DAY) == wanted


@pytest.mark.parametrize("flag_id", ["signs_asked", "worsening_despite_backoff"])
def test_silence_never_hides_a_red_flag(flag_id: str) -> None:
    of_old = {"last_run": None, "logged": ["2025-01-01"]}
    old = part(state="see_someone", raised=[{**raised(flag_id, "clinician")[0], "sentence": "Limping."}], **of_old)
    assert concern(old, DAY) in CONCERNS[:2] == ("red_flag", "worsening")
    shown = roster_row(Row(GRANT, old, False, concern(old, DAY), None, DAY), "km")
    assert "See someone" in shown and "Limping." in shown and "tw-see_someone" in shown
    assert "Nothing logged since 1 Jan 2025" in shown and "tw-row--grey" in shown


def test_a_lesser_warning_of_long_ago_is_grey_and_still_told() -> None:
    old = part(state="act", raised=[{**raised("single_run_spike", "act")[0], "sentence": "A long run."}],
               last_run="2026-11-20", logged=[])  # fmt: skip
    shown = roster_row(Row(GRANT, old, False, concern(old, DAY), None, DAY), "km")
    assert "Nothing logged since 20 Nov 2026" in shown and "Before that: A long run." in shown
    assert "tw-cannot_tell tw-row--grey" in shown


# What a coach sees


@pytest.mark.parametrize("scopes", SETS, ids=lambda some: "+".join(sorted(some)))
def test_every_page_shows_only_what_is_shared(home: Path, cora: Account, anna: Account, scopes: frozenset[str]) -> None:
    with_data(home, anna, title="MarkNote run", note="MarkNote pain")
    kept = Workspace(home, anna.athlete_id)
    kept.tell("care", [{"local_date": NOW.date(), "item": "MarkCare"}])
    kept.save_choices({"history": "diabetes"})
    kept.close()
    coached(home, cora, anna, *scopes)
    tab = at_roster()
    roster = words(tab)
    assert "Anna Adler" in roster
    if "pain" not in scopes:
        assert "pain" not in roster.split("Anna Adler", 1)[1].split("Invite an athlete")[0].casefold()
    tab = open_first(tab)
    for url, (file, *_) in PAGES.items():
        shown = words(tab.switch_page(file).run()) if url in offered(scopes) else ""
        assert ("MarkNote" not in shown) or "notes" in scopes, url
        assert ("MarkCare" not in shown) or "routines" in scopes, url
        assert "diabetes" not in shown.casefold() or "Learn" in shown, url


def offered(scopes: frozenset[str]) -> set[str]:
    from dashboard.session.coaching import COACH_PAGES

    return {page for page, needed in COACH_PAGES.items() if needed <= scopes}


def test_a_coach_finds_no_button_that_changes_anything(home: Path, cora: Account, anna: Account) -> None:
    with_data(home, anna)
    before = Workspace(home, anna.athlete_id).data_version()
    coached(home, cora, anna, *SCOPES)
    tab = open_first(at_roster())
    for url in offered(frozenset(SCOPES)) & set(PAGES):
        tab.switch_page(PAGES[url][0]).run()
        assert not tab.exception, url
        changing = {"It is settled", "Take it back", "Edit", "Retire", "Add a pair", "Set all", "Add the map", "Remove"}
        assert not changing & {button.label for button in tab.button}, url
    assert Workspace(home, anna.athlete_id).data_version() == before


@pytest.mark.usefixtures("database")
def test_what_is_withdrawn_is_gone_at_the_next_tap(home: Path, cora: Account, anna: Account) -> None:
    with_data(home, anna)
    coached(home, cora, anna, "training", "pain")
    tab = open_first(at_roster())
    assert "You look at <b>Anna Adler</b>" in words(tab)
    people = People(home)
    (grant,) = people.granted(anna.athlete_id)
    people.withdraw(anna.athlete_id, grant.grant_id, NOW)
    people.close()
    tab.run()
    assert "Nothing is shared any more" in words(tab)
    assert not tab.get("plotly_chart") and "tw-" not in words(tab).replace("tw-lead", "")
    assert "Anna" not in words(tab.button(key="stop_looking").click().run())


@pytest.mark.usefixtures("database")
def test_a_stranger_may_not_look(home: Path, cora: Account, anna: Account) -> None:
    with_data(home, anna)
    people = People(home)
    assert people.scopes(cora.account_id, anna.athlete_id) == frozenset()
    coached(home, account(home, "dan", "Dan"), anna, "pain")
    assert people.scopes(cora.account_id, anna.athlete_id) == frozenset()
    assert people.coached(cora.account_id) == []
    people.close()


@pytest.mark.usefixtures("database")
def test_notes_of_a_coach_are_for_that_coach(home: Path, cora: Account, anna: Account) -> None:
    dan, people = account(home, "dan", "Dan"), People(home)
    people.add_note(cora.account_id, anna.athlete_id, "Ask about the left shoe", NOW)
    (note,) = people.notes(cora.account_id, anna.athlete_id)
    assert note.text == "Ask about the left shoe"
    assert people.notes(dan.account_id, anna.athlete_id) == []
    people.remove_note(dan.account_id, note.note_id, NOW)
    assert people.notes(cora.account_id, anna.athlete_id) == [note]
    people.close()


def test_a_row_holds_each_athlete_against_their_own_usual() -> None:
    week = {"as_of": "2026-11-26", "week_m": 24000.0, "usual_m": 40000.0, "pain": 5.7, "pain_before": 3.6}
    lately = {"logged": ["2026-11-13", "2026-11-14", "2026-11-26"], "weeks": [["2026-11-23", 24000.0, 5.7]]}
    shown = roster_row(Row(GRANT, part(**week, **lately), False, "act", None, DAY), "km")
    assert "−40 % against usual 40.0 km" in shown and "7 days to 26 Nov 2026" in shown
    assert "3.6 in the 4 weeks before" in shown
    assert "2 of 14" in shown  # 14 to 27 November
    assert "Anna &lt;b&gt;" in shown and "Anna <b>" not in shown
    in_miles = roster_row(Row(GRANT, part(**week, **lately), False, "act", None, DAY), "mi")
    assert "usual 24.9 mi" in in_miles and "from 14.9 mi to 14.9 mi a week" in in_miles and " km" not in in_miles


@pytest.mark.parametrize(("silent_days", "week_m"), [(9, 10_000.0), (10, None)])
def test_a_week_with_unknown_days_is_not_held_against_the_usual_one(silent_days: int, week_m: float | None) -> None:
    dates = [*pd.date_range("2026-09-01", periods=50), pd.Timestamp("2026-10-21") + pd.Timedelta(days=silent_days)]
    runs = pd.DataFrame({"local_date": dates, "distance_m": 10_000.0})
    assert part_of(analyse(runs, None))["week_m"] == week_m


def test_a_row_without_pain_has_no_word_of_it() -> None:
    grant = Grant(1, "a", "Anna", "Cora", frozenset({"training"}), "1", NOW)
    seen = part(as_of="2026-11-26", week_m=24000.0, usual_m=40000.0, logged=[], weeks=[["2026-11-23", 24000.0, None]])
    shown = roster_row(Row(grant, seen, False, "steady", None, DAY), "km").casefold()
    assert "pain" not in shown and "logged" not in shown


# Invitations


def test_an_invitation_works_once_and_only_while_it_lasts(home: Path, cora: Account, anna: Account) -> None:
    people = People(home)
    token = people.invite(cora.account_id, NOW, NOW)
    assert people.invited_by(token, NOW) is None
    assert not people.accept(token, anna.athlete_id, (["pain"], "1"), NOW)
    coached(home, cora, anna, "pain")
    assert people.scopes(cora.account_id, anna.athlete_id) == {"pain"}
    coached(home, cora, anna, "training")  # what was agreed to last holds, and nothing of before
    assert people.scopes(cora.account_id, anna.athlete_id) == {"training"}
    people.close()
    assert token.encode() not in b"".join(file.read_bytes() for file in home.iterdir() if file.is_file())


def test_invitations_that_are_taken_back_open_nothing_and_those_of_others_stay(
    home: Path, cora: Account, anna: Account
) -> None:
    people, later = People(home), NOW + timedelta(days=7)
    used, unused = (people.invite(cora.account_id, NOW, later) for _ in range(2))
    of_another = people.invite(anna.account_id, NOW, later)
    people.invite(cora.account_id, NOW, NOW)  # ran out
    assert people.accept(used, anna.athlete_id, (["pain"], "1"), NOW)
    assert people.open_invitations(cora.account_id, NOW) == [later]
    people.close_invitations(cora.account_id, NOW)
    assert people.open_invitations(cora.account_id, NOW) == []
    assert people.invited_by(unused, NOW) is None
    assert not people.accept(unused, anna.athlete_id, (["notes"], "1"), NOW)
    assert people.scopes(cora.account_id, anna.athlete_id) == {"pain"}
    assert people.invited_by(of_another, NOW) == anna
    people.close()


def test_a_coach_sees_how_many_invitations_are_open_and_takes_them_back(cora: Account) -> None:
    tab = logged_in("cora", "Cora Coach").run().switch_page(PAGES["settings"][0]).run()
    next(button for button in tab.button if button.label == "I coach other runners").click().run()
    tab.switch_page(COACHING["roster"][0]).run()
    assert "nobody has used" not in words(tab)
    tab.button(key="invite").click().run()
    tab.button(key="invite").click().run()
    assert "2 invitations nobody has used yet, open until" in words(tab)
    tab.button(key="close_invitations").click().run()
    assert "nobody has used" not in words(tab) and not tab.code
    assert tab.button(key="invite")


def test_the_consent_page_ticks_nothing_and_shares_what_was_ticked(
    home: Path, cora: Account, anna: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = People(home)
    token = people.invite(cora.account_id, NOW, NOW + timedelta(days=365))
    monkeypatch.setattr("dashboard.session.coaching._token", lambda: token)
    tab = logged_in("anna", "Anna Adler").run()
    assert "Cora Coach would like to coach you" in words(tab)
    assert [box.value for box in tab.checkbox] == [False] * 4
    assert tab.button(key="agree").disabled
    tab.checkbox(key="consent_training").check().run().button(key="agree").click().run()
    assert people.scopes(cora.account_id, anna.athlete_id) == {"training"}
    assert "would like to coach you" not in words(tab)
    tab.switch_page(PAGES["settings"][0]).run()
    assert "sees your training" in words(tab)
    next(button for button in tab.button if button.label == "Take it back").click().run()
    assert people.scopes(cora.account_id, anna.athlete_id) == frozenset()
    people.close()


# The roster


def test_the_roster_puts_the_gravest_first_and_keeps_what_it_worked_out(home: Path, cora: Account) -> None:
    for subject, key in (("a", "healthy"), ("b", "worsening"), ("c", "red_flag")):
        athlete = account(home, subject, f"Runner {subject}")
        with_data(home, athlete, key)
        coached(home, cora, athlete, "training", "pain")
    tab = at_roster()
    names = [line for line in words(tab).split('tw-row-name">') if line.startswith("Runner")]
    assert [name[:8] for name in names] == ["Runner c", "Runner b", "Runner a"]
    people = People(home)
    ids = [grant.athlete_id for grant in people.coached(cora.account_id)]
    assert set(people.summaries(cora.account_id)) == set(ids)
    people.close()


def test_compare_draws_those_chosen_in_the_order_they_were_chosen(home: Path, cora: Account) -> None:
    for subject in ("a", "b"):
        athlete = account(home, subject, f"Runner {subject}")
        with_data(home, athlete)
        coached(home, cora, athlete, "training", "pain")
    tab = at_roster()
    tab.switch_page(COACHING["compare"][0]).run()
    assert "Choose two athletes or more" in words(tab)
    tab.multiselect(key="compared").select("Runner b").select("Runner a").run()
    drawn = [markup.split("</h3>")[0] for markup in words(tab).split("<h3>")[1:]]
    assert drawn == ["Runner b", "Runner a"]


def test_sentences_bars_and_usual_weeks_are_in_the_coach_s_units(home: Path, cora: Account, anna: Account) -> None:
    for athlete in (anna, account(home, "ben", "Ben")):
        with_data(home, athlete)
        coached(home, cora, athlete, "training", "pain")
    own = Workspace(home, cora.athlete_id)
    own.save_choices({"units": "mi"})
    own.close()
    tab = at_roster()
    assert " mi" in words(tab) and not re.search(r"\d km\b", words(tab))
    tab.switch_page(COACHING["compare"][0]).run()
    tab.multiselect(key="compared").select("Anna Adler").select("Ben").run()
    assert re.search(r"Usual week [\d.]+ mi\.", words(tab)) and not re.search(r"\d km\b", words(tab))


def test_a_changed_limit_makes_the_roster_work_it_out_again(home: Path, cora: Account, anna: Account) -> None:
    with_data(home, anna)
    coached(home, cora, anna, "training", "pain")
    at_roster()
    owner = logged_in("anna", "Anna Adler").run().switch_page(PAGES["settings"][0]).run()
    limit = next(field for field in owner.number_input if field.label.startswith("Worn from"))
    limit.set_value(limit.value + 50).run()
    assert not owner.exception
    tab = logged_in("cora", "Cora Coach").run().switch_page(COACHING["roster"][0])
    before = summary_of(home, cora, anna)
    tab.run()
    assert summary_of(home, cora, anna).data_version != before.data_version


def summary_of(home: Path, coach: Account, athlete: Account) -> Summary:
    people = People(home)
    found = people.summaries(coach.account_id)[athlete.athlete_id]
    people.close()
    return found


def test_what_is_new_since_the_last_look_stands_on_the_athlete_s_first_page(
    home: Path, cora: Account, anna: Account
) -> None:
    with_data(home, anna)
    coached(home, cora, anna, "training", "pain")
    own = Workspace(home, cora.athlete_id)
    own.save_choices({f"looked:{anna.athlete_id}": "2020-01-02"})
    own.close()
    tab = open_first(at_roster())
    assert "New since you looked on 2 Jan 2020" in words(tab)
    assert "New since" not in words(tab.switch_page(PAGES["training"][0]).run())
    assert "New since" not in words(open_first(at_roster()))  # looked at today


def open_notes(tab: AppTest) -> AppTest:
    tab.session_state["coach_notes"] = True
    return tab.run()


def test_a_note_that_was_removed_comes_back(home: Path, cora: Account, anna: Account) -> None:
    with_data(home, anna)
    coached(home, cora, anna, "pain")
    people = People(home)
    people.add_note(cora.account_id, anna.athlete_id, "Ask about the left shoe", NOW)
    tab = open_first(at_roster())
    tab = open_notes(tab.switch_page(PAGES["pain"][0]).run())
    next(button for button in tab.button if button.label == "Remove").click().run()
    assert people.notes(cora.account_id, anna.athlete_id) == []
    open_notes(tab).button(key="bring_note_back").click().run()
    assert [note.text for note in people.notes(cora.account_id, anna.athlete_id)] == ["Ask about the left shoe"]
    assert "bring_note_back" not in {button.key for button in tab.button}
    people.close()
