"""`counterfoil lists diff` as a user meets it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import QUARRY, entity, put_list, quarry


def test_two_editions_and_whom_they_concern(counterfoil: Counterfoil, small: Path) -> None:
    """What came and went is listed, and a partner judged to be one of them is named."""
    verdict = ("same", "--reason", "same city", "--by", "TW", "-w", small)
    judged = counterfoil("judge", QUARRY[0], "quarry:q-1", *verdict)
    assert judged.code == 0, judged.err
    later = [entity("q-1", "Lhota Ore Institute"), *quarry()[1:2], entity("q-9", "Grus Agency")]
    path = put_list(small / "later", later, name="quarry_2026-11-20.ftm.json")
    assert counterfoil("import", path, "-w", small).code == 0
    said = counterfoil("lists", "diff", "quarry", "-w", small)
    assert said.code == 0, said.err
    assert "added: 1, removed: 1, renamed: 1, changed: 0" in said.out
    assert f"was {QUARRY[0]}" in " ".join(said.out.split())
    assert "engagements 2026-900" in " ".join(said.out.split())
    found = counterfoil("lists", "diff", "quarry", "--json", "-w", small).json()
    assert found["counts"] == {"added": 1, "removed": 1, "renamed": 1, "changed": 0}
    assert [c["caption"] for c in found["changes"]] == [
        "Grus Agency",
        QUARRY[2],
        "Lhota Ore Institute",
    ]
    assert [one["engagements"] for one in found["concerned"]] == [["2026-900"]]


def test_one_edition_is_not_compared(counterfoil: Counterfoil, small: Path) -> None:
    """With one edition the command says what to import, and leaves with the code for usage."""
    said = counterfoil("lists", "diff", "quarry", "--json", "-w", small)
    assert said.code == 2
    assert "only one edition" in said.fault()["what"]


def test_lists_alone_still_shows_the_lists(counterfoil: Counterfoil, small: Path) -> None:
    """Without a word behind it the command shows what is loaded."""
    said = counterfoil("lists", "-w", small, "--json")
    assert [row["dataset"] for row in said.json()["datasets"]] == ["quarry"]
