"""`counterfoil packs matrix` and `packs diff`: regimes and editions side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import AsOf, Json, Workspace
from counterfoil.cli.output import note, print_json, print_table, say, workbench, write_text

if TYPE_CHECKING:
    from counterfoil.domain.matrix import Cell, Matrix, PackDiff

_ASIDE = "does not apply"
Bind = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ROLE=DATASET", help="Let a loaded dataset stand in for a list role; repeat it."
    ),
]


def matrix(
    engagements: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ENGAGEMENT]...", help="Engagements; default: all on record."),
    ] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option("--pack", metavar="PACK", help="A pack; repeat it. Default: every pack."),
    ] = None,
    in_force: Annotated[
        bool, typer.Option("--in-force", help="Only the packs in force here.")
    ] = False,
    bind: Bind = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a page.")] = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Judge engagements under many packs side by side; nothing is kept.

    A pack that is not in force on the day is judged as if it were, and the page says so.
    """
    from counterfoil.bootstrap.matrix import build_matrix, every_pack, read_bindings

    with workbench(workspace, as_of) as bench:
        chosen = bench.settings.packs.in_force if in_force else every_pack(bench)
        bound = read_bindings(bind or (), bench)
        wanted = tuple(dict.fromkeys(pack or chosen))
        found = build_matrix(bench, wanted, engagements or (), bound)
    if html is not None:
        from counterfoil.exports.page import matrix_html

        write_text(html, matrix_html(found))
        note(f"written: {html}")
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(to_plain(found))
    elif html is None:
        _print(found)


def diff(
    earlier: Annotated[str, typer.Argument(metavar="A", help="A pack, such as us-dow-2025.")],
    later: Annotated[str, typer.Argument(metavar="B", help="A later edition, or another pack.")],
    bind: Bind = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Compare two editions of a pack: their rules, and whose outcome changes, and why."""
    from counterfoil.bootstrap.matrix import compare_packs, read_bindings

    with workbench(workspace, as_of) as bench:
        found = compare_packs(bench, earlier, later, read_bindings(bind or (), bench))
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(to_plain(found))
    else:
        _print_diff(found)


def _print(found: Matrix) -> None:
    for row in found.rows:
        say(f"{row.engagement_id}  {row.title}")
        told = [cell for cell in row.cells if cell.headline != _ASIDE]
        print_table(("pack", "outcome", "hold", "rests on"), [_line(cell) for cell in told])
        aside = [cell.pack_id for cell in row.cells if cell.headline == _ASIDE]
        if aside:
            say(f"Do not apply: {', '.join(aside)}.")
        say("")
    say("A page with every clause: counterfoil packs matrix --html side-by-side.html")


def _line(cell: Cell) -> tuple[str, str, str, str]:
    rules = [
        f"{r.rule_id}{'' if r.certain else ' (may)'}: {r.basis} [{r.mark}]" for r in cell.rules
    ]
    more = f" and {len(rules) - 1} more" if len(rules) > 1 else ""
    notes = f" ({'; '.join(cell.notes)})" if cell.notes else ""
    return cell.pack_id, cell.headline + notes, cell.hold, (rules[0] + more) if rules else ""


def _print_diff(found: PackDiff) -> None:
    say(f"{found.earlier.title}, edition {found.earlier.edition} ({found.earlier.when})")
    say(f"{found.later.title}, edition {found.later.edition} ({found.later.when})")
    counts = [
        (f, sum(1 for r in found.rules if r.fate == f)) for f in ("added", "removed", "changed")
    ]
    words = ", ".join(f"{fate}: {count}" for fate, count in counts)
    say(f"Rules {words}, the same: {found.shared}.")
    renumbered = [r for r in found.rules if {key for key, _, _ in r.changes} == {"basis"}]
    if renumbered:
        names = ", ".join(rule.after for rule in renumbered)
        say(f"Only the reference differs ({len(renumbered)}): {names}.")
    for rule in (r for r in found.rules if r not in renumbered):
        name = " -> ".join(dict.fromkeys(x for x in (rule.before, rule.after) if x))
        say("")
        say(f"{rule.fate}  {name}  {rule.plain}")
        for key, before, after in rule.changes:
            say(f"    {key}: {before or 'nothing'} -> {after or 'nothing'}")
    say("")
    say(f"{len(found.moved)} of {found.looked_at} engagements on record come out otherwise.")
    for moved in found.moved:
        say("")
        before, after = (f"{c.headline} {c.hold}".strip() for c in (moved.before, moved.after))
        say(f"{moved.engagement_id}  {moved.title}")
        say(f"    {before} -> {after}")
        for why in moved.why:
            say(f"    {why}")
