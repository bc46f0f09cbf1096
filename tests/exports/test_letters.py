import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.exports.letters import language_of, tidy
from tests.exports import invented


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\r\nb\u2028c\u0085d", "a\nb\nc\nd"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\ufeffVeld\u2066\u2069", "Veld"),
        ("x\ud800y\uffff", "x\ufffdy\ufffd"),
        ("na\u200cme\u00ad", "na\u200cme\u00ad"),
        ("a\tb", "a b"),
    ],
)
def test_what_must_not_be_shown_goes(text: str, shown: str) -> None:
    """Controls, forced direction and broken code points go; joiners and soft hyphens stay."""
    assert tidy(text) == shown


@given(st.text(st.characters()))
def test_tidy_text_can_be_written_and_stays_tidy(text: str) -> None:
    """Any tidied text can be encoded, and tidying it again changes nothing."""
    once = tidy(text)
    assert once.encode("utf-8")[:0] == b""
    assert tidy(once) == once


def test_names_in_other_scripts_get_a_language_tag() -> None:
    """A tag names the script, so that a reading program does not read Cyrillic as English."""
    tags = [language_of(name) for name in (*invented.NATIVE, invented.TIBETAN, "Veld")]
    assert tags == ["und-Cyrl", "und-Hani", "und-Arab", "ko", "bo", ""]
