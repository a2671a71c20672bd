"""XML read as a stream: nothing is kept that was not asked for, and what stands before a break is kept."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sized
from typing import TypeAlias
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from analysis.errors import UnreadableFile

Event: TypeAlias = "tuple[str, str, Element]"

MAX_DEPTH = 100  # no activity is nested deeper than a dozen
MAX_KEPT = 1_000_000  # characters and names inside one element of `whole`, or of any other; the rest of it is not kept
MAX_TAG_BYTES = 1_000_000  # the parser has to hold a tag or a comment until it ends
MAX_NAMES = 10_000  # of elements and attributes; the parser remembers each
_NO_EXPORT = "It is no export."
_PIECE_BYTES = 65_536
_HEAD_BYTES = 65_536
_ENDS = {"<?": "?>", "<!--": "-->"}
_DOCTYPE_END = re.compile(r"[^\[>]*(?:>|\[)")
_ROOT = re.compile(r"<(?:[^\s<>/:]+:)?([^\s<>/:]+)")


def root_name(data: bytes) -> str:
    """The name of the outermost element in lower case, without its prefix; empty for what is no XML."""
    head = data[:_HEAD_BYTES]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if is_wide else "utf-8-sig", errors="replace")
    match = _ROOT.match(text, _root_place(text))
    return match[1].lower() if match else ""


def _root_place(text: str) -> int:
    """Where the outermost element begins: behind declarations, comments and the document type."""
    place = 0
    while True:
        place += len(text[place:]) - len(text[place:].lstrip())
        begin = next((begin for begin in ("<?", "<!--", "<!DOCTYPE") if text.startswith(begin, place)), None)
        if begin is None:
            return place
        if begin in _ENDS:
            end = text.find(_ENDS[begin], place + len(begin))
            place = end + len(_ENDS[begin])
        else:
            end = place = _doctype_end(text, place)
        if end < 0:
            return len(text)


def _doctype_end(text: str, place: int) -> int:
    """The place behind a document type with the declarations in it, or -1."""
    match = _DOCTYPE_END.match(text, place)
    if match is None or match[0].endswith(">"):
        return match.end() if match else -1
    closing = re.compile(r"\]\s*>").search(text, match.end())
    return closing.end() if closing else -1


def local_name(element: Element) -> str:
    """The name of an element without its namespace; comments have none."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def texts(element: Element) -> dict[str, str]:
    """Every text inside an element by the name it stands under; the first of two with one name."""
    found: dict[str, str] = {}
    for inner in element.iter():
        if inner.text and (text := inner.text.strip()):
            found.setdefault(local_name(inner), text)
    return found


def decimal(text: str | None) -> float | None:
    """The number a text holds as XML writes it (`7.1E-5` too), or None if it holds none."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if math.isfinite(value) else None


class Markup:
    """The elements of an XML file in their order, as (`start` or `end`, name, element).

    Those named in `whole` come once, at their end, with what is in them. `is_whole` says after reading whether the file
    was read to its end. Entities are refused, and so is what only wants to fill the memory.
    """

    def __init__(self, data: bytes, whole: frozenset[str]) -> None:
        # Services put blanks before the XML declaration, which no parser takes.
        self._data = memoryview(data)[len(data) - len(data.lstrip(b" \t\r\n")) :]
        self._whole = whole
        self.is_whole = False

    def __iter__(self) -> Iterator[Event]:
        builder = _Builder(self._whole)
        parser = DefusedXMLParser(target=builder)
        parser.parser.AttlistDeclHandler = _no_default
        try:
            for begin in range(0, len(self._data), _PIECE_BYTES):
                parser.feed(self._data[begin : begin + _PIECE_BYTES])
                yield from builder.taken()
            parser.close()
            self.is_whole = True
        except DefusedXmlException:
            raise entities_refused() from None
        except (ParseError, ValueError, LookupError):
            yield from builder.taken()  # what came before the break counts


def entities_refused() -> UnreadableFile:
    """What to say of a file that defines entities."""
    found = "This XML file defines entities, which no export needs and which can be harmful."
    return UnreadableFile(found, "Export the activity again from the service it comes from.")


def _no_default(_element: str, _attribute: str, _kind: str, default: str | None, _required: bool) -> None:
    """A default is written out again at every element: an entity by another name."""
    if default is not None:
        raise entities_refused()


def _not_too_many(names: Sized) -> None:
    if len(names) > MAX_NAMES:
        raise UnreadableFile("The elements of this XML file have too many names.", _NO_EXPORT)


class _Builder:
    """What the parser tells, as events. Elements outside those of `whole` are not tied to one another."""

    def __init__(self, whole: frozenset[str]) -> None:
        self._whole = whole
        self._events: list[Event] = []
        self._open: list[tuple[str, Element]] = []
        self._inside = 0  # how many elements of `whole` are open
        self._kept = 0  # how much of the outermost of them is kept, or of the last element outside
        self._text: list[str] = []
        self._wants_text = False  # what stands behind an inner element is never asked for
        self._names: dict[str, str] = {}  # tag -> without its namespace
        self._attributes: set[str] = set()
        self._silent_pieces = 0  # how much was read since the parser last had something to tell

    def taken(self) -> list[Event]:
        """The events of one more piece of the file."""
        events, self._events = self._events, []
        self._silent_pieces += 1
        if self._silent_pieces > MAX_TAG_BYTES // _PIECE_BYTES:
            raise UnreadableFile("A single tag of this XML file is longer than 1 MB.", _NO_EXPORT)
        return events

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._text:
            self._close_text()
        self._silent_pieces = 0
        name = self._names.get(tag) or self._named(tag)
        element = Element(tag, attributes)
        if not self._inside:
            self._kept = 0
        else:
            self._kept += 1 + sum(map(len, attributes.values())) if attributes else 1
            if self._kept <= MAX_KEPT:
                self._open[-1][1].append(element)
        if attributes:
            self._attributes.update(attributes)
            _not_too_many(self._attributes)
        if len(self._open) >= MAX_DEPTH:
            raise UnreadableFile("The elements of this XML file are nested too deep.", _NO_EXPORT)
        self._open.append((name, element))
        self._wants_text = True
        self._inside += name in self._whole
        if not self._inside:
            self._events.append(("start", name, element))

    def data(self, text: str) -> None:
        self._silent_pieces = 0
        if self._wants_text and self._kept <= MAX_KEPT:
            self._kept += len(text)
            self._text.append(text)

    def end(self, tag: str) -> None:
        if self._text:
            self._close_text()
        self._silent_pieces = 0
        self._wants_text = False
        name, element = self._open.pop()
        self._inside -= name in self._whole
        if not self._inside:
            self._events.append(("end", name, element))

    def _named(self, tag: str) -> str:
        name = self._names[tag] = tag.rsplit("}", 1)[-1]
        _not_too_many(self._names)
        return name

    def _close_text(self) -> None:
        """The text of the innermost element ends here, or where its first inner element begins."""
        self._open[-1][1].text = "".join(self._text)
        self._text.clear()
