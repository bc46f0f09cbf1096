# ruff: noqa: INP001, T201 - a script beside the pages that prints what it wrote
"""Make docs/pack-catalogue.md, packs-polarity.md and pack.schema.json, and a table in packs.md.

Run it from the repository after a pack or the pack language has changed:
`.venv/bin/python docs/make_pack_tables.py`. Tests compare the files with what it would write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from counterfoil.app.packs.advice import ADVICE
from counterfoil.app.packs.explain import days_in_force, sort_of
from counterfoil.app.packs.look_back import look_back, windows_of
from counterfoil.app.vocabulary import Vocabulary
from counterfoil.bootstrap.data import load_pack
from counterfoil.bootstrap.packs import known_packs
from counterfoil.domain.pack import Mark, Pack, Rule
from counterfoil.reasoning.polarity import Effect, polarity_of
from counterfoil.sources.pack_schema import pack_schema

DOCS = Path(__file__).parent
_MADE = "<!-- made by docs/make_pack_tables.py; do not edit -->"
_CATALOGUE = """# All packs and rules

Every rule of every pack that comes with the program: what follows from it, how far back it looks, on what it rests, and whether it was read in
its public source. None of this is legal advice. `counterfoil packs explain PACK` says the same in plain language with conditions, measures
and questions; [Packs and mappings](packs.md) is about writing your own.

- *checklist*: a paper is asked for; it does not change the outcome. *exemption*: frees from the rules that name it.
- *HOLD*: nothing starts or leaves until it is answered.
- *verified*: read in its public source. *to verify*: a person still has to."""
_POLARITY = """# What one more listing can do

For nearly every rule it can be read off its text that one more listing can only make it fire, and that one more safeguard (a safeguard in place, a document or licence
on file) can only free from it. `counterfoil packs lint --polarity` prints it for each rule, and `counterfoil packs explain` says it in words.

The rules below are of the third kind: a listing, or a safeguard, stands in their text once plainly and once behind a *not* or in an exemption, so that it can do either.
That is a statement about the text, not a fault: each is meant so. Some ask for a second paper once a first one is on file (a renewal, an answer to a finding), some
speak of a past tie only where none stands today. The interval of the pack is exact all the same: it is computed from all that is unknown, not from one fact at a time."""


def main() -> int:
    """Write the files and say which have changed."""
    for name, text in pages().items():
        path = DOCS / name
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(text, "utf-8")
        print(f"{name}: {'as it was' if text == before else 'written'}")
    return 0


def pages() -> dict[str, str]:
    """Return the text of each generated file by its name."""
    packs = shipped_packs()
    schema = json.dumps(pack_schema(), ensure_ascii=False, indent=2)
    return {
        "pack-catalogue.md": "\n".join(catalogue_lines(packs)) + "\n",
        "packs-polarity.md": "\n".join(polarity_lines(packs)) + "\n",
        "pack.schema.json": schema + "\n",
        "packs.md": with_linter_table((DOCS / "packs.md").read_text("utf-8")),
    }


def with_linter_table(page: str) -> str:
    """Return the page about packs with the table of the linter's messages as they are now."""
    start = page.index("| message | do |")
    rows = [(f"`` {part} ``" if "`" in part else f"`{part}`", do) for part, do in ADVICE]
    table = "\n".join(_table(("message", "do"), rows))
    return page[:start] + table + page[page.index("\n\n", start) :]


def shipped_packs() -> list[Pack]:
    """Return the packs that come with the program, by id."""
    nowhere = Path("nowhere")
    return [load_pack(path.stem, nowhere)[0] for path in known_packs(None)]


def mixed_rules(packs: Sequence[Pack]) -> list[tuple[Pack, Rule]]:
    """Return the rules of which a listing or a safeguard can do either, with their packs."""
    return [(p, rule) for p in packs for rule in p.rules if polarity_of(p, rule).is_mixed]


