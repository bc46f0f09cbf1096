"""`counterfoil packs`: packs listed, checked, tested, begun; and the shape of their files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from counterfoil.cli import pack_explain, pack_matrix
from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import print_json, print_table, say, workbench

if TYPE_CHECKING:
    from counterfoil.bootstrap.pack_check import Checked
    from counterfoil.bootstrap.packs import Mutated, Tried

BAD_DATA = 3

Named = Annotated[
    list[str] | None, typer.Argument(metavar="[PACK|FILE]...", help="Ids of packs, or files.")
]


def list_(workspace: Workspace = None, json: Json = False) -> None:
    """List every pack that is known, shipped and your own: what it holds and whether it is used."""
    from counterfoil.bootstrap.packs import check, in_force_here, known_packs, pack_folder

    folder = pack_folder(workspace)
    here = in_force_here(folder)
    rows = [_row(check(path, folder, lint=False), here) for path in known_packs(folder)]
    if json:
        print_json(rows)
        return
    header = ("pack", "regime", "edition", "in force", "rules", "checklist", "exempt", "verified")
    names = ("pack", "regime", "edition", "days", "rules", "checklist", "exemptions", "verified")
    print_table((*header, "here"), [(*(row[name] for name in names), _here(row)) for row in rows])
    broken = [row for row in rows if row["fault"]]
    for row in broken:
        say(f"{row['pack']} cannot be used: {row['fault']}")
    say(f"{len(rows)} packs; `counterfoil packs explain PACK` says what one says.")


def lint(
    packs: Named = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every pack that is known, and what is between them.")
    ] = False,
    polarity: Annotated[
        bool,
        typer.Option("--polarity", help="Say what a listing or safeguard can do to each rule."),
    ] = False,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Check packs: what is wrong, on which line, and what to do; exit 3 if anything is."""
    from counterfoil.bootstrap.packs import check, check_together, chosen_packs, pack_folder

    folder = pack_folder(workspace)
    paths = chosen_packs(packs or [], folder, every=every)
    checked = [check(path, folder) for path in paths]
    if every or len(checked) > 1:
        check_together(checked, folder)
    if json:
        print_json({"packs": [_linted(one, polarity=polarity) for one in checked]})
    else:
        for one in checked:
            _say_linted(one, polarity=polarity)
        faulty = sum(bool(one.findings) for one in checked)
        say(f"{_count(len(checked), 'pack')} checked, {faulty} with faults.")
    if any(one.findings for one in checked):
        raise typer.Exit(BAD_DATA)


