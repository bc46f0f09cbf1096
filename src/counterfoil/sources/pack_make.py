"""From the validated model of a pack file to the pack: conditions parsed, names put in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from counterfoil.domain.condition import (
    AndC,
    Call,
    Condition,
    ConditionError,
    NotC,
    OrC,
    Quantified,
    parse_bindings,
    parse_condition,
)
from counterfoil.domain.measure import Measure, MeasureKind
from counterfoil.domain.outcome import Outcome
from counterfoil.domain.pack import (
    AskedOf,
    Basis,
    Doubt,
    Jurisdiction,
    ListRole,
    Mark,
    Pack,
    Rule,
    RuleTest,
)
from counterfoil.reasoning.words import Words
from counterfoil.sources.pack_fault import FileFault, PackFileError
from counterfoil.sources.pack_lines import PackLines, Place
from counterfoil.sources.pack_model import (
    DoubtModel,
    JurisdictionModel,
    MeasureModel,
    PackModel,
    QuestionModel,
    RuleModel,
)

OFFICER = "research-security officer"
MAX_DEPTH = 50
MAX_EXEMPTIONS = 6
Parsed = TypeVar("Parsed")


class PackMaker:
    """Makes the pack of a valid file; collects what is wrong with its conditions."""

    def __init__(self, model: PackModel, lines: PackLines, name: str) -> None:
        self._model, self._lines, self._name = model, lines, name
        self._faults: list[FileFault] = []

    def pack(self, content_hash: str) -> Pack:
        """Return the pack; raise PackFileError with all conditions that cannot be read."""
        head = self._model.pack
        applies = self._read(parse_condition, head.applies, ("pack", "applies"))
        pack = Pack(
            pack_id=head.id,
            title=head.title,
            issuer=head.issuer,
            edition=head.edition,
            since=head.since,
            until=head.until,
            applies=applies,
            applies_text=head.applies,
            applies_plain=head.applies_plain,
            lists=tuple(
                ListRole(x.role, x.title, x.cadence_days, x.datasets) for x in self._model.lists
            ),
            questions=tuple(_question(question) for question in self._model.questions),
            rules=tuple(self._rules()),
            not_modelled=head.not_modelled,
            content_hash=content_hash,
            regime=head.regime,
            replaces=head.replaces,
            sources=head.sources,
            jurisdictions=tuple(_jurisdiction(place) for place in self._model.jurisdictions),
            windows=tuple(sorted(self._model.windows.items())),
        )
        if self._faults:
            raise PackFileError(sorted(self._faults, key=lambda one: one.line), self._name)
        words = Words.of(pack)
        return replace(
            pack,
            applies=words.in_full(applies) if applies is not None else None,
            rules=tuple(replace(rule, when=words.in_full(rule.when)) for rule in pack.rules),
        )

    def _rules(self) -> list[Rule]:
        found = []
        for number, model in enumerate(self._model.rules):
            place: Place = ("rules", number)
            bound = self._read(parse_bindings, model.for_, (*place, "for"), model.id)
            when = self._read(parse_condition, model.when, (*place, "when"), model.id)
            for index, test in enumerate(model.tests):
                if any(line.count("(") + line.count("not ") > MAX_DEPTH for line in test.given):
                    self._faults.append(too_deep(self._lines.line((*place, "tests", index))))
            if when is not None:
                found.append(_rule(model, bound or (), when))
        self._check_exemptions()
        return found

    def _read(
        self, parse: Callable[[str], Parsed], text: str, place: Place, rule: str = ""
    ) -> Parsed | None:
        """Read a condition or bindings; note what is wrong with its place and return None."""
        if not text:
            return None
        found: Parsed | None = None
        try:
            found = parse(text)
            depth = _depth(found) if isinstance(found, _CONDITIONS) else 0
        except ConditionError as fault:
            line, column = self._lines.position_inside(place, text, fault.column)
            what = f"{place[-1]}: {fault}"
            self._faults.append(FileFault(line, column, rule, what, _CONDITION_DO))
            return None
        except RecursionError:
            depth = MAX_DEPTH + 1
        if depth > MAX_DEPTH:
            self._faults.append(too_deep(self._lines.line(place), rule))
            return None
        return found

    def _check_exemptions(self) -> None:
        """Refuse exemptions in a circle, and long chains of them: each is worked in by hand."""
        exempting = {model.id: set(model.unless) for model in self._model.rules}
        try:
            order = list(TopologicalSorter(exempting).static_order())
        except CycleError as fault:
            circle = [str(rule) for rule in fault.args[1]]
            what = f"rules exempt each other in a circle: {' -> '.join(reversed(circle))}"
            self._note(circle[0], what, "Take one of them out of `unless`.")
            return
        depth = dict.fromkeys(order, 0)
        for rule in order:
            depth[rule] = max((depth[other] + 1 for other in exempting.get(rule, ())), default=0)
        deepest = max(order, key=depth.__getitem__)
        if depth[deepest] > MAX_EXEMPTIONS:
            what = f"exemptions of exemptions, more than {MAX_EXEMPTIONS} deep"
            self._note(deepest, what, "Say it in one condition.")

    def _note(self, rule: str, what: str, do: str) -> None:
        number = next(n for n, model in enumerate(self._model.rules) if model.id == rule)
        line = self._lines.line(("rules", number, "unless"))
        self._faults.append(FileFault(line, 0, rule, what, do))


_CONDITIONS = (Call, NotC, Quantified, AndC, OrC)
_CONDITION_DO = "Write it as a sentence of predicates joined by and, or, not; see Conditions."


def too_deep(line: int, rule: str = "") -> FileFault:
    """Return the refusal of brackets in brackets in brackets."""
    what = f"brackets or nots stand more than {MAX_DEPTH} deep in each other"
    return FileFault(line, 0, rule, what, "Write it flatter.")


def _depth(condition: Condition) -> int:
    deepest, open_ = 0, [(condition, 1)]
    while open_:
        here, depth = open_.pop()
        deepest = max(deepest, depth)
        if isinstance(here, NotC | Quantified):
            open_.append((here.part, depth + 1))
        elif isinstance(here, AndC | OrC):
            open_ += [(part, depth + 1) for part in here.parts]
    return deepest


def _question(model: QuestionModel) -> AskedOf:
    return AskedOf(
        model.key,
        model.text,
        model.if_true,
        model.if_false,
        model.who,
        model.settles,
        model.about or "",
    )


def _jurisdiction(model: JurisdictionModel) -> Jurisdiction:
    countries = model.countries or model.outside
    return Jurisdiction(model.key, model.title, countries, outside=bool(model.outside))


def _rule(model: RuleModel, variables: tuple[tuple[str, str], ...], when: Condition) -> Rule:
    paper, outcome = model.procedural, Outcome.of(model.outcome) if model.outcome else None
    basis = model.basis
    return Rule(
        rule_id=model.id,
        variables=variables,
        when=when,
        when_text=model.when,
        outcome=outcome,
        hold=model.hold,
        procedural=paper is not None,
        unless=model.unless,
        basis=Basis(basis.instrument, basis.clause, basis.paraphrase, basis.source),
        mark=Mark(model.mark),
        plain=model.plain,
        document=paper.document if paper else "",
        due=paper.due if paper else "",
        consequence=paper.consequence if paper else "",
        since=model.since,
        until=model.until,
        measures=tuple(_measure(measure) for measure in model.measures),
        tests=tuple(
            RuleTest(test.expect, test.given, test.proposed, test.assessed, test.starts)
            for test in model.tests
        ),
        doubt=_doubt(model.in_doubt, outcome),
    )


def _doubt(model: DoubtModel | None, outcome: Outcome | None) -> Doubt | None:
    if model is None:
        return None
    otherwise = outcome if outcome is not None else Outcome.REFER
    return Doubt(model.since, model.until, model.why, model.if_in_force, model.if_not, otherwise)


def _measure(model: MeasureModel) -> Measure:
    # With a code, what is left out is filled from the catalogue of measures.
    owner = "" if model.code else OFFICER
    return Measure(
        MeasureKind(model.kind),
        model.what,
        model.whom,
        model.before,
        owner if model.owner is None else model.owner,
        model.proof,
        model.code,
    )
