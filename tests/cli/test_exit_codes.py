"""The documented exit codes, each with a message that says what to do."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counterfoil import __version__
from counterfoil.bootstrap import checkup, names
from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_list, put_text

VERDICT = ("different", "--reason", "another city", "--by", "S-02")


# --- 2: usage ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("lists", "--frobnicate"),
        ("lists", "surplus"),
        ("judge", "only-one"),
        ("judge", "a", "b:c", "maybe", "--reason", "x", "--by", "y"),
        ("judge", "a", "b:c", "same", "--by", "y"),
        ("judge", "a", "b:c", "same", "--reason", "x"),
        ("screen",),
        ("screen", "name", "--queries", "q.csv"),
        ("screen", "name", "--limit", "0"),
        ("screen", "name", "--limit", "many"),
        ("compare",),
        ("compare", "one"),
        ("compare", "one", "two", "three"),
        ("import",),
        ("import", "a.csv", "--all-from", "folder"),
        ("import", "a.csv", "--edition", "yesterday"),
        ("import", "a.csv", "--retrieved", "2026-13-01"),
        ("assess", "--as-of", "soon"),
        ("show",),
    ],
)
def test_words_that_are_off(counterfoil: Counterfoil, office: Path, words: tuple[str, ...]) -> None:
    """Unknown commands, options and values, and missing ones, exit 2 with words on stderr."""
    where = () if words[0] in {"compare", "frobnicate"} else ("-w", str(office))
    said = counterfoil(*words, *where)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("counterfoil: ")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("assess", "2026-999"), "2026-999"),
        (("show", "2026-999"), "2026-999"),
        (("judge", "no-such-partner", "x-restricted:e2", *VERDICT), "no-such-partner"),
        (("judge", "dansol-polar-engineering", "x-restricted:zz", *VERDICT), "x-restricted:zz"),
        (("judge", "dansol-polar-engineering", "x-nothing:e2", *VERDICT), "x-nothing"),
        (("judge", "x-registry:zz", "x-restricted:e2", *VERDICT), "x-registry:zz"),
        (("screen", "Polar Holding", "--against", "x-nothing"), "x-nothing"),
    ],
)
def test_what_is_not_there(
    counterfoil: Counterfoil, desk: Path, words: tuple[str, ...], named: str
) -> None:
    """An engagement, partner, entity or dataset that is not there: exit 2, and what is known."""
    said = counterfoil(*words, "-w", desk)
    assert said.code == 2
    assert named in said.err
    assert "  " in said.err.splitlines()[-1]  # what to do next
    as_json = counterfoil(*words, "-w", desk, "--json")
    assert (as_json.code, as_json.out) == (2, "")
    assert named in as_json.fault()["what"]
    assert as_json.fault()["do"]
    assert counterfoil("show", "judgements", "-w", desk, "--json").json() == []


@pytest.mark.parametrize("command", ["assess", "show", "screen x --against", "lists"])
def test_an_error_cannot_steer_the_terminal(
    counterfoil: Counterfoil, office: Path, command: str
) -> None:
    """What was typed or read is shown in an error without its control and direction marks."""
    said = counterfoil(*command.split(), "\x1b[2Jevil\u202e\udcff", "-w", office)
    assert said.code == 2
    assert "evil" in said.err
    assert not {"\x1b", "\u202e", "\udcff"} & set(said.err)


@pytest.mark.parametrize("command", ["lists", "assess", "doctor", "show people", "screen x"])
def test_no_workspace(counterfoil: Counterfoil, tmp_path: Path, command: str) -> None:
    """Outside a workspace the program says how to make one, and makes nothing itself."""
    said = counterfoil(*command.split())
    assert said.code == 2
    assert "counterfoil init" in said.err
    named = counterfoil(*command.split(), "-w", tmp_path / "nowhere")
    assert named.code == 2
    assert "nowhere" in named.err
    assert list(tmp_path.iterdir()) == []


def test_init_leaves_a_workspace_alone(counterfoil: Counterfoil, empty: Path) -> None:
    """A second `init` in the same folder is refused and changes nothing."""
    before = (empty / "counterfoil.toml").read_bytes()
    said = counterfoil("init", empty, "--organisation", "Another")
    assert said.code == 2
    assert "already" in said.err
    assert (empty / "counterfoil.toml").read_bytes() == before


def test_a_place_that_cannot_be_written(
    counterfoil: Counterfoil, office: Path, tmp_path: Path
) -> None:
    """Results that cannot be written are a usage error that names the place."""
    put_text(tmp_path, "file", "in the way")
    queries = put_text(tmp_path, "q.csv", "id,name\n1,Polar Holding\n")
    for out in (tmp_path / "file" / "r.csv", tmp_path):
        said = counterfoil("screen", "--queries", queries, "-w", office, "--out", out)
        assert said.code == 2
        assert str(out) in said.err


# --- 3: bad data ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("q.csv", "id,title\n1,x\n", "lacks the column name"),
        ("q.csv", "", "lacks the column"),
        ("q.csv", "id,name,kind\n1\n", "row 2"),
        ("q.csv", "id,name\n1,a\x00b\n", "NUL"),
    ],
)
def test_bad_queries(
    counterfoil: Counterfoil, office: Path, tmp_path: Path, name: str, text: str, says: str
) -> None:
    """A file of names that cannot be used is refused with what is wrong, and nothing is written."""
    path, out = put_text(tmp_path, name, text), tmp_path / "r.csv"
    said = counterfoil("screen", "--queries", path, "--out", out, "-w", office)
    assert said.code == 3
    assert says in said.err
    assert not out.exists()


@pytest.mark.parametrize("flag", ["--queries", "--reference"])
def test_a_names_file_that_is_missing_or_no_text(
    counterfoil: Counterfoil, tmp_path: Path, flag: str
) -> None:
    """A missing file and a file in another encoding are bad data."""
    good = put_text(tmp_path, "good.csv", "id,name\n1,Polar Holding\n")
    other = "--reference" if flag == "--queries" else "--queries"
    latin = tmp_path / "latin.csv"
    latin.write_bytes("id,name\n1,Köln\n".encode("latin-1"))
    for bad in (tmp_path / "none.csv", latin, tmp_path):
        said = counterfoil("screen", flag, bad, other, good)
        assert said.code == 3
        assert bad.name in said.err


# --- 4: integrity -----------------------------------------------------------------------------


def test_a_tampered_snapshot(counterfoil: Counterfoil, small: Path) -> None:
    """One changed byte in a Parquet file: doctor exits 4; importing the list again mends it."""
    (path,) = (small / "snapshots").rglob("*.parquet")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    said = counterfoil("doctor", "-w", small)
    assert said.code == 4
    assert "quarry" in said.out
    assert "import the same list again" in said.out
    assert counterfoil("doctor", "-w", small, "--json").json()["wrong"]
    assert counterfoil("import", small / "lists", "-w", small).code == 0
    assert counterfoil("doctor", "-w", small).code == 0


def test_a_snapshot_that_is_gone(counterfoil: Counterfoil, small: Path) -> None:
    """A missing Parquet file: doctor and assess exit 4, and say what restores it."""
    (path,) = (small / "snapshots").rglob("*.parquet")
    path.unlink()
    assert counterfoil("doctor", "-w", small).code == 4
    counterfoil("judge", "Lhota Mining Institute", "x:y", *VERDICT, "-w", small)
    said = counterfoil("assess", "-w", small, "--as-of", "2026-11-04")
    assert said.code == 4
    assert "importing the same list again restores" in said.err


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE assessments SET assessment = CAST(replace(assessment, '2026-900', '2026-901') AS BLOB)",
        "DELETE FROM packs",
        "UPDATE packs SET content = CAST(replace(content, 'prohibit', 'none') AS BLOB)",
    ],
)
def test_a_tampered_record(counterfoil: Counterfoil, small: Path, change: str) -> None:
    """What was kept and has been changed behind the program's back: doctor exits 4."""
    with closing(sqlite3.connect(small / "record.sqlite")) as database, database:
        assert database.execute(change).rowcount > 0
    said = counterfoil("doctor", "-w", small)
    assert said.code == 4
    assert "Wrong:" in said.out


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b""])
def test_a_record_that_is_no_database(
    counterfoil: Counterfoil, small: Path, content: bytes
) -> None:
    """A record that was overwritten is an integrity error, never a fault of ours."""
    for path in small.glob("record.sqlite*"):
        path.unlink()
    (small / "record.sqlite").write_bytes(content)
    said = counterfoil("doctor", "-w", small)
    assert said.code == (4 if content else 0)  # an empty file is a fresh record


