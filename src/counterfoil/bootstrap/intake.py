"""A department's spreadsheet: read, compared with the register, and taken once confirmed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from counterfoil import __version__
from counterfoil.app.intake import Arrival, accept_arrival, compare_arrival
from counterfoil.app.partners import new_spellings
from counterfoil.bootstrap.papers import write_file
from counterfoil.bootstrap.workbench import Workbench, now
from counterfoil.engines.intake import SqlIntake
from counterfoil.errors import DataError, UsageError
from counterfoil.sources.sheets.labels import read_label
from counterfoil.sources.sheets.register import SheetReading, read_register
from counterfoil.sources.sheets.sender_file import (
    SETTABLE,
    SenderProfile,
    check_field,
    check_given,
    confirmed_by,
    load_sender,
    sender_slug,
    sender_text,
)

__all__ = ["SETTABLE", "Prepared", "Wishes", "prepare", "take"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A spreadsheet that was read and compared; nothing of it is written yet."""

    reading: SheetReading
    arrival: Arrival
    profile: SenderProfile
    is_known: bool  # the sender's mapping was confirmed before
    is_same: bool = (
        False  # the same file under the same mapping as last time: it was not read again
    )


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said on the command line: LABEL=FIELD, FIELD=VALUE, sheets to skip."""

    sender: str = ""
    columns: Sequence[str] = ()
    given: Sequence[str] = ()
    skipped: Sequence[str] = ()


def prepare(bench: Workbench, path: Path, wishes: Wishes) -> Prepared:
    """Read a spreadsheet under what is remembered of its sender; write nothing."""
    sender = sender_slug(wishes.sender or path.name)
    known = load_sender(_file(bench, sender), sender)
    profile = replace(
        known,
        columns={**known.columns, **_columns(wishes.columns)},
        given={**known.given, **_pairs(wishes.given, "--set", "FIELD=VALUE")},
        skipped=(*known.skipped, *(s for s in wishes.skipped if s not in known.skipped)),
    )
    check_given(profile.given, "--set")
    book = SqlIntake(bench.record.engine)
    state, ids = book.state_of(sender)
    if known.confirmed and _seen(path, profile, state) == _seen_before(bench, sender):
        same = Arrival((), (), tuple(ids), (), (), {}, (), ())
        unread = SheetReading(path.name, "", sender, "the same file as last time")
        return Prepared(unread, same, profile, is_known=True, is_same=True)
    reading = read_register(path, profile, bench.record.people(), bench.as_of)
    _check_columns(_columns(wishes.columns), reading)
    arrival = compare_arrival(
        reading.engagements,
        reading.intake,
        sender,
        {one.engagement_id: one for one in bench.record.engagements()},
        book.latest(),
        undated=frozenset(reading.undated),
    )
    return Prepared(reading, arrival, profile, bool(known.confirmed))


def take(bench: Workbench, prepared: Prepared, path_read: Path, *, by: str) -> tuple[int, Path]:
    """Write what was prepared and remember the mapping; return people kept and where it is."""
    at = now()
    people = accept_arrival(
        prepared.arrival,
        prepared.reading.people,
        bench.record,
        SqlIntake(bench.record.engine),
        at=at,
    )
    wanted = {*prepared.arrival.new, *prepared.arrival.changed}
    fresh = new_spellings(
        [e for e in prepared.arrival.engagements if e.engagement_id in wanted],
        bench.record.spellings(),
        bench.matcher.fingerprint,
        on=at.date().isoformat(),
    )
    if fresh:
        bench.record.add_spellings(fresh, at)
    profile = replace(
        prepared.profile,
        columns={**prepared.profile.columns, **prepared.reading.columns},
        confirmed=confirmed_by(by, at.date()),
    )
    path = _file(bench, profile.sender)
    before = load_sender(path, profile.sender)
    if replace(before, confirmed=profile.confirmed) != profile:
        path.parent.mkdir(exist_ok=True)
        write_file(path, sender_text(profile).encode())
    seen = _seen(path_read, profile, SqlIntake(bench.record.engine).state_of(profile.sender)[0])
    write_file(_seen_file(bench, profile.sender), seen.encode())
    return people, path


def _seen(path: Path, profile: SenderProfile, state: str) -> str:
    """Return a hash of all that what a spreadsheet brings depends on."""
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise DataError(
            f"the file cannot be opened ({fault.strerror})",
            where=str(path),
            do="Check the path and your right to read it.",
        ) from fault
    remembered = sender_text(replace(profile, confirmed=""))
    return hashlib.sha256(f"{__version__}\n{content}\n{remembered}\n{state}".encode()).hexdigest()


def _seen_before(bench: Workbench, sender: str) -> str:
    path = _seen_file(bench, sender)
    return path.read_text("ascii", "replace") if path.is_file() else ""


def _seen_file(bench: Workbench, sender: str) -> Path:
    return bench.folder / "senders" / f".{sender}.seen"


def _file(bench: Workbench, sender: str) -> Path:
    return bench.folder / "senders" / f"{sender}.toml"


def _columns(given: Sequence[str]) -> dict[str, str]:
    found = _pairs(given, "--map", "LABEL=FIELD")
    for label, name in found.items():
        check_field(name, f"--map {label}")
    letters = re.compile(r"[A-Z]{1,2}")
    return {(f"column {k}" if letters.fullmatch(k) else k): v for k, v in found.items()}


def _check_columns(wished: Mapping[str, str], reading: SheetReading) -> None:
    """Raise UsageError where --map names a column that the file does not have."""
    known = [c for sheet in reading.sheets for c in sheet.columns]
    plain = {read_label(c.label) for c in known if c.label}
    letters = {f"column {c.letter}" for c in known if not c.label}
    for label in wished:
        if label not in letters and read_label(label) not in plain:
            named = ", ".join(dict.fromkeys(repr(c.label) for c in known if c.label))
            what = f"--map: no column is called {label!r}"
            if label.startswith("column "):
                what = f"--map: {label} has a label or is not there; name it by its label"
            raise UsageError(what, do=f"The columns are: {named}.")


def _pairs(given: Sequence[str], option: str, form: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, sign, value = text.rpartition("=") if option == "--map" else text.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"{option} {text!r} is not of the form {form}")
        found[name.strip()] = value.strip()
    return found


def blank_questions(prepared: Prepared) -> Mapping[tuple[str, str], int]:
    """Return (sheet, field) -> number of engagements for columns that are blank in a whole sheet."""
    counts: dict[tuple[str, str], int] = {}
    for row in prepared.reading.intake:
        for name in row.blank:
            counts[row.sheet, name] = counts.get((row.sheet, name), 0) + 1
    return counts
