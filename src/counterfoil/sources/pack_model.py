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

    instrument: str = Field(
        min_length=1, description="The law, policy or guideline the rule rests on."
    )
    clause: str = Field(min_length=1, description="The place in it: section, article, page.")
    paraphrase: str = Field(
        min_length=1, description="What it says, in your own words; never a quotation."
    )
    source: str = Field(default="", description="Where it was read: the public name of the text.")


class MeasureModel(_Strict):
    """One of a rule's `measures`."""

    kind: Literal["hold", "warn", "ask", "agree", "license", "train", "limit-access", "monitor"] = (
        Field(description="What sort of act; a warn needs `whom`.")
    )
    code: str = Field(
        default="",
        pattern=r"^([a-z][a-z0-9-]*)?$",
        description="A measure of the catalogue, whose words stand where you leave them out.",
    )
    what: str = Field(default="", description="The act, as a sentence; needed without a code.")
    whom: str = Field(
        default="",
        description="The role of the people to warn or ask, such as principal investigator.",
    )
    before: str = Field(
        default="start",
        description="What it comes before: start, submission, signing, departure or release.",
    )
    owner: str | None = Field(
        default=None,
        description="The role that sees to it; left out: the research-security officer, or the catalogue's.",
    )
    proof: str = Field(default="", description="What shows that it was done.")


class TestModel(_Strict):
    """One of a rule's `tests`."""

    expect: Literal["fires", "not", "unknown"] = Field(
        description="What the rule does with these facts."
    )
    given: tuple[str, ...] = Field(
        default=(),
        description="Facts: predicates as in the condition, with `not` or `unknown` before them; or without their window and with dates behind them. What is not given is false.",
    )
    proposed: date | None = Field(
        default=None, description="The day of proposal; left out: 2026-06-15."
    )
    assessed: date | None = Field(
        default=None, description="The day of the assessment; left out: the day of proposal."
    )
    starts: date | None = Field(
        default=None, description="The first day of the engagement; left out: the day of proposal."
    )


class DoubtModel(_Strict):
    """`in_doubt` of a rule: the days on which nobody can say whether it is law."""

    since: date = Field(description="First day of the doubt.")
    until: date | None = Field(default=None, description="Last day of the doubt; left out: open.")
    why: str = Field(min_length=1, description="Why nobody can say, as a sentence.")
    if_in_force: str = Field(min_length=1, description="What follows if it is law.")
    if_not: str = Field(min_length=1, description="What follows if it is not.")


class ProceduralModel(_Strict):
    """`procedural` of a rule that asks for paper."""

    document: str = Field(min_length=1, description="The paper that is asked for.")
    due: str = Field(min_length=1, description="By when: before submission, before signing ...")
    consequence: str = Field(min_length=1, description="What follows where it is missing.")


class RuleModel(_Strict):
    """One of `rules`."""

    id: str = Field(min_length=1, description="Unique in the pack.")
    for_: str = Field(
        default="",
        alias="for",
        description="Variables, one instance of the rule for each: `p in parties, f in flows`.",
    )
    when: str = Field(
        min_length=1, description="The condition, written as a sentence of predicates."
    )
    outcome: OutcomeKey | None = Field(
        default=None,
        description="The step of the ladder; left out for exemptions and procedural rules.",
    )
    hold: bool = Field(
        default=False,
        description="Nothing starts or leaves until it is answered; needs an outcome beside it.",
    )
    unless: tuple[str, ...] = Field(default=(), description="Rules that free from this one.")
    procedural: ProceduralModel | None = Field(
        default=None,
        description="For a rule that asks for a paper: feeds the checklist, has no outcome.",
    )
    since: date | None = Field(
        default=None, description="First day in force; left out: as the pack."
    )
    until: date | None = Field(
        default=None, description="Last day in force; left out: as the pack."
    )
    in_doubt: DoubtModel | None = Field(
        default=None,
        description="Days on which nobody can say whether the rule is law; it then refers and holds.",
    )
    basis: BasisModel = Field(description="What the rule rests on.")
    mark: Literal["verified", "to verify"] = Field(
        description="verified: read in its public source; to verify: not yet."
    )
    plain: str = Field(min_length=1, description="The rule as a sentence a researcher understands.")
    measures: tuple[MeasureModel, ...] = Field(
        default=(), description="What to do about a finding."
    )
    tests: tuple[TestModel, ...] = Field(
        default=(),
        description="At least one that fires, one that does not, and one unknown where a fact can be unknown.",
    )


