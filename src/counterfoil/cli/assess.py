"""`counterfoil assess`: every engagement under the packs in force."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from counterfoil.cli.options import AsOf, Json, Workspace
from counterfoil.cli.output import Progress, note, print_json, print_table, say, workbench
from counterfoil.errors import NotFound

NEEDS_PERSON = 10


def assess(
    engagements: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only these; default: all.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write overview and dossiers (HTML and PDF) here."),
    ] = None,
    as_of: AsOf = None,
    workspace: Workspace = None,
    json: Json = False,
) -> int:
    """Assess engagements. Exit code 10: something needs a person or is on hold."""
    from counterfoil.bootstrap.assessing import run_assessment

    progress = Progress()
    with workbench(workspace, as_of) as bench:
        known = [e.engagement_id for e in bench.record.engagements()]
        missing = sorted(set(engagements or ()) - set(known))
        if missing:
            raise NotFound(
                f"no engagement is called {', '.join(missing)}",
                do=f"Known are: {', '.join(known) or 'none; import some first'}.",
            )
        batch = run_assessment(bench, set(engagements or known), progress.step)
        assessed = batch.assessed
        if out is not None:
            from counterfoil.bootstrap.papers import write_papers

            written = write_papers(batch, out, progress.step)
            note(f"{len(written)} files written to {out}; open {out / 'index.html'}")
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(
            {
                "assessments": [
                    {**to_plain(one.assessment), "digest": one.assessment.digest()}
                    for one in assessed
                ]
            }
        )
    else:
        print_overview(batch.overview_rows())
        if batch.questions:
            say("What would settle most:")
            for number, question in enumerate(batch.questions, 1):
                say(
                    f"  {number}. {question.text}  ({question.who}; "
                    f"{', '.join(question.engagements)})"
                )
                if question.command:
                    say(f"     {question.command}")
        if batch.proposals:
            say("Spellings that may be one partner:")
            for p in batch.proposals[:5]:
                say(
                    f"  {p.left_name} / {p.right_name} ({p.band}): "
                    f"counterfoil judge {p.left} {p.right} same|different --reason TEXT --by WHO"
                )
    return NEEDS_PERSON if any(one.assessment.needs_person for one in assessed) else 0


def print_overview(rows: list[tuple[object, ...]]) -> None:
    """Print one line per engagement, the most urgent first."""
    header = ("engagement", "title", "under its strictest pack", "hold", "open")
    print_table(header, rows)
