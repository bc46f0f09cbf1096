"""Screening from the command line: one name on the phone, or a file of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Counterfoil, finish, process
from tests.cli.invented_lists import entity, put_list, put_text

COLUMNS = [
    "query_id",
    "rank",
    "entity_id",
    "dataset",
    "caption",
    "score",
    "band",
    "reasons",
    "probability",
]
HOSTILE = {
    "NUL": "Polar\x00Holding",
    "escape": "\x1b[2J\x1b]0;owned\x07Polar Holding",
    "lone surrogate": "Polar \udcff Holding",
    "high surrogate": "\ud800",
    "long": "Polar Holding " * 7_200,
    "one long word": "x" * 100_000,
    "many words": " ".join(f"w{n}" for n in range(20_000)),
    "bidi": "Polar \u202egnidloH\u202c",
    "combining": "Z" + "\u0301" * 5_000,
    "only signs": "!!! ... ///",
    "quotes": "'; DROP TABLE manifests;--",
    "formula": "=cmd|' /C calc'!A0",
    "newline": "Polar\nHolding",
    "emoji": "🧊🚢",
    "option": "-Polar Holding",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as dicts."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_a_name_that_is_listed(counterfoil: Counterfoil, office: Path) -> None:
    """One name answers with band, score, list, since when, and reasons; what was looked at too."""
    said = counterfoil("screen", "Polar Holding", "-w", office)
    assert said.code == 0
    for text in ("strong", "Polar Holding", "[x-restricted:e2]", "2024-04-16", "agrees"):
        assert text in said.out
    assert "Looked at: x-defence-research (2026-10-12)" in said.err


def test_a_name_nobody_bears(counterfoil: Counterfoil, office: Path) -> None:
    """No hit is said as such, and is no clearance."""
    said = counterfoil("screen", "Wobbleton Bicycle Repair", "-w", office)
    assert said.code == 0
    assert "nothing like it found" in said.out
    assert "no clearance" in said.out


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("海洋声学研究所 韦尔德", "x-defence-research:e1"),
        ("Дирекция военно-морских исследований Сорреля", "x-defence-research:xdr-002"),
        ("كورفيد للشحن", "x-restricted:r-103"),
        ("应用信号学院", "x-defence-research:xdr-003"),
        ("Града Точные Приборы", "x-restricted:r-104"),
    ],
)
def test_native_scripts(counterfoil: Counterfoil, office: Path, name: str, entity_id: str) -> None:
    """A name in its own script finds the entity that bears it."""
    hits = counterfoil("screen", name, "-w", office, "--json").json()
    assert hits[0]["entity_id"] == entity_id
    assert hits[0]["band"] in {"strong", "possible"}


@pytest.mark.parametrize("name", ["SDNR", "sdnr", "S.D.N.R.", "PHC", "VIMA"])
def test_an_acronym_alone_is_never_strong(
    counterfoil: Counterfoil, office: Path, name: str
) -> None:
    """An acronym alone is possible at most."""
    hits = counterfoil("screen", name, "--weak", "-w", office, "--json").json()
    assert all(hit["band"] != "strong" for hit in hits)


def test_a_file_of_names(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """--queries with --out writes exactly the documented columns, ranks from 1 per query."""
    queries = put_text(
        tmp_path,
        "q.csv",
        "id,name,kind\n7,Polar Holding,company\nb,Corvid Freight,\nnone,Wobbleton Bicycles,\n",
    )
    out = tmp_path / "deep" / "r.csv"
    said = counterfoil("screen", "--queries", queries, "--out", out, "-w", office)
    assert (said.code, said.out) == (0, "")
    assert f"written to {out}" in said.err
    rows = rows_of(out)
    assert list(rows[0]) == COLUMNS
    found = {(row["query_id"], row["entity_id"]): row["band"] for row in rows}
    assert found["7", "x-restricted:e2"] == found["b", "x-restricted:r-103"] == "strong"
    assert {row["query_id"] for row in rows} <= {"7", "b"}
    assert all(row["score"].lstrip("-").isdigit() for row in rows)
    for query in ("7", "b"):
        ranks = [int(row["rank"]) for row in rows if row["query_id"] == query]
        assert ranks == list(range(1, len(ranks) + 1))


def test_no_hits_still_write_the_header(
    counterfoil: Counterfoil, office: Path, tmp_path: Path
) -> None:
    """A file of names that nobody bears, and an empty one, give the header and exit 0."""
    for text in ("id,name\n1,Wobbleton Bicycles\n", "id,name\n"):
        queries, out = put_text(tmp_path, "q.csv", text), tmp_path / "r.csv"
        assert counterfoil("screen", "--queries", queries, "--out", out, "-w", office).code == 0
        assert out.read_text("utf-8") == ",".join(COLUMNS) + "\n"


def test_reference_needs_no_workspace(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """--reference screens against a file of names; nothing is made beside the result."""
    reference = put_text(
        tmp_path, "ref.csv", "id,name\nA1,Basalt Bureau\nA1,玄武岩局\nB2,Granite Guild\n"
    )
    queries = put_text(tmp_path, "q.csv", "id,name\n1,Basalt Buerau\n2,玄武岩局\n3,Granit Guild\n")
    out = tmp_path / "r.csv"
    said = counterfoil("screen", "--queries", queries, "--reference", reference, "--out", out)
    assert said.code == 0
    best = {row["query_id"]: row["entity_id"] for row in rows_of(out) if row["rank"] == "1"}
    assert best == {"1": "A1", "2": "A1", "3": "B2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["q.csv", "r.csv", "ref.csv"]
    one = counterfoil("screen", "Basalt Bureau", "--reference", reference, "--json")
    assert one.json()[0]["entity_id"] == "A1"


def test_against_some_datasets_only(counterfoil: Counterfoil, office: Path) -> None:
    """--against looks into the named datasets and no others, several times too."""
    both = ("x-restricted", "x-registry")
    for chosen in (both[:1], both[1:], both):
        flags = [word for name in chosen for word in ("--against", name)]
        hits = counterfoil("screen", "Polar Holding", *flags, "-w", office, "--json").json()
        assert {hit["dataset"] for hit in hits} == set(chosen)


def test_limit_and_weak(counterfoil: Counterfoil, office: Path) -> None:
    """--limit bounds the hits per name; weak ones come only with --weak."""
    words = ("screen", "Polar Holding Institute of Applied Research", "-w", office, "--json")
    plain, all_hits = counterfoil(*words).json(), counterfoil(*words, "--weak").json()
    assert all(hit["band"] != "weak" for hit in plain)
    assert len(all_hits) >= len(plain)
    assert len(counterfoil(*words, "--weak", "--limit", 1).json()) == 1


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_an_empty_name(counterfoil: Counterfoil, office: Path, name: str) -> None:
    """An empty name is a usage error, not a clean result."""
    said = counterfoil("screen", name, "-w", office)
    assert said.code == 2
    assert "give one NAME" in said.err


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_a_hostile_name(counterfoil: Counterfoil, office: Path, kind: str) -> None:
    """A hostile name is screened or refused in words, and cannot steer the terminal."""
    for flags in ((), ("--json",)):
        said = counterfoil("screen", *flags, "-w", office, "--", HOSTILE[kind])
        assert said.code in {0, 2, 3}
        assert not {"\x1b", "\x00", "\u202e", "\x07"} & set(said.out + said.err)
        if said.code == 0 and flags:
            said.json()


@pytest.mark.parametrize("kind", list(HOSTILE))
def test_hostile_names_compared(counterfoil: Counterfoil, kind: str) -> None:
    """Two hostile names are compared or refused in words."""
    for flags in ((), ("--json",)):
        said = counterfoil("compare", *flags, "--", HOSTILE[kind], "Polar Holding")
        assert said.code in {0, 2, 3}
        assert not {"\x1b", "\x00", "\u202e", "\x07"} & set(said.out + said.err)


def test_bytes_that_are_no_text(office: Path) -> None:
    """An argument that is not UTF-8 reaches the program as half characters and harms nothing."""
    said = finish(process("screen", "Polar \udcff\udcfe Holding", "-w", office))
    assert said.code == 0
    assert "Polar Holding" in said.out


def test_cells_that_would_be_formulas(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """No cell of a result starts a formula, whoever wrote the name or the id."""
    bad = '=HYPERLINK("http://x")'
    text = f'id,name\n@{1},"=HYPERLINK(""http://x"")"\n+2,-Minus Works\n'
    reference, queries = put_text(tmp_path, "ref.csv", text), put_text(tmp_path, "q.csv", text)
    out = tmp_path / "r.csv"
    words = ("screen", "--queries", queries, "--reference", reference, "--out", out, "--weak")
    assert counterfoil(*words).code == 0
    rows = rows_of(out)
    assert len(rows) >= 2
    for row in rows:
        for name in ("query_id", "entity_id", "caption", "reasons"):
            assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert f"'{bad}" in {row["caption"] for row in rows}


def test_a_list_that_fills_no_role(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """Where no bound list is loaded, every loaded one is looked into, not none of them."""
    counterfoil("import", put_list(tmp_path), "-w", empty)
    said = counterfoil("screen", "Lhota Mining Institute", "-w", empty)
    assert "quarry" in said.err
    assert "[quarry:q-1]" in said.out


def test_two_entities_of_one_name(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """Equal scores are ordered by entity id, and each entity is one hit however many names."""
    one = {**entity("b", "Basalt Bureau", alias="Basalt Bureau Ltd")}
    path = put_list(tmp_path, [one, entity("a", "Basalt Bureau")])
    counterfoil("import", path, "-w", empty)
    hits = counterfoil("screen", "Basalt Bureau", "-w", empty, "--json").json()
    assert [hit["entity_id"] for hit in hits] == ["quarry:a", "quarry:b"]


def test_nothing_loaded(counterfoil: Counterfoil, empty: Path) -> None:
    """Without any list there is no answer, and that is no clean result."""
    said = counterfoil("screen", "Polar Holding", "-w", empty)
    assert said.code == 2
    assert "no list is loaded" in said.err