class ListModel(_Strict):
    """One of `lists`."""

    role: str = Field(description="The name conditions use; the settings bind it to datasets.")
    title: str = Field(description="The list, as people call it.")
    cadence_days: int = Field(
        gt=0, le=100_000, description="Older than so many days counts as stale."
    )
    datasets: tuple[str, ...] = Field(
        default=(),
        description="Datasets of the catalogue that fill the role where the settings say nothing.",
    )


class JurisdictionModel(_Strict):
    """One of `jurisdictions`: countries by their codes, or all outside of some."""

    key: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="The name conditions use.")
    title: str = Field(min_length=1, description="The set, as people call it.")
    countries: tuple[CountryCode, ...] = Field(
        default=(), description="ISO 3166 codes of the countries in it."
    )
    outside: tuple[CountryCode, ...] = Field(
        default=(), description="Instead: everywhere but in these countries."
    )

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if bool(self.countries) == bool(self.outside):
            message = "write either `countries` or `outside`, with at least one code"
            raise ValueError(message)
        return self


class QuestionModel(_Strict):
    """One of `questions`."""

    key: str = Field(
        pattern=r"^[a-z][a-z0-9_]*$", description="The name conditions use: answer(key)."
    )
    text: str = Field(description="The question, for yes or no.")
    if_true: str = Field(description="What a yes means, as a clause that continues `if ...`.")
    if_false: str = Field(description="What a no means, likewise.")
    who: Who = Field(description="Who can answer.")
    settles: str = Field(description="What would settle it: a document, a person's word.")
    about: Literal["party", "person", "flow"] | None = Field(
        default=None,
        description="Asked once for each party, person or flow; left out: once for the engagement.",
    )


class HeadModel(_Strict):
    """The `[pack]` table."""

    id: str = Field(
        pattern=r"^[a-z][a-z0-9-]*$", description="The pack's id; the file is called ID.toml."
    )
    title: str = Field(description="The regime, as people call it.")
    issuer: str = Field(description="Who issued the rules.")
    edition: date = Field(description="The date of this version of the rules.")
    since: date | None = Field(default=None, description="First day in force.")
    until: date | None = Field(default=None, description="Last day in force.")
    applies: str = Field(
        default="",
        description="The condition under which the pack applies at all; left out: always.",
    )
    applies_plain: str = Field(default="", description="The same in words.")
    not_modelled: tuple[str, ...] = Field(
        default=(), description="What the regime asks and the pack cannot say."
    )
    regime: str = Field(default="", description="A key shared by the editions of one regime.")
    replaces: str = Field(default="", description="The id of the edition before.")
    sources: tuple[str, ...] = Field(
        default=(), description="The public texts it was read in, by plain names."
    )


class PackModel(_Strict):
    """A whole pack file."""

    pack: HeadModel = Field(description="The head of the pack.")
    lists: tuple[ListModel, ...] = Field(default=(), description="The lists it needs, by role.")
    questions: tuple[QuestionModel, ...] = Field(
        default=(), description="Yes-or-no questions it may put."
    )
    jurisdictions: tuple[JurisdictionModel, ...] = Field(
        default=(), description="Sets of countries, for organisations and places only."
    )
    windows: dict[WindowName, str] = Field(
        default={}, description="Named windows of time: the parameters of the pack."
    )
    rules: tuple[RuleModel, ...] = Field(
        min_length=1, description="The rules, exemptions and checklist entries."
    )
