"""Import 5,000 engagements from a spreadsheet through the command line, and import it again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

_ROWS = 5_000
_LABELS = (
    "Project no.", "Type", "Title", "Department", "Principal investigator", "Staff no.", "Funder", "Submitted", "Start", "End",
    "Partner 1", "Country 1", "Partner 2", "Country 2", "What leaves us", "Abstract", "Amount", "Comments",
)  # fmt: skip
_WORDS = ("quiet", "ice", "sensor", "alloy", "river", "signal", "powder", "lattice", "hull", "seed")
_KINDS = ("grant", "MoU", "visit", "purchase")
_COUNTRIES = ("Norway", "Canada", "Japan", "Poland", "Chile", "Germany")


def measure_sheets(folder: Path, seed: int) -> dict[str, Any]:
    """Return seconds of the first import and of the second, and what they said."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = _rows(seed)
    path = folder / "register.xlsx"
    _write(path, rows)
    workspace = folder / "workspace"
    subprocess.run(["rm", "-rf", str(workspace)], check=True)  # noqa: S607
    _run("init", workspace)
    found: dict[str, Any] = {"rows": len(rows), "file_kib": path.stat().st_size >> 10}
    for name in ("first", "again"):
        began = time.perf_counter()
        said = _run("import", "--register", path, "--yes", "--json", "-w", workspace)
        found[f"{name}_seconds"] = round(time.perf_counter() - began, 2)
        found[name] = {key: len(said[key]) for key in ("new", "changed")} | {
            "unchanged": said["unchanged"]
        }
    return found


def _run(*words: object) -> Any:
    command = [sys.executable, "-m", "counterfoil", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout) if "--json" in words else None


def _rows(seed: int) -> list[list[Any]]:
    draw = random.Random(seed)
    bodies = [f"{draw.choice(_WORDS).title()} {n} Institute" for n in range(600)]
    found = []
    for number in range(_ROWS):
        start = date(2026, 1, 1) + timedelta(days=draw.randrange(600))
        one, two = draw.sample(bodies, 2)
        words = draw.choices(_WORDS, k=5)
        found.append(
            [
                f"G-{number:05d}",
                draw.choice(_KINDS),
                f"{' '.join(words)} {number}",
                f"Department {number % 17}",
                f"Dr. Person {number % 400}",
                f"st{number % 400:04d}",
                draw.choice(("DFG", "NSERC", "ERC", "")),
                start - timedelta(days=90),
                start,
                start + timedelta(days=700),
                one,
                draw.choice(_COUNTRIES),
                two if number % 3 else "",
                draw.choice(_COUNTRIES) if number % 3 else "",
                draw.choice(("data", "samples", "")),
                " ".join(draw.choices(_WORDS, k=40)),
                draw.randrange(10_000, 900_000),
                "",
            ]
        )
    return found


def _write(path: Path, rows: list[list[Any]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Register")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, _LABELS)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
