# ruff: noqa: T201 - a script that prints what it changed
"""Write tests/institute/matrix.json anew: `python -m tests.institute.refresh_matrix`.

Run it from the repository after a change that is meant, read what it prints, and commit the file
with the change that caused it. Nothing runs it by itself.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from counterfoil.bootstrap.workbench import open_workbench
from tests.institute.conftest import fill, furnish
from tests.institute.side_by_side import (
    KEPT,
    cells_of,
    changes,
    kept_cells,
    kept_text,
    side_by_side,
)


def main() -> None:
    """Judge the institute, print every cell that changes, and keep the new ones."""
    with tempfile.TemporaryDirectory() as folder:
        furnish(Path(folder))
        with open_workbench(Path(folder)) as bench:
            fill(bench)
            cells = cells_of(side_by_side(bench))
    found = list(changes(kept_cells() if KEPT.is_file() else {}, cells))
    KEPT.write_text(kept_text(cells), "utf-8")
    print("\n".join(found))
    print(f"{len(found)} cells changed in {KEPT.name}.")


if __name__ == "__main__":
    main()
