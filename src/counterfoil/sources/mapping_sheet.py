"""A table in a workbook as records of header and cell, for a mapping of type `xlsx`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterfoil.sources.draft import Draft
from counterfoil.sources.files import Part, broken
from counterfoil.sources.mapping_file import FilePart
from counterfoil.sources.workbook import Cell, Sheet, cell_text


def find_sheet(sheets: Sequence[Sheet], file: FilePart) -> Sheet | None:
    """Return the sheet that a mapping describes: by its name, or the first shown one that fits."""
    for sheet in sheets:
        is_meant = sheet.name.strip().casefold() == file.sheet.strip().casefold()
        if (is_meant if file.sheet else not sheet.hidden) and (
            set(file.columns) <= set(_header(sheet, file))
        ):
            return sheet
    return None


def sheet_records(
    sheets: Sequence[Sheet], file: FilePart, part: Part, draft: Draft
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (row of the spreadsheet, record); blank rows are left out.

    Raises DataError where no sheet has the columns of the mapping.
    """
    sheet = find_sheet(sheets, file)
    if sheet is None:
        where = f"sheet {file.sheet!r}" if file.sheet else "any sheet"
        raise broken(
            part,
            f"the columns {', '.join(file.columns)} are not in row {file.header_row} of {where}",
            "Write sheet and header_row under [file] of the mapping as they are in the workbook.",
        )
    header = _header(sheet, file)
    for name in sorted({name for name in header if name and header.count(name) > 1}):
        draft.issue(file.header_row, name, "two columns have the same name", "the last one used")
    for fault in sheet.faults:
        draft.issue(0, sheet.name, f"a cell has no value: {fault}", "read as blank")
    below = sum(1 for _, _, bottom, _ in sheet.merged if bottom >= file.header_row)
    if below:
        what = f"{below} merged cells in the table; only the first cell of each has the value"
        draft.issue(0, sheet.name, what, "the others read as blank")
    for row, cells in enumerate(sheet.rows[file.header_row :], file.header_row + 1):
        if any(cell is not None for cell in cells):
            yield row, _record(row, header, cells, draft)


def _record(row: int, header: list[str], cells: list[Cell], draft: Draft) -> dict[str, str]:
    texts = [cell_text(cell) for cell in cells]
    if any(texts[len(header) :]):
        draft.issue(row, "", "a value stands to the right of the last column", "value left out")
    texts += [""] * (len(header) - len(texts))
    return {name: text for name, text in zip(header, texts, strict=False) if name}


def _header(sheet: Sheet, file: FilePart) -> list[str]:
    rows = sheet.rows[file.header_row - 1 : file.header_row]
    return [" ".join(cell_text(cell).split()) for cell in rows[0]] if rows else []
