"""The engine against an enumeration of every day that dates and listings may mean."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counterfoil.domain.truth import Truth
from tests.packs.look_back import TIES, Days, body, case_of, tie, truth_of

# Everything happens in February and March of these years, around the 29th of February and the
# month that clamps; some days beyond stand for all days before, between and after.
YEARS = (2023, 2024)
BEYOND = 3
FAR = (date(1990, 1, 1), date(2060, 1, 1))
SINCE, BETWEEN = date(2024, 2, 29), (date(2023, 2, 20), date(2024, 3, 10))
FORMS = (
    "current", "ever", "years-1", "months-1", "months-12", "since-2024-02-29",
    "between-2023-02-20-and-2024-03-10", "since-listing", "since-listing-or-2024-02-29",
)  # fmt: skip
SUFFIXES = ("", "-at-assessment", "-at-start")


@cache
def around(year: int) -> tuple[date, ...]:
    """Return the days of a small calendar, with some beyond it on both sides."""
    first, last = date(year, 2, 1), date(year, 3, 31)
    size = (last - first).days + 1 + 2 * BEYOND
    return tuple(first + timedelta(days=n - BEYOND) for n in range(size))


ANY_DAY = (*FAR, *(day for year in YEARS for day in around(year)))


@cache
def meant(text: str) -> tuple[date, ...]:
    """Return the days a date may mean, of those that are told apart here."""
    if not text:
        return ANY_DAY
    if "/" in text:
        first, last = text.split("/")
        return tuple(day for day in ANY_DAY if first <= day.isoformat() <= last)
    if len(text) == len("2024-02-29"):
        return (date.fromisoformat(text),)
    return tuple(day for day in ANY_DAY if day.isoformat().startswith(text))


DAY = st.builds(
    lambda year, month, day: date(year, month, min(day, monthrange(year, month)[1])),
    st.sampled_from(YEARS), st.sampled_from((2, 3)), st.integers(1, 31),
)  # fmt: skip
PARTIAL = st.sampled_from([f"{year}{month}" for year in YEARS for month in ("", "-02", "-03")])
SPAN = st.tuples(DAY, DAY).map(lambda pair: "/".join(day.isoformat() for day in sorted(pair)))
DATED = st.one_of(st.just(""), DAY.map(date.isoformat), PARTIAL, SPAN)
REFERENCE = st.integers(1, 31).map(lambda day: date(2024, 3, day))


@dataclass(frozen=True)
class Held:
    """One tie as the register has it, and the day its body was listed."""

    start: str
    end: str
    confirmed: str
    listed: str
    disclosed: bool
    relation: str


TIE = st.builds(
    Held,
    DATED, DATED, st.one_of(st.just(""), DAY.map(date.isoformat)), DATED,
    st.booleans(), st.sampled_from(sorted(TIES.values())),
)  # fmt: skip


def window(form: str, last: date, listed: date) -> tuple[date, date]:
    """Return first and last day of a window, worked out apart from the program."""
    a_year_before = last.replace(year=last.year - 1)
    if form.startswith("between"):
        return BETWEEN[0], min(BETWEEN[1] - timedelta(days=1), last)
    return {
        "current": last,
        "ever": date.min,
        "years-1": a_year_before,
        "months-1": date(last.year, last.month - 1, min(last.day, 29)),
        "months-12": a_year_before,
        "since-2024-02-29": SINCE,
        "since-listing": listed,
        "since-listing-or-2024-02-29": max(listed, SINCE),
    }[form], last


def enumerated(held: Held, form: str, last: date, today: date) -> Truth:
    """Return what every completion of the dates says: all true, all false, or not one thing."""
    confirmed = date.fromisoformat(held.confirmed) if held.confirmed else None
    listings = [day for day in meant(held.listed) if day <= today]
    listings = listings if form.startswith("since-listing") else listings[:1] or [date.min]
    lasted = [
        (start, end)
        for start, end in product(meant(held.start), meant(held.end))
        if start <= end and (confirmed is None or start <= confirmed <= end)
    ]
    assume(lasted)  # what the sources say can be true together
    assume(listings)
    found = {
        first <= until and start <= until and end >= first
        for first, until in {window(form, last, listed) for listed in listings}
        for start, end in lasted
    }
    return found.pop() if len(found) == 1 else None


@settings(max_examples=150)
@given(
    ties=st.lists(TIE, min_size=1, max_size=2),
    form=st.sampled_from(FORMS),
    suffix=st.sampled_from(SUFFIXES),
    days=st.tuples(REFERENCE, REFERENCE, st.one_of(st.none(), REFERENCE)),
)
def test_every_predicate_agrees_with_all_completions(
    ties: list[Held], form: str, suffix: str, days: tuple[date, date, date | None]
) -> None:
    """True or false where each reading of the dates says so, unknown where two differ."""
    clock = Days(*days)
    last = {
        "": min(clock.proposed, clock.assessed),
        "-at-assessment": clock.assessed,
        "-at-start": clock.starts,
    }[suffix]
    case = case_of(
        clock,
        *(
            tie(
                held.start, held.end, held.confirmed, relation=held.relation,
                disclosed=held.disclosed, at=body(held.listed), key=f"A{number}",
            )
            for number, held in enumerate(ties)
        ),
    )  # fmt: skip
    truths = [
        None if last is None else enumerated(held, form, last, clock.assessed) for held in ties
    ]
    for predicate, relation in TIES.items():
        word = "affiliation" if predicate == "affiliated" else relation
        pairs = zip(ties, truths, strict=True)
        own = [(held.disclosed, truth) for held, truth in pairs if held.relation == relation]
        said = truth_of(case, f"{predicate}(s, concern, {form}{suffix})")
        assert said is _either([truth for _, truth in own])
        hidden = truth_of(case, f"undisclosed(s, {word}, concern, {form}{suffix})")
        assert hidden is _either([truth for disclosed, truth in own if not disclosed])


def _either(truths: list[Truth]) -> Truth:
    # Ties to different bodies share no date, so their completions combine freely.
    return True if True in truths else None if None in truths else False
