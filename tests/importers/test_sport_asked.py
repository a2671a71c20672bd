"""A file that does not say its sport: whatever the runner answers, it stays the same activity, under the same id."""

from __future__ import annotations

import inspect

import pytest

from analysis.importers import READERS, Content, File, Hints, tcx
from analysis.importers.sports import SPORTS_ASKED

from . import samples
from .fit_bytes import file_id, fit_file, record
from .test_registry import GPX, TCX

MINUTES = [record(second, 3.0 * second) for second in range(0, 120, 5)]
# FORMAT -> files of it that leave the sport open.
ASKING = {
    "fit": (fit_file(file_id(), *MINUTES),),
    "gpx": (GPX.replace(b"<type>running</type>", b""),),
    "tcx": (TCX.replace(b'Sport="Running"', b'Sport="Other"'),),
    "hrv4training": (
        samples.HRV4TRAINING.replace(b"easy,Running,", b"easy,,").replace(b" 5.00, 1800, 6:00 min/km", b" -, -, -"),
    ),
    "polar_hrm": (samples.POLAR_HRM,),
    "polar_xml": (samples.POLAR_XML.replace(b"RUNNING", b"ALPHORN"),),
    "polar_csv": (samples.POLAR_CSV.replace(b"Running", b"Alphorn"),),
    "polar_json": (samples.POLAR_JSON.replace(b'"id": "17"', b'"id": "977"'),),
    "suunto": (
        samples.SUUNTO_SML.replace(b">82<", b">977<"),
        samples.SUUNTO_JSON.replace(b'"ActivityType": 3', b'"ActivityType": 977'),
    ),
    "wahoo_csv": (samples.WAHOO_CSV,),
}
CASES = [
    pytest.param(reader, sample, id=f"{reader.FORMAT}-{n}")
    for reader in READERS
    for n, sample in enumerate(ASKING.get(reader.FORMAT, ()))
]


def may_ask(reader) -> bool:
    source = inspect.getsource(reader)
    return any(asking in source for asking in ("sport_or_question(", "ask_sport(", 'Question("sport"'))


def ids(content: Content) -> list[str]:
    assert set(content.records["activity_id"]) <= set(content.activities["activity_id"])
    return content.activities["activity_id"].tolist()


def test_every_reader_that_may_ask_for_the_sport_has_a_file_here():
    assert {reader.FORMAT for reader in READERS if may_ask(reader)} == ASKING.keys()


@pytest.mark.parametrize(("reader", "sample"), CASES)
def test_an_answer_to_which_sport_it_was_counts_and_leaves_the_id_as_it_was(reader, sample: bytes):
    asked = reader.read(File("file", sample), Hints())
    (question,) = (question for question in asked.questions if question.topic == "sport")
    assert len(asked.activities) == 1 and asked.activities["sport"].tolist() == [question.guess]
    for answer, _ in SPORTS_ASKED:
        answered = reader.read(File("file", sample), Hints(answers={(question.shape, "sport"): answer}))
        assert answered.activities["sport"].tolist() == [answer]
        assert ids(answered) == ids(asked)
        assert not [question for question in answered.questions if question.topic == "sport"]


def test_a_sport_that_the_file_says_tells_two_recordings_apart():
    run, ride = (tcx.read(File("file", data), Hints()) for data in (TCX, TCX.replace(b"Running", b"Biking")))
    assert ids(run) != ids(ride)
