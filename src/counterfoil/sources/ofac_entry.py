"""Entries of the OFAC list: what the three files say of one number, turned into statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from counterfoil.domain.entity import LISTED, NAME, ORGANISATION_KINDS
from counterfoil.domain.statement import Statement
from counterfoil.sources.acronym import is_initials
from counterfoil.sources.country import country_code
from counterfoil.sources.draft import Detail, Draft, Subject
from counterfoil.sources.ofac_remark import (
    LINKED,
    LISTING_DATE,
    NOTES,
    PERSON_PROPS,
    Remark,
    programme_of,
    read_remarks,
)
from counterfoil.sources.origin import (
    PERSON_ADDRESS,
    PERSON_ORIGIN,
    PERSON_REMARK,
    Origin,
    tells_origin,
    values_in,
)

PERSON = "Person"
_KINDS = {"individual": PERSON, "vessel": "Vessel", "aircraft": "Airplane", "": "Organization"}
_ALIAS_PROPS = {"aka": "alias", "fka": "previousName", "nka": "alias", "dba": "alias"}
_PROGRAMMES = re.compile(r"\]?\s*\[")
# Columns of the primary file that only ships fill.
_SHIP = (
    (5, "callSign"),
    (6, "type"),
    (7, "tonnage"),
    (8, "grossRegisterTonnage"),
    (9, "flag"),
    (10, "ownerName"),
)


@dataclass(slots=True)
class Entry:
    """One row of the primary file, with the rows of the companions as they come."""

    number: str
    kind: str
    row: int
    cells: list[str]
    origin: Origin = field(default_factory=Origin)

    @classmethod
    def of(cls, row: int, cells: list[str]) -> Entry:
        """Return the entry of a row of twelve cleaned cells."""
        return cls(cells[0], _KINDS.get(cells[2].lower(), "Organization"), row, cells)


class EntryBook:
    """All entries by number; statements go to the draft when the book is closed."""

    def __init__(self, draft: Draft, dataset: str, authority: str, *, dated: bool) -> None:
        """Start empty; `dated` lists say in the remarks since when an entry is on them."""
        self._draft, self._dataset = draft, dataset
        self._authority, self._dated = authority, dated
        self._entries: dict[str, Entry] = {}
        self._extra: dict[str, list[tuple[str, str, Detail, int]]] = {}

    def open(self, entry: Entry) -> None:
        """Add an entry; a number that stands twice is reported and both rows are kept."""
        if entry.number in self._entries:
            self._draft.issue(
                entry.row, "ent_num", f"number {entry.number} stands twice", "rows merged"
            )
            self._settle(entry)
            return
        self._entries[entry.number] = entry
        self._extra[entry.number] = []

    def alias(self, row: int, cells: list[str]) -> bool:
        """Add a row of the alias file; return whether it joins an entry."""
        entry = self._entries.get(cells[0])
        if entry is None:
            return False
        prop = _ALIAS_PROPS.get(cells[2].lower(), "alias")
        self._extra[cells[0]].append((self._sort(entry, prop, cells[3]), cells[3], Detail(), row))
        return True

    def address(self, cells: list[str]) -> bool:
        """Add a row of the address file; return whether it joins an entry."""
        entry = self._entries.get(cells[0])
        if entry is None:
            return False
        street, city, land = cells[2], cells[3], cells[4]
        if entry.kind == PERSON:
            if street or city or land:
                self._draft.drop(PERSON_ADDRESS)
                entry.origin.learn(land)
            return True
        extra = self._extra[cells[0]]
        whole = ", ".join(text for text in (street, city, land) if text)
        extra.append(("address", whole, Detail(), entry.row))
        if entry.kind in ORGANISATION_KINDS:
            extra.append(("city", city.split(",")[0], Detail(), entry.row))
            extra.append(("country", country_code(land), Detail(original=land), entry.row))
        return True

    def close(self) -> None:
        """Write the statements of all entries, each person's without what repeats its origin."""
        for number, entry in self._entries.items():
            self._settle(entry, self._extra[number])
        self._resolve()

    def _settle(
        self, entry: Entry, extra: list[tuple[str, str, Detail, int]] | None = None
    ) -> None:
        draft = self._draft
        kept = draft.statements
        draft.statements = []
        subject = Subject(f"{self._dataset}:{entry.number}", entry.kind, entry.row)
        self._own(entry, subject)
        for prop, text, detail, row in extra or []:
            draft.add(subject._replace(row=row), prop, text, detail)
        if entry.kind == PERSON:
            draft.statements, count = entry.origin.scrub(draft.statements, self._authority)
            draft.drop(PERSON_ORIGIN, count)
        kept.extend(draft.statements)
        draft.statements = kept

    def _own(self, entry: Entry, subject: Subject) -> None:
        """Add what the primary row itself says."""
        cells, draft = entry.cells, self._draft
        if not draft.add(subject, NAME, cells[1]):
            draft.issue(entry.row, "name", "the entry has no name", "kept without")
        remarks = read_remarks(cells[11])
        self._listings(subject, cells[3], remarks)
        if entry.kind == "Vessel":
            for index, prop in _SHIP:
                draft.add(subject, prop, cells[index])
        elif entry.kind == PERSON and tells_origin(cells[4]):
            draft.drop(PERSON_ORIGIN)
        elif cells[4]:
            draft.add(subject, "position", cells[4])
        for remark in remarks:
            if remark.prop != LISTING_DATE:
                self._remark(entry, subject, remark)
            elif not self._dated:  # the date of another list
                self._remark(entry, subject, remark._replace(prop=NOTES, value=remark.piece))

    def _listings(self, subject: Subject, programmes: str, remarks: list[Remark]) -> None:
        """Add the listing and its programmes, each since the day that the remarks give for it."""
        days = [
            (programme_of(remark.piece), remark.value)
            for remark in remarks
            if self._dated and remark.prop == LISTING_DATE
        ]
        first = min((day for _, day in days), default="")
        self._draft.add(subject, LISTED, self._authority, Detail(valid_from=first))
        for programme in _PROGRAMMES.split(programmes):
            mine = [day for name, day in days if name and name in programme]
            detail = Detail(valid_from=min(mine, default=""))
            self._draft.add(subject, LISTED, programme.strip("[] "), detail)

    def _remark(self, entry: Entry, subject: Subject, remark: Remark) -> None:
        person = entry.kind == PERSON
        values = values_in(remark.piece)
        if person and values:
            self._draft.drop(PERSON_ORIGIN)
            for value in values:
                entry.origin.learn(value)
        elif person and remark.prop not in PERSON_PROPS:
            self._draft.drop(PERSON_ORIGIN if tells_origin(remark.piece) else PERSON_REMARK)
        elif not person and remark.prop == NOTES and tells_origin(remark.piece):
            self._draft.drop(PERSON_ORIGIN)
        else:
            plain = remark.prop in {NOTES, LINKED, *PERSON_PROPS} - {"birthDate"}
            prop = self._sort(entry, remark.prop, remark.value)
            self._draft.add(
                subject, prop, remark.value, Detail() if plain else Detail(original=remark.piece)
            )

    def _sort(self, entry: Entry, prop: str, name: str) -> str:
        """Return `acronym` for an organisation's alias made of the initials of its name."""
        if entry.kind not in ORGANISATION_KINDS or "lias" not in prop:
            return prop
        return "acronym" if is_initials(name, entry.cells[1]) else prop

    def _resolve(self) -> None:
        """Turn `Linked To: NAME` into a reference where one entry alone has that main name."""
        ids: dict[str, set[str]] = {}
        for statement in self._draft.statements:
            if statement.prop == NAME:
                ids.setdefault(_key(statement.value), set()).add(statement.entity_id)
        self._draft.statements = [_linked(s, ids) for s in self._draft.statements]


def _linked(statement: Statement, ids: dict[str, set[str]]) -> Statement:
    if statement.prop != LINKED:
        return statement
    found = ids.get(_key(statement.value), set()) - {statement.entity_id}
    if len(found) != 1:
        return statement
    return statement._replace(prop="related", value=next(iter(found)), original=statement.value)


def _key(name: str) -> str:
    return " ".join(name.casefold().rstrip(".").split())
