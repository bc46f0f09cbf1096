"""Intake: where an engagement of a spreadsheet came from, and what a sheet left blank."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intake:
    """The place of one engagement in the sheet it came with.

    Attributes:
        engagement: its id in the register.
        sender: who sent the sheet, as a slug; `reference` the sender's own id.
        file: name of the file, without folders; `file_hash` its SHA-256.
        sheet: name of the sheet, empty for a text file.
        rows: source rows, such as "5, 6".
        blank: fields whose column is blank in the whole sheet.
        present: False once a later file of the sender lacks it.

    """

    engagement: str
    sender: str
    reference: str
    file: str
    file_hash: str
    sheet: str
    rows: str
    blank: tuple[str, ...] = ()
    present: bool = True
