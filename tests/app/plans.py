"""Plans from a few lines: a pack of rules on answers, a small catalogue, an engagement."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from counterfoil.app.assess import Assessed
from counterfoil.app.dossier.build import build_dossier
from counterfoil.app.dossier.desk import DossierDesk, Surroundings
from counterfoil.app.mitigation.build import build_plan
from counterfoil.domain.case import Body, Case, FlowFacts, PartyFacts, PersonFacts
from counterfoil.domain.engagement import (
    BodyRef,
    Engagement,
    Flow,
    Kind,
    Participant,
    Party,
)
from counterfoil.domain.measure import MeasureKind
from counterfoil.domain.measure_catalogue import (
    CatalogueMeasure,
    Each,
    MeasureCatalogue,
    Repeat,
    fill_measures,
)
from counterfoil.domain.mitigation import MitigationPlan, PlanLine
from counterfoil.domain.pack import Pack
from counterfoil.domain.papers import Sender
from counterfoil.domain.partner import Person
from counterfoil.domain.plan_edit import PlanAct, PlanEdit
from counterfoil.reasoning.assess import assess_case
from counterfoil.sources.pack_file import parse_pack

AS_OF = date(2026, 11, 3)
STARTS = date(2027, 2, 1)
ENDS = date(2029, 1, 31)
AT = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
SENDER = Sender("Kestrel Institute", "Research Security Office", "security@kestrel.example")

Rows = Sequence[tuple[str, str]]
_HEAD = """
[pack]
id = "{pack}"
title = "Invented rules {pack}"
issuer = "nobody"
edition = 2026-01-01
not_modelled = ["the weather"]
"""
_QUESTION = """
[[questions]]
key = "{key}"
text = "Is {key} so?"
if_true = "{key} is so"
if_false = "{key} is not so"
who = "office"
settles = "a look"
"""
_RULE = """
[[rules]]
id = "{rule}"
for = "{over}"
when = "{when}"
outcome = "{outcome}"
mark = "verified"
plain = "Rule {rule} in plain words."
basis = {{ instrument = "Order {pack}", clause = "{rule}", paraphrase = "As it says." }}
measures = [{measures}]
"""


def entry(code: str, **changes: object) -> CatalogueMeasure:
    """A measure of the catalogue; what is not named has words of its code."""
    given: dict[str, object] = {
        "kind": MeasureKind.ASK,
        "title": f"Title {code}",
        "what": f"Do {code}.",
        "owner": f"owner of {code}",
        "proof": f"proof of {code}",
        "residual": f"{code} may fail.",
        "plain": f"Please do {code}. It is short.",
    }
    return CatalogueMeasure(code=code, **(given | changes))  # type: ignore[arg-type]


CATALOGUE = MeasureCatalogue(
    (
        entry("look", each=Each.PARTY, lead_days=30),
        entry("look-deep", each=Each.PARTY, lead_days=45, replaces=("look",)),
        entry("train", kind=MeasureKind.TRAIN, lead_days=14, repeat=Repeat.YEARLY),
        entry("review", kind=MeasureKind.MONITOR, repeat=Repeat.QUARTERLY),
        entry("recheck", kind=MeasureKind.MONITOR, repeat=Repeat.EACH_EDITION),
        entry("hear", each=Each.PERSON, lead_days=30),
        entry("licence", kind=MeasureKind.LICENSE, each=Each.FLOW, lead_days=60),
        entry("debrief", after_days=14),
        entry("plan", kind=MeasureKind.LIMIT_ACCESS, replaces=("tiers",)),
        entry("tiers", kind=MeasureKind.LIMIT_ACCESS, lead_days=14),
        entry("stop", kind=MeasureKind.HOLD),
    )
)


def asks(code: str = "", **keys: str) -> str:
    """One measure of a rule, as TOML."""
    kind = CATALOGUE.get(code)
    given = {"kind": kind.kind.value if kind else "ask"}
    given |= {"code": code} if code else {}
    return "{" + ", ".join(f"{k} = {json.dumps(v)}" for k, v in (given | keys).items()) + "}"


def rule(
    name: str, *measures: str, when: str = "", over: str = "", outcome: str = "mitigate-required"
) -> Mapping[str, str]:
    """One rule; without `when` it fires always."""
    return {
        "rule": name,
        "when": when or "kind(partnership)",
        "over": over,
        "outcome": outcome,
        "measures": ", ".join(measures),
    }


def pack_of(*rules: Mapping[str, str], pack: str = "veld") -> Pack:
    """A pack of rules, filled from the small catalogue."""
    text = _HEAD.format(pack=pack)
    keys = [key for key in ("a", "b") if any(f"answer({key})" in one["when"] for one in rules)]
    text += "".join(_QUESTION.format(key=key) for key in keys)
    text += "".join(_RULE.format(pack=pack, **one) for one in rules)
    return fill_measures(parse_pack(text.encode(), name=f"{pack}.toml"), CATALOGUE)


def case_of(
    *,
    answers: Sequence[tuple[str, bool]] = (),
    starts: date | None = STARTS,
    ends: date | None = ENDS,
    incomplete: tuple[str, ...] = (),
) -> Case:
    """A partnership with two parties, two people and one flow."""
    return Case(
        engagement="2026-900",
        as_of=AS_OF,
        kind="partnership",
        funders=("nobody",),
        proposed=date(2026, 10, 1),
        starts=starts,
        ends=ends,
        parties=tuple(
            PartyFacts(key, role, Body(key, key.lower(), name))
            for key, role, name in (
                ("P1", "partner", "Lysk Drone Works"),
                ("P2", "funder", "Northern Ore"),
            )
        ),
        people=(PersonFacts("S-1", "principal investigator"), PersonFacts("S-2", "member")),
        flows=(FlowFacts("F1", "raw recordings", "data", "out", "P1", ""),),
        answers=tuple(answers),
        asked=(),
        areas=(),
        suggestions=(),
        documents=(),
        safeguards=(),
        incomplete=incomplete,
        lists=(),
    )


def engagement_of(case: Case) -> Engagement:
    """The engagement behind the case; the second party is a natural person."""
    parties = (
        Party("P1", "partner", BodyRef("Lysk Drone Works")),
        Party("P2", "funder", BodyRef("Nessa Quill", is_person=True)),
    )
    return Engagement(
        case.engagement,
        Kind.PARTNERSHIP,
        "Drones over ice",
        "Ice",
        "",
        case.proposed,
        case.starts,
        case.ends,
        case.funders,
        "We fly.",
        parties=parties,
        people=tuple(Participant(p.staff, p.role) for p in case.people),
        flows=tuple(Flow(f.flow, f.what, f.kind, f.direction, f.party) for f in case.flows),
    )


def desk_of(packs: Sequence[Pack], case: Case) -> DossierDesk:
    """The desk of an assessment of the case."""
    around = Surroundings(
        tuple(packs),
        {},
        {"S-1": Person("S-1", "Halvard Crine", "Ice", "scientist")},
        {},
        {},
        "Kestrel Institute",
        "2026.11.0",
    )
    return DossierDesk.of(Assessed(engagement_of(case), case, assess_case(case, packs)), around)


def plan_of(
    *packs: Pack, case: Case | None = None, edits: Sequence[PlanEdit] = ()
) -> MitigationPlan:
    """The plan of the case under the packs."""
    desk = desk_of(packs, case or case_of())
    dossier = build_dossier(desk.assessed, desk.around)
    return build_plan(dossier, desk, CATALOGUE, edits, SENDER)


def line(plan: MitigationPlan, key: str) -> PlanLine:
    """The line of a key."""
    (found,) = [one for one in plan.every_line if one.key == key]
    return found


def edit(act: PlanAct, key: str, **changes: object) -> PlanEdit:
    """An act on a line."""
    given: dict[str, object] = {
        "engagement": "2026-900", "kind": "", "what": "", "owner": "", "proof": "", "day": "",
        "asked_by": (), "reason": "we agreed", "by": "S-9", "at": AT,
    }  # fmt: skip
    return PlanEdit(line=key, act=act, **(given | changes))  # type: ignore[arg-type]
