"""The matrix of the invented institute as text, one line per cell, to be kept and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from counterfoil.bootstrap.data import examples
from counterfoil.bootstrap.matrix import build_matrix, every_pack, stand_ins
from counterfoil.bootstrap.workbench import Workbench
from counterfoil.domain.matrix import NOT_APPLICABLE, Cell, Matrix

KEPT = Path(__file__).with_name("matrix.json")
ASIDE = "does not apply"
REFRESH = "python -m tests.institute.refresh_matrix"
Cells = Mapping[str, Mapping[str, str]]


def side_by_side(bench: Workbench) -> Matrix:
    """Return every engagement under every pack, the invented lists standing in."""
    return build_matrix(bench, every_pack(bench), (), stand_ins(examples()))


def cell_text(cell: Cell) -> str:
    """Return a cell in a line, such as `assessed, refer to prohibit, HOLD: R3, R1?`.

    A question mark stands behind a rule that may fire.
    """
    if cell.status == NOT_APPLICABLE:
        return ASIDE
    high = cell.high or "unknown"
    reach = cell.low if high == cell.low else f"{cell.low} to {high}"
    head = ", ".join(filter(None, (cell.status, reach, cell.hold)))
    rules = [rule.rule_id + ("" if rule.certain else "?") for rule in cell.rules]
    return f"{head}: {', '.join(rules)}" if rules else head


def cells_of(matrix: Matrix) -> dict[str, dict[str, str]]:
    """Return the text of every cell, by engagement and pack."""
    return {
        row.engagement_id: {cell.pack_id: cell_text(cell) for cell in row.cells}
        for row in sorted(matrix.rows, key=lambda row: row.engagement_id)
    }


def kept_cells() -> Cells:
    """Return the cells as they were checked and committed."""
    found: Cells = json.loads(KEPT.read_text("utf-8"))
    return found


def kept_text(cells: Cells) -> str:
    """Return cells as the file keeps them: packs sorted, one cell per line."""
    return json.dumps(cells, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def changes(before: Cells, after: Cells) -> Iterator[str]:
    """Yield one line per cell that is another, is new, or is gone."""
    for engagement in sorted({*before, *after}):
        old, new = before.get(engagement, {}), after.get(engagement, {})
        for pack in sorted({*old, *new}):
            was, now = old.get(pack, "not there"), new.get(pack, "not there")
            if was != now:
                yield f"{engagement} under {pack}:\n    was {was}\n    now {now}"
