"""FollowTheMoney entities as JSON lines, the form in which OpenSanctions publishes lists.

Nested entities (addresses, sanctions, relations inside a property) are read like lines of their
own. What is not known here is counted, never guessed at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from counterfoil.errors import DataError
from counterfoil.ports.reader import DatasetInfo, Reading, Source
from counterfoil.sources.draft import Draft
from counterfoil.sources.files import LIMITS, Limits, broken, edition_of, one_part
from counterfoil.sources.ftm_entity import FtmBook, FtmEntity
from counterfoil.sources.json_text import JsonText

_SNIFFED = 100
DATASET_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,80}$")
_SUFFIXES = re.compile(
    r"(?:\.(?:entities|statements))?(?:\.ftm)?(?:\.(?:jsonl|json|ijson|ndjson|csv))?$"
)
_DEEPEST = 8


class FtmReader:
    """Reader of FollowTheMoney JSON lines."""

    name = "followthemoney"
    version = "1"
    known = "FollowTheMoney entities, one JSON object per line (OpenSanctions)"

    def __init__(self, limits: Limits = LIMITS) -> None:
        """Read within the limits."""
        self._limits = limits

    def recognise(self, paths: Sequence[Path]) -> list[Source]:
        """Return one source per file whose first line is a FollowTheMoney entity."""
        found = (self._source(path) for path in sorted(paths))
        return [source for source in found if source is not None]

    def _source(self, path: Path) -> Source | None:
        names: set[tuple[str, ...]] = set()
        try:
            part = one_part(path)
            text = JsonText(part, lambda _row, _key: None, self._limits)
            for row, value in islice(text.lines(), _SNIFFED):
                if row == 1 and not _is_entity(value):
                    return None
                if isinstance(value, dict) and isinstance(value.get("datasets"), list):
                    names.add(tuple(str(name) for name in value["datasets"]))
        except DataError:
            if not names:
                return None
        if not names:
            return (
                None
                if not _first_fits(path, self._limits)
                else Source(self.name, dataset_of_name(path), (path,), edition_of(path))
            )
        only = names.pop() if len(names) == 1 else ()
        dataset = only[0] if len(only) == 1 and DATASET_ID.match(only[0]) else dataset_of_name(path)
        return Source(self.name, dataset, (path,), edition_of(path))

    def read(self, source: Source) -> Reading:
        """Read the whole file; raise DataError where a line is not JSON or most are no entity."""
        draft, path = Draft(), source.paths[0]
        part = one_part(path)
        text = JsonText(part, draft.repeated_key, self._limits)
        book, wrong, newest = FtmBook(draft, source.dataset), 0, ""
        for row, value in text.lines():
            draft.rows += 1
            if not _is_entity(value):
                wrong += 1
                draft.issue(
                    row, "", "the line is no entity with id, schema and properties", "row skipped"
                )
                continue
            newest = max(newest, _seen(value))
            for entity in _unnested(value, row):
                book.take(entity)
        if wrong > max(1, draft.rows // 100) or wrong == draft.rows:
            raise broken(part, f"{wrong} of {draft.rows} lines are no FollowTheMoney entities")
        book.close()
        info = DatasetInfo(source.dataset, source.dataset, "", "", source.edition or _day(newest))
        return draft.reading(info)


def _is_entity(value: object) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("schema"), str)
        and isinstance(value.get("properties"), dict)
        and bool(value.get("id"))
        and isinstance(value["id"], str)
    )


def _first_fits(path: Path, limits: Limits) -> bool:
    """Tell whether the first line is an entity, whatever is wrong with later ones."""
    try:
        lines = JsonText(one_part(path), lambda _row, _key: None, limits).lines()
        return any(_is_entity(value) for _, value in islice(lines, 1))
    except DataError:
        return False


def dataset_of_name(path: Path) -> str:
    """Return a dataset id from the file's name."""
    name = _SUFFIXES.sub("", re.sub(r"\.(?:gz|zip)$", "", path.name.lower()))
    # The edition in a file's name is not part of the dataset: the next one is the same list.
    name = re.sub(r"[_.-]?\d{4}-\d{2}-\d{2}", "", name)
    name = re.sub(r"[^a-z0-9_-]+", "-", name).strip("-_")
    return name[:80] or "followthemoney"


def _seen(value: Mapping[str, Any]) -> str:
    for key in ("last_seen", "last_change"):
        text = value.get(key)
        if isinstance(text, str):
            return text[:10]
    return ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _unnested(value: Mapping[str, Any], row: int, depth: int = 0) -> Iterator[FtmEntity]:
    """Yield the entity and the entities inside its properties, each once."""
    properties: dict[str, list[str]] = {}
    odd: Counter[str] = Counter()
    for prop, content in value["properties"].items():
        texts = properties.setdefault(prop, [])
        for item in content if isinstance(content, list) else [content]:
            if isinstance(item, str):
                texts.append(item)
            elif isinstance(item, int | float) and not isinstance(item, bool):
                texts.append(str(item))
            elif _is_entity(item) and depth < _DEEPEST:
                texts.append(item["id"])
                item["properties"].setdefault("entity", [value["id"]])
                yield from _unnested(item, row, depth + 1)
            elif item is not None:
                odd[prop] += 1
    yield FtmEntity(
        value["id"],
        value["schema"],
        properties,
        row,
        tuple(odd),
        is_target=value.get("target") is True,
    )
