"""The UN Security Council's consolidated list as XML, read record by record.

The document declares no types and no entities; one that does is refused before anything of it is
expanded, and nothing outside the file is ever opened.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import LIMITS, Limits, Part, broken, edition_of, one_part, open_part
from counterfoil.sources.un_xml_record import AUTHORITY, DATASET, UnBook

_ROOT = "CONSOLIDATED_LIST"
_RECORDS = ("INDIVIDUAL", "ENTITY")
_RECORD_DEPTH, _DEEPEST = 3, 20
_HEAD = 1 << 16
_OPENING = re.compile(rf"<{_ROOT}(?:\s[^<>]*)?>")
_GENERATED = re.compile(r"\bdateGenerated\s*=\s*[\"']\s*(\d{4}-\d\d-\d\d)")
_ABOUT = DatasetInfo(
    DATASET,
    "United Nations Security Council Consolidated List",
    AUTHORITY,
    "public list of the United Nations",
)


class UnXmlReader:
    """Reader of the consolidated list."""

    name = "un-xml"
    version = "1"
    known = "UN Security Council consolidated list, XML"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits; the whole document counts, not only a record."""
        self._limits = limits
        self._document = replace(limits, size=min(limits.size, limits.document))

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per XML document whose outermost element is the list."""
        found: list[Source] = []
        for path in sorted(paths):
            head = self._head(path)
            opening = (
                _OPENING.search(head) if head.lstrip("\ufeff \t\r\n").startswith("<") else None
            )
            if opening is not None:
                found.append(Source(self.name, DATASET, (path,), _edition(opening[0], path)))
        return found

    def _head(self, path: Path) -> str:
        """Return the first characters of a file, empty if it cannot be opened."""
        try:
            with open_part(one_part(path), self._limits) as stream:
                data = stream.read(_HEAD)
        except DataError:
            return ""
        is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if is_wide else "utf-8", "ignore")

    def read(self, source: Source) -> Reading:
        """Read the list; raise DataError where it is cut off, not XML or declares entities."""
        part, draft = one_part(source.paths[0]), Draft()
        book = UnBook(draft)
        for record in _records(part, self._document):
            draft.rows += 1
            book.take(draft.rows, record)
        if not draft.rows:
            raise broken(part, "the list holds no individual and no entity")
        book.close()
        if source.edition is None:
            draft.issue(0, "dateGenerated", "the file carries no date", "edition unknown")
        return draft.reading(replace(_ABOUT, edition=source.edition))


def _edition(opening: str, path: Path) -> date | None:
    found = _GENERATED.search(opening)
    try:
        return date.fromisoformat(found[1]) if found else edition_of(path)
    except ValueError:
        return edition_of(path)


def _records(part: Part, limits: Limits) -> Iterator[Element]:
    """Yield the records one after the other; each is emptied when the next is asked for."""
    try:
        with open_part(part, limits) as stream:
            yield from _walk(part, iterparse(stream, events=("start", "end"), forbid_dtd=True))
    except DefusedXmlException as error:
        raise broken(
            part,
            "the document declares a type, entities or external references, which this list never"
            " does and which can be used to attack the reader",
            "Do not use this file; fetch it from the publisher again.",
        ) from error
    except ParseError as error:
        row, _ = error.position
        raise broken(
            part, f"the document is damaged or cut off, or not XML ({error})", row=row
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that is not known or does not fit
        raise broken(part, f"the document cannot be decoded ({error})") from error


def _walk(part: Part, events: Iterator[tuple[str, Element]]) -> Iterator[Element]:
    depth = 0
    root: list[Element] = []
    for event, element in events:
        if event == "start":
            depth += 1
            root = root or [element]
            if depth > _DEEPEST:
                raise broken(part, f"the elements are nested more than {_DEEPEST} deep")
            if depth == 1 and element.tag != _ROOT:
                raise broken(part, f"the outermost element is not {_ROOT}")
            continue
        if depth == _RECORD_DEPTH and element.tag in _RECORDS:
            yield element
        if depth <= _RECORD_DEPTH:
            element.clear()
        if depth == _RECORD_DEPTH - 1:
            root[0].clear()
        depth -= 1
