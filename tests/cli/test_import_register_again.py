"""`import --register`: compared when it comes again; people, origin, and two senders."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterfoil.bootstrap.workbench import open_workbench
from tests.cli.conftest import Counterfoil
from tests.cli.invented_lists import put_text
from tests.cli.sheets import LINES, ORIGIN_VALUES, Desk, all_bytes, counts, line, put_sheet


@pytest.fixture
def reception(counterfoil: Counterfoil, empty: Path, tmp_path: Path) -> Desk:
    """An empty workspace and a folder for files that arrive."""
    return Desk(counterfoil, empty, tmp_path / "post")


# --- it comes again ---------------------------------------------------------------------------


def test_the_unchanged_file_again_changes_nothing(reception: Desk) -> None:
    """The same file adds no row to any table and leaves the sender's file as it is."""
    path = put_sheet(reception.post)
    reception.take(path)
    before, kept = counts(reception.folder), reception.remembered()
    again = reception.take(path)
    assert (again["new"], again["changed"], again["vanished"]) == ([], {}, [])
    assert again["unchanged"] == 3
    assert counts(reception.folder) == before
    assert reception.remembered() == kept


def test_an_earlier_version_again_is_a_change(reception: Desk) -> None:
    """A file that was taken before is read again once a later version has been taken since."""
    first = put_sheet(reception.post)
    second = put_sheet(reception.post / "later", [LINES[0], line(1, Title="Echoes"), LINES[2]])
    reception.take(first)
    assert reception.take(second)["changed"] == {"geology.G-02": ["title"]}
    assert reception.take(first)["changed"] == {"geology.G-02": ["title"]}
    assert reception.engagements()["geology.G-02"].title == "Echoes under the shelf"


def test_a_changed_row_is_reported_with_its_fields(reception: Desk) -> None:
    """Only the row that changed is kept anew, and the fields that differ are named."""
    reception.take(put_sheet(reception.post))
    before = counts(reception.folder)
    lines = [LINES[0], line(1, Title="Echoes above the shelf", End_date="2029-06-30"), LINES[2]]
    path = put_sheet(reception.post, lines)
    assert "changed: geology.G-02: title, ends" in reception.look(path).out
    assert reception.take(path)["changed"] == {"geology.G-02": ["title", "ends"]}
    after = counts(reception.folder)
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert grown == {"engagements": 1, "intake": 1}


def test_a_vanished_row_stays_and_may_return(reception: Desk) -> None:
    """What a later file lacks is reported once, stays in the register, and is greeted when back."""
    whole = put_sheet(reception.post)
    reception.take(whole)
    short = put_sheet(reception.post / "later", LINES[:2])
    assert "vanished: geology.G-03" in reception.look(short).out
    assert reception.take(short)["vanished"] == ["geology.G-03"]
    assert "geology.G-03" in reception.engagements()
    assert reception.take(short)["vanished"] == []
    back = reception.take(whole)
    assert (back["returned"], back["new"], back["changed"]) == (["geology.G-03"], [], {})
    assert reception.take(whole)["returned"] == []


def test_what_the_office_entered_survives(reception: Desk, counterfoil: Counterfoil) -> None:
    """Answers, areas, ties and safeguards of an engagement file outlive a changed spreadsheet."""
    reception.take(put_sheet(reception.post))
    staff = reception.engagements()["geology.G-02"].people[0].staff
    text = f"""
[engagement]
id = "geology.G-02"
kind = "grant"
title = "Echoes under the shelf"
unit = "Geology"
proposed = 2026-09-15
period = {{ from = 2027-02-01, to = 2029-01-31 }}
summary = "Echoes are measured. Data are shared."
[[parties]]
name = "Northern Ore Trust"
role = "partner"
city = "Oreham"
country = "CA"
[[people]]
staff = "{staff}"
role = "principal investigator"
[[flows]]
what = "sonar data"
kind = "data"
to = "P1"
[[ties]]
kind = "owns"
source = "Polar Holding"
target = "P1"
share = "60"
origin = "annual report, page 4"
on = 2026-10-20
[asked]
areas = 2026-10-19
[areas]
values = []
by = "S-1"
on = 2026-10-21
[answers]
secrecy_clause = {{ value = false, by = "S-1", on = 2026-10-21 }}
[on_file]
safeguards = ["access-log"]
"""
    path = put_text(reception.post, "g02.toml", text)
    assert counterfoil("import", path, "-w", reception.folder).code == 0
    entered = reception.engagements()["geology.G-02"]
    assert entered.ties
    assert entered.answers
    changed = put_sheet(reception.post, [LINES[0], line(1, Title="Echoes"), LINES[2]])
    assert reception.take(changed)["changed"] == {"geology.G-02": ["title"]}
    kept = reception.engagements()["geology.G-02"]
    for name in ("ties", "asked", "answers", "areas", "safeguards"):
        assert getattr(kept, name) == getattr(entered, name)
    assert kept.title == "Echoes"