def catalogue_lines(packs: Sequence[Pack]) -> Iterator[str]:
    """Yield the page of all packs and rules."""
    rules = [rule for pack in packs for rule in pack.rules]
    tests = sum(len(rule.tests) for rule in rules)
    marked = sum(rule.mark is Mark.VERIFIED for rule in rules)
    yield _MADE
    yield _CATALOGUE
    yield ""
    yield f"{len(packs)} packs, {len(rules)} rules ({marked} verified), {tests} tests."
    yield ""
    yield from _table(
        ("pack", "regime", "in force", "rules", "checklist", "exemptions", "verified"),
        [_pack_row(pack) for pack in packs],
    )
    for pack in packs:
        yield ""
        yield f"## {pack.pack_id}"
        yield ""
        replaces = f" Replaces `{pack.replaces}`." if pack.replaces else ""
        yield f"{pack.title}. Issued by {pack.issuer}.{replaces}"
        yield ""
        yield from _words(pack)
        yield from _table(
            ("rule", "what follows", "looks back", "rests on", "mark"),
            [_rule_row(rule) for rule in pack.rules],
        )


def _words(pack: Pack) -> Iterator[str]:
    """Yield the words of an engagement's file that the pack reads."""
    known = Vocabulary.of([pack], ())
    asked = sorted(f"`{q.key}`" + (f" (each {q.about})" if q.about else "") for q in pack.questions)
    rows = (
        ("Funders", [f"`{word}`" for word in sorted(known.funders)]),
        ("Roles", [f"`{word}`" for word in sorted(known.roles)]),
        ("Answers", asked),
        ("Documents", [f"`{word}`" for word in sorted(known.documents)]),
        ("Safeguards", [f"`{word}`" for word in sorted(known.safeguards)]),
        ("Lists", [f"`{x.role}` ({', '.join(x.datasets) or 'bind it'})" for x in pack.lists]),
    )
    for what, words in rows:
        if words:
            yield f"- {what}: {', '.join(words)}"
    yield ""


def polarity_lines(packs: Sequence[Pack]) -> Iterator[str]:
    """Yield the page of the rules on which a listing or safeguard can do either."""
    mixed = mixed_rules(packs)
    count = sum(len(pack.rules) for pack in packs)
    yield _MADE
    yield _POLARITY
    yield ""
    yield f"Of {count} rules these are {len(mixed)}:"
    yield ""
    rows = []
    for pack, rule in mixed:
        found = polarity_of(pack, rule)
        rows.append((pack.pack_id, rule.rule_id, _can(found.listing), _can(found.safeguard)))
    yield from _table(("pack", "rule", "one more listing", "one more safeguard"), rows)


def _can(effect: Effect) -> str:
    return (
        "changes nothing"
        if effect is Effect.NONE
        else f"can {effect.value}".replace("can either", "can do either")
    )


def _pack_row(pack: Pack) -> tuple[str, ...]:
    sorts = [sort_of(rule) for rule in pack.rules]
    marked = sum(rule.mark is Mark.VERIFIED for rule in pack.rules)
    counts = [str(sorts.count(sort)) for sort in ("rule", "checklist", "exemption")]
    name = f"[{pack.pack_id}](#{pack.pack_id})"
    return (name, pack.regime, days_in_force(pack), *counts, f"{marked}/{len(sorts)}")


def _rule_row(rule: Rule) -> tuple[str, ...]:
    return (
        rule.rule_id,
        _follows(rule),
        "; ".join(map(look_back, windows_of(rule))),
        f"{rule.basis.instrument}, {rule.basis.clause}",
        rule.mark.value,
    )


def _follows(rule: Rule) -> str:
    if rule.outcome is None:
        return f"checklist: {rule.document}" if rule.procedural else "exemption"
    doubt = " (in doubt on some days)" if rule.doubt is not None else ""
    return rule.outcome.key.replace("-", " ") + (", HOLD" if rule.hold else "") + doubt


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    yield from (f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    raise SystemExit(main())
