"""Where the table is in a sheet: its header, its orientation, a form, or nothing of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterfoil.sources.sheets.grid import Grid
from counterfoil.sources.sheets.labels import label_scores, read_label
from counterfoil.sources.sheets.words import country_of, is_total

_DEEP = 60  # rows looked at for a header
_BEYOND = 12  # rows looked at behind the best header so far
_KNOWN = 0.55  # score from which a cell counts as a label
_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Head:
    """A table found in a sheet.

    Attributes:
        orientation: rows (one engagement per row), columns (fields down), form (one engagement).
        row: header row from 0; for forms and columns the first row with a label.
        first: first column with a value, in forms and columns; `label_column` where labels stand.
        labels: (group head, label) per column, or per labelled row.
        places: the columns, or the rows, of the labels.

    """

    orientation: str
    row: int
    labels: tuple[tuple[str, str], ...]
    places: tuple[int, ...]
    first: int = 0
    label_column: int = 0


def find_head(grid: Grid) -> Head | None:
    """Return the table of a sheet; None where nothing looks like one."""
    if not grid.rows:
        return None
    across = _best_row(grid)
    down = _best_column(grid)
    wide = across[1] if across else 0.0
    if down and down[1] >= 3 and down[1] > wide * 1.4:
        return _vertical(grid, down[0])
    if across is None or wide < 2:
        return _vertical(grid, down[0]) if down and down[1] >= 3 else None
    return _horizontal(grid, across[0])


def labelness(text: str) -> float:
    """Return from 0 to 1 how much a cell looks like a label the vocabulary knows."""
    if not text or len(text) > _LABEL_LENGTH or is_total(text):
        return 0.0
    found = label_scores(text, near=False)
    best = max(found.values(), default=0.0)
    return best if best >= _KNOWN else 0.0


def _best_row(grid: Grid) -> tuple[int, float] | None:
    best: tuple[int, float] | None = None
    for row in range(min(_DEEP, len(grid.rows))):
        texts = [text for text in grid.texts(row) if text]
        if len(texts) < 2:
            continue
        known = sum(labelness(text) for text in _distinct(grid, row))
        odd = sum(1 for text in texts if _is_value(text))
        score = known - 0.7 * odd + _stands_above(grid, row)
        # The lower of two header rows has the finer labels; a repeated header is no better.
        if score >= 1.5 and (best is None or score > best[1] * 1.15):
            if best is not None and row - best[0] > 3 and score < best[1] * 1.6:
                continue
            best = (row, score)
        if best is not None and row - best[0] > _BEYOND:
            break
    return best


def _stands_above(grid: Grid, row: int) -> float:
    """Return how much a row looks like a header by what stands below it, whatever its words.

    Labels are texts, differ from each other, fill the width of the table, and head columns whose
    values look different: dates, numbers, countries.
    """
    texts = grid.texts(row)
    filled = [column for column, text in enumerate(texts) if text]
    if len(filled) < 3 or len({texts[c] for c in filled}) < len(filled) * 0.8:
        return 0.0
    if any(_is_value(texts[c]) or len(texts[c]) > _LABEL_LENGTH for c in filled):
        return 0.0
    below = range(row + 1, min(row + 7, len(grid.rows)))
    widest = max((sum(1 for text in grid.texts(r) if text) for r in below), default=0)
    if len(filled) < widest * 0.8:
        return 0.0
    typed = sum(
        1
        for c in filled
        if sum(1 for r in below if grid.text(r, c) and _is_value(grid.text(r, c))) * 2 > len(below)
    )
    return 0.12 * len(filled) + 0.5 * typed


def _distinct(grid: Grid, row: int) -> list[str]:
    """Return the texts of a row, a cell merged across counted once."""
    covered = {
        c for top, left, right in grid.across if top == row for c in range(left + 1, right + 1)
    }
    return [text for column, text in enumerate(grid.texts(row)) if text and column not in covered]


def _is_value(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return (
        digits * 2 > len(text)
        or len(text) > _LABEL_LENGTH * 2
        or (bool(country_of(text)) and len(text) > 3)
    )


def _best_column(grid: Grid) -> tuple[int, float] | None:
    best: tuple[int, float] | None = None
    for column in range(min(4, grid.width)):
        texts = [grid.text(row, column) for row in range(min(_DEEP, len(grid.rows)))]
        # "Project 1", "Project 2" are one label with numbers: values, not a list of labels.
        distinct = {read_label(text).plain: text for text in texts if text}
        known = sum(labelness(text.rstrip(":")) for text in distinct.values())
        filled = len({text for text in texts if text})
        if known >= 3 and known >= 0.4 * filled and (best is None or known > best[1]):
            best = (column, known)
    return best


def _horizontal(grid: Grid, row: int) -> Head:
    heads = _group_heads(grid, row)
    labels = []
    lower = _lower_header(grid, row)
    for column in range(grid.width):
        text = grid.text(row, column)
        head = heads[column]
        if lower is not None and grid.text(lower, column):
            head, text = text or head, grid.text(lower, column)
        labels.append(
            (head if head != text else "", text or (head if not _spans(grid, row, column) else ""))
        )
    return Head("rows", row if lower is None else lower, tuple(labels), tuple(range(grid.width)))


def _lower_header(grid: Grid, row: int) -> int | None:
    """Return the row below if it continues the header under merged group heads."""
    below = row + 1
    merged = any(top == row for top, _, _ in grid.across)
    if below >= len(grid.rows) or not merged:
        return None
    texts = [text for text in _distinct(grid, below) if text]
    known = sum(1 for text in texts if labelness(text))
    return below if texts and known * 2 >= len(texts) else None


def _group_heads(grid: Grid, row: int) -> list[str]:
    """Return per column the group head in the row above the labels; empty for none."""
    heads = [""] * grid.width
    above = row - 1
    if above < 0:
        return heads
    texts = grid.texts(above)
    merged = [(left, right) for top, left, right in grid.across if top == above]
    # A title spans (nearly) the whole sheet; a group head spans some columns of it.
    filled = [column for column, text in enumerate(texts) if text]
    if not filled or (len(filled) == 1 and not merged):
        return heads
    if any(right - left + 1 >= grid.width * 0.8 for left, right in merged):
        return heads
    spans = dict(merged)
    for column in filled:
        last = spans.get(column, column)
        if last == column and not merged:
            following = [c for c in filled if c > column]
            last = (following[0] if following else grid.width) - 1
        for covered in range(column, min(last, grid.width - 1) + 1):
            heads[covered] = texts[column]
    return heads


def _spans(grid: Grid, row: int, column: int) -> bool:
    return any(top == row - 1 and left < column <= right for top, left, right in grid.across)


def _vertical(grid: Grid, column: int) -> Head:
    rows = [row for row in range(len(grid.rows)) if grid.text(row, column)]
    counts = [
        sum(1 for row in rows if grid.text(row, other)) for other in range(column + 1, grid.width)
    ]
    most = max(counts, default=0)
    filled = [
        column + 1 + index for index, count in enumerate(counts) if count >= max(2, most * 0.3)
    ]
    labelled = [row for row in rows if labelness(grid.text(row, column).rstrip(":"))]
    first = labelled[0] if labelled else rows[0]
    # What stands between the labels is one too; what stands above the first or below the last is not.
    last = labelled[-1] if labelled else rows[-1]
    places = [
        row
        for row in rows
        if first <= row <= last or (row > last and _has_value(grid, row, filled))
    ]
    labels = tuple(("", grid.text(row, column).rstrip(" :")) for row in places)
    orientation = "columns" if _is_transposed(grid, places, filled) else "form"
    return Head(
        orientation, first, labels, tuple(places), filled[0] if filled else column + 1, column
    )


def _has_value(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    return any(grid.text(row, column) for column in columns)


def _is_transposed(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell whether several columns hold values on most rows: engagements side by side."""
    full = [c for c in columns if sum(1 for row in rows if grid.text(row, c)) >= 0.4 * len(rows)]
    different = [
        c for c in full if any(grid.text(row, c) != grid.text(row, full[0]) for row in rows)
    ]
    return len(different) + (1 if full else 0) >= 3 or (
        len(full) >= 2 and len(different) >= 1 and len(rows) >= 4
    )
