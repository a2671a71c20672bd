"""Stretches of pain and of less running, by hand."""

from __future__ import annotations

import pandas as pd

from analysis.comeback import spells_of
from analysis.spans import spans
from tests.flags.frames import NAN, days

USUAL = [6000.0] * 56
FIRST = pd.Timestamp("2026-03-31") - pd.Timedelta(days=83)  # of twelve weeks


def told(metres, scores):
    """(kind, first, last) with days counted from the first of the twelve weeks."""
    return [(span.kind, (span.first - FIRST).days, (span.last - FIRST).days) for span in spans(days(metres, scores))]


def test_a_stretch_of_pain_goes_from_its_first_to_its_last_painful_day():
    scores = [0.0] * 10 + [3.0] * 7 + [0.0] * 11
    assert told([6000.0] * 84, scores) == [("pain", 66, 72)]


def test_a_cut_is_a_stretch_of_its_own_within_the_pain():
    scores = [0.0] * 7 + [3.0] * 14 + [0.0] * 7
    metres = USUAL + [6000.0] * 7 + [3000.0] * 14 + [6000.0] * 7
    # The pain goes on from day 63. Half as much from then on: 31.5 km are reached four days in, counted from its first
    # day. It stays below as long as two or more days of the seven before are short, up to the end of the spell.
    kinds = told(metres, scores)
    assert kinds[0] == ("pain", 63, 76)
    assert kinds[1][:2] == ("backoff", 63)


def test_less_running_without_pain_is_no_cut():
    assert told(USUAL + [1000.0] * 28, [0.0] * 28) == []


def test_running_on_as_before_is_no_cut():
    assert [kind for kind, *_ in told([6000.0] * 84, [0.0] * 10 + [3.0] * 18)] == ["pain"]


def test_unknown_days_are_no_cut():
    assert [kind for kind, *_ in told(USUAL + [NAN] * 28, [0.0] * 10 + [3.0] * 18)] == ["pain"]


def test_days_that_were_not_logged_make_no_pain():
    assert told([6000.0] * 84, [NAN] * 28) == []
    assert spells_of(days([6000.0] * 3)) == []


def test_two_weeks_of_calm_part_two_spells_and_less_does_not():
    def n_spells(calm):
        return len(spells_of(days([6000.0] * 84, [4.0] * 7 + [0.0] * calm + [4.0] * 7)))

    assert n_spells(7) == 1
    assert n_spells(30) == 2
