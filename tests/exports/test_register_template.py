"""The register's template: what it asks is what the importer understands."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.domain.engagement import (
    Affiliation,
    BodyRef,
    Engagement,
    Flow,
    Kind,
    Participant,
    Party,
)
from counterfoil.domain.partner import Person
from counterfoil.domain.sheet import TEMPLATE_ASIDE
from counterfoil.exports.register_columns import (
    COLUMNS,
    COUNTRIES,
    FLOWS,
    HOW_TO,
    KINDS,
    YES_NO,
)
from counterfoil.exports.register_template import ROWS, Row, template_xlsx
from counterfoil.sources.sheets.convert import kind_of
from counterfoil.sources.sheets.leaving import flow_kind
from counterfoil.sources.sheets.register import SheetReading, read_register
from counterfoil.sources.sheets.sender_file import SenderProfile
from counterfoil.sources.sheets.words import country_of, truth_of
from counterfoil.sources.workbook import open_workbook

TODAY = date(2026, 11, 3)
# Words of the patterns, not of anybody: what must never be a column.
_NEVER = re.compile(r"national|citizen|birth|born|passport|ethnic|religio|origin", re.IGNORECASE)

FULL: Row = {
    "Reference": "HYD-2026-014",
    "Type of engagement": "shipment",
    "Title": "Isotopes in the meltwater of the Lesser Horn",
    "Department": "Hydrology",
    "Research theme": "water",
    "Date of proposal": date(2026, 10, 5),
    "Start date": date(2026, 11, 16),
    "End date": date(2027, 2, 28),
    "Funders": "Horn Fund; nserc",
    "Summary": "Samples are filtered here and measured there.",
    "Partner 1": "Laboratorium für Eis und Wasser GmbH",
    "Partner 1 country": "Austria (AT)",
    "Partner 1 city": "Lienz",
    "Partner 1 reg. no.": "FN 000000x",
    "Other names (partner 1)": "LEW",
    "Partner 1 role": "recipient",
    "Partner 2": "海岸声学研究所",
    "Partner 2 country": "Japan (JP)",
    "Other names (partner 2)": "Institute of Coastal Acoustics",
    "Partner 2 role": "funder",
    "Partner 3": "Northern Ore Trust",
    "Partner 3 country": "Canada (CA)",
    "Responsible person": "Kern, Ada; Marsk, Tobin",
    "Staff number": "S-104; S-105",
    "Role of person": "sender",
    "Other affiliations": "Quarry House Foundation",
    "Goes out as": "sample",
    "What leaves us": "forty bottles of filtered meltwater",
    "Risk form": "yes",
    "NDA": "no",
    "Export licence": "no",
    "End-user statement": "yes",
    "Documents on file": "travel registration; site plan",
}
BARE: Row = {"Reference": "HYD-2026-015", "Title": "A talk on ice", "Type of engagement": "talk"}


def _read(tmp_path: Path, rows: list[Row]) -> SheetReading:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(template_xlsx(rows))
    return read_register(path, SenderProfile("hydrology"), {}, TODAY)


def _fields(reading: SheetReading) -> dict[str, str]:
    (sheet,) = reading.sheets
    assert sheet.header_row == 1
    return {column.label: column.field for column in sheet.columns}


_WANTED = {column.label: column.field for column in COLUMNS}
_NUMBERED = {place for place, column in enumerate(COLUMNS) if column.field.startswith("partner")}


def test_every_label_is_taken_for_its_field_unfilled(tmp_path: Path) -> None:
    """Of the empty template each label is mapped to exactly the field meant, by its words alone."""
    assert _fields(_read(tmp_path, [])) == _WANTED


@pytest.mark.parametrize("rows", [[FULL], [BARE], [FULL, BARE], [BARE] * 1 + [FULL]])
def test_every_label_is_taken_for_its_field_filled_in(tmp_path: Path, rows: list[Row]) -> None:
    """What stands in the rows changes nothing of what the labels mean."""
    assert _fields(_read(tmp_path, rows)) == _WANTED


@settings(max_examples=15)
@given(st.lists(st.sets(st.sampled_from(sorted(FULL))), min_size=1, max_size=4))
def test_any_part_of_the_columns_filled_in(
    tmp_path_factory: pytest.TempPathFactory, kept: list[set[str]]
) -> None:
    """Whichever cells are filled in, the labels mean the same."""
    rows = [{k: v for k, v in FULL.items() if k in some | {"Reference"}} for some in kept]
    reading = _read(tmp_path_factory.mktemp("some"), [dict(row) for row in rows])
    assert _fields(reading) == _WANTED


def test_the_labels_differ_and_ask_for_nobodys_origin() -> None:
    """No label stands twice, none asks where a person comes from."""
    assert len(_WANTED) == len(COLUMNS)
    assert [column.label for column in COLUMNS if _NEVER.search(column.label)] == []
    assert {len(column.message) <= 255 for column in COLUMNS} == {True}


def test_the_template_says_what_not_to_write() -> None:
    """Instructions and messages of the columns about people and countries name what to leave out."""
    said = " ".join(HOW_TO["What must not be written"])
    assert all(word in said for word in ("nationality", "birthplace", "religion", "passport"))
    warned = {column.field for column in COLUMNS if "no nationality" in column.message}
    assert warned >= {"person", "summary", "partner_country", "partner_country#2"}


def test_a_filled_template_comes_back_field_by_field(tmp_path: Path) -> None:
    """The engagement of a filled row is the one that was written, in every field."""
    reading = _read(tmp_path, [FULL, BARE])
    assert reading.engagements[0] == Engagement(
        engagement_id="hydrology.HYD-2026-014",
        kind=Kind.SHIPMENT,
        title="Isotopes in the meltwater of the Lesser Horn",
        unit="Hydrology",
        theme="water",
        proposed=date(2026, 10, 5),
        starts=date(2026, 11, 16),
        ends=date(2027, 2, 28),
        funders=("horn fund", "nserc"),
        summary="Samples are filtered here and measured there.",
        parties=(
            Party(
                "P1",
                "recipient",
                BodyRef(
                    "Laboratorium für Eis und Wasser GmbH",
                    ("LEW",),
                    (("registration", "FN 000000x"),),
                    "Lienz",
                    "AT",
                ),
            ),
            Party(
                "P2",
                "funder",
                BodyRef("海岸声学研究所", ("Institute of Coastal Acoustics",), (), "", "JP"),
            ),
            Party("P3", "recipient", BodyRef("Northern Ore Trust", country="CA")),
        ),
        people=(
            Participant(
                "S-104",
                "sender",
                (
                    Affiliation(
                        BodyRef("Quarry House Foundation"),
                        "employment",
                        "employment",
                        confirmed="2026-11-03",
                    ),
                ),
            ),
            Participant("S-105", "sender"),
        ),
        flows=(Flow("F1", "forty bottles of filtered meltwater", "sample", "out", "P1"),),
        documents=("end-user-statement", "risk-form", "site-plan", "travel-registration"),
    )
    assert reading.people == [
        Person("S-104", "Kern, Ada", "Hydrology", ""),
        Person("S-105", "Marsk, Tobin", "Hydrology", ""),
    ]
    assert reading.engagements[1].engagement_id == "hydrology.HYD-2026-015"
    assert reading.engagements[1].kind is Kind.TALK
    assert reading.engagements[1].funders is None
    assert [row.verdict for row in reading.rows if row.engagement] == ["corrected", "corrected"]


def test_a_fourth_partner_in_the_next_row(tmp_path: Path) -> None:
    """A row that repeats reference and title adds its partner, as the instructions say."""
    further: Row = {
        "Reference": "HYD-2026-014",
        "Title": FULL["Title"],
        "Partner 1": "Lhota Mining Institute",
        "Partner 1 country": "Czechia (CZ)",
    }
    reading = _read(tmp_path, [FULL, further])
    (one,) = reading.engagements
    assert [(p.party, p.body.name, p.body.country) for p in one.parties][3:] == [
        ("P4", "Lhota Mining Institute", "CZ")
    ]


def test_the_other_sheets_are_no_engagements(tmp_path: Path) -> None:
    """Instructions and lists are accounted for as sheets of the template, also under new names."""
    path = tmp_path / "filled.xlsx"
    path.write_bytes(template_xlsx([FULL]))
    sheets = {sheet.name: sheet for sheet in open_workbook(path)}
    assert list(sheets) == ["Engagements", "How to fill in", "Lists"]
    assert [sheet.hidden for sheet in sheets.values()] == [False, False, True]
    assert [sheet.rows[0][0] for sheet in list(sheets.values())[1:]] == list(TEMPLATE_ASIDE)
    reading = read_register(path, SenderProfile("hydrology"), {}, TODAY)
    left = {row.sheet: row.what for row in reading.rows if row.sheet != "Engagements"}
    assert left == {"How to fill in": "sheet of the template", "Lists": "sheet of the template"}
    assert len(reading.engagements) == 1


def test_every_country_of_the_list_is_understood() -> None:
    """Each entry of the drop-down list of countries gives the code that stands in it."""
    assert len(COUNTRIES) > 240
    assert {name: country_of(name) for name in COUNTRIES} == {n: n[-3:-1] for n in COUNTRIES}


def test_every_word_of_the_lists_is_understood() -> None:
    """Kinds, kinds of flow, and yes and no are read as what they say."""
    assert [kind_of(kind) for kind in KINDS] == list(Kind)
    assert [flow_kind(flow) for flow in FLOWS] == list(FLOWS)
    assert [truth_of(word) for word in YES_NO] == [True, False]


def test_what_the_workbook_holds() -> None:
    """Drop-down lists, date checks, input messages, a frozen header; and no macro or link."""
    with zipfile.ZipFile(BytesIO(template_xlsx())) as book:
        names = book.namelist()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert not [n for n in names if "vba" in n or "external" in n]
    checks = re.findall(r"<dataValidation [^>]*>", sheet)
    assert len(checks) == len(COLUMNS)
    assert all('showInputMessage="1"' in check and 'prompt="' in check for check in checks)
    sorts = [re.search(r'type="(\w+)"', check) for check in checks]
    kinds = [found[1] if found else "any" for found in sorts]
    assert kinds.count("list") == len([c for c in COLUMNS if c.choice])
    assert kinds.count("date") == len([c for c in COLUMNS if c.is_date]) == 3
    assert f"{ROWS + 1}" in checks[0]
    assert 'state="frozen"' in sheet


def test_a_cell_never_becomes_a_formula(tmp_path: Path) -> None:
    """A title that starts as a formula is written as text and read back without running."""
    reading = _read(tmp_path, [{"Reference": "R-1", "Title": "=1+1", "Partner 1": "Polar Trust"}])
    assert reading.engagements[0].title == "=1+1"


def test_the_same_template_every_time() -> None:
    """Two templates are the same bytes."""
    assert template_xlsx() == template_xlsx()


def test_a_label_the_template_lacks() -> None:
    """A row with an unknown label is refused."""
    with pytest.raises(KeyError):
        template_xlsx([{"Shoe size": "43"}])