# --- people, origin, two senders --------------------------------------------------------------


def test_staff_known_by_name_keep_their_reference(
    reception: Desk, counterfoil: Counterfoil
) -> None:
    """A name in the people register gives its staff reference; a new name gets one without a name."""
    people = '[[people]]\nstaff = "S-104"\nname = "Dr. Ada Kern"\nunit = "Geology"\nrole = "PI"\n'
    path = put_text(reception.post, "people.toml", people)
    assert counterfoil("import", path, "-w", reception.folder).code == 0
    reception.take(put_sheet(reception.post))
    kept = reception.engagements()
    assert [p.staff for p in kept["geology.G-01"].people] == ["S-104"]
    (other,) = kept["geology.G-02"].people
    assert other.staff.startswith("p-")
    assert "marsk" not in other.staff
    with open_workbench(reception.folder) as bench:
        register = bench.record.people()
    assert (register["S-104"].name, register["S-104"].role) == ("Dr. Ada Kern", "PI")
    assert register[other.staff].name == "Marsk, Tobin"


def test_origin_is_found_nowhere_in_the_workspace(reception: Desk) -> None:
    """Neither the values of an origin column nor text that repeats them are in any file kept."""
    lines = [
        *LINES,
        line(
            2,
            Ref="G-04",
            Title="Basalt again",
            Applicant="Orsk, Ilja (Veldlandish citizen); Venn, Orla",
            Nationality="Veldlandish",
            What_leaves_us="His passport copy from Veldland. Two cores of basalt",
            Description="He was born in Veldhaven. The cores are cut.",
        ),
    ]
    found = reception.take(put_sheet(reception.post, lines))
    assert found["dropped"]["person origin"] >= 6
    held = all_bytes(reception.folder).lower()
    wanted = (*ORIGIN_VALUES, "veldhaven", "passport copy")
    assert [value for value in wanted if value.encode() in held] == []
    kept = reception.engagements()
    assert kept["geology.G-01"].summary == "Ore is sorted by sound."
    assert kept["geology.G-02"].summary == "Echoes are measured. Data are shared."
    assert [flow.what for flow in kept["geology.G-04"].flows] == ["Two cores of basalt"]
    assert len(kept["geology.G-04"].people) == 2
    with open_workbench(reception.folder) as bench:
        assert "Orsk, Ilja" in {person.name for person in bench.record.people().values()}


def test_two_senders_with_the_same_reference(reception: Desk) -> None:
    """One reference from two senders makes two engagements; neither makes the other vanish."""
    reception.take(put_sheet(reception.post))
    other = put_sheet(reception.post, LINES[:1], name="chemistry.csv")
    found = reception.take(other)
    assert (found["sender"], found["new"], found["vanished"]) == (
        "chemistry", ["chemistry.G-01"], [],
    )  # fmt: skip
    assert {"geology.G-01", "chemistry.G-01"} <= set(reception.engagements())
    named = reception.take(other, "--sender", "Chemistry & Soil")
    assert named["new"] == ["chemistry-soil.G-01"]


def test_two_references_that_would_share_an_id(reception: Desk) -> None:
    """References that differ in a blank alone would be one id: the second is refused, not lost."""
    lines = [line(0, Ref="G 01"), line(1, Ref="G-01")]
    found = reception.take(put_sheet(reception.post, lines))
    assert found["new"] == ["geology.G-01"]
    (refused,) = [row for row in found["rows"] if row["verdict"] == "refused"]
    assert (refused["rows"], "earlier row" in refused["what"]) == ([3], True)


def test_an_answers_file_does_not_empty_a_sheets_engagement(reception: Desk) -> None:
    """What a file on a sheet's engagement leaves out stays as the sheet has it."""
    reception.take(put_sheet(reception.post))
    before = reception.engagements()["geology.G-01"]
    path = reception.post / "answers.toml"
    text = (
        '[engagement]\nid = "geology.G-01"\nkind = "partnership"\n'
        'title = "Ore sorting by sound"\nproposed = 2026-09-01\n'
        '[areas]\nvalues = []\nby = "A. Kern"\non = 2026-11-02\n'
    )
    path.write_text(text, "utf-8")
    assert reception.run("import", path, "-w", reception.folder).code == 0
    after = reception.engagements()["geology.G-01"]
    assert (after.parties, after.people, after.flows) == (
        before.parties,
        before.people,
        before.flows,
    )
    assert after.parties
    assert after.areas is not None
