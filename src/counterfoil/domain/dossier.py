"""The dossier: one view-model behind the HTML page, the PDF and later the web page.

All text is final English; no exporter composes sentences or decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """One line under a pack: the outcome (or `hold`), in what case, and what it rests on.

    `certain` is True where the rule has fired, False where it may.
    """

    outcome: str
    words: str
    rules: tuple[str, ...]
    certain: bool
    basis: str
    mark: str


@dataclass(frozen=True, slots=True)
class PackView:
    """One pack on the decision page.

    `headline` is e.g. `at least REFER, at most PROHIBIT`, `no rule fired`, `does not apply` or
    `NOT ASSESSABLE`; `hold` is empty, `HOLD` or `HOLD possible`; `low` and `high` are outcome
    keys for colour (`high` empty where no upper bound may be shown).
    """

    pack_id: str
    title: str
    edition: str
    status: str
    headline: str
    hold: str
    low: str
    high: str
    decided_by: tuple[DecidedBy, ...]
    notes: tuple[str, ...]
    settling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A numbered question with who can answer and what would settle it.

    `after` says after which answer to another question it comes up, empty where it is asked now.
    """

    number: int
    key: str
    text: str
    who: str
    settles: str
    quotes: tuple[str, ...]
    effects: tuple[str, ...]
    command: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class MatchView:
    """An entity a party may be: what agrees, what speaks against, where it stands."""

    entity_id: str
    caption: str
    band: str
    verdict: str
    reasons: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party (or an organisation a participant is affiliated with) and what was found."""

    label: str
    name: str
    role: str
    partner: str
    spellings: tuple[str, ...]
    matches: tuple[MatchView, ...]
    owners: tuple[str, ...]
    found: str


@dataclass(frozen=True, slots=True)
class PathNode:
    """A body on a path picture; `listed` names the list it stands on, empty if none."""

    name: str
    identifier: str
    listed: str


@dataclass(frozen=True, slots=True)
class PathView:
    """The strongest dated path from a party to a listed body.

    `edges[i]` joins `nodes[i]` to `nodes[i + 1]`: (label, dated text, statements short).
    `certain` is False where a name on the path is still a question.
    """

    title: str
    nodes: tuple[PathNode, ...]
    edges: tuple[tuple[str, str, str], ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure: its kind, the act in words, when it applies and what asks for it."""

    kind: str
    text: str
    whom: str
    before: str
    owner: str
    proof: str
    condition: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """A line of the checklist."""

    document: str
    due: str
    consequence: str
    condition: str
    rule: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What would change a pack's result, and to what."""

    pack_id: str
    turned: str
    gives: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in the annex: what it says, whether it fired, and the clause it rests on."""

    pack_id: str
    rule_id: str
    outcome: str
    state: str
    plain: str
    basis: str
    paraphrase: str
    mark: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact in words, its value, and what says so."""

    words: str
    value: str
    says: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A dataset that was looked at."""

    dataset: str
    title: str
    roles: str
    edition: str
    retrieved: str
    age: str
    snapshot: str
    licence: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one assessment that a person signs under."""

    engagement_id: str
    title: str
    unit: str
    kind: str
    theme: str
    period: str
    proposed: str
    summary: str
    assessed_on: str
    digest: str
    headline: str
    packs: tuple[PackView, ...]
    questions: tuple[QuestionView, ...]
    holds: tuple[str, ...]
    warnings: tuple[MeasureView, ...]
    measures: tuple[MeasureView, ...]
    checklist: tuple[CheckView, ...]
    parties: tuple[PartyView, ...]
    people: tuple[str, ...]
    flows: tuple[str, ...]
    paths: tuple[PathView, ...]
    changes: tuple[ChangeView, ...]
    rules: tuple[RuleView, ...]
    facts: tuple[FactView, ...]
    sources: tuple[SourceView, ...]
    limits: tuple[str, ...]
    not_modelled: tuple[str, ...]
    inputs: tuple[tuple[str, str], ...]
    version: str


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One engagement on the overview; no names of people."""

    engagement_id: str
    title: str
    unit: str
    theme: str
    kind: str
    outcome: str
    outcome_words: str
    pack_id: str
    hold: str
    questions: int
    first_question: str
    link: str


@dataclass(frozen=True, slots=True)
class DueWarning:
    """A warning that is due: whom by staff reference, before when, about what."""

    staff: str
    before: str
    about: str
    engagement_id: str
    condition: str


@dataclass(frozen=True, slots=True)
class SettlingQuestion:
    """A question with the engagements one answer bears on."""

    text: str
    who: str
    engagements: tuple[str, ...]
    effect: str
    command: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The office's page: what needs a person today. At most two pages in print."""

    organisation: str
    assessed_on: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[OverviewRow, ...]
    by_unit: tuple[tuple[str, int, int, str], ...]
    by_theme: tuple[tuple[str, int, int, str], ...]
    releases_on_hold: tuple[tuple[str, str, str], ...]
    warnings: tuple[DueWarning, ...]
    questions: tuple[SettlingQuestion, ...]
    stale: tuple[str, ...]
    not_assessable: tuple[str, ...]
    spellings: tuple[str, ...]
    version: str
