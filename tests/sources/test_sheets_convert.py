"""From an entry of a sheet to an engagement: kinds, what leaves, papers, people, ids."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.domain.engagement import Kind
from counterfoil.sources.sheets.assignment import Setting
from counterfoil.sources.sheets.convert import (
    Made,
    default_kind,
    engagement_id,
    kind_of,
    make_engagement,
)
from counterfoil.sources.sheets.entry import Entry, PartyEntry, Verdict
from counterfoil.sources.sheets.leaving import document, documents_of, flow_kind, what_leaves
from counterfoil.sources.sheets.people import name_of_person

TODAY = date(2026, 11, 3)


def _made(
    *parties: str,
    given_values: dict[str, str] | None = None,
    blank: frozenset[str] = frozenset(),
    people: dict[str, str] | None = None,
    **values: list[str],
) -> tuple[Made, Entry]:
    entry = Entry("", [2], {"id": ["G-01"], "title": ["Ore"], **values})
    entry.parties = [PartyEntry(name) for name in parties]
    columns = frozenset({*values, "id", "title", "partner"})
    setting = Setting("geology", TODAY, given_values or {}, blank, columns, people or {})
    return make_engagement(entry, setting), entry


# --- kinds ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MTA", Kind.SHIPMENT),
        ("Materialversand", Kind.SHIPMENT),
        ("Vortrag", Kind.TALK),
        ("Dienstreise", Kind.TRAVEL),
        ("ordre de mission", Kind.TRAVEL),
        ("Gastaufenthalt", Kind.VISITOR),
        ("chercheur invité", Kind.VISITOR),
        ("Honorary appointment", Kind.APPOINTMENT),
        ("zamówienie", Kind.PURCHASE),
        ("Open source release", Kind.RELEASE),
        ("umowa o współpracy", Kind.PARTNERSHIP),
        ("Kooperationsvertrag", Kind.PARTNERSHIP),
        ("Drittmittelprojekt", Kind.GRANT),
        ("samarbeidsavtale", Kind.PARTNERSHIP),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    """Words of several languages name the kind they mean."""
    assert kind_of(text) is kind


def test_no_kind() -> None:
    """A text that names no kind gives none, and the kind assumed is said."""
    assert kind_of("blue") is None
    made, entry = _made("Polar Trust", kind=["blue"])
    assert made.engagement.kind is Kind.PARTNERSHIP
    assert entry.notes == ["the kind 'blue' is not known; taken for partnership"]


def test_the_kind_of_a_row_beats_the_one_given_for_the_sheet() -> None:
    """A value for the sheet stands in where a row says nothing that is known."""
    given_kind = {"kind": "visitor"}
    assert _made(given_values=given_kind, kind=["talk"])[0].engagement.kind is Kind.TALK
    assert _made(given_values=given_kind)[0].engagement.kind is Kind.VISITOR
    assert _made(given_values=given_kind, kind=["blue"])[0].engagement.kind is Kind.VISITOR


def test_the_kind_of_a_sheet_without_a_column() -> None:
    """A column of visitors makes it one of visitors; else the first word of its titles decides."""
    assert default_kind(frozenset({"visitor"}), ["MTA 2026"]) is Kind.VISITOR
    assert default_kind(frozenset(), ["Sheet1", "MTA 2026"]) is Kind.SHIPMENT
    assert default_kind(frozenset(), ["Sheet1"]) is Kind.PARTNERSHIP


# --- what leaves ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sequencing data", "data"),
        ("Quellcode des Modells", "data"),
        ("forty bottles of serum", "sample"),
        ("échantillons de givre", "sample"),
        ("próbki gleby", "sample"),
        ("Laptop", "equipment"),
        ("bærbar utstyr", "equipment"),
        ("VPN account", "access"),
        ("Zugang zum Reinraum", "access"),
        ("training on the method", "know-how"),
        ("wiedza", "know-how"),
        ("something", ""),
    ],
)
def test_kinds_of_what_leaves(text: str, kind: str) -> None:
    """The first word that names a kind of flow decides; none is said as none."""
    assert flow_kind(text) == kind


def _flows(*texts: str) -> list[tuple[str, str]]:
    made, _ = _made("Polar Trust", goes_out=list(texts))
    return [(flow.kind, flow.what) for flow in made.engagement.flows]


def test_a_column_of_kinds_beside_one_of_words() -> None:
    """A kind belongs to the words behind it; a kind without words, or words without one, stand."""
    assert what_leaves("Goes out as", "sample") == "sample:"
    assert what_leaves("What leaves us", "meltwater") == "meltwater"
    assert _flows("sample:", "meltwater") == [("sample", "meltwater")]
    assert _flows("sample:", "meltwater", "data:", "maps") == [
        ("sample", "meltwater"), ("data", "maps"),
    ]  # fmt: skip
    assert _flows("data:") == [("data", "data")]
    assert _flows("data:", "sample:", "cores") == [("data", "data"), ("sample", "cores")]
    assert _flows("samples", "protocols") == [("sample", "samples"), ("know-how", "protocols")]


def test_a_tick_under_a_label() -> None:
    """A cross below `Equipment taken` says what leaves by its label; a no says nothing leaves."""
    assert what_leaves("Equipment taken", "x") == "Equipment taken"
    assert what_leaves("Equipment taken", "nein") == ""
    assert _flows("Equipment taken") == [("equipment", "Equipment taken")]


def test_a_kind_that_is_not_named() -> None:
    """What leaves without a kind that is known is taken for know-how, and that is said."""
    made, entry = _made("Polar Trust", goes_out=["something"])
    assert made.engagement.flows[0].kind == "know-how"
    assert entry.verdict is Verdict.CORRECTED


def test_what_leaves_and_nobody_it_goes_to() -> None:
    """Without a partner the flows count as incomplete instead of going to nobody."""
    made, entry = _made(goes_out=["cores"])
    assert made.engagement.flows == ()
    assert made.engagement.incomplete == ("flows", "parties")
    assert "what leaves is named, but not to whom" in entry.notes


def test_a_blank_column_of_what_leaves() -> None:
    """Blank in the whole sheet is not known; said to be none, it is none."""
    blank = frozenset({"goes_out", "person"})
    assert _made("Polar Trust", blank=blank)[0].engagement.incomplete == ("flows", "people")
    none = {"goes_out": "none", "person": "none"}
    assert _made("Polar Trust", blank=blank, given_values=none)[0].engagement.incomplete == ()


# --- papers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("NDA: x", "nda"),
        ("Risk form: yes", "risk-form"),
        ("End-user statement: ja", "end-user-statement"),
        ("NDA: no", ""),
        ("NDA: tbd", ""),
        ("Export licence: EL 2026/12", "export-licence-el-2026-12"),
        ("Geheimhaltung: liegt vor", "geheimhaltung"),
    ],
)
def test_papers(cell: str, word: str) -> None:
    """A tick stands for its label, a number belongs to it, a no or a placeholder is no paper."""
    assert document(cell) == word


def test_a_cell_of_papers() -> None:
    """Below a label that names no paper each piece of the cell is one."""
    cells = ["Documents on file: site plan; travel registration", "NDA: yes", "Unterlagen: tba"]
    assert documents_of(cells) == ("nda", "site-plan", "travel-registration")


# --- people -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Ada Kern", "Kern, Ada", "Dr. Ada Kern", "Prof. Dr. Kern, Ada", "ADA KERN", "Ada Kern (PI)",
     "Dipl.-Ing. Ada Kern", "M. Ada Kern"],
)  # fmt: skip
def test_spellings_of_one_name(text: str) -> None:
    """Titles, order, case and remarks in brackets make no other person."""
    assert name_of_person(text) == "ada kern"


def test_a_surname_is_no_title() -> None:
    """Surnames that look like titles stay: two people must not become one."""
    assert name_of_person("Ma Wei") == "ma wei"
    assert name_of_person("Ing, Tobin") == "tobin ing"
    assert name_of_person("Wei") != name_of_person("Ma Wei")


def test_known_people_keep_their_reference() -> None:
    """A name of the people register gives its staff reference, another gets one without a name."""
    made, _ = _made(people={"ada kern": "S-1"}, person=["Dr. Ada Kern; Tobin Marsk"])
    first, second = made.engagement.people
    assert first.staff == "S-1"
    assert re.fullmatch(r"p-[0-9a-f]{10}", second.staff)
    again, _ = _made(person=["Marsk, Tobin"])
    assert again.engagement.people[0].staff == second.staff


def test_staff_numbers_beside_names() -> None:
    """As many numbers as names belong to them in order; otherwise the numbers stand for people."""
    made, _ = _made(person=["Ada Kern; Tobin Marsk"], staff=["S-1; S-2"])
    assert [(p.staff, p.name) for p in made.people] == [("S-1", "Ada Kern"), ("S-2", "Tobin Marsk")]
    alone, _ = _made(staff=["S-7"])
    assert [p.staff for p in alone.engagement.people] == ["S-7"]
    assert alone.people == []


# --- ids --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [("G-01", "geology.G-01"), ("G 01", "geology.G-01"), ("2026.7_b", "geology.2026.7_b")],
)
def test_ids(reference: str, wanted: str) -> None:
    """A reference that an id can hold stays as it is behind the sender."""
    assert engagement_id("geology", reference) == wanted


def test_ids_of_references_an_id_cannot_hold() -> None:
    """Signs become hyphens, and a mark keeps two such references apart."""
    ids = [engagement_id("geology", text) for text in ("G/01", "G-01", "G:01", "#", "§", "x" * 90)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w.-]{1,60}", one) for one in ids)


@given(st.text(min_size=1, max_size=100))
def test_every_reference_gives_an_id(reference: str) -> None:
    """Whatever the reference: an id that the register's own files could carry, always the same."""
    found = engagement_id("geology", reference)
    assert re.fullmatch(r"[\w./-]{1,60}", found)
    assert found == engagement_id("geology", reference)


def test_without_a_reference() -> None:
    """An id is made from what tells one engagement from another, and that is noted."""
    first, entry = _made("Polar Trust", id=[], person=["Ada Kern"])
    second, _ = _made("Basalt Bureau", id=[], person=["Ada Kern"])
    assert first.engagement.engagement_id != second.engagement.engagement_id
    assert any("no reference" in note for note in entry.notes)
