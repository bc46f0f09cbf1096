import hypothesis.strategies as st
import pytest
from hypothesis import given

from counterfoil.domain.statement import Statement, snapshot_id
from counterfoil.sources.values import clean, is_clean, slug


def test_plain_text_is_its_own_value() -> None:
    """A clean text is kept as it is and needs no original."""
    assert clean("Veld Institute") == ("Veld Institute", "", ())


def test_white_space_is_collapsed_and_the_original_kept() -> None:
    """Line ends and double spaces become one space."""
    assert clean(" Veld\n  Institute ") == ("Veld Institute", " Veld\n  Institute ", ())


@pytest.mark.parametrize(
    ("text", "value", "word"),
    [
        ("Veld\u202etsni", "Veldtsni", "direction"),
        ("Ve\x00ld", "Ve ld", "control"),
        ("Ve\ud800ld", "Ve\ufffdld", "surrogate"),
        ("Ve\u200bld", "Veld", "invisible"),
    ],
)
def test_what_cannot_be_seen_is_removed_and_said(text: str, value: str, word: str) -> None:
    """Each sort of hidden character is removed with a problem that names it."""
    cleaned = clean(text)
    assert cleaned.value == value
    assert word in cleaned.problems[0][0]
    assert cleaned.original


def test_joiners_that_carry_meaning_stay() -> None:
    """The zero-width non-joiner of Persian is part of the spelling."""
    assert clean("می\u200cخواهم").value == "می\u200cخواهم"


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Cleaning is idempotent, and a cleaned value is stored without trouble."""
    value, original, _ = clean(text)
    again = clean(value)
    assert again.value == value
    assert not again.problems
    assert snapshot_id("d", [Statement("d:1", "Company", "name", value, "", original)])
    assert not set(value + original) & {"\x1e", "\x1f"}
    assert is_clean(value) == (again.original == "" and value.isprintable())


def test_slug_is_ascii_and_short() -> None:
    """A slug holds small letters, digits and hyphens only."""
    assert slug("Véld  Institute (VI)!") == "veld-institute-vi"
    assert slug("Вельд") == ""
    assert len(slug("x" * 200)) == 48
