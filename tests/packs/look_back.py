"""Small packs and cases for tests of windows through the whole engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from counterfoil.domain.assessment import Assessment
from counterfoil.domain.case import (
    AffiliationFacts,
    Body,
    Candidate,
    Case,
    ListFacts,
    PartyFacts,
    PersonFacts,
)
from counterfoil.domain.pack import Pack
from counterfoil.domain.truth import Truth
from counterfoil.reasoning.assess import assess_case
from counterfoil.sources.pack_file import parse_pack

# The predicate that asks for a tie, and a relation of the register that fulfils it.
TIES = {
    "affiliated": "employment",
    "funded": "funding",
    "coauthored": "co-authorship",
    "patented": "patent",
    "enrolled": "programme",
    "contracted": "contract",
}
LIST = "concern"
DAY = timedelta(days=1)
_HEAD = """
[pack]
id = "look-back"
title = "Invented rules on time"
issuer = "nobody"
edition = 2026-01-01
[[lists]]
role = "concern"
title = "Invented list"
cadence_days = 4000
[[jurisdictions]]
key = "far"
title = "Two invented countries"
countries = ["XV", "XW"]
[[jurisdictions]]
key = "abroad"
title = "Everywhere but one invented country"
outside = ["XM"]
"""
_RULE = """
[[rules]]
id = "T{number}"
for = "{over}"
when = "{when}"
outcome = "{outcome}"
mark = "to verify"
plain = "An invented rule."
basis = {{ instrument = "nothing", clause = "1", paraphrase = "An invented rule." }}
{more}
"""


def pack_of(
    *conditions: str, over: str = "s in people", outcome: str = "prohibit", more: str = ""
) -> Pack:
    """Return a pack with one rule for each condition."""
    rules = (
        _RULE.format(number=number, over=over, when=when, outcome=outcome, more=more)
        for number, when in enumerate(conditions)
    )
    return parse_pack((_HEAD + "".join(rules)).encode(), name="look-back.toml")


def body(listed: str | None = "2015-01-01", seat: str = "") -> Body:
    """Return an organisation on the list since a day (empty: unknown), or on none."""
    if listed is None:
        return Body("B1", "p1", "Lysk Institute", seat=seat)
    known = Candidate(
        f"{LIST}:1", (f"{LIST}:1",), "", "Lysk Institute", "Lysk Institute", "identifier", 0, (),
        identity=True, basis="identifier", basis_ref="rorId=x", lists=((LIST, listed, "s1"),),
    )  # fmt: skip
    return Body("B1", "p1", "Lysk Institute", (known,), seat=seat)


def tie(
    start: str = "",
    end: str = "",
    confirmed: str = "",
    *,
    relation: str = "employment",
    disclosed: bool = False,
    at: Body | None = None,
    key: str = "A1",
) -> AffiliationFacts:
    """Return a tie of a person to a listed organisation, if `at` names no other."""
    where = body() if at is None else at
    return AffiliationFacts(key, relation, "", where, start, end, confirmed, disclosed)


@dataclass(frozen=True)
class Days:
    """The three days windows count from."""

    proposed: date
    assessed: date
    starts: date | None


def case_of(
    days: Days,
    *ties: AffiliationFacts,
    parties: tuple[PartyFacts, ...] = (),
    documents: tuple[tuple[str, str], ...] = (),
) -> Case:
    """Return a grant with one person who has these ties; documents are (name, date)."""
    loaded = ListFacts(LIST, ((LIST, "s", "2026-01-01", "2026-01-01", 0),), ())
    return Case(
        engagement="T", as_of=days.assessed, kind="grant", funders=(), proposed=days.proposed,
        starts=days.starts, ends=None, parties=parties, people=(PersonFacts("S-1", "", ties),),
        flows=(), answers=(), asked=(), areas=None, suggestions=(),
        documents=tuple(name for name, _ in documents), safeguards=(), incomplete=(),
        lists=(loaded,), document_dates=tuple(pair for pair in documents if pair[1]),
    )  # fmt: skip


def assessed(case: Case, pack: Pack) -> tuple[Truth, Assessment]:
    """Return whether the pack's first rule fires, and the assessment."""
    assessment = assess_case(case, (pack,))
    return assessment.packs[0].results[0].truth, assessment


def truth_of(case: Case, when: str, over: str = "s in people") -> Truth:
    """Return whether a condition holds of the case's one person or party."""
    return assessed(case, pack_of(when, over=over))[0]


def asked_of(case: Case, when: str, over: str = "s in people") -> list[tuple[str, str, str]]:
    """Return (key, kind, who can answer) of every question a condition leaves open."""
    questions = assessed(case, pack_of(when, over=over))[1].questions
    return [(question.key, question.kind, question.who) for question in questions]
