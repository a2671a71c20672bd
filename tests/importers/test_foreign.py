"""Side files of account exports pass without a word; what could be a log by itself does not."""

from __future__ import annotations

import pytest

from analysis.importers import File, Outcome, read

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def outcome(name: str, data: bytes) -> Outcome:
    (said,) = read(File(name, data)).outcomes
    return said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("export_1.zip/comments.csv", b"Date,Comment\n2024-05-01,3\n"),
        ("export_1.zip/Shoes.csv", b"Shoe Name,Shoe Brand\na,b\n"),
        ("export_1.zip/media/one.jpg", b"\xff\xd8\xff\xe0" + bytes(20)),
        ("garmin.zip/DI_CONNECT/DI-Connect-User/user_profile.json", b'{"userName": "a"}'),
        ("garmin.zip/customer_data/customer.json", b'{"a": 1}'),
    ],
)
def test_a_side_file_of_an_account_export_has_nothing_in_it_and_nothing_to_say(name: str, data: bytes):
    said = outcome(name, data)
    assert (said.status, said.format, said.issues) == ("nothing_in_it", "Side file of an account export", ())


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("comments.csv", b"Date,Comment\n2024-05-01,x\n"),
        ("pictures.zip/one.png", PNG),
        ("garmin.zip/other/notes.json", b'{"a": 1}'),
    ],
)
def test_the_same_given_by_itself_or_elsewhere_is_looked_into(name: str, data: bytes):
    assert outcome(name, data).format != "Side file of an account export"
