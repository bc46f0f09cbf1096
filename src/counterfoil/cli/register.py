"""`counterfoil import --register`: a department's spreadsheet, shown first, written when confirmed."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from counterfoil.cli.output import note, print_json, print_table, say, workbench

if TYPE_CHECKING:
    from counterfoil.bootstrap.intake import Prepared, Wishes
    from counterfoil.domain.sheet import RowView

_SHOWN = 12
_WORDS = {
    "none": "not taken",
    "origin": "REFUSED: where a person comes from is not kept",
}


def import_register(
    workspace: Path | None, path: Path, wishes: Wishes, *, yes: bool, by: str, json: bool
) -> int:
    """Show what a spreadsheet would bring; write it only when it is confirmed."""
    from counterfoil.bootstrap.intake import prepare, take

    with workbench(workspace) as bench:
        prepared = prepare(bench, path, wishes)
        if prepared.is_same:
            return _same(prepared, json=json)
        if not json:
            _show(prepared)
        confirmed = yes or (not json and sys.stdin.isatty() and _asked())
        kept = take(bench, prepared, path, by=by) if confirmed else None
    if json:
        print_json(_as_json(prepared, written=kept is not None))
        return 0
    if kept is None:
        say('Nothing was written. Confirm with --yes; change a column with --map "LABEL=FIELD".')
        return 0
    a = prepared.arrival
    say(
        f"Written: {len(a.new)} new, {len(a.changed)} changed, {len(a.unchanged)} unchanged, "
        f"{len(a.vanished)} vanished; people: {kept[0]} new."
    )
    say(f"The mapping is remembered in {kept[1]}.")
    say("Next: counterfoil show partners, then counterfoil assess")
    return 0


def _same(prepared: Prepared, *, json: bool) -> int:
    count = len(prepared.arrival.unchanged)
    if json:
        print_json(_as_json(prepared, written=False))
    else:
        say(
            f"{prepared.reading.file}: the same file, under the same mapping, as last time;"
            f" {count} engagements unchanged, nothing to do."
        )
    return 0


def _asked() -> bool:
    return typer.confirm("Take it so?", default=False)


def _show(prepared: Prepared) -> None:
    from counterfoil.bootstrap.intake import SETTABLE

    reading = prepared.reading
    state = "mapping remembered" if prepared.is_known else "new sender: please look at the mapping"
    say(f"{reading.file}: read as {reading.how}; sender {reading.sender} ({state})")
    for sheet in reading.sheets:
        name = f"Sheet {sheet.name!r}" if sheet.name else "Table"
        hidden = " (hidden sheet)" if sheet.hidden else ""
        where = f"header in row {sheet.header_row}" if sheet.header_row else sheet.orientation
        say(f"{name}{hidden}, {where}:")
        rows = [
            (
                c.letter,
                c.label.replace("\n", " "),
                _WORDS.get(c.field, c.field),
                " | ".join(c.examples),
                c.why,
            )
            for c in sheet.columns
            if c.label or c.field != "none"
        ]
        print_table(("", "label", "taken as", "for example", "because of"), rows)
        for column in sheet.columns:
            if column.looks:
                name = column.label.replace("\n", " ") or column.letter
                say(
                    f"{name!r} is not taken and looks like names of organisations. If they take"
                    f' part: --map "{name}=partner"; else --map "{name}=none".'
                )
        if sheet.missing:
            say(f"No column for: {', '.join(sheet.missing)}. What no sheet says stays unknown.")
        if "proposed" in sheet.missing:
            say("For the day of proposal the first day is taken, or today where that is later.")
        for name in sheet.blank:
            answer = f"; or --set {name}=..." if name in SETTABLE else ""
            say(
                f"The column for {name} is blank in the whole sheet: one question to"
                f" {reading.sender}{answer}"
            )
    _show_rows(prepared)


def _show_rows(prepared: Prepared) -> None:
    reading, arrival = prepared.reading, prepared.arrival
    counts = reading.counts()
    say(
        f"Rows: {counts['taken']} taken, {counts['corrected']} taken with a note, "
        f"{counts['refused']} refused, {counts['not an engagement']} no engagements."
    )
    _few("refused", [row for row in reading.rows if row.verdict == "refused"])
    _few("with a note", [row for row in reading.rows if row.verdict == "corrected"])
    left = Counter(row.what for row in reading.rows if row.verdict == "not an engagement")
    if left:
        say("No engagements: " + ", ".join(f"{what} {count}" for what, count in left.most_common()))
    for name, count in reading.dropped.items():
        say(f"Dropped at the door: {name}: {count}")
    for issue in reading.issues[:_SHOWN]:
        note(issue.text())
    say(
        f"Against the register: {len(arrival.new)} new, {len(arrival.changed)} changed, "
        f"{len(arrival.unchanged)} unchanged, {len(arrival.vanished)} vanished, {len(arrival.returned)} back."
    )
    for key in arrival.changed[:_SHOWN]:
        say(f"  changed: {key}: {', '.join(arrival.changes[key])}")
    for key in arrival.vanished[:_SHOWN]:
        say(
            f"  vanished: {key}: in an earlier file of this sender, not in this one; it stays in the register"
        )


def _few(what: str, rows: list[RowView]) -> None:
    for row in rows[:_SHOWN]:
        place = f"{row.sheet} " if row.sheet else ""
        numbers = ", ".join(map(str, row.rows)) or "-"
        say(f"  {what}: {place}row {numbers}: {row.what}")
    if len(rows) > _SHOWN:
        say(f"  ... and {len(rows) - _SHOWN} more {what}; --json has all.")


def _as_json(prepared: Prepared, *, written: bool) -> dict[str, Any]:
    from counterfoil.domain.plain import to_plain

    reading, arrival = prepared.reading, prepared.arrival
    return {
        "written": written,
        "file": reading.file,
        "sender": reading.sender,
        "read_as": reading.how,
        "sheets": to_plain(tuple(reading.sheets)),
        "rows": to_plain(tuple(reading.rows)),
        "counts": reading.counts(),
        "dropped": dict(reading.dropped),
        "issues": [issue.text() for issue in reading.issues],
        "new": list(arrival.new),
        "changed": {key: list(arrival.changes[key]) for key in arrival.changed},
        "unchanged": len(arrival.unchanged),
        "vanished": list(arrival.vanished),
        "returned": list(arrival.returned),
    }
