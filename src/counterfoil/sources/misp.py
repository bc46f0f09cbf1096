"""MISP galaxy clusters: JSON documents of named things with free `meta` fields.

A cluster about institutions, such as the China Defence Universities Tracker, is read as a list:
each value is an organisation under its uuid, and it stands on the list. The dataset is the
document's `type`, which MISP uses as the file's name too (`china-defence-universities`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from counterfoil.domain.entity import LISTED, NAME
from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.acronym import is_initials
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import Detail, Draft, Subject
from counterfoil.sources.files import LIMITS, Limits, broken, edition_of, one_part, read_text
from counterfoil.sources.json_text import JsonText
from counterfoil.sources.origin import UNKNOWN_REMARK, tells_origin
from counterfoil.sources.values import clean, slug

_KIND = "Organization"
_INSTITUTIONS = frozenset({"academic-institution", "organization", "organisation", "company"})
_SNIFFED = 64 << 20  # a larger document is not looked into
_PARENTHESIS = re.compile(r"^(.*\S)\s*[(（]([^()（）]+)[)）]$")
_SPLIT = re.compile(r"\s*[|/]\s*")
# Field of `meta` -> property, for texts that are kept as they are.
_PLAIN = {
    "topics": "topics",
    "categories": "classification",
    "refs": "website",
    "risk": "riskLevel",
    "address": "address",
    "major defence laboratories": "laboratory",
}
_NAMED = {"supervising agencies": "parent", "subsidiaries": "child"}
_PLACES = frozenset({"lat", "long"})
_COUNTRIES = ("country",)  # whom a group aims at says nothing of its seat


class MispReader:
    """Reader of MISP galaxy clusters about institutions."""

    name = "misp-galaxy"
    version = "1"
    known = "MISP galaxy clusters of institutions (the China Defence Universities Tracker)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per document with type, uuid and values of institutions."""
        found = (self._source(path) for path in sorted(paths))
        return [source for source in found if source is not None]

    def _source(self, path: Path) -> Source | None:
        try:
            if not path.name.lower().endswith((".json", ".json.gz", ".json.zip")):
                return None
            document = self._document(path, Draft(), _SNIFFED)
        except DataError:
            return None
        if not _is_cluster(document):
            return None
        return Source(self.name, slug(document["type"], 60), (path,), edition_of(path))

    def read(self, source: Source) -> Reading:
        """Read the whole document; raise DataError where it is no cluster of institutions."""
        draft, path = Draft(), source.paths[0]
        document = self._document(path, draft, self._limits.document)
        if not _is_cluster(document):
            raise broken(one_part(path), "this is no MISP galaxy cluster of institutions")
        book = _ClusterBook(draft, source.dataset, _listing(document))
        for row, value in enumerate(document["values"], 1):
            draft.rows += 1
            book.take(row, value)
        book.close()
        if source.edition is None:
            draft.issue(0, "edition", "the file carries no date", "edition unknown")
        title = _text(document, "name") or source.dataset
        publisher = _text(document, "source") or ", ".join(_texts(document, "authors"))
        return draft.reading(DatasetInfo(source.dataset, title, publisher, "", source.edition))

    def _document(self, path: Path, draft: Draft, size: int) -> Any:  # noqa: ANN401 - JSON
        limits, part = self._limits, one_part(path)
        bound = Limits(limits.size, limits.ratio, limits.ratio_floor, limits.line, size)
        return JsonText(part, draft.repeated_key, limits).decode(read_text(part, bound))


def _is_cluster(document: object) -> bool:
    """Tell whether a document is a cluster of institutions; threat actors are none."""
    return (
        isinstance(document, dict)
        and isinstance(document.get("type"), str)
        and bool(slug(document["type"], 60))
        and _text(document, "category") in _INSTITUTIONS
        and isinstance(document.get("uuid"), str)
        and isinstance(document.get("values"), list)
        and bool(document["values"])
    )


def _listing(document: Mapping[str, Any]) -> str:
    publisher = _text(document, "source") or next(iter(_texts(document, "authors")), "")
    title = _text(document, "name") or document["type"]
    return title if not publisher or publisher in title else f"{title} ({publisher})"


