"""Dated documents and seats of organisations, through the whole engine."""

from __future__ import annotations

from datetime import date

import pytest

from counterfoil.domain.case import Case, PartyFacts
from counterfoil.domain.truth import Truth
from tests.packs.look_back import Days, asked_of, assessed, body, case_of, pack_of, tie, truth_of

DAYS = Days(date(2026, 3, 31), date(2026, 5, 20), date(2026, 9, 1))
DOCUMENT = ("document:training", "document", "office")
SEAT = ("seat:B1", "seat", "office")


def trained(*on: str, days: Days = DAYS) -> Case:
    """Return a case with a training on file with a date (empty: none), or without any."""
    return case_of(days, documents=tuple(("training", day) for day in on))


@pytest.mark.parametrize(
    ("window", "on", "truth"),
    [
        ("months-12", "2025-03-30", False),
        ("months-12", "2025-03-31", True),
        ("months-12", "2026-03-31", True),
        ("months-12", "2026-04-01", False),
        ("months-1", "2026-02-27", False),
        ("months-1", "2026-02-28", True),
        ("months-12-at-start", "2025-08-31", False),
        ("months-12-at-start", "2025-09-01", True),
        ("months-12-at-start", "2026-05-20", True),
        ("months-12-at-start", "2026-05-21", False),  # a paper of tomorrow is not on file
        ("years-2-at-assessment", "2024-05-19", False),
        ("years-2-at-assessment", "2024-05-20", True),
        ("years-2-at-assessment", "2026-05-20", True),
        ("years-2-at-assessment", "2026-05-21", False),
        ("current", "2026-03-30", False),
        ("current", "2026-03-31", True),
        ("current", "2026-04-01", False),
        ("ever", "0001-01-01", True),
        ("ever", "2026-04-01", False),
        ("since-2025-01-01", "2024-12-31", False),
        ("since-2025-01-01", "2025-01-01", True),
        ("between-2025-01-01-and-2026-01-01", "2025-12-31", True),
        ("between-2025-01-01-and-2026-01-01", "2026-01-01", False),
        ("months-12", "2025-03", None),
        ("months-12", "2025", None),
        ("months-12", "2026-03", True),
        ("months-12", "2025-02", False),
        ("months-12", "", None),
    ],
)
def test_a_document_counts_on_the_days_of_its_window(window: str, on: str, truth: Truth) -> None:
    """A dated document is exact to the day; what its date leaves open is asked of the office."""
    when = f"completed(training, {window})"
    assert truth_of(trained(on), when) is truth
    assert asked_of(trained(on), when) == ([DOCUMENT] if truth is None else [])


@pytest.mark.parametrize("window", ["ever", "current", "months-12", "months-12-at-start"])
def test_a_document_that_is_not_on_file_was_not_completed(window: str) -> None:
    """What is not on file is false and asks nothing, also without a day to count from."""
    days = Days(DAYS.proposed, DAYS.assessed, None)
    assert truth_of(trained(days=days), f"completed(training, {window})") is False
    assert asked_of(trained(days=days), f"completed(training, {window})") == []


@pytest.mark.parametrize("on", ["2026-03-01", ""])
def test_a_document_counted_from_an_unknown_start_asks_for_the_start(on: str) -> None:
    """Where the first day of the engagement is missing, the document is not what is asked for."""
    case = trained(on, days=Days(DAYS.proposed, DAYS.assessed, None))
    assert truth_of(case, "completed(training, months-12-at-start)") is None
    asked = asked_of(case, "completed(training, months-12-at-start)")
    assert asked == [("starts", "starts", "office")]


def at_seat(seat: str) -> Case:
    """Return a case of one organisation with its seat there."""
    return case_of(DAYS, parties=(PartyFacts("P1", "partner", body(None, seat)),))


@pytest.mark.parametrize(
    ("seat", "far", "abroad"),
    [
        ("XV", True, True),
        ("XW", True, True),
        ("XM", False, False),
        ("XZ", False, True),
        ("", None, None),
        ("XV+XW", True, True),  # both are in the set
        ("XM+XV", None, None),  # the countries disagree
        ("XV+XZ", None, True),
        ("-", False, False),  # a natural person is in no set
    ],
)
def test_a_seat_is_in_a_set_out_of_it_or_unknown(seat: str, far: Truth, abroad: Truth) -> None:
    """A seat counts for the sets all its countries are in; a person has none."""
    over = "p in parties"
    assert truth_of(at_seat(seat), "seated(p, far)", over) is far
    assert truth_of(at_seat(seat), "seated(p, abroad)", over) is abroad
    wanted = [SEAT] if far is None else []
    assert asked_of(at_seat(seat), "seated(p, far)", over) == wanted


@pytest.mark.parametrize("seat", ["", "XM+XV"])
def test_the_question_on_a_seat_has_one_answer_for_countries_alike(seat: str) -> None:
    """Countries that no set of the packs tells apart are one answer of one question."""
    pack = pack_of("seated(p, far)", "seated(p, abroad)", over="p in parties")
    _, assessment = assessed(at_seat(seat), pack)
    (question,) = assessment.questions
    assert (question.key, question.who, question.about) == ("seat:B1", "office", ("p1", "B1"))
    assert sorted(answer for answer, *_ in question.answers) == ["XM", "XV+XW", "elsewhere"]
    one = assessed(at_seat(seat), pack_of("seated(p, far)", over="p in parties"))[1]
    assert [answer for answer, *_ in one.questions[0].answers] == ["XV+XW", "elsewhere"]


@pytest.mark.parametrize("place", ["far", "abroad"])
@pytest.mark.parametrize(
    ("seat", "end", "inside", "asked"),
    [
        ("XV", "2026-03-31", True, []),
        ("XV", "2026-03-30", False, []),
        ("XM", "2026-03-31", False, []),
        ("", "2026-03-30", False, []),
        ("", "2026-03-31", None, [SEAT]),
        ("-", "2026-03-31", False, []),
        ("-", "", False, []),
    ],
)
def test_a_tie_to_a_body_of_a_place_needs_both_seat_and_window(
    place: str, seat: str, end: str, inside: Truth, asked: list[tuple[str, str, str]]
) -> None:
    """The seat is asked for only where the window is met, and never for a natural person."""
    case = case_of(DAYS, tie("2019-01-01", end, at=body(None, seat)))
    when = f"affiliated(s, {place}, current)"
    assert truth_of(case, when) is inside
    assert asked_of(case, when) == asked
