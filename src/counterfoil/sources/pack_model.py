"""The shape of a pack file, for validation at the edge; messages name the key to change."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Who = Literal["office", "researcher", "partner", "registry"]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
WindowName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
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
    source: str = ""


class MeasureModel(_Strict):
    """One of a rule's `measures`."""

    kind: Literal["hold", "warn", "ask", "agree", "license", "train", "limit-access", "monitor"]
    code: str = Field(default="", pattern=r"^([a-z][a-z0-9-]*)?$")
    what: str = ""
    whom: str = ""
    before: str = "start"
    owner: str | None = None
    proof: str = ""


class TestModel(_Strict):
    """One of a rule's `tests`."""

    expect: Literal["fires", "not", "unknown"]
    given: tuple[str, ...] = ()
    proposed: date | None = None
    assessed: date | None = None
    starts: date | None = None


class DoubtModel(_Strict):
    """`in_doubt` of a rule: the days on which nobody can say whether it is law."""

    since: date
    until: date | None = None
    why: str = Field(min_length=1)
    if_in_force: str = Field(min_length=1)
    if_not: str = Field(min_length=1)


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
    in_doubt: DoubtModel | None = None
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
    datasets: tuple[str, ...] = ()


class JurisdictionModel(_Strict):
    """One of `jurisdictions`: countries by their codes, or all outside of some."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field(min_length=1)
    countries: tuple[CountryCode, ...] = ()
    outside: tuple[CountryCode, ...] = ()

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if bool(self.countries) == bool(self.outside):
            message = "write either `countries` or `outside`, with at least one code"
            raise ValueError(message)
        return self


class QuestionModel(_Strict):
    """One of `questions`."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: str
    if_true: str
    if_false: str
    who: Who
    settles: str
    about: Literal["party", "person", "flow"] | None = None


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
    regime: str = ""
    replaces: str = ""
    sources: tuple[str, ...] = ()


class PackModel(_Strict):
    """A whole pack file."""

    pack: HeadModel
    lists: tuple[ListModel, ...] = ()
    questions: tuple[QuestionModel, ...] = ()
    jurisdictions: tuple[JurisdictionModel, ...] = ()
    windows: dict[WindowName, str] = {}
    rules: tuple[RuleModel, ...] = Field(min_length=1)
