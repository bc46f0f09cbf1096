"""`counterfoil packs explain`: a pack, or one rule of it, in plain language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, say

if TYPE_CHECKING:
    from counterfoil.app.packs.explain import PackWords, RuleWords


def explain(
    pack: Annotated[str, typer.Argument(metavar="PACK", help="The id of a pack, or a file.")],
    rule: Annotated[
        str, typer.Argument(metavar="[RULE]", help="Only this rule, with its tests.")
    ] = "",
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Say a pack in plain language: to whom it applies, what each rule says and rests on."""
    from counterfoil.app.packs.explain import explain_pack
    from counterfoil.bootstrap.packs import check, find_pack, pack_folder, rule_called, sound
    from counterfoil.domain.plain import to_plain

    folder = pack_folder(workspace)
    checked = check(find_pack(pack, folder), folder)
    words = explain_pack(sound(checked))
    only = rule_called(words.rules, rule) if rule else None
    if json:
        print_json(to_plain(words if only is None else only))
        return
    for line in _pack_lines(words) if only is None else _rule_lines(only, tests=True):
        say(line)


def _pack_lines(words: PackWords) -> Iterator[str]:
    yield f"{words.title} ({words.pack})"
    yield f"Issued by {words.issuer}; this text of {words.edition}; in force {words.in_force}."
    if words.replaces:
        yield f"It takes the place of {words.replaces}."
    yield f"It applies to: {words.applies_to.removeprefix('applies to ')}."
    yield from (f"    {line}" for line in words.applies_when)
    yield f"How sure: {words.verified}."
    yield from _listed("It looks at these lists", words.lists)
    yield from _listed(
        "It speaks of these sets of countries, for organisations and places only",
        words.jurisdictions,
    )
    yield from _listed("Its windows of time", words.windows)
    yield from _listed("It may ask", words.questions)
    for rule in words.rules:
        yield ""
        yield from _rule_lines(rule, tests=False)
    yield ""
    yield from _listed("What it does not see", words.not_modelled)
    yield from _listed("Read in", words.sources)


def _rule_lines(words: RuleWords, *, tests: bool) -> Iterator[str]:
    yield f"{words.rule}: {words.says}"
    yield f"  {_effect(words)}"
    yield f"  When{f', for {words.for_each}' if words.for_each else ''}:"
    yield from (f"    {line}" for line in words.when)
    yield from _listed("Not where one of these exemptions holds", words.unless, "  ")
    yield from _listed("It looks back", words.look_back, "  ")
    yield from _listed("In doubt", words.doubt, "  ")
    if words.in_force:
        yield f"  In force {words.in_force}."
    source = f" Read in: {words.source}." if words.source else ""
    yield f"  Rests on {words.basis.rstrip('.')}.{source} [{words.mark}]"
    yield from _listed("What to do", words.measures, "  ")
    yield from _listed("What can turn it", words.polarity, "  ")
    if tests:
        yield from _listed("Its tests say", words.tests, "  ")
    else:
        yield f"  Tests: {len(words.tests)}."


def _effect(words: RuleWords) -> str:
    if words.sort == "checklist":
        return f"Goes to the checklist: {words.checklist}."
    if words.sort == "exemption":
        return "An exemption: where it holds, rules that name it stay silent."
    hold = ", and everything is on HOLD until it is answered" if words.hold else ""
    return f"Outcome: {words.outcome.upper().replace('-', ' ')}{hold}."


def _listed(head: str, lines: Iterable[str], step: str = "") -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield f"{step}{head}:"
        yield from (f"{step}  - {line}" for line in shown)
