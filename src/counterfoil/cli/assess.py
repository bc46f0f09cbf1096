"""`counterfoil assess`: every engagement under the packs in force."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import AsOf, Json, Workspace
from counterfoil.cli.output import Progress, note, print_json, print_table, say, workbench
from counterfoil.errors import NotFound

if TYPE_CHECKING:
    from counterfoil.bootstrap.assessing import Batch
    from counterfoil.domain.dossier import SettlingQuestion

NEEDS_PERSON = 10
_SHOWN = 8


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
        if not known:
            raise NotFound(
                "no engagement is on record",
                do="Write one as engagements/ID.toml, then `counterfoil import engagements`.",
            )
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
    for engagement_id, doubt in batch.doubts:
        note(f"{engagement_id}: {doubt}")
    if json:
        _print_json(batch)
    else:
        _print(batch)
    return NEEDS_PERSON if any(one.assessment.needs_person for one in assessed) else 0


def _print_json(batch: Batch) -> None:
    from counterfoil.domain.plain import to_plain

    print_json(
        {
            "assessments": [
                {**to_plain(one.assessment), "digest": one.assessment.digest()}
                for one in batch.assessed
            ]
        }
    )


def _print(batch: Batch) -> None:
    print_overview(batch.overview_rows())
    print_questions(batch.questions)
    if batch.proposals:
        say("Spellings that may be one partner:")
    for p in batch.proposals[:5]:
        say(f"  {p.left_name} / {p.right_name} ({p.band})")
        say(f"     counterfoil judge {p.left} {p.right} same|different --reason TEXT --by WHO")
    if batch.proposals:
        say("  counterfoil show partners has the reasons, and where each spelling stands.")


def print_questions(questions: Sequence[SettlingQuestion]) -> None:
    """Print the questions of an overview, what settles most first."""
    if questions:
        say("What would settle most:")
    for number, question in enumerate(questions, 1):
        say(f"  {number}. {question.text}  ({question.who}; {_few(question.engagements)})")
        if question.command:
            say(f"     {question.command}")


def _few(engagements: Sequence[str]) -> str:
    more = len(engagements) - _SHOWN
    return ", ".join(engagements[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def print_overview(rows: list[tuple[object, ...]]) -> None:
    """Print one line per engagement, the most urgent first."""
    header = ("engagement", "title", "under its strictest pack", "hold", "open")
    print_table(header, rows)
