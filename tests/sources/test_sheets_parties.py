"""Outside bodies in one cell: taken apart where they are several, left whole where they are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.sources.sheets.parties import is_legal_form, split_bodies
from counterfoil.sources.sheets.partners import identifier_kind

BODIES = ("Lhota Mining Institute", "Basalt Bureau Ltd", "Quarry House Foundation")
CELLS = [
    # one body, whatever commas and conjunctions its name holds
    ("Lhota Mining Institute", ["Lhota Mining Institute"]),
    ("Ore & Sons Ltd", ["Ore & Sons Ltd"]),
    ("Institute of Ice and Snow", ["Institute of Ice and Snow"]),
    ("Institut für Eis und Wasser", ["Institut für Eis und Wasser"]),
    ("Centro de Hielo y Agua", ["Centro de Hielo y Agua"]),
    ("Eis- und Wasserwerk Lienz", ["Eis- und Wasserwerk Lienz"]),
    ("Horn Mechanik GmbH & Co. KG", ["Horn Mechanik GmbH & Co. KG"]),
    ("Basalt Bureau, Inc.", ["Basalt Bureau, Inc."]),
    ("Polar Systems, S.A. de C.V.", ["Polar Systems, S.A. de C.V."]),
    ("University of Oreham, Department of Geology", ["University of Oreham, Department of Geology"]),
    ("University of Oreham, Canada", ["University of Oreham, Canada"]),
    ("Univ. A/B Test", ["Univ. A/B Test"]),
    ("Horn Werke AG (Zweigstelle)", ["Horn Werke AG (Zweigstelle)"]),
    ("Lhota Mining Institute*", ["Lhota Mining Institute"]),
    ("  Lhota   Mining Institute ", ["Lhota Mining Institute"]),
    # several
    ("Basalt Bureau Ltd; Northern Ore Trust", ["Basalt Bureau Ltd", "Northern Ore Trust"]),
    ("Basalt Bureau Ltd, Northern Ore Trust", ["Basalt Bureau Ltd", "Northern Ore Trust"]),
    ("Polar Holding and Northern Ore Trust", ["Polar Holding", "Northern Ore Trust"]),
    ("1) Lhota Mining Institute\n2) Basalt Bureau Ltd", ["Lhota Mining Institute", "Basalt Bureau Ltd"]),
    ("Lhota Mining Institute / Basalt Bureau Ltd", ["Lhota Mining Institute", "Basalt Bureau Ltd"]),
    ("海岸声学研究所；北方大学", ["海岸声学研究所", "北方大学"]),
    ("Fabryka Lodu Sp. z o.o., Instytut Wody", ["Fabryka Lodu Sp. z o.o.", "Instytut Wody"]),
    ("Universidad de Hielo y Instituto del Agua", ["Universidad de Hielo", "Instituto del Agua"]),
    ("Laboratoire du Givre et Institut de la Neige", ["Laboratoire du Givre", "Institut de la Neige"]),
    ("- Polar Trust\n- Quarry House Foundation", ["Polar Trust", "Quarry House Foundation"]),
    ("Polar Trust | Quarry House Foundation", ["Polar Trust", "Quarry House Foundation"]),
    ("Polar Trust # Quarry House Foundation", ["Polar Trust", "Quarry House Foundation"]),
    ("Lhota Mining Institute; Lhota Mining Institute", ["Lhota Mining Institute"]),
    # none, or fewer than it seems
    ("tbd", []),
    ("dito", []),
    ("N.N.; Lhota Mining Institute", ["Lhota Mining Institute"]),
    ("", []),
]  # fmt: skip


def test_the_table_is_long_enough() -> None:
    """At least twenty-five cells are held."""
    assert len(CELLS) >= 25


@pytest.mark.parametrize(("cell", "names"), CELLS, ids=[repr(cell) for cell, _ in CELLS])
def test_cells(cell: str, names: list[str]) -> None:
    """Each cell gives the bodies a reader would see in it."""
    assert split_bodies(cell)[0] == names


def test_placeholders_are_named() -> None:
    """What was left out of a cell is given back, so that it can be said."""
    assert split_bodies("N.N.; Lhota Mining Institute; tba")[1] == ["N.N.", "tba"]


@given(
    st.lists(st.sampled_from(BODIES), min_size=1, unique=True), st.sampled_from([";", "\n", "|"])
)
def test_what_parts_always_parts(names: list[str], separator: str) -> None:
    """Names joined by a semicolon, a line break or a pipe come back as they were, in order."""
    assert split_bodies(f" {separator} ".join(names)) == (names, [])


@given(st.text(max_size=60))
def test_any_cell(text: str) -> None:
    """Whatever stands in a cell: no fault, no empty name, and no letter that was not there."""
    names, dropped = split_bodies(text)
    assert all(name == name.strip() != "" for name in [*names, *dropped])
    assert {mark for name in names for mark in name} <= {*text, " ", ","}


@pytest.mark.parametrize(
    "form", ["GmbH", "S.A.", "Sp. z o.o.", "Inc.", "Ltd", "B.V.", "AS", "s.r.o."]
)
def test_legal_forms(form: str) -> None:
    """A legal form alone is no name."""
    assert is_legal_form(form)


@pytest.mark.parametrize("text", ["Ore", "Institute", "Horn Werke AG"])
def test_what_is_more_than_a_legal_form(text: str) -> None:
    """A name is no legal form, with one behind it or not."""
    assert not is_legal_form(text)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("https://ror.org/0abcdef12", "ror"),
        ("0abcdef12", "ror"),
        ("ABCDEFGHIJKLMNOPQR00", "lei"),
        ("FN 000000x", "registration"),
        ("123456789", "registration"),
        ("HRB 12345", "registration"),
    ],
)
def test_kinds_of_numbers(number: str, kind: str) -> None:
    """A number is known for a ROR id or an LEI by its form; every other is a register's."""
    assert identifier_kind(number) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Dansol University, Polar Engineering Department",
        "Veld University, Institute of Marine Acoustics",
        "Institute of Marine Acoustics, Veld Technical University",
    ],
)
def test_a_university_and_its_department_are_one_body(text: str) -> None:
    """Split, neither half would be found on a list that names the whole."""
    assert split_bodies(text) == ([text], [])
