"""XML read as a stream: nothing is kept that was not asked for, and what stands before a break is kept."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from analysis.errors import UnreadableFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_DEPTH = 100  # no activity is nested deeper than a dozen
_HEAD_BYTES = 65_536
_BEFORE_THE_ROOT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(r"\s*<(?:[^\s<>/:]+:)?([^\s<>/:]+)")


def root_name(data: bytes) -> str:
    """The name of the outermost element in lower case, without its prefix; empty for what is no XML."""
    head = data[:_HEAD_BYTES]
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if is_wide else "utf-8-sig", errors="replace")
    if not text.lstrip().startswith("<"):
        return ""
    match = _ROOT.match(_BEFORE_THE_ROOT.sub("", text))
    return match[1].lower() if match else ""


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

    Those named in `whole` come once, at their end, with all that is in them. `is_whole` says after reading whether
    the file was read to its end.
    """

    def __init__(self, data: bytes, whole: frozenset[str]) -> None:
        self._data = data
        self._whole = whole
        self.is_whole = False

    def __iter__(self) -> Iterator[tuple[str, str, Element]]:
        try:
            # Services put blanks before the XML declaration, which no parser takes.
            yield from self._elements(self._data.lstrip(b" \t\r\n"))
            self.is_whole = True
        except DefusedXmlException:
            raise UnreadableFile(
                "This XML file defines entities, which no export needs and which can be harmful.",
                "Export the activity again from the service it comes from.",
            ) from None
        except (ParseError, ValueError, LookupError):
            pass  # what came before the break counts

    def _elements(self, data: bytes) -> Iterator[tuple[str, str, Element]]:
        path: list[Element] = []
        inside = 0  # how many elements of `whole` are open
        for event, element in iterparse(io.BytesIO(data), events=("start", "end")):
            name = local_name(element)
            if event == "start":
                path.append(element)
                if len(path) > MAX_DEPTH:
                    raise UnreadableFile("The elements of this XML file are nested too deep.", "It is no export.")
                inside += name in self._whole
                if not inside:
                    yield event, name, element
                continue
            path.pop()
            inside -= name in self._whole
            if not inside:
                yield event, name, element
                if path:
                    del path[-1][-1]
