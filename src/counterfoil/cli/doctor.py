"""`counterfoil doctor`: settings and their origin, stores, fonts, stale lists."""

from __future__ import annotations

from typing import Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import Progress, print_json, print_table, say, workbench
from counterfoil.errors import IntegrityError


def doctor(
    privacy: Annotated[
        bool, typer.Option("--privacy", help="Show what can be held about people, and is.")
    ] = False,
    workspace: Workspace = None,
    json: Json = False,
) -> int:
    """Check the workspace. Exit code 4: a store does not hold what it says it holds."""
    from counterfoil.bootstrap.checkup import examine

    if privacy:
        _privacy(workspace, as_json=json)
        return 0
    progress = Progress()
    with workbench(workspace) as bench:
        report = examine(bench, progress.step)
    if json:
        print_json(report.as_dict())
    else:
        print_table(("setting", "value", "from"), report.settings)
        for title, lines in (
            ("Wrong", report.wrong),
            ("Look at", report.warnings),
            ("Good to know", report.notes),
            ("Sound", report.sound),
        ):
            if lines:
                say(f"{title}:")
                for line in lines:
                    say(f"  {line}")
    return IntegrityError.exit_code if report.wrong else 0


def _privacy(workspace: Workspace, *, as_json: bool) -> None:
    """Print the inventory of personal fields with the counts of this workspace."""
    from counterfoil.bootstrap.office import inventory_of
    from counterfoil.domain.plain import to_plain

    with workbench(workspace) as bench:
        inventory = inventory_of(bench)
    if as_json:
        print_json(to_plain(inventory))
        return
    print_table(
        ("field", "rows", "what", "from"),
        ((line.path, line.count, line.what, line.source) for line in inventory.fields),
    )
    parts = {line.part: line for line in inventory.fields}
    print_table(
        ("part", "why", "kept for", "seen by"),
        ((line.part, line.why, line.kept_for, line.seen_by) for line in parts.values()),
    )
    print_table(
        ("made from it", "files", "where", "holds", "kept for", "seen by"),
        ((d.what, d.count, d.where, d.holds, d.kept_for, d.seen_by) for d in inventory.derived),
    )
    say("Not held, and not done:")
    for text in inventory.not_held:
        say(f"  {text}")
