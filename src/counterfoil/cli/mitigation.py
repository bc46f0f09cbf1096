"""`counterfoil mitigation`: the plan of measures, shown, written, and changed by the office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import note, print_json, print_table, read_day, say, workbench
from counterfoil.domain.measure import MeasureKind
from counterfoil.errors import UsageError

if TYPE_CHECKING:
    from counterfoil.bootstrap.mitigating import Make
    from counterfoil.domain.mitigation import MitigationPlan, PlanLine

Engagement = Annotated[str, typer.Argument(metavar="ID", help="An assessed engagement.")]
Line = Annotated[str, typer.Argument(metavar="LINE", help="Key of the line, or its beginning.")]
Why = Annotated[str, typer.Option(help="Why, for whoever reads it later.")]
Who = Annotated[str, typer.Option(metavar="WHO", help="Who says so.")]
Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="When it is due.")]
What = Annotated[str, typer.Option(metavar="TEXT", help="What is to be done, a sentence.")]
Owner = Annotated[str, typer.Option(metavar="ROLE", help="Who sees to it.")]
Proof = Annotated[str, typer.Option(metavar="TEXT", help="What shows that it was done.")]
File = Annotated[Path | None, typer.Option(metavar="FILE")]


def show(engagement: Engagement, workspace: Workspace = None, json: Json = False) -> None:
    """Show the plan of measures of one engagement."""
    from counterfoil.bootstrap.mitigating import plan_of

    with workbench(workspace) as bench:
        plan, is_current = plan_of(bench, engagement)
    if json:
        from counterfoil.domain.plain import to_plain

        print_json({**to_plain(plan), "current": is_current})
        return
    say(f"{plan.engagement_id}  {plan.title}")
    say(plan.headline)
    for text in (plan.opening, *plan.why, *plan.caution):
        say(f"  {text}")
    _print_lines("To be done:", plan.lines)
    _print_lines("Only if an open question goes that way:", plan.conditional)
    _print_remains(plan)
    if not is_current:
        note(f"{engagement} has changed since it was assessed; run counterfoil assess.")


def write(
    engagement: Engagement,
    html: File = None,
    pdf: File = None,
    docx: File = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to; default: out/ in the workspace."),
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Write the plan as HTML, PDF and Word document; with a FILE only as that."""
    from counterfoil.bootstrap.mitigating import FORMATS, plan_of, write_plan
    from counterfoil.bootstrap.papers import write_file

    named = {"html": html, "pdf": pdf, "docx": docx}
    given = {kind: path for kind, path in named.items() if path is not None}
    if given and out is not None:
        raise UsageError("--out and a file were given", do="Give a folder, or files by name.")
    with workbench(workspace) as bench:
        plan, is_current = plan_of(bench, engagement)
        if not is_current:
            raise UsageError(
                "changed since it was assessed; a plan would rest on what no longer holds",
                where=engagement,
                do="Run `counterfoil assess` first.",
            )
        folder = bench.folder / "out" if out is None else out
        if given:
            written = [write_file(path, FORMATS[kind](plan)) for kind, path in given.items()]
        else:
            written = write_plan(plan, folder, list(FORMATS))
    if json:
        from counterfoil.domain.plain import to_plain

        print_json({**to_plain(plan), "files": [str(path) for path in written]})
        return
    say(f"{engagement}  {plan.headline}")
    for path in written:
        say(f"  {path}")