class _ClusterBook:
    """Takes values one by one; relations wait until all are known."""

    def __init__(self, draft: Draft, dataset: str, listing: str) -> None:
        self._draft, self._dataset, self._listing = draft, dataset, listing
        self._ids: set[str] = set()
        self._by_name: dict[str, set[str]] = {}
        self._named: list[tuple[Subject, str, str]] = []
        self._related: list[tuple[Subject, str]] = []
        self._unknown: Counter[str] = Counter()

    def take(self, row: int, value: object) -> None:
        """Add the statements of one value; one without uuid and name is an issue."""
        draft = self._draft
        if not (isinstance(value, dict) and clean(_text(value, "value")).value):
            draft.issue(row, "value", "the entry has no name", "entry skipped")
            return
        key = clean(_text(value, "uuid")).value or slug(value["value"])
        if not key:
            draft.issue(row, "uuid", "the entry has no uuid", "entry skipped")
            return
        subject = Subject(f"{self._dataset}:{key}", _KIND, row)
        if subject.entity_id in self._ids:
            draft.issue(row, "uuid", f"{key} stands twice", "entries merged")
        self._ids.add(subject.entity_id)
        meta = value.get("meta")
        if meta is not None and not isinstance(meta, dict):
            draft.issue(row, "meta", "the field is no object", "field left out")
        meta = meta if isinstance(meta, dict) else {}
        self._names(subject, value["value"], _texts(meta, "aliases", "synonyms"))
        self._meta(subject, meta)
        self._listed(subject, meta)
        if text := _text(value, "description"):
            self._remark(subject, text)
        for related in value.get("related") or []:
            if isinstance(related, dict) and _text(related, "dest-uuid"):
                self._related.append((subject, _text(related, "dest-uuid")))

    def close(self) -> None:
        """Turn names and uuids of other entries into references; keep other names as text."""
        for subject, prop, text in self._named:
            names = _name_and_native(clean(text).value)
            ids = {i for name in names for i in self._by_name.get(_fold(name), ())}
            ids.discard(subject.entity_id)
            if len(ids) == 1:
                self._draft.add(subject, prop, ids.pop(), Detail(original=text))
            else:
                self._draft.add(subject, f"{prop}Name", text)
        for subject, key in self._related:
            target = f"{self._dataset}:{clean(key).value}"
            if target in self._ids and target != subject.entity_id:
                self._draft.add(subject, "related", target)
            else:
                what = "a relation leads to an entry that is not in the file"
                self._draft.issue(subject.row, "related", what, "relation left out")
        for field, count in sorted(self._unknown.items()):
            what = f"{count} entries have this field, whose meaning is not known"
            self._draft.issue(0, field, what, "left out")

    def _names(self, subject: Subject, value: str, aliases: list[str]) -> None:
        """Add the name, its native spelling in parentheses, and the aliases."""
        main, *native = _name_and_native(clean(value).value)
        self._draft.add(subject, NAME, main, Detail(_script(main), value if native else ""))
        for text in native:
            self._draft.add(subject, "alias", text, Detail(_script(text)))
        for text in aliases:
            short = is_initials(clean(text).value, main)
            prop = "acronym" if short else "alias"
            if clean(text).value not in {main, *native}:
                self._draft.add(subject, prop, text, Detail(_script(text)))
        for name in [main, *native, *aliases]:
            self._by_name.setdefault(_fold(name), set()).add(subject.entity_id)

    def _meta(self, subject: Subject, meta: Mapping[str, Any]) -> None:
        for field in meta:
            texts = _texts(meta, field)
            if field in _PLAIN:
                for text in texts:
                    self._draft.add(subject, _PLAIN[field], text)
            elif field in _NAMED:
                self._named += [(subject, _NAMED[field], text) for text in texts]
            elif field in _COUNTRIES:
                for text in texts:
                    self._draft.add(subject, "country", country_code(text), Detail(original=text))
            elif field not in {"aliases", "synonyms"} | _PLACES:
                self._unknown[field] += 1

    def _listed(self, subject: Subject, meta: Mapping[str, Any]) -> None:
        risk = "; ".join(_texts(meta, "risk"))
        value = f"{self._listing}, risk: {risk}" if risk else self._listing
        self._draft.add(subject, LISTED, value)

    def _remark(self, subject: Subject, text: str) -> None:
        # An institution's prose may speak of its people.
        if tells_origin(text):
            self._draft.drop(UNKNOWN_REMARK)
        else:
            self._draft.add(subject, "notes", text)


def _name_and_native(text: str) -> list[str]:
    """Return a name and its spelling in another script where that follows in parentheses."""
    found = _PARENTHESIS.match(text)
    if found is None or found[2].isascii():
        return [text]
    return [found[1], *(piece for piece in _SPLIT.split(found[2].strip()) if piece)]


def _script(text: str) -> str:
    """Return the language of a name where its script leaves no doubt, else empty.

    Han characters alone may be Chinese, Japanese or old Korean: no language then.
    """
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()}
    if scripts & {"HIRAGANA", "KATAKANA"}:
        return "ja"
    return {"HANGUL": "ko", "THAI": "th"}.get(scripts.pop(), "") if len(scripts) == 1 else ""


def _fold(text: str) -> str:
    return clean(text).value.casefold()


def _text(record: Mapping[str, Any], key: str) -> str:
    found = record.get(key)
    return found if isinstance(found, str) else ""


def _texts(record: Mapping[str, Any], *keys: str) -> list[str]:
    """Return the texts of fields that hold one or a list of them; numbers as text."""
    found: list[str] = []
    for key in keys:
        value = record.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                found.append(item)
            elif isinstance(item, int | float) and not isinstance(item, bool):
                found.append(str(item))
    return found
