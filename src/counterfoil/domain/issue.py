"""An issue: what was wrong with a piece of input and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding of a reader.

    Attributes:
        row: 1-based row or line of the source; 0 for the file as a whole.
        field: column or property, empty for the whole row.
        what: what is wrong, in a sentence a non-programmer understands.
        done: what was done with it, e.g. "row skipped", "kept as written".

    """

    row: int
    field: str
    what: str
    done: str

    def text(self) -> str:
        """Return the issue as one line."""
        place = f"row {self.row}" if self.row else "file"
        if self.field:
            place += f", {self.field}"
        return f"{place}: {self.what} ({self.done})"
