"""Ten hostile files through the command line: a clear issue or exit 3, never half an import."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import entity, quarry

HEADER = "ref,name,city\n"
ROWS = [(f"r-{n}", f"Quarry Works {n}", "Lhota") for n in range(1, 31)]
MAPPING = """\
[dataset]
id = "works"
title = "Quarry works"

[file]
type = "csv"
columns = ["ref", "name", "city"]

[edition]
date = 2026-05-01

[entity]
key = ["ref"]
kind = "Organization"

[[columns]]
from = "name"
prop = "name"

[[columns]]
from = "city"
prop = "city"
"""


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as CSV under the header."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return HEADER + buffer.getvalue()


def lines(rows: list[dict[str, object]]) -> str:
    """Return rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def bomb(name: str, content: str) -> bytes:
    """Return a zip archive that unpacks to a thousand times its size."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content.encode() + b" " * (60 << 20))
    return buffer.getvalue()


CSV, FTM = (
    table(ROWS),
    lines(
        [
            {**row, "datasets": ["works"]}
            for row in quarry([f"Quarry Works {n}" for n in range(1, 31)])
        ]
    ),
)
NAME = "Quarry Works 7"

# What is done to a file -> (file name, bytes, words that say so; empty words: refused or skipped)
REFUSED: dict[str, tuple[str, bytes]] = {
    "truncated json": ("works.ftm.json", FTM[:-25].encode()),
    "truncated table": ("works.csv", (CSV[: len(CSV) // 2] + '"').encode()),
    "wrong encoding of json": ("works.ftm.json", FTM.replace(NAME, "Köln").encode("latin-1")),
    "wrong encoding of a table": ("works.csv", CSV.replace(NAME, "Köln").encode("latin-1")),
    "NUL in json": ("works.ftm.json", FTM.replace(NAME, "a\x00b").encode()),
    "huge cell": ("works.csv", CSV.replace(NAME, "X" * 3_000_000).encode()),
    "zip bomb of json": ("works.zip", bomb("works.ftm.json", FTM)),
    "zip bomb of a table": ("works.zip", bomb("works.csv", CSV)),
    "wrong column count": ("works.csv", CSV.replace(",Lhota", ",Lhota,x,y").encode()),
    "raw surrogate in json": ("works.ftm.json", FTM.encode().replace(b"Works 7", b"\xed\xa0\x80")),
    "raw surrogate in a table": ("works.csv", CSV.encode().replace(b"Works 7", b"\xed\xa0\x80")),
    "empty json": ("works.ftm.json", b""),
    "empty table": ("works.csv", b""),
    "only a header": ("works.csv", HEADER.encode()),
    "empty zip": ("works.zip", b"PK\x05\x06" + b"\x00" * 18),
    "torn zip": ("works.zip", bomb("works.csv", CSV)[:200]),
}
SAID: dict[str, tuple[str, bytes, str]] = {
    "NUL in a table": ("works.csv", CSV.replace(NAME, "a\x00b").encode(), "control"),
    "escaped NUL": ("works.ftm.json", FTM.replace(NAME, "a\\u0000b").encode(), "control"),
    "bidi in json": ("works.ftm.json", FTM.replace(NAME, "Iron\u202eskroW").encode(), "direction"),
    "bidi in a table": ("works.csv", CSV.replace(NAME, "Iron\u202eskroW").encode(), "direction"),
    "duplicate keys": (
        "works.csv",
        (CSV + "r-7,Another Works,Lhota\n").encode(),
        "the same key as row 8",
    ),
    "duplicate keys in an object": (
        "works.ftm.json",
        FTM.replace('{"id"', '{"id": "twice", "id"', 1).encode(),
        "twice",
    ),
    "one row too wide": (
        "works.csv",
        CSV.replace(f"{NAME},Lhota", f"{NAME},Lhota,x").encode(),
        "cells",
    ),
    "lone surrogate": (
        "works.ftm.json",
        FTM.replace(NAME, "half \\ud83d here").encode(),
        "half a character",
    ),
}


@pytest.fixture
def workspace(empty: Path) -> Path:
    """A workspace that knows the table by a mapping of its own."""
    (empty / "mappings").mkdir()
    (empty / "mappings" / "works.toml").write_text(MAPPING, "utf-8")
    return empty


Kept = Callable[[], tuple[list[str], list[str]]]


@pytest.fixture
def kept(counterfoil: Counterfoil, workspace: Path) -> Kept:
    """Returns the ids of the snapshots of the workspace and the files in its store."""

    def look() -> tuple[list[str], list[str]]:
        rows = counterfoil("lists", "-w", workspace, "--json").json()["datasets"]
        files = sorted(p.name for p in (workspace / "snapshots").rglob("*") if p.is_file())
        return [row["snapshot"] for row in rows], files

    return look


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("works.csv", CSV.encode()),
        ("works.csv", CSV.encode("utf-16")),
        ("works_2026-05-01.ftm.json", FTM.encode()),
    ],
)
def test_the_files_are_sound_before_they_are_spoiled(
    counterfoil: Counterfoil, workspace: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    """The samples are imported as they stand, a spreadsheet's UTF-16 too."""
    path = tmp_path / name
    path.write_bytes(content)
    said = counterfoil("import", path, "-w", workspace, "--json").json()
    assert [(d["dataset"], d["entities"], d["issue_count"]) for d in said["datasets"]] == [
        ("works", 30, 0)
    ]


