"""Small invented spreadsheets as departments send them, and what a record holds afterwards."""

from __future__ import annotations

import csv
import io
import sqlite3
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterfoil.bootstrap.workbench import open_workbench
from counterfoil.domain.engagement import Engagement
from tests.cli.conftest import Counterfoil, Said

HEADER = (
    "Ref", "Title", "Type", "Department", "Partner", "Country", "City", "Applicant", "Nationality",
    "Submitted", "Start date", "End date", "What leaves us", "Funder", "Description",
)  # fmt: skip
Line = Sequence[str]

# Veldland does not exist; the words beside the names must not be found again anywhere.
LINES: tuple[Line, ...] = (
    (
        "G-01", "Ore sorting by sound", "partnership", "Geology", "Lhota Mining Institute", "CZ",
        "Lhota", "Kern, Ada", "Veldlandish", "2026-09-01", "2027-01-01", "2028-12-31",
        "ore samples", "", "Ore is sorted by sound. The applicant is a citizen of Veldland.",
    ),
    (
        "G-02", "Echoes under the shelf", "grant", "Geology", "Northern Ore Trust", "CA", "Oreham",
        "Marsk, Tobin", "Sundian", "2026-09-15", "2027-02-01", "2029-01-31", "sonar data", "",
        "Echoes are measured. Sundian students are welcome. Data are shared.",
    ),
    (
        "G-03", "A talk on basalt", "talk", "Geology", "Basalt Bureau Ltd", "IE", "Cork",
        "Venn, Orla", "", "2026-10-01", "2026-12-01", "2026-12-02", "", "", "One lecture.",
    ),
)  # fmt: skip
ORIGIN_VALUES = ("veldland", "sundian", "sundia")


def line(number: int, **changes: str) -> list[str]:
    """Return line `number` with some cells changed, by label (spaces as underscores)."""
    values = dict(zip(HEADER, LINES[number], strict=True))
    values |= {name.replace("_", " "): value for name, value in changes.items()}
    return [values[name] for name in HEADER]


def put_sheet(
    folder: Path,
    lines: Sequence[Line] = LINES,
    *,
    name: str = "geology.csv",
    header: Sequence[str] = HEADER,
) -> Path:
    """Write a spreadsheet as CSV with semicolons."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([header, *lines])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(buffer.getvalue(), "utf-8")
    return path


def counts(folder: Path) -> dict[str, int]:
    """Return the rows of every table of a workspace's record."""
    with sqlite3.connect(folder / "record.sqlite") as connection:
        names = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        return {
            name: connection.execute(f'select count(*) from "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in names
        }


def all_bytes(folder: Path) -> bytes:
    """Return everything a workspace holds, file after file, with the files' names."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return b"\n".join(str(path.relative_to(folder)).encode() + path.read_bytes() for path in files)


class Desk:
    """A workspace to which spreadsheets come."""

    def __init__(self, run: Counterfoil, folder: Path, post: Path) -> None:
        """Keep the command, the workspace, and the folder where files arrive."""
        self.run, self.folder, self.post = run, folder, post

    def look(self, path: Path, *words: object) -> Said:
        """Run `import --register` without confirming."""
        return self.run("import", "--register", path, "-w", self.folder, *words)

    def take(self, path: Path, *words: object) -> dict[str, Any]:
        """Import and confirm; return the JSON."""
        said = self.look(path, "--yes", "--by", "R. Officer", "--json", *words)
        assert said.code == 0, said.err
        found: dict[str, Any] = said.json()
        return found

    def engagements(self) -> dict[str, Engagement]:
        """Return what the register holds."""
        with open_workbench(self.folder) as bench:
            return {one.engagement_id: one for one in bench.record.engagements()}

    def remembered(self, sender: str = "geology") -> dict[str, Any]:
        """Return what is remembered of a sender."""
        return tomllib.loads((self.folder / "senders" / f"{sender}.toml").read_text("utf-8"))