def add(
    engagement: Engagement,
    reason: Why,
    by: Who,
    what: What = "",
    owner: Owner = "",
    due: Due = None,
    proof: Proof = "",
    kind: Annotated[
        MeasureKind, typer.Option(metavar="KIND", help="Sort of measure, as packs have them.")
    ] = MeasureKind.MONITOR,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Add a measure of the office's own."""
    from counterfoil.app.mitigation.acts import Wish, added

    wish = Wish(what, owner, proof, read_day(due, "--due"), kind)
    _act(workspace, engagement, lambda plan, s: added(plan, wish, s), (reason, by), as_json=json)


def edit(
    engagement: Engagement,
    line: Line,
    reason: Why,
    by: Who,
    owner: Owner = "",
    due: Due = None,
    what: What = "",
    proof: Proof = "",
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Change owner, due date, words or proof of a measure."""
    from counterfoil.app.mitigation.acts import Wish, changed

    wish = Wish(what, owner, proof, read_day(due, "--due"))
    _act(
        workspace,
        engagement,
        lambda plan, s: changed(plan, line, wish, s),
        (reason, by),
        as_json=json,
    )


def drop(
    engagement: Engagement,
    line: Line,
    reason: Why,
    by: Who,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Drop a measure; it stays on the page, with the reason, and comes back if a new rule asks."""
    from counterfoil.app.mitigation.acts import dropped

    _act(workspace, engagement, lambda plan, s: dropped(plan, line, s), (reason, by), as_json=json)


def restore(
    engagement: Engagement,
    line: Line,
    reason: Why,
    by: Who,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Take a measure up again that was dropped or said to be done."""
    from counterfoil.app.mitigation.acts import restored

    _act(workspace, engagement, lambda plan, s: restored(plan, line, s), (reason, by), as_json=json)


def done(
    engagement: Engagement,
    line: Line,
    proof: Proof,
    reason: Why,
    by: Who,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day it was done; default: today."),
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Say that a measure is done, with its proof."""
    from counterfoil.app.mitigation.acts import Wish
    from counterfoil.app.mitigation.acts import done as is_done

    wish = Wish(proof=proof, day=read_day(on, "--on"))
    _act(
        workspace,
        engagement,
        lambda plan, s: is_done(plan, line, wish, s),
        (reason, by),
        as_json=json,
    )


def log(
    engagement: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Only this one; default: all.")
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Show who changed which plan, when and why, oldest first."""
    from counterfoil.app.mitigation.office import edit_words
    from counterfoil.bootstrap.mitigating import edits_of

    with workbench(workspace) as bench:
        edits = edits_of(bench, engagement)
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(to_plain(tuple(edits)))
        return
    rows = [
        (
            one.at.isoformat()[:16].replace("T", " "),
            one.engagement,
            one.line,
            edit_words(one, {}),
            one.reason,
            one.by,
        )
        for one in edits
    ]
    print_table(("when", "engagement", "line", "what", "reason", "by"), rows)


def _act(
    workspace: Path | None,
    engagement: str,
    make: Make,
    signed: tuple[str, str],
    *,
    as_json: bool,
) -> None:
    from counterfoil.app.mitigation.office import edit_words
    from counterfoil.bootstrap.mitigating import act_on

    reason, by = signed
    with workbench(workspace) as bench:
        kept, plan = act_on(bench, engagement, make, reason=reason, by=by)
    if as_json:
        from counterfoil.domain.plain import to_plain

        print_json({"edit": to_plain(kept), "headline": plan.headline})
        return
    titles = {one.key: one.title for one in plan.every_line}
    say(f"Kept: {edit_words(kept, titles)} ({kept.by}: {kept.reason})")
    say(f"Line {kept.line} of {engagement}. The plan now: {plan.headline}.")
    say(f"Next: counterfoil mitigation write {engagement}")


def _print_lines(title: str, lines: tuple[PlanLine, ...]) -> None:
    if not lines:
        return
    say(title)
    rows = [
        (
            line.number,
            line.key,
            f"{line.title}. {line.only_if or line.what}",
            line.owner,
            line.due_words,
            line.status_words or line.status,
        )
        for line in lines
    ]
    print_table(("no.", "line", "measure", "owner", "due", "status"), rows)


def _print_remains(plan: MitigationPlan) -> None:
    parts = (
        ("Dropped:", plan.remains.dropped),
        ("Nothing in the plan answers:", plan.remains.unanswered),
        ("Not looked at:", plan.remains.not_assessed),
        ("Changes to lines that are gone:", plan.lost),
    )
    for title, texts in parts:
        if texts:
            say(title)
            for text in texts:
                say(f"  {text}")
