"""What is remembered of a sender: the meaning of labels and values for whole sheets, as TOML."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from counterfoil.domain.engagement import Kind
from counterfoil.errors import DataError, UsageError
from counterfoil.sources.sheets.labels import FIELDS, read_label

_FIELD = re.compile(r"^([a-z_]+)(?:#([1-9]))?$")
SETTABLE = ("kind", "unit", "theme", "funders", "person", "goes_out", "summary", "title")
_MAX = 200_000


@dataclass(frozen=True, slots=True)
class SenderProfile:
    """Remembered of one sender.

    Attributes:
        sender: slug; engagement ids begin with it.
        columns: label as it stands -> field (`partner#2` with its number).
        given: field -> value for every row that leaves it blank; `none` means there are none.
        skipped: sheets that are not read.
        confirmed: by whom and when the mapping was last confirmed.

    """

    sender: str
    columns: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    confirmed: str = ""

    def field_of(self, label: str) -> str:
        """Return the remembered field of a label, compared without case and accents; or empty."""
        exact = self.columns.get(label)
        if exact:
            return exact
        plain = read_label(label)
        return next((f for known, f in self.columns.items() if read_label(known) == plain), "")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sender: str
    confirmed: str = ""
    skipped: list[str] = []
    columns: dict[str, str] = {}
    given: dict[str, str] = {}


def sender_slug(text: str) -> str:
    """Return a slug for a sender: `Fakultät Physik 2026.xlsx` is `fakultat-physik`."""
    stem = re.sub(r"\.\w{2,5}$", "", text)
    words = re.sub(r"(?<!\d)(?:19|20)\d\d(?:[-_.]?\d\d){0,2}(?!\d)", " ", stem)
    slug = "-".join(read_label(words).plain.split())
    return re.sub(r"[^a-z0-9-]", "", slug)[:24].strip("-") or "sheet"


def load_sender(path: Path, sender: str) -> SenderProfile:
    """Return what is remembered of a sender; nothing where the file is not there."""
    if not path.is_file():
        return SenderProfile(sender)
    try:
        if path.stat().st_size > _MAX:
            raise DataError("larger than 200 kB, too large for a sender's file", where=str(path))
        found = _File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        RecursionError,
        ValidationError,
    ) as fault:
        raise DataError(
            f"what is remembered of the sender cannot be read: {str(fault).splitlines()[0]}",
            where=str(path),
            do="Mend the file, or delete it and confirm the mapping again.",
        ) from fault
    for label, name in found.columns.items():
        check_field(name, f"{path}, columns > {label}")
    check_given(found.given, str(path))
    return SenderProfile(
        found.sender, found.columns, found.given, tuple(found.skipped), found.confirmed
    )


def sender_text(profile: SenderProfile) -> str:
    """Return the TOML of a profile."""
    lines = [
        "# What is remembered of this sender's spreadsheets. You may edit it; `none` leaves a column out.",
        f"sender = {_quoted(profile.sender)}",
        f"confirmed = {_quoted(profile.confirmed)}",
        f"skipped = [{', '.join(map(_quoted, profile.skipped))}]",
        "",
        "[columns]",
        *(f"{_quoted(label)} = {_quoted(name)}" for label, name in profile.columns.items()),
        "",
        "[given]",
        *(f"{name} = {_quoted(value)}" for name, value in profile.given.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # JSON's escapes are TOML's too, but for lone surrogates, which TOML does not have.
    return json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )


def check_field(name: str, where: str) -> tuple[str, int]:
    """Return a field and its number; raise UsageError for a word that is no field."""
    found = _FIELD.match(name)
    if found is None or found[1] not in FIELDS:
        raise UsageError(
            f"{name!r} is no field of the register",
            where=where,
            do=f"Known are: {', '.join(FIELDS)}.",
        )
    return found[1], int(found[2] or 1)


def check_given(given: Mapping[str, str], where: str) -> None:
    """Raise UsageError where a value for whole sheets is given for no field, or is no kind."""
    for name, value in given.items():
        if name not in SETTABLE:
            raise UsageError(
                f"{name!r} cannot be set for a whole sheet",
                where=where,
                do=f"Known are: {', '.join(SETTABLE)}.",
            )
        if name == "kind" and value not in [kind.value for kind in Kind]:
            raise UsageError(
                f"{value!r} is no kind of engagement",
                where=where,
                do=f"Known are: {', '.join(kind.value for kind in Kind)}.",
            )


def confirmed_by(who: str, day: date) -> str:
    """Return the words kept of a confirmation."""
    return f"{who or 'not named'}, {day.isoformat()}"
