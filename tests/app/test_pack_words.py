"""Conditions, windows and rules of packs in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counterfoil.app.packs.condition_words import Speech, clause, condition_lines
from counterfoil.app.packs.explain import explain_pack, explain_rule
from counterfoil.app.packs.look_back import look_back
from counterfoil.bootstrap.data import load_pack
from counterfoil.domain.condition import Call, parse_bindings, parse_condition
from counterfoil.reasoning.predicates import CATALOGUE
from counterfoil.sources.pack_file import parse_pack
from tests.packs.bad_packs import PACK

WATCH = parse_pack(PACK.encode(), name="watch-2026.toml")
ARGS = {
    "party": "p",
    "person": "s",
    "flow": "f",
    "member": "p",
    "list": "watch",
    "class": "looked-at",
    "jurisdiction": "looked-at",
    "relation": "funding",
    "window": "recent",
    "number": "3",
    "question": "programme_paid",
    "subject?": "s",
    "word": "office-consent",
    "word*": "grant",
    "area*": "house/underwater-acoustics",
}


def words(condition: str, variables: str = "p in parties, s in people, f in flows") -> list[str]:
    """Return a condition of the watch pack in words."""
    return condition_lines(Speech.of(WATCH, parse_bindings(variables)), parse_condition(condition))


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_predicate_has_words_for_yes_and_no(name: str) -> None:
    """No predicate stays raw, its negation reads differently, and its names are given as titles."""
    call = Call(name, tuple(ARGS[kind] for kind in CATALOGUE[name].params))
    speech = Speech.of(WATCH, parse_bindings("p in parties, s in people, f in flows"))
    yes, no = clause(speech, call), clause(speech, call, wanted=False)
    assert yes != no
    assert f"{name}(" not in yes + no
    kinds = CATALOGUE[name].params
    assert ("Our own watch list" in yes) is ("list" in kinds)
    assert ("Places we look at" in yes) is bool({"class", "jurisdiction"} & set(kinds))
    assert ("within 2 years before the proposal (“recent”)" in yes) is ("window" in kinds)


def test_a_negated_group_is_said_by_its_parts() -> None:
    """`not (a and b)` is: at least one does not hold; `not (a or b)`: neither does."""
    assert words("not (outgoing(f) and licence(f))") == [
        "at least one of these holds:",
        "  - the flow does not leave the organisation",
        "  - no licence is on file for the flow",
    ]
    assert words("not (outgoing(f) or not licence(f))") == [
        "all of these hold:",
        "  - the flow does not leave the organisation",
        "  - a licence is on file for the flow",
    ]


def test_groups_in_groups_are_indented() -> None:
    """A list inside a list stands two steps further in."""
    assert words("kind(grant) and (listed(p, watch) or to(f, p))") == [
        "all of these hold:",
        "  - the engagement is a grant",
        "  - at least one of these holds:",
        "      - the party is on the list “Our own watch list”",
        "      - the flow goes to the party",
    ]


@pytest.mark.parametrize(
    ("condition", "head"),
    [
        ("any q in parties: listed(q, watch)", "for at least one party:"),
        ("every q in parties: listed(q, watch)", "there is a party, and for every one:"),
        ("not any q in parties: listed(q, watch)", "for no party:"),
        (
            "not every q in parties: listed(q, watch)",
            "there is no party, or not for every one:",
        ),
    ],
)
def test_any_and_every_are_said(condition: str, head: str) -> None:
    """What is said of a set has its own line, with the member below it."""
    assert words(condition, "") == [head, "  - the party is on the list “Our own watch list”"]


def test_two_of_a_kind_keep_their_letters() -> None:
    """With two parties in a rule `the party` would be either; each is called by its letter."""
    said = words("listed(p, watch) and listed(q, watch)", "p in parties, q in parties")
    assert said[1:] == [
        "  - party p is on the list “Our own watch list”",
        "  - party q is on the list “Our own watch list”",
    ]


def test_a_tie_of_today_is_said_in_the_present() -> None:
    """`current` asks for what is, any other window also for what was."""
    assert words("contracted(s, anybody, current)") == [
        "the person has a contract with any outside body on the day of the proposal"
    ]
    assert "has or had a contract" in words("contracted(s, anybody, ever)")[0]


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("current", "on the day of proposal"),
        ("current-at-start", "on the first day of the engagement"),
        ("ever", "at any time up to the day of proposal (included)"),
        ("years-1", "from the day 1 year before the day of proposal to that day, both included"),
        (
            "months-12-at-assessment",
            "from the day 12 months before the day of the assessment to that day, both included",
        ),
        ("since-2022-08-09", "from 2022-08-09 to the day of proposal, both included"),
        (
            "between-2019-10-10-and-2022-08-09",
            "from 2019-10-10 (included) to 2022-08-09 (not included), and not after the day of proposal",
        ),
        (
            "since-listing",
            "from the day the body was listed to the day of proposal, both included",
        ),
        (
            "since-listing-or-2022-08-09-at-start",
            "from the day the body was listed or 2022-08-09, whichever is later, to the first day of the engagement, both included",
        ),
    ],
)
def test_a_look_back_says_from_when_to_when(window: str, said: str) -> None:
    """The day it counts from, and which ends are included, stand in the words."""
    assert look_back(window) == said


def test_a_rule_in_doubt_shows_both_branches() -> None:
    """Why nobody can say, what follows if it is law, what if it is not, and the days."""
    said = explain_rule(WATCH, WATCH.rule("W2")).doubt
    assert said == (
        "from 2026-03-01 to 2026-03-31 nobody can say whether this is law, so it refers and holds: It was suspended.",
        "if it is in force: a talk is needed (mitigate-required)",
        "if it is not: nothing follows",
    )


def test_a_pack_without_a_scope_applies_to_every_engagement() -> None:
    """Without `applies` the words say so, and no condition is listed."""
    said = explain_pack(replace(WATCH, applies=None, applies_text="", applies_plain=""))
    assert (said.applies_to, said.applies_when) == ("every engagement", ())
    assert explain_pack(WATCH).applies_when == ("the engagement is a partnership or a release",)


def test_sorts_of_rules_are_told_apart() -> None:
    """A rule, an exemption and an entry of the checklist are called so."""
    sorts = {rule.rule: rule.sort for rule in explain_pack(WATCH).rules}
    assert sorts == {"W1": "rule", "W-OK": "exemption", "W2": "rule", "W3": "checklist"}


def test_measures_by_code_are_said_in_the_words_of_the_catalogue() -> None:
    """A pack that gives only a code is explained with what the catalogue says."""
    pack = load_pack("us-dow-2026", Path("nowhere"))[0]
    coded = [(r, m) for r in pack.rules for m in r.measures if m.code]
    assert coded
    for rule, measure in coded[:10]:
        assert any(measure.what in said for said in explain_rule(pack, rule).measures)
