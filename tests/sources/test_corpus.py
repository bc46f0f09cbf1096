"""The importer against the corpus of ugly spreadsheets, in shares; -s prints the figures.

Nobody who works on the importer looks at the half set aside: only its shares are shown.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from counterfoil.sources.sheets.register import SheetReading, read_register
from counterfoil.sources.sheets.sender_file import SenderProfile, load_sender, sender_text
from tests.sources.corpus import (
    cases,
    columns_right,
    engagements,
    fields_right,
    is_head_right,
    not_once,
    sources,
)

HALVES = ("open", "aside")
TODAY = date(2026, 11, 3)
# Shares that were measured on the open half, less one in a hundred.
LEAST = {
    "rows": 0.984, "id": 0.962, "title": 0.976, "partners": 0.957, "proposed": 0.984,
    "starts": 0.975, "ends": 0.971,
}  # fmt: skip


@pytest.mark.parametrize(("half", "least"), [("open", 0.97), ("aside", 0.90)])
def test_columns_mean_what_the_key_says(half: str, least: float) -> None:
    """The share of columns taken for what they mean is at least this, unseen files included."""
    found, lost = cases(half)
    pairs = [columns_right(case) for case in found]
    right, whole = sum(r for r, _ in pairs), sum(w for _, w in pairs)
    heads = sum(map(is_head_right, found))
    print(f"{half}: columns {right} of {whole} ({right / whole:.4f}), heads {heads}/{len(found)}")  # noqa: T201
    assert len(lost) == 0
    assert right / whole >= least


@pytest.mark.parametrize("half", HALVES)
def test_every_header_is_found(half: str) -> None:
    """In each table the header row and the orientation are those of the key."""
    found, lost = cases(half)
    assert len(lost) == 0
    assert sum(not is_head_right(case) for case in found) == 0


@pytest.mark.parametrize("half", HALVES)
def test_every_row_is_accounted_for_once(half: str) -> None:
    """No row with a value is lost without a word, and none is counted twice."""
    upright = [case for case in cases(half)[0] if case.head.orientation == "rows"]
    assert len(upright) > 20
    assert sum(len(not_once(case)) for case in upright) == 0


def test_engagements_of_the_open_half() -> None:
    """Rows, references, titles, partners and dates are right in at least the shares measured."""
    right: Counter[str] = Counter()
    whole = 0
    for case in cases("open")[0]:
        for wanted, entry in engagements(case):
            whole += 1
            if entry is not None:
                right["rows"] += 1
                right.update(n for n, is_right in fields_right(wanted, entry).items() if is_right)
    shares = {name: right[name] / whole for name in LEAST}
    print("open:", ", ".join(f"{n} {right[n]}/{whole} ({s:.4f})" for n, s in shares.items()))  # noqa: T201
    assert {name: share for name, share in shares.items() if share < LEAST[name]} == {}


@cache
def _read(source: Path) -> SheetReading:
    return read_register(source, SenderProfile("sender"), {}, TODAY)


@pytest.mark.parametrize("half", HALVES)
def test_the_same_file_under_the_remembered_mapping(half: str, tmp_path: Path) -> None:
    """What was remembered of a sender reads the same file to the same engagements."""
    differs = 0
    for source in sources(half):
        first = _read(source)
        path = tmp_path / "sender.toml"
        path.write_text(sender_text(SenderProfile("sender", first.columns)), "utf-8")
        again = read_register(source, load_sender(path, "sender"), {}, TODAY)
        differs += (first.engagements, first.rows) != (again.engagements, again.rows)
    assert differs == 0


@pytest.mark.parametrize("half", HALVES)
def test_no_two_engagements_share_an_id(half: str) -> None:
    """Within a file each engagement has an id of its own, so that none overwrites another."""
    shared = 0
    for source in sources(half):
        ids = [one.engagement_id for one in _read(source).engagements]
        shared += len(ids) - len(set(ids))
    assert shared == 0
