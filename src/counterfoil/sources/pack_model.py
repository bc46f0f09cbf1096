"""The shape of a pack file, for validation at the edge; messages name the key to change."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Who = Literal["office", "researcher", "partner", "registry"]
OutcomeKey = Literal[
    "none",
    "record",
    "disclose",
    "refer",
    "mitigate-suggested",
    "mitigate-recommended",
    "mitigate-required",
    "prohibit",
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class BasisModel(_Strict):
    """`basis` of a rule."""

    instrument: str = Field(min_length=1)
    clause: str = Field(min_length=1)
    paraphrase: str = Field(min_length=1)


class MeasureModel(_Strict):
    """One of a rule's `measures`."""

    kind: Literal["hold", "warn", "ask", "agree", "license", "train", "limit-access", "monitor"]
    what: str = Field(min_length=1)
    whom: str = ""
    before: str = "start"
    owner: str = "research-security officer"
    proof: str = ""


class TestModel(_Strict):
    """One of a rule's `tests`."""

    expect: Literal["fires", "not", "unknown"]
    given: tuple[str, ...] = ()


class ProceduralModel(_Strict):
    """`procedural` of a rule that asks for paper."""

    document: str = Field(min_length=1)
    due: str = Field(min_length=1)
    consequence: str = Field(min_length=1)


class RuleModel(_Strict):
    """One of `rules`."""

    id: str = Field(min_length=1)
    for_: str = Field(default="", alias="for")
    when: str = Field(min_length=1)
    outcome: OutcomeKey | None = None
    hold: bool = False
    unless: tuple[str, ...] = ()
    procedural: ProceduralModel | None = None
    since: date | None = None
    until: date | None = None
    basis: BasisModel
    mark: Literal["verified", "to verify"]
    plain: str = Field(min_length=1)
    measures: tuple[MeasureModel, ...] = ()
    tests: tuple[TestModel, ...] = ()


class ListModel(_Strict):
    """One of `lists`."""

    role: str
    title: str
    cadence_days: int = Field(gt=0)


class QuestionModel(_Strict):
    """One of `questions`."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: str
    if_true: str
    if_false: str
    who: Who
    settles: str


class HeadModel(_Strict):
    """The `[pack]` table."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str
    issuer: str
    edition: date
    since: date | None = None
    until: date | None = None
    applies: str = ""
    applies_plain: str = ""
    not_modelled: tuple[str, ...] = ()


class PackModel(_Strict):
    """A whole pack file."""

    pack: HeadModel
    lists: tuple[ListModel, ...] = ()
    questions: tuple[QuestionModel, ...] = ()
    rules: tuple[RuleModel, ...] = Field(min_length=1)
