"""Universities and their internet domains, as volunteers collect them (university-domains-list)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from counterfoil.domain.entity import MAIL_DOMAIN, NAME
from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import Draft, Subject
from counterfoil.sources.files import LIMITS, Limits, broken, edition_of, one_part
from counterfoil.sources.json_text import JsonText
from counterfoil.sources.values import clean, slug

DATASET = "world-university-domains"
_KEYS = frozenset({"name", "domains", "web_pages", "alpha_two_code"})
_DOMAIN = re.compile(r"(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,61}")


class DomainsReader:
    """Reader of the university-domains-list."""

    name = "university-domains"
    version = "1"
    known = "universities and their internet domains (JSON of university-domains-list)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per file whose first element has name, domains and web pages."""
        return [
            Source(self.name, DATASET, (path,), edition_of(path))
            for path in sorted(paths)
            if self._fits(path)
        ]

    def _fits(self, path: Path) -> bool:
        try:
            part = one_part(path)
            if not part.name.endswith(".json"):
                return False
            values = JsonText(part, lambda _row, _key: None, self._limits).elements()
            found = [value for _, value in islice(values, 1)]
        except DataError:
            return False
        return bool(found) and isinstance(found[0], dict) and found[0].keys() >= _KEYS

    def read(self, source: Source) -> Reading:
        """Read the list; raise DataError where it is cut off or mostly strange."""
        part, draft = one_part(source.paths[0]), Draft()
        wrong, seen = 0, set[str]()
        for row, record in JsonText(part, draft.repeated_key, self._limits).elements():
            draft.rows += 1
            wrong += not _take(draft, row, record, seen)
        if not draft.rows or wrong == draft.rows or wrong > max(1, draft.rows // 100):
            raise broken(part, f"{wrong} of {draft.rows} entries are no university with a domain")
        if source.edition is None:
            draft.issue(0, "edition", "the file carries no date", "edition unknown")
        title = "World universities and their domains"
        return draft.reading(
            DatasetInfo(DATASET, title, "university-domains-list", "MIT", source.edition)
        )


def _take(draft: Draft, row: int, record: object, seen: set[str]) -> bool:
    """Add one university; return False where it is none."""
    name = clean(_text(record, "name")).value
    domains = []
    for text in _texts(record, "domains"):
        domain = text.strip().lower().rstrip(".")
        if _DOMAIN.fullmatch(domain):
            domains.append(domain)
        else:
            draft.issue(row, "domains", "not an internet domain", "left out")
    if not name or not domains:
        draft.issue(row, "", "not a university with a name and a domain", "row skipped")
        return False
    entity_id = f"{DATASET}:{domains[0]}:{slug(name) or 'x'}"
    if entity_id in seen:
        draft.issue(row, "name", "the same name and domain stand here twice", "taken as one")
    seen.add(entity_id)
    subject = Subject(entity_id, "Organization", row)
    draft.add(subject, NAME, name)
    for domain in dict.fromkeys(domains):
        draft.add(subject, MAIL_DOMAIN, domain)
    for page in _texts(record, "web_pages"):
        draft.add(subject, "website", page)
    country = _text(record, "alpha_two_code") or _text(record, "country")
    if country:
        draft.add(subject, "country", country_code(country))
    return True


def _text(record: object, key: str) -> str:
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def _texts(record: object, key: str) -> list[str]:
    value = record.get(key) if isinstance(record, dict) else None
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
