"""Sound invented samples, one per reader, before anybody spoils them; and the mappings they need."""

from __future__ import annotations

import io
import json
from pathlib import Path

import xlsxwriter

from tests.sources import test_ccl, test_csl, test_domains, test_ofac, test_un_xml
from tests.sources.graph_samples import BODS, MISP, STATEMENTS
from tests.sources.samples import FTM, ROR, ROWS, SDN, lines
from tests.sources.samples import MAPPING as JSON_MAPPING

WORKS = [(f"r-{n}", f"Quarry Works {n}", "Lhota") for n in range(1, 31)]
_WORKS_MAPPING = """\
[dataset]
id = "works-{type}"
title = "Quarry works"

[file]
type = "{type}"
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
_LABELS = ("Reference", "Title", "Partner", "Country", "Start date", "End date", "Responsible")
REGISTER = [
    (
        f"Q-{n}",
        f"Ore sorting by sound {n}",
        f"Lhota Mining Institute {n}",
        "Norway",
        f"2026-10-{n:02}",
        f"2027-03-{n:02}",
        f"Ada Kern {n}",
    )
    for n in range(1, 13)
]


def delimited(rows: list[tuple[str, ...]], sign: str = ",") -> bytes:
    """Return rows as text without quotation marks."""
    return "".join(sign.join(row) + "\n" for row in rows).encode()


def workbook(rows: list[tuple[str, ...]]) -> bytes:
    """Return a workbook of one sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet("One")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return buffer.getvalue()


def _filled_sdn() -> str:
    first = SDN.split("\r\n", maxsplit=1)[0]
    return "".join(f"{first.replace('101', str(n), 1)}\r\n" for n in range(600, 610)) + SDN


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


# file name -> bytes; the name alone or the first bytes tell the reader
LISTS: dict[str, bytes] = {
    "sdn.csv": _filled_sdn().encode(),
    "cons_prim.csv": test_ofac.NON_SDN.encode(),
    "ror.jsonl": lines(ROR).encode(),
    "veld.ftm.json": lines(FTM).encode(),
    "statements.csv": STATEMENTS.encode(),
    "rows.json": _json(ROWS),
    "works.jsonl": lines(
        {"ref": ref, "name": name, "city": city} for ref, name, city in WORKS
    ).encode(),
    "works.csv": delimited([("ref", "name", "city"), *WORKS]),
    "works.xlsx": workbook([("ref", "name", "city"), *WORKS]),
    "un.xml": test_un_xml.LIST.encode(),
    "csl.csv": test_csl.table(test_csl.ROWS).encode(),
    "cluster.json": _json(MISP),
    "bods.json": _json(BODS),
    "ccl.jsonl": lines(test_ccl.ROWS).encode(),
    "universities.json": _json(test_domains.ROWS),
}
REGISTERS: dict[str, bytes] = {
    "physics.csv": delimited([_LABELS, *REGISTER], ";"),
    "physics.xlsx": workbook([_LABELS, *REGISTER]),
}
# A name inside each text sample, for spoilers to put something else in its place.
NAMES: dict[str, str] = {
    "sdn.csv": "POLAR HOLDING",
    "cons_prim.csv": "ICE FINANCE",
    "ror.jsonl": "Institute of Ice",
    "veld.ftm.json": "Veld Defence Office",
    "statements.csv": "Veld Defence Office",
    "rows.json": "Polar Ore Company",
    "works.jsonl": "Quarry Works 7",
    "works.csv": "Quarry Works 7",
    "un.xml": "POLAR HOLDING",
    "csl.csv": "ARCTIC HOLDING",
    "cluster.json": "Ice School",
    "bods.json": "Veld Defence",
    "ccl.jsonl": "Rime lanterns",
    "universities.json": "Veld Technical University",
    "physics.csv": "Lhota Mining Institute 7",
}


def put_mappings(workspace: Path) -> None:
    """Write the mappings of the tables into a workspace."""
    folder = workspace / "mappings"
    folder.mkdir(exist_ok=True)
    (folder / "veld.toml").write_text(JSON_MAPPING, "utf-8")
    for sort in ("jsonl", "csv", "xlsx"):
        (folder / f"works_{sort}.toml").write_text(_WORKS_MAPPING.format(type=sort), "utf-8")


def renamed(name: str, to: str | bytes) -> bytes:
    """Return a sample with another name in it."""
    content = LISTS[name] if name in LISTS else REGISTERS[name]
    before = NAMES[name].encode()
    assert before in content, name
    return content.replace(before, to.encode() if isinstance(to, str) else to, 1)