@pytest.mark.parametrize("spoiled", list(REFUSED))
def test_a_refused_list(
    counterfoil: Counterfoil, workspace: Path, kept: Kept, tmp_path: Path, spoiled: str
) -> None:
    """The file is refused with exit 3 and its name, and the earlier edition stays in force."""
    good = tmp_path / "good" / "works.csv"
    good.parent.mkdir()
    good.write_text(CSV, "utf-8")
    assert counterfoil("import", good, "-w", workspace).code == 0
    before = kept()
    name, content = REFUSED[spoiled]
    path = tmp_path / name
    path.write_bytes(content)
    said = counterfoil("import", path, "-w", workspace)
    assert said.code == 3
    assert name in said.err
    assert kept() == before


@pytest.mark.parametrize("spoiled", list(REFUSED))
def test_a_refused_list_among_others(
    counterfoil: Counterfoil, workspace: Path, kept: Kept, tmp_path: Path, spoiled: str
) -> None:
    """In a folder taken with --all-from it is refused or left over by name; the others are kept."""
    folder = tmp_path / "folder"
    folder.mkdir()
    name, content = REFUSED[spoiled]
    (folder / name).write_bytes(content)
    (folder / "good.ftm.json").write_text(lines([entity("g", "Basalt Bureau")]), "utf-8")
    said = counterfoil("import", "--all-from", folder, "-w", workspace)
    assert said.code in {0, 3}
    assert name in said.err
    snapshots, files = kept()
    assert len(snapshots) == len(files) == 1


@pytest.mark.parametrize("spoiled", list(SAID))
def test_a_list_taken_with_an_issue(
    counterfoil: Counterfoil, workspace: Path, kept: Kept, tmp_path: Path, spoiled: str
) -> None:
    """What can be mended without guessing is kept whole, and said with its row."""
    name, content, words = SAID[spoiled]
    path = tmp_path / name
    path.write_bytes(content)
    said = counterfoil("import", path, "-w", workspace)
    assert said.code == 0
    assert words in said.out
    (dataset,) = counterfoil("import", path, "-w", workspace, "--json").json()["datasets"]
    assert dataset["issue_count"] >= 1
    assert dataset["entities"] >= 29
    assert "\u202e" not in said.out
    snapshots, files = kept()
    assert len(snapshots) == len(files) == 1
