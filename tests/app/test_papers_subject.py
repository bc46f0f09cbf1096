"""Whom a request for access is about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.app.papers.subject import Subject, subject_of
from counterfoil.app.papers.words import date_words, period_words
from counterfoil.domain.partner import Person
from counterfoil.domain.wording import blame_in
from counterfoil.errors import UsageError
from counterfoil.ports.history import PersonVersion

AT = datetime(2026, 11, 3, tzinfo=UTC)


def people(*pairs: tuple[str, str]) -> list[PersonVersion]:
    """Rows of the people register: (staff reference, name)."""
    return [PersonVersion(Person(staff, name, "", ""), AT) for staff, name in pairs]


def test_a_reference_brings_every_name() -> None:
    """A person who changed the name is found by either, with both."""
    register = people(("S-1", "Nessa Quill"), ("S-1", "Nessa Oake"), ("S-2", "Nessa Oakes"))
    assert subject_of("S-1", register) == Subject("S-1", ("Nessa Quill", "Nessa Oake"))
    assert subject_of("nessa  OAKE", register) == subject_of("S-1", register)


def test_a_shared_name_is_asked_back() -> None:
    """Two people of one name are not mixed: the references are named and one must be chosen."""
    with pytest.raises(UsageError, match="2 people bear the name") as raised:
        subject_of("Nessa Quill", people(("S-1", "Nessa Quill"), ("S-9", "Nessa Quill")))
    assert "S-1, S-9" in raised.value.do


def test_an_outsider_has_a_name_only() -> None:
    """A name that is not in the register is an outsider's, never a person of the house."""
    assert subject_of("Oskerin Taldov", people(("S-1", "Nessa Quill"))) == Subject(
        "", ("Oskerin Taldov",)
    )
    with pytest.raises(UsageError, match="no name"):
        subject_of(" . ", [])


def test_a_reference_is_a_word_of_its_own() -> None:
    """S-1 is not in S-12, nor in XS-1, but is in a sentence."""
    subject = Subject("S-1", ("Nessa Quill",))
    assert not subject.mentions_staff("S-12 and XS-1 and S-1-b")
    assert subject.mentions_staff("asked S-1, who knows")
    assert subject.mentions_name("the talk of Nessa Quill.")
    assert not subject.mentions_name("the talk of Nessa Quilligan")
    assert Subject("", ("韦岚初",)).mentions_name("与韦岚初合作")


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_name_and_text_can_be_compared(name: str, text: str) -> None:
    """No name and no text breaks the search, and a name is always found in itself."""
    subject = Subject("S-1", (name,))
    assert subject.mentions_name(text) in {True, False}
    assert subject.is_name(name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024", "2024"),
        ("2024-02", "Feb 2024"),
        ("2024-02-05", "5 Feb 2024"),
        ("2024-02-01/2024-03-31", "between 1 Feb 2024 and 31 Mar 2024"),
        ("last spring", "last spring"),
    ],
)
def test_dates_are_as_exact_as_they_are_known(text: str, words: str) -> None:
    """A month stays a month, a range a range, and what is no date is shown as written."""
    assert date_words(text) == words


def test_a_missing_end_is_missing() -> None:
    """No end is never written as today."""
    assert period_words("2024-02", "") == "from Feb 2024, end not on file"
    assert "still current on 18 Oct 2026" in period_words("", "", "2026-10-18")


def test_blame_is_found() -> None:
    """Inflections are found, innocent neighbours are not."""
    assert blame_in("He is Suspected of espionage; a suspicious act") == [
        "suspected",
        "espionage",
        "suspicious",
    ]
    assert blame_in("a spy, spies") == ["spy", "spies"]
    assert blame_in("We believed it, the spyglass lies in the draft; nothing is decided") == []


def test_titles_and_order_do_not_hide_a_person() -> None:
    """Whoever asks without the title is found under it, and the other way round."""
    asked = subject_of("Kim Sora", [])
    assert asked.is_name("Ms Kim Sora")
    assert asked.is_name("SORA, Kim")
    assert asked.mentions_name("hosted by Dr. Kim Sora")
    assert not asked.is_name("Kim Soran")
