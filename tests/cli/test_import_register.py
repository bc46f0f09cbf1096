"""`import --register`: shown first, written when confirmed, refused as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.domain.engagement import Kind
from counterfoil.sources.sheets.labels import FIELDS
from tests.cli.conftest import Counterfoil
from tests.cli.sheets import HEADER, LINES, ORIGIN_VALUES, Desk, all_bytes, line, put_sheet

SHAPE = {
    "written", "file", "sender", "read_as", "sheets", "rows", "counts", "dropped", "issues", "new",
    "changed", "unchanged", "vanished", "returned",
}  # fmt: skip


@pytest.fixture
def reception(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> Desk:
    """An empty workspace and a folder for files that arrive."""
    return Desk(counterfoil, empty, tmp_path / "post")


# --- shown, not written -----------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_nothing_is_written_without_yes(reception: Desk, words: tuple[str, ...]) -> None:
    """A look leaves every byte of the workspace as it was, and no file about the sender."""
    before = all_bytes(reception.folder)
    said = reception.look(put_sheet(reception.post), *words)
    assert said.code == 0
    assert all_bytes(reception.folder) == before
    assert not (reception.folder / "senders").exists()
    if words:
        assert said.json()["written"] is False
    else:
        assert "Nothing was written. Confirm with --yes" in said.out


def test_the_look_shows_the_mapping_and_the_rows(reception: Desk) -> None:
    """Each column stands with what it is taken for and why, each fault with its row."""
    lines = [*LINES, line(0, Title="Something else"), ("", "Total", *[""] * 12, "3")]
    said = reception.look(put_sheet(reception.post, lines))
    assert "geology.csv: read as UTF-8, semicolons; sender geology (new sender" in said.out
    for label, field in (("Partner", "partner"), ("Submitted", "proposed"), ("Ref", "id")):
        row = next(x for x in said.out.splitlines() if f" {label} " in x)
        assert f" {field} " in row, row
    assert "refused: row 5: the reference 'G-01' stands on an earlier row" in said.out
    assert "Rows: 3 taken, 0 taken with a note, 1 refused, 2 no engagements." in said.out
    assert "Dropped at the door: person origin:" in said.out
    assert "3 new, 0 changed, 0 unchanged, 0 vanished, 0 back" in said.out


def test_organisations_in_a_column_nobody_understood_are_asked_about(reception: Desk) -> None:
    """A column left out that holds names of bodies is named with the words that settle it."""
    header = [*HEADER, "Comments"]
    lines = [
        [*one, f"{name} Institute"]
        for one, name in zip(LINES, ("Marl", "Tuff", "Kalk"), strict=True)
    ]
    path = put_sheet(reception.post, lines, header=header)
    said = reception.look(path)
    assert "'Comments' is not taken and looks like names of organisations" in said.out
    assert '--map "Comments=partner"' in said.out
    settled = reception.look(path, "--map", "Comments=none")
    assert "looks like names of organisations" not in settled.out


def test_the_look_shows_no_value_of_an_origin_column(reception: Desk) -> None:
    """The column is shown as refused, and its values are not shown, neither as text nor as JSON."""
    path = put_sheet(reception.post)
    plain, said = reception.look(path), reception.look(path, "--json")
    assert "REFUSED" in plain.out
    assert [value for value in ORIGIN_VALUES if value in (plain.out + said.out).casefold()] == []


def test_the_shape_of_the_json(reception: Desk) -> None:
    """The JSON names the file, its sheets, the fate of every row, and what would change."""
    found = reception.look(put_sheet(reception.post), "--json").json()
    assert set(found) == SHAPE
    (sheet,) = found["sheets"]
    assert [column["label"] for column in sheet["columns"]] == list(HEADER)
    assert sheet["header_row"] == 1
    assert sheet["blank"] == ["funders"]
    assert [row["rows"] for row in found["rows"]] == [[1], [2], [3], [4]]
    assert found["counts"] == {"taken": 3, "corrected": 0, "refused": 0, "not an engagement": 1}
    assert found["new"] == ["geology.G-01", "geology.G-02", "geology.G-03"]


# --- written ----------------------------------------------------------------------------------


def test_yes_writes(reception: Desk) -> None:
    """With --yes the engagements stand in the register, field by field."""
    found = reception.take(put_sheet(reception.post))
    assert found["written"] is True
    kept = reception.engagements()
    assert sorted(kept) == found["new"]
    one = kept["geology.G-01"]
    assert (one.kind, one.title, one.unit) == (Kind.PARTNERSHIP, "Ore sorting by sound", "Geology")
    assert [d.isoformat() for d in (one.proposed, one.starts, one.ends) if d] == [
        "2026-09-01", "2027-01-01", "2028-12-31",
    ]  # fmt: skip
    assert [(p.role, p.body.name, p.body.country) for p in one.parties] == [
        ("partner", "Lhota Mining Institute", "CZ")
    ]
    assert [(flow.what, flow.kind) for flow in one.flows] == [("ore samples", "sample")]
    assert one.funders is None


def test_the_mapping_is_remembered_and_used_again(reception: Desk) -> None:
    """senders/SENDER.toml keeps labels and who confirmed; the next file says it is remembered."""
    path = put_sheet(reception.post)
    reception.take(path)
    kept = reception.remembered()
    assert kept["sender"] == "geology"
    assert kept["columns"]["Applicant"] == "person"
    assert kept["confirmed"].startswith("R. Officer, ")
    later = put_sheet(reception.post / "later", LINES[:2])
    assert "(mapping remembered)" in reception.look(later).out
    edited = (reception.folder / "senders" / "geology.toml").read_text("utf-8")
    edited = edited.replace('"Description" = "summary"', '"Description" = "none"')
    (reception.folder / "senders" / "geology.toml").write_text(edited, "utf-8")
    assert reception.take(path)["changed"]["geology.G-03"] == ["summary"]


def test_map_overrides_and_is_remembered(reception: Desk) -> None:
    """--map changes what a column means, now and the next time."""
    path = put_sheet(reception.post)
    reception.take(path, "--map", "Department=theme")
    assert reception.engagements()["geology.G-01"].theme == "Geology"
    assert reception.engagements()["geology.G-01"].unit == ""
    assert reception.remembered()["columns"]["Department"] == "theme"
    assert reception.take(path)["changed"] == {}


def test_map_of_a_column_that_is_not_there(reception: Desk) -> None:
    """A label the file does not have is refused, and the labels it has are named."""
    said = reception.look(put_sheet(reception.post), "--map", "Sponsor=funders", "--json")
    assert said.code == 2
    assert "'Sponsor'" in said.fault()["what"]
    assert "'Department'" in said.fault()["do"]


def test_map_never_lets_an_origin_column_in(reception: Desk) -> None:
    """A column that tells where people come from cannot be mapped to anything that is kept."""
    path = put_sheet(reception.post)
    said = reception.look(path, "--yes", "--map", "Nationality=summary", "--json")
    assert said.code == 2
    assert "where a person comes from" in said.fault()["what"]
    reception.take(path, "--map", "Nationality=none")
    assert b"eldland" not in all_bytes(reception.folder)


def test_an_unknown_field_is_refused(reception: Desk) -> None:
    """A field that does not exist is refused with the list of those that do; nothing is written."""
    before = all_bytes(reception.folder)
    path = put_sheet(reception.post)
    said = reception.look(path, "--yes", "--json", "--map", "Title=subject")
    assert said.code == 2
    assert all(field in said.fault()["do"] for field in FIELDS)
    for words in (
        ("--set", "shoe=43"),
        ("--set", "kind=party"),
        ("--map", "Title"),
        ("--set", "x"),
    ):
        assert reception.look(path, "--yes", *words).code == 2
    assert all_bytes(reception.folder) == before


def test_set_fills_a_blank_column(reception: Desk) -> None:
    """--set answers for every row that says nothing; what a row says stays; it is remembered."""
    path = put_sheet(reception.post, [*LINES[:2], line(2, Funder="Horn Fund")])
    reception.take(path, "--set", "funders=nserc", "--set", "kind=visitor")
    kept = reception.engagements()
    assert [kept[f"geology.G-0{n}"].funders for n in (1, 2, 3)] == [
        ("nserc",), ("nserc",), ("horn fund",),
    ]  # fmt: skip
    assert kept["geology.G-02"].kind is Kind.GRANT
    assert reception.remembered()["given"] == {"funders": "nserc", "kind": "visitor"}
    assert reception.take(path)["changed"] == {}


def test_set_none_says_that_there_are_none(reception: Desk) -> None:
    """`none` for funders is an answer: nobody pays, which is not the same as not knowing."""
    path = put_sheet(reception.post, [*LINES[:2], line(2, Funder="Horn Fund")])
    reception.take(path, "--set", "funders=none")
    kept = reception.engagements()
    assert kept["geology.G-01"].funders == ()
    assert kept["geology.G-03"].funders == ("horn fund",)


def test_skip_leaves_a_sheet_out(reception: Desk) -> None:
    """A sheet that is skipped brings nothing, is accounted for, and stays skipped."""
    from counterfoil.exports.register_template import template_xlsx

    reception.post.mkdir()
    path = reception.post / "geology.xlsx"
    path.write_bytes(
        template_xlsx([{"Reference": "R-1", "Title": "Ice", "Partner 1": "Polar Ltd"}])
    )
    refused = reception.look(path, "--skip", "Engagements", "--json")
    assert refused.code == 3
    assert "no table of engagements" in refused.fault()["what"]
    assert reception.take(path)["new"] == ["geology.R-1"]


# --- refused as a whole -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("notes.csv", b"hello\n"), ("cut.xlsx", b"PK\x03\x04half")],
)
def test_a_file_that_cannot_be_used(reception: Desk, name: str, content: bytes) -> None:
    """What is no table of engagements is refused with the file's name, and nothing is written."""
    before = all_bytes(reception.folder)
    reception.post.mkdir()
    path = reception.post / name
    path.write_bytes(content)
    said = reception.look(path, "--yes", "--json")
    assert said.code == 3
    assert name in said.fault()["where"]
    assert said.fault()["do"]
    assert all_bytes(reception.folder) == before


def test_a_file_that_is_not_there(reception: Desk) -> None:
    """A path that leads nowhere is said, without a trace."""
    said = reception.look(reception.post / "nowhere.csv", "--yes", "--json")
    assert said.code in {2, 3}
    assert "nowhere.csv" in said.fault()["where"]


def test_a_spoilt_sender_file(reception: Desk) -> None:
    """A sender's file that cannot be read stops the import and names the file."""
    path = put_sheet(reception.post)
    reception.take(path)
    place = reception.folder / "senders" / "geology.toml"
    place.write_text("columns = 3", "utf-8")
    said = reception.look(path, "--yes", "--json")
    assert said.code == 3
    assert str(place) in said.fault()["where"]


def test_register_stands_alone(reception: Desk) -> None:
    """--register goes with no other source."""
    path = put_sheet(reception.post)
    assert reception.look(path, path).code == 2
