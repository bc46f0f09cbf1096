"""A table as CSV: strict about quotes, wary of huge cells and of rows that are cut off."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from counterfoil.sources.files import LIMITS, Limits, Part, broken, iter_lines

CELL = 131_072  # characters; more means a missing quotation mark or worse


def iter_rows(
    part: Part, *, delimiter: str = ",", encoding: str = "utf-8", limits: Limits = LIMITS
) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number, cells); the header counts, blank rows count but are not given."""
    reader = csv.reader(iter_lines(part, limits, encoding), delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise broken(part, _reason(str(error)), row=max(1, reader.line_num)) from error
        if any(len(cell) > CELL for cell in cells):
            raise broken(part, _reason("field larger"), row=reader.line_num)
        if cells:
            yield row, cells


def _reason(message: str) -> str:
    if "field larger" in message:
        return f"a cell holds more than {CELL} characters; a quotation mark may be missing"
    if "unexpected end" in message:
        return "the file ends inside a quoted cell: it is cut off"
    return f"not a well-formed CSV row ({message})"


class RowCheck:
    """Rows with the wrong number of cells: a few are reported, many mean another format."""

    def __init__(self, part: Part, expected: int) -> None:
        """Keep the part and the number of cells a row must have."""
        self._part, self._expected = part, expected
        self._wrong: list[int] = []
        self._rows = self._last = 0

    def fits(self, row: int, cells: list[str]) -> bool:
        """Tell whether the row has the expected number of cells, and remember if not."""
        self._rows, self._last = self._rows + 1, row
        if len(cells) == self._expected:
            return True
        self._wrong.append(row)
        return False

    def finish(self) -> None:
        """Raise DataError where the last row or more than one row in a hundred is wrong."""
        if not self._wrong:
            return
        what = ""
        if self._wrong[-1] == self._last:
            what = f"the last row does not have {self._expected} cells: the file may be cut off"
        elif len(self._wrong) > max(1, self._rows // 100):
            what = f"{len(self._wrong)} of {self._rows} rows do not have {self._expected} cells"
        if what:
            raise broken(self._part, what, row=self._wrong[-1])