# --- 10: something needs a person -------------------------------------------------------------


def test_assess_tells_whether_a_person_is_needed(
    counterfoil: Counterfoil, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code 10 with something open, on hold or not assessable; 0 where no rule fired."""
    assert counterfoil("assess", "2026-001", "2026-002", "-w", desk).code == 10  # the US pack
    monkeypatch.setenv("COUNTERFOIL_PACKS__IN_FORCE", "house-2026, ca-strac-2024")
    assert counterfoil("assess", "2026-001", "2026-002", "-w", desk).code == 0
    said = counterfoil("assess", "2026-001", "2026-008", "-w", desk)
    assert said.code == 10
    assert "counterfoil judge dansol-polar-engineering" in said.out
    assert counterfoil("assess", "2026-016", "-w", desk).code == 10  # nothing open, but a hold


def test_assess_without_engagements(counterfoil: Counterfoil, empty: Path) -> None:
    """With nothing to assess that is said, and what to do first."""
    said = counterfoil("assess", "-w", empty)
    assert said.code == 2
    assert "counterfoil import" in said.err


# --- 1: a fault of ours -----------------------------------------------------------------------


def _break(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("seven")

    monkeypatch.setattr(checkup, "examine", broken)
    monkeypatch.setattr(names, "new_matcher", broken)


def test_a_fault_of_ours(
    counterfoil: Counterfoil, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug exits 1 with one paragraph to report, and no traceback."""
    _break(monkeypatch)
    said = counterfoil("doctor", "-w", empty)
    assert (said.code, said.out) == (1, "")
    for part in ("a fault of ours", "ZeroDivisionError: seven", "report", __version__, "--verbose"):
        assert part in said.err
    as_json = counterfoil("compare", "a", "b", "--json")
    assert (as_json.code, as_json.out) == (1, "")
    assert "fault of ours" in as_json.fault()["what"]


@pytest.mark.parametrize("flag", ["-v", "--verbose"])
def test_a_fault_of_ours_in_full(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], flag: str
) -> None:
    """With --verbose the traceback comes too."""
    from counterfoil.cli.main import main

    _break(monkeypatch)
    with pytest.raises(SystemExit) as left:
        main([flag, "doctor", "-w", str(empty)])
    assert left.value.code == 1
    assert "Traceback" in capsys.readouterr().err


def test_json_errors_are_json(counterfoil: Counterfoil, tmp_path: Path) -> None:
    """With --json an error is one JSON object on stderr, and stdout is empty."""
    path = put_list(tmp_path, [])
    said = counterfoil("import", path, "-w", tmp_path / "no", "--json")
    assert (said.code, said.out) == (2, "")
    assert set(json.loads(said.err)["error"]) == {"what", "where", "do"}
