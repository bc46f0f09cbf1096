"""`counterfoil export`: the published facts and verdicts, in formats that others read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import Progress, note, print_json, say, workbench


class Format(StrEnum):
    """What an export is written as."""

    FTM = "ftm"
    CSV = "csv"


def export(
    form: Annotated[Format, typer.Argument(metavar="ftm|csv", help="FollowTheMoney, or tables.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Write the files into this folder.")],
    dataset: Annotated[
        list[str] | None,
        typer.Option(metavar="DATASET", help="Only this one; may be given several times."),
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Write the loaded lists, their links and your verdicts for other programs.

    Origin of persons is never part of it, free text about them neither.
    """
    from counterfoil.bootstrap.exporting import export_csv, export_ftm

    progress = Progress()
    with workbench(workspace) as bench:
        run = export_ftm if form is Format.FTM else export_csv
        done = run(bench, dataset or [], out, progress.step)
    if json:
        print_json(
            {
                "format": form.value,
                "datasets": list(done.datasets),
                "files": {str(path): count for path, count in done.rows.items()},
                "left_out": dict(sorted(done.left_out.items())),
            }
        )
        return
    for path, count in done.rows.items():
        say(f"{count:>9} rows  {path}")
    if done.left_out:
        words = ", ".join(f"{name} {count}" for name, count in sorted(done.left_out.items()))
        note(f"Left out, because the format has no place for it or it may not leave: {words}")