def try_(
    packs: Named = None,
    mutants: Annotated[
        bool, typer.Option("--mutants", help="Change each rule a little: do its tests notice?")
    ] = False,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Run the tests that stand beside the rules of packs; exit 3 if one fails."""
    from counterfoil.bootstrap.packs import check, chosen_packs, mutate, pack_folder, run_tests

    folder = pack_folder(workspace)
    tried = [run_tests(check(path, folder)) for path in chosen_packs(packs or [], folder)]
    found = [
        (one, mutate(one.checked) if mutants and not one.checked.findings else None)
        for one in tried
    ]
    if json:
        print_json({"packs": [_tested(one, mutated) for one, mutated in found]})
    else:
        for one, mutated in found:
            _say_tested(one, mutated)
    if any(one.checked.findings for one in tried):
        raise typer.Exit(BAD_DATA)


def new(
    pack: Annotated[str, typer.Argument(metavar="ID", help="The id of the new pack.")],
    title: Annotated[str, typer.Option(help="Its title.")] = "",
    source: Annotated[
        str, typer.Option("--from", metavar="PACK", help="Copy this pack instead of the template.")
    ] = "",
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Begin a pack of your own in the workspace, from the template or from another pack."""
    from counterfoil.bootstrap.packs import new_pack

    with workbench(workspace) as bench:
        path, origin = new_pack(pack, bench.folder, title=title, source=source, edition=bench.as_of)
    if json:
        print_json({"pack": pack, "file": str(path), "from": origin})
        return
    say(f"Wrote {path}, from {origin}.")
    say("Next: change its title, dates and rules in a text editor, then")
    say(f"      counterfoil packs lint {pack}")
    say(f"      counterfoil packs test {pack} --mutants")
    say(f"      counterfoil packs explain {pack}")
    say("When it says what you mean, write its id into [packs] in_force in counterfoil.toml and")
    say("bind its list roles to datasets under [lists]; `counterfoil doctor` says what is missing.")
    if source:
        say(f"If {origin} is in force there, take it out: both would ask for the same things.")


def schema() -> None:
    """Print the JSON schema of a pack file, for editors that check while you write."""
    from counterfoil.sources.pack_schema import pack_schema

    print_json(pack_schema())


group = typer.Typer(help="Packs: listed, checked, tested, explained, compared, begun.")
group.command("list")(list_)
group.command("lint")(lint)
group.command("test")(try_)
group.command("explain")(pack_explain.explain)
group.command("matrix")(pack_matrix.matrix)
group.command("diff")(pack_matrix.diff)
group.command("new")(new)
group.command("schema")(schema)


def _row(checked: Checked, here: frozenset[str] | None) -> dict[str, Any]:
    from counterfoil.bootstrap.packs import is_own

    pack_id = checked.path.stem
    row: dict[str, Any] = {
        "pack": pack_id,
        "title": "", "issuer": "", "regime": "", "replaces": "", "edition": "", "days": "",
        "since": None, "until": None, "rules": 0, "checklist": 0, "exemptions": 0,
        "verified": "", "in_force_here": None if here is None else pack_id in here,
        "own": is_own(checked.path), "file": str(checked.path), "content": "",
        "fault": checked.findings[0].text() if checked.findings else "",
    }  # fmt: skip
    if checked.pack is None:
        return row
    from counterfoil.app.packs.explain import days_in_force, sort_of
    from counterfoil.domain.pack import Mark
    from counterfoil.domain.plain import to_plain

    pack = checked.pack
    sorts = [sort_of(rule) for rule in pack.rules]
    marked = sum(rule.mark is Mark.VERIFIED for rule in pack.rules)
    shown = ("title", "issuer", "regime", "replaces", "edition", "since", "until")
    return row | {
        **{name: to_plain(getattr(pack, name)) for name in shown},
        "days": days_in_force(pack),
        "rules": sorts.count("rule"),
        "checklist": sorts.count("checklist"),
        "exemptions": sorts.count("exemption"),
        "verified": f"{marked}/{len(sorts)}",
        "content": pack.content_hash,
    }


def _here(row: dict[str, Any]) -> str:
    used = {None: "", True: "yes", False: "no"}[row["in_force_here"]]
    return ", ".join(filter(None, (used, "your own" if row["own"] else "")))


def _linted(checked: Checked, *, polarity: bool) -> dict[str, Any]:
    from counterfoil.domain.plain import to_plain

    found = {"pack": checked.path.stem, "file": str(checked.path)}
    rows = {"polarity": _polarity(checked)} if polarity else {}
    return {**found, "findings": to_plain(checked.findings), **rows}


def _say_linted(checked: Checked, *, polarity: bool) -> None:
    for finding in checked.findings:
        say(finding.text())
    if polarity:
        say(f"{checked.path.stem}: what one more listing, or one more safeguard, can do")
        rows = [tuple(row.values()) for row in _polarity(checked)]
        print_table(("rule", "a listing", "a safeguard"), rows)


def _polarity(checked: Checked) -> list[dict[str, str]]:
    from counterfoil.reasoning.polarity import polarity_of

    if checked.pack is None or checked.findings:
        return []
    found = [(rule.rule_id, polarity_of(checked.pack, rule)) for rule in checked.pack.rules]
    return [
        {"rule": r, "listing": p.listing.value, "safeguard": p.safeguard.value} for r, p in found
    ]


def _tested(tried: Tried, mutated: Mutated | None) -> dict[str, Any]:
    from counterfoil.domain.plain import to_plain

    found = {
        "pack": tried.checked.path.stem,
        "file": str(tried.checked.path),
        "tests": tried.tests,
        "failed": to_plain(tried.failed),
        "other": to_plain(tried.other),
    }
    if mutated is None:
        return found
    return {
        **found,
        "mutants": mutated.mutants,
        "caught": mutated.caught,
        "survivors": [
            {"rule": one.rule.rule_id, "line": line, "sort": one.sort, "says": one.says}
            for one, line in mutated.survivors
        ],
    }


def _say_tested(tried: Tried, mutated: Mutated | None) -> None:
    name = tried.checked.path.stem
    for finding in (*tried.other, *tried.failed):
        say(finding.text())
    if tried.other:
        say(f"{name}: the tests were not run; mend this first.")
        return
    failed = f"{len(tried.failed)} FAILED" if tried.failed else "all hold"
    say(f"{name}: {_count(tried.tests, 'test')}, {failed}.")
    if mutated is None:
        return
    share = 100 * mutated.caught / mutated.mutants if mutated.mutants else 100.0
    say(f"{name}: {_count(mutated.mutants, 'mutant')}, {mutated.caught} noticed ({share:.1f} %).")
    for one, line in mutated.survivors:
        say(f"{tried.checked.path}:{line}: rule {one.rule.rule_id}: no test notices: {one.says}")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
