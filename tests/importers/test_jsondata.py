"""JSON as services write it."""

import pytest

from analysis.errors import UnreadableFile
from analysis.importers.jsondata import read_json


def test_half_a_letter_becomes_a_question_mark_and_a_whole_one_stays():
    assert read_json(rb'{"title": "Run \ud800 up", "emoji": "\ud83c\udfc3"}', "") == {
        "title": "Run ? up",
        "emoji": "🏃",
    }


def test_a_cut_document_is_refused_with_the_advice_given():
    with pytest.raises(UnreadableFile) as refused:
        read_json(b'{"title": ', "Export it again.")
    assert "cut off or damaged" in str(refused.value) and "Export it again." in str(refused.value)
