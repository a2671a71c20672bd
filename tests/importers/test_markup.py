"""XML that only wants to fill the memory or take the time, and what is kept of it."""

from __future__ import annotations

import tracemalloc

import pytest

from analysis.errors import UnreadableFile
from analysis.importers.markup import MAX_KEPT, MAX_NAMES, Markup, root_name

WHOLE = frozenset({"trkpt"})


def events(data: bytes) -> list[tuple[str, str]]:
    return [(event, name) for event, name, _ in Markup(data, WHOLE)]


def peak(data: bytes) -> int:
    """The most memory that reading it takes, whatever comes of it."""
    tracemalloc.start()
    try:
        for _ in Markup(data, WHOLE):
            pass
    except UnreadableFile:
        pass
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most


def test_elements_come_in_their_order_and_those_asked_for_come_whole():
    data = b"<gpx><trk><trkpt lat='1'><ele>2</ele></trkpt></trk></gpx>"
    assert events(data) == [
        ("start", "gpx"), ("start", "trk"), ("end", "trkpt"), ("end", "trk"), ("end", "gpx"),
    ]  # fmt: skip
    (point,) = [element for _, name, element in Markup(data, WHOLE) if name == "trkpt"]
    assert (point.get("lat"), point[0].tag, point[0].text) == ("1", "ele", "2")


def test_a_text_is_what_stands_before_the_first_inner_element():
    (name,) = [
        e for event, n, e in Markup(b"<a>one &amp; two<b>three</b>four</a>", WHOLE) if (event, n) == ("end", "a")
    ]
    assert name.text == "one & two"


LARGE = {
    "text": b"<a>" + b"x\n" * 2_500_000 + b"</a>",
    "text of one point": b"<a><trkpt>" + b"x\n" * 2_500_000 + b"</trkpt></a>",
    "attribute": b"<a b='" + b"x" * 5_000_000 + b"'/>",
    "attributes": b"<a " + b" ".join(b"a%d=''" % n for n in range(450_000)) + b"/>",
    "names": b"<a>" + b"".join(b"<a%d/>" % n for n in range(500_000)),
    "attribute names": b"<a>" + b"".join(b"<a b%d=''/>" % n for n in range(350_000)),
    "one point full of elements": b"<a><trkpt>" + b"<b/>" * 400_000 + b"</trkpt></a>",
    "comment": b"<a><!--" + b"x" * 5_000_000 + b"--></a>",
    "nesting": b"<a>" * 1_600_000,
}


@pytest.mark.parametrize("data", LARGE.values(), ids=LARGE.keys())
def test_however_large_a_part_is_it_takes_no_more_than_a_bound(data: bytes):
    assert peak(data) < 40 * MAX_KEPT


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (LARGE["attribute"], "A single tag of this XML file is longer than 1 MB."),
        (LARGE["names"], "The elements of this XML file have too many names."),
        (LARGE["attribute names"], "The elements of this XML file have too many names."),
        (LARGE["nesting"], "The elements of this XML file are nested too deep."),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "This XML file defines entities"),
        (b"<!DOCTYPE a [<!ENTITY % b 'c'> %b;]><a/>", "This XML file defines entities"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a/>", "This XML file defines entities"),
        (b"<!DOCTYPE a [<!ATTLIST a b CDATA 'written out at every a'>]><a/>", "This XML file defines entities"),
    ],
)
def test_what_only_wants_to_harm_is_refused(data: bytes, found: str):
    with pytest.raises(UnreadableFile, match=found):
        events(data)


def test_declarations_without_defaults_are_harmless():
    assert events(b"<!DOCTYPE a [<!ELEMENT a EMPTY><!ATTLIST a b CDATA #REQUIRED>]><a/>") == [
        ("start", "a"),
        ("end", "a"),
    ]


def test_nothing_outside_the_file_is_fetched():
    data = b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a xmlns:xi='http://www.w3.org/2001/XInclude'>"
    data += b"<xi:include href='file:///etc/passwd' parse='text'/></a>"
    found = [element for event, name, element in Markup(data, WHOLE) if (event, name) == ("end", "include")]
    assert [(element.text, len(element)) for element in found] == [(None, 0)]


def test_as_many_names_as_any_export_has_are_read():
    data = b"<a>" + b"".join(b"<b%d/>" % n for n in range(MAX_NAMES - 1)) + b"</a>"
    assert len(events(data)) == 2 * MAX_NAMES


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<?xml version='1.0'?><!-- a --> <!DOCTYPE gpx [ <!ELEMENT gpx ANY> ]>\n<gpx>", "gpx"),
        (b"<g:GPX xmlns:g='x'>", "gpx"),
        (b"<!DOCTYPE gpx><gpx/>", "gpx"),
        (b"<!-- <gpx>", ""),
        (b"<!DOCTYPE gpx [", ""),
        (b"date,score", ""),
        (b"", ""),
    ],
)
def test_the_outermost_element_is_found_behind_what_may_stand_before_it(data: bytes, name: str):
    assert root_name(data) == name


@pytest.mark.parametrize("piece", [b"<!--", b"<!DOCTYPE [", b"<?", b"<!DOCTYPE a [ ]", b" "])
def test_finding_it_takes_no_longer_however_the_beginning_is_written(piece: bytes):
    assert root_name(piece * 100_000) == ""
