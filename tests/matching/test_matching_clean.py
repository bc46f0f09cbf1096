"""Facts of text hygiene and romanising."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.matching.clean import MAX_LENGTH, clean, is_capped
from counterfoil.matching.romanise import folded, romanised, skeleton
from counterfoil.matching.tables import han_variants, read_table, table_hash, unspaced_terms

ANY_TEXT = st.text(alphabet=st.characters(), max_size=60)


@given(ANY_TEXT)
def test_clean_never_raises_and_is_idempotent(text: str) -> None:
    """Any text has a clean form, and cleaning it again changes nothing that is compared."""
    once = clean(text)
    assert clean(once).split() == once.split()


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\ufeff", "\u2066", "\u00ad", "\ud800"])
def test_invisible_characters_are_taken_out(hidden: str) -> None:
    """Direction marks, zero-width characters and lone surrogates leave no trace."""
    assert clean(f"Ve{hidden}ld") == "Veld"


def test_control_characters_become_spaces() -> None:
    """A NUL or a line break separates words."""
    assert clean("Veld\0Institute\r\nof  Ice") == "Veld Institute of Ice"


def test_a_look_alike_inside_a_latin_word_is_latin() -> None:
    """A Cyrillic letter in a Latin word is read as the Latin letter it resembles."""
    assert clean("V\u0435ld") == "Veld"


def test_a_whole_word_in_another_script_is_left() -> None:
    """A word wholly in Cyrillic letters is no disguise."""
    assert clean("\u0420\u041e\u0421") == "\u0420\u041e\u0421"


def test_an_endless_name_is_capped() -> None:
    """Of a million characters only the first are read, and that can be told."""
    assert len(clean("veld " * 200_000)) <= MAX_LENGTH
    assert is_capped("v" * (MAX_LENGTH + 1))
    assert not is_capped("Veld")


@given(ANY_TEXT)
def test_romanised_text_is_plain(text: str) -> None:
    """Any text has a romanised form in lower-case ASCII."""
    plain = romanised(clean(text))
    assert plain.isascii()
    assert plain == plain.lower()


def test_spellings_of_one_sound_fold_alike() -> None:
    """Two romanisations of one Russian name have one folded form."""
    assert folded("ekaterinburg") == folded("yekaterinburg")
    assert folded("zhukovskiy") == folded("zhukovskii")


def test_the_skeleton_needs_no_vowels() -> None:
    """A name of a script without vowels has the consonants of its Latin form."""
    assert skeleton("shryf") == skeleton("sharif")


def test_tables_are_consistent() -> None:
    """Characters pair with their simplified twins, and every translated term says something."""
    assert len(han_variants()) > 200
    terms, longest = unspaced_terms()
    assert longest < 20
    assert all(terms.values())
    for name in ("zh", "ja", "ko", "ru", "ar", "de", "fr", "es", "latin", "synonyms"):
        assert all(read_table(name).values()), name


def test_the_table_hash_is_stable() -> None:
    """The hash of the shipped tables is twelve digits and the same each time."""
    assert table_hash() == table_hash()
    assert len(table_hash()) == 12
