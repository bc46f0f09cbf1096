"""`counterfoil doctor`: settings and their origin, stores, fonts, stale lists."""

from __future__ import annotations

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import Progress, print_json, print_table, say, workbench
from counterfoil.errors import IntegrityError


def doctor(workspace: Workspace = None, json: Json = False) -> int:
    """Check the workspace. Exit code 4: a store does not hold what it says it holds."""
    from counterfoil.bootstrap.checkup import examine

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
