"""`counterfoil export`: files that others read, whole or not at all."""

import csv
import json
from pathlib import Path

import pytest

from counterfoil.bootstrap.workbench import open_workbench
from counterfoil.sources import formats
from tests.cli.conftest import Counterfoil


def _loaded(folder: Path) -> dict[str, int]:
    with open_workbench(folder) as bench:
        return {name: manifest.statements for name, manifest in bench.store.current().items()}


def test_followthemoney(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """Each dataset becomes a file that can be imported again under its name."""
    said = counterfoil("export", "ftm", "--out", tmp_path / "x", "-w", office, "--json")
    assert said.code == 0
    names = sorted(_loaded(office))
    assert said.json()["datasets"] == names
    files = {path.name for path in (tmp_path / "x").iterdir()}
    assert files == {f"{name}.ftm.json" for name in names} | {"resolver.jsonl"}
    sources, _ = formats.recognise_all(tmp_path / "x")
    assert sorted(source.dataset for source in sources) == names
    again = formats.read(next(s for s in sources if s.dataset == "x-defence-research"))
    with open_workbench(office) as bench:
        first = bench.store.current()["x-defence-research"].snapshot_id
        kept = {s.entity_id for s in bench.store.every_statement([first]) if s.prop == "name"}
    assert kept <= {statement.entity_id for statement in again.statements}


def test_tables(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """Five tables are written; every statement but those held back is a row."""
    said = counterfoil("export", "csv", "--out", tmp_path / "t", "-w", office, "--json")
    assert said.code == 0
    rows = {Path(path).name: count for path, count in said.json()["files"].items()}
    assert sorted(rows) == [
        "entities.csv",
        "judgements.csv",
        "links.csv",
        "statements.csv",
        "ties.csv",
    ]
    held_back = sum(said.json()["left_out"].values())
    assert rows["statements.csv"] == sum(_loaded(office).values()) - held_back
    for name, count in rows.items():
        with (tmp_path / "t" / name).open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == count


def test_one_dataset(counterfoil: Counterfoil, office: Path, tmp_path: Path) -> None:
    """With --dataset only it is written, and no link that leads out of it."""
    words = ("export", "csv", "--dataset", "x-defence-research", "--out", tmp_path / "one")
    said = counterfoil(*words, "-w", office)
    assert said.code == 0
    assert "rows" in said.out
    with (tmp_path / "one" / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["dataset"] for row in csv.DictReader(file)} == {"x-defence-research"}
    with (tmp_path / "one" / "links.csv").open(encoding="utf-8-sig", newline="") as file:
        assert all(
            row["left"].startswith("x-defence") and row["right"].startswith("x-defence")
            for row in csv.DictReader(file)
        )


def test_verdicts_leave_as_resolver_rows(
    counterfoil: Counterfoil, desk: Path, tmp_path: Path
) -> None:
    """A verdict is a row of the resolver, with who gave it."""
    pair = ("dansol-polar-engineering", "x-defence-research:xdr-007")
    words = ("different", "--reason", "registered in another city", "--by", "S-02", "-w", desk)
    assert counterfoil("judge", *pair, *words).code == 0
    assert counterfoil("export", "ftm", "--out", tmp_path / "x", "-w", desk).code == 0
    rows = [json.loads(line) for line in (tmp_path / "x/resolver.jsonl").read_text().splitlines()]
    (verdict,) = [row for row in rows if row[2] == "negative"]
    assert verdict[0].startswith("partner..dansol-polar-engineering")
    assert (verdict[1], verdict[4]) == ("x-defence-research..xdr-007", "S-02")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("ftm", "--dataset", "nothing"), "no dataset is called nothing"),
        (("pdf",), "pdf"),
    ],
)
def test_wrong_words(
    counterfoil: Counterfoil, office: Path, tmp_path: Path, words: tuple[str, ...], what: str
) -> None:
    """An unknown dataset or format is a usage error, and nothing is written."""
    said = counterfoil("export", *words, "--out", tmp_path / "x", "-w", office)
    assert said.code == 2
    assert what in said.err
    assert not (tmp_path / "x").exists()


def test_an_empty_workspace(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> None:
    """Without a list there is nothing to export, and the message says what to do."""
    said = counterfoil("export", "csv", "--out", tmp_path / "x", "-w", empty)
    assert (said.code, "counterfoil import" in said.err) == (2, True)


def test_a_place_that_cannot_be_written(
    counterfoil: Counterfoil, office: Path, tmp_path: Path
) -> None:
    """A file in the place of the folder is a usage error, not a trace."""
    (tmp_path / "x").write_text("here")
    said = counterfoil("export", "csv", "--out", tmp_path / "x", "-w", office)
    assert said.code == 2
    assert "cannot be written" in said.err
