"""Files made wrong in the ways files go wrong, and in the ways somebody might make them wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

Mutation: TypeAlias = Callable[[bytes, Random, Sequence[bytes]], bytes]

LARGEST = 300_000
_INTEGERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 2**63, 2**64 - 1)
_NUMBERS = (
    b"0", b"-0", b"-1", b"1e308", b"1e999", b"-1e999", b"NaN", b"inf", b"-inf", b"1e-320", b"99999999999999999999",
    b"9" * 400, b"9" * 5000, b"0.1.2", b"1,234.5", b"1.234,5", b"--", b"", b"0x10", b"1_000", b"+5", b"10", b"11",
    "١٢٣".encode(), "５".encode(), "½".encode(), "−3".encode(), b"3/10", b"7:61", b"99:99:99", b"00:00:00",
    b"0001-01-01", b"9999-12-31", b"2024-02-30", b"0000-00-00", b"31/12/9999", b"2024-05-01T07:00:00+99:99",
    b"1970-01-01T00:00:00Z", b"2262-04-12", b"1677-09-20", b"253402300800000", b"-62135596800001",
)  # fmt: skip
_CELLS = (
    b"=1+1", b'=HYPERLINK("http://x")', b"@SUM(A1)", b"'-12", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b'""', b"'",
    "\u202e\u200b\ufeff".encode(), "\U0001f3c3".encode(), b"x" * 10_000, b"\r", b"\r\n", b"\n\n", b"\x1a", b"\x85",
    b"#", b"None", b"nan", b"../../etc/passwd", b"\\", b"%s%n{0}", "\u0131".encode(), "\u00df".encode(), b"\xc3",
    b"\xed\xa0\x80",
)  # fmt: skip
_TAGS = (
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml version='1.1'?>", b"&a;", b"&#0;", b"&#xFFFFFFFF;", b"&lt;", b"<a>",
    b"</a>", b"<a" + b' b="c"' * 500 + b"/>", b"<a>" * 150, b"<" * 2000, b' x="' + b"y" * 9000 + b'"',
    b"<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>", b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
    b"<!DOCTYPE a [<!ATTLIST a b CDATA 'ccc'>]>", b"<xi:include href='file:///etc/passwd'/>",
)  # fmt: skip
_JSON = (
    b"null", b"[]", b"{}", b"true", b'"x"', b"-1", b"1e999", b"NaN", b"9" * 5000, b"[" * 3000, b'{"a":' * 3000,
    b'"\\ud800"', b'"\\u0000"', b"[[],[[]]]", b"1.5", b'""',
)  # fmt: skip
_NUMBER = re.compile(rb"-?\d[\d.,:/-]*")
_TAG = re.compile(rb"<[^<>]{1,400}>")
_VALUE = re.compile(rb'"(?:[^"\\]|\\.){0,200}"|-?\d[\d.eE+-]*|\[|\]|\{|\}|true|false|null')
_DELIMITERS = (b",", b";", b"\t", b"|")


def mutated(sample: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """The sample after one to eight mutations that suit what it looks like."""
    choices = _choices(sample)
    data = sample
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        data = random.choice(choices)(data, random, others)[:LARGEST]
    return data


def _choices(sample: bytes) -> tuple[Mutation, ...]:
    begin = sample[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"<"):
        return (*_ANY, *_TEXT, _markup, _markup, _markup_value, _markup_value, _markup_value)
    if begin.startswith((b"{", b"[{", b"[\n", b"[ ")):
        return (*_ANY, *_TEXT, _json, _json, _json, _json)
    if b"\0" in sample[:2000]:
        return (*_ANY, _integer, _integer, _integer, _header_integer, _header_integer)
    return (*_ANY, *_TEXT, _table, _table, _table, _cell, _cell, _cell)


def _span(data: bytes, random: Random, longest: int = 2000) -> tuple[int, int]:
    begin = random.randint(0, len(data))
    return begin, min(len(data), begin + int(longest ** random.random()))


def _flip(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 4, 32))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _truncate(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return data[: random.randint(0, len(data))] if random.random() < 0.8 else data[random.randint(0, len(data)) :]


def _delete(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    begin, end = _span(data, random)
    return data[:begin] + data[end:]


def _repeat(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    begin, end = _span(data, random)
    return data[:begin] + data[begin:end] * random.choice((2, 2, 2, 3, 3, 10, 10, 100, 1000)) + data[end:]


def _splice(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    begin, end = _span(other, random, max(len(other), 2))
    at = random.randint(0, len(data))
    return data[:at] + other[begin:end] + data[random.choice((at, min(len(data), at + end - begin), len(data))) :]


def _noise(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.choice((1, 2, 8, 100))) + data[random.choice((at, at + 1, at + 8)) :]


def _integer(data: bytes, random: Random, _: Sequence[bytes], last: int | None = None) -> bytes:
    """A number of some width where one may stand: lengths, counts, kinds, times."""
    width = random.choice((1, 2, 4, 8))
    value = (random.choice(_INTEGERS) + random.choice((-1, 0, 0, 1))) % 256**width
    at = random.randint(0, min(len(data), last or len(data)))
    return data[:at] + value.to_bytes(width, random.choice(("little", "big"))) + data[at + width :]  # type: ignore[arg-type]


def _header_integer(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    return _integer(data, random, others, last=40)


def _number(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return _replaced(data, random, _NUMBER, _NUMBERS)


def _odd_text(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(_CELLS) + data[at:]


def _replaced(data: bytes, random: Random, what: re.Pattern[bytes], instead: Sequence[bytes]) -> bytes:
    found = list(what.finditer(data, random.randint(0, len(data)) if random.random() < 0.5 else 0, len(data)))[:2000]
    if not found:
        return data
    begin, end = random.choice(found).span()
    return data[:begin] + random.choice(instead) + data[end:]


def _recoded(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    encoding = random.choice(("utf-16", "utf-16-le", "latin-1", "cp1252", "utf-8-sig", "utf-7", "cp037"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _lines_ended(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return data.replace(b"\n", random.choice((b"\r", b"\r\n", b"\n\n", b"\0", b"")))


def _markup(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    found = list(_TAG.finditer(data))[:3000]
    if not found:
        return data
    begin, end = random.choice(found).span()
    tag = data[begin:end]
    instead = random.choice((b"", tag * 2, tag * 300, random.choice(_TAGS), tag + random.choice(_TAGS), tag.upper()))
    return data[:begin] + instead + data[end:]


def _markup_value(data: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    values = re.compile(rb">([^<>]{1,200})<|\"([^\"<>]{1,200})\"")
    found = list(values.finditer(data))[:3000]
    if not found:
        return data
    match = random.choice(found)
    begin, end = match.span(1 if match[1] is not None else 2)
    return data[:begin] + random.choice((*_NUMBERS, *_CELLS[:12])) + data[end:]


def _json(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return _replaced(data, random, _VALUE, (*_JSON, *_NUMBERS))


def _table(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    """Columns and rows moved, doubled, dropped; another delimiter."""
    delimiter = max(_DELIMITERS, key=data[:4000].count)
    rows = [line.split(delimiter) for line in data.split(b"\n")]
    how = random.randrange(7)
    if how == 0:
        return data.replace(delimiter, random.choice(_DELIMITERS))
    most = max(1, LARGEST // max(len(data), 1))
    if how == 1:
        random.shuffle(rows)
    elif how == 2:
        at = random.randrange(len(rows))
        rows[at] = rows[at] * min(random.choice((2, 2, 50, 2000)), max(1, LARGEST // max(1, sum(map(len, rows[at])))))
    elif how == 3:
        rows = [rows[0], *rows[1:] * min(random.choice((2, 2, 20, 200)), most)]
    elif how == 4 and rows:
        column = random.randrange(max(map(len, rows)))
        rows = [row[:column] + row[column + 1 :] for row in rows]
    elif how == 5:
        column = random.randrange(max(map(len, rows)))
        rows = [row[: column + 1] + row[column:] for row in rows]
    else:
        rows = [random.sample(row, len(row)) for row in rows] if random.random() < 0.3 else rows[::-1]
    return b"\n".join(delimiter.join(row) for row in rows)


def _cell(data: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    delimiter = max(_DELIMITERS, key=data[:4000].count)
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    cells = lines[at].split(delimiter)
    cells[random.randrange(len(cells))] = random.choice((*_NUMBERS, *_CELLS))
    lines[at] = delimiter.join(cells)
    return b"\n".join(lines)


_ANY: tuple[Mutation, ...] = (_flip, _flip, _truncate, _delete, _repeat, _splice, _noise, _integer)
_TEXT: tuple[Mutation, ...] = (_number, _number, _number, _odd_text, _recoded, _lines_ended)
