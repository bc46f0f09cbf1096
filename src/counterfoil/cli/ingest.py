"""`counterfoil import`: published lists and register files into the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import Progress, note, print_json, print_table, read_day, say, workbench
from counterfoil.errors import DataError, UsageError

if TYPE_CHECKING:
    from counterfoil.app.enrol import Enrolled
    from counterfoil.app.ingest import Ingested

_ISSUES_SHOWN = 5


def import_(  # noqa: PLR0915 - one verb, three sources
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Files or folders: lists, engagements, people."),
    ] = None,
    all_from: Annotated[
        Path | None,
        typer.Option("--all-from", metavar="FOLDER", help="Take all that is known; list the rest."),
    ] = None,
    fetch: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATASET",
            help="Fetch a dataset of the catalogue first; `all`: what is loaded or bound.",
        ),
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A spreadsheet of engagements; shown first."),
    ] = None,
    sender: Annotated[
        str, typer.Option(help="Who sent the spreadsheet; default: from the file's name.")
    ] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="LABEL=FIELD", help="What a column of it means."),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="A value for all rows that lack it."),
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option(metavar="SHEET", help="A sheet of it not to be read.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
    by: Annotated[str, typer.Option(metavar="WHO", help="Who confirms the mapping.")] = "",
    edition: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The publisher's date of the content."),
    ] = None,
    retrieved: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day this copy was taken; default: today."),
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> int:
    """Import published lists (each becomes a snapshot) and the register's own files."""
    if bool(paths) + bool(all_from) + bool(fetch) + bool(register) != 1:
        what = "name files, or a folder with --all-from, --fetch DATASET or --register FILE"
        raise UsageError(what, do="counterfoil import --help")
    if register:
        from counterfoil.bootstrap.intake import Wishes
        from counterfoil.cli.register import import_register

        wishes = Wishes(sender, columns or (), values or (), skip or ())
        return import_register(workspace, register, wishes, yes=yes, by=by, json=json)
    edition_day = read_day(edition, "--edition")
    retrieved_day = read_day(retrieved, "--retrieved")
    if fetch:
        from counterfoil.cli.fetch import fetch as run

        if retrieved_day:
            raise UsageError("--retrieved is today where --fetch is used; leave it out")
        return run(workspace, fetch, edition_day, json=json)
    from counterfoil.app.enrol import enrol
    from counterfoil.app.ingest import ingest
    from counterfoil.bootstrap.imports import engagements_of_sheets, plan_import
    from counterfoil.bootstrap.workbench import now

    progress = Progress()
    with workbench(workspace) as bench:
        given = [all_from] if all_from else list(paths or [])
        plan = plan_import(bench, given, strict=all_from is None)
        enrolled = enrol(
            plan.register, bench.record, at=now(), from_sheets=engagements_of_sheets(bench)
        )
        done = []
        for one in ingest(
            plan.sources,
            bench.store,
            bench.read_source(edition_day),
            retrieved=retrieved_day or now().date(),
        ):
            progress.step(f"read {one.source.dataset}")
            done.append(one)
    if json:
        print_json(_as_json(done, enrolled, plan.leftover))
    else:
        _print(done, enrolled, plan.leftover)
    faults = [one.fault for one in done if one.fault]
    unknown = [path for path, _ in plan.leftover if path in (paths or ())]  # asked for by name
    return DataError.exit_code if faults or enrolled.faults or unknown else 0


def _print(done: list[Ingested], enrolled: Enrolled, leftover: list[tuple[Path, str]]) -> None:
    rows = []
    for one in done:
        if one.manifest is None:
            continue
        m = one.manifest
        state = "new" if one.is_new else "already here, nothing to do"
        dropped = ", ".join(f"{name}: {count}" for name, count in m.dropped)
        edition = m.edition.isoformat() if m.edition else "not stated"
        rows.append((m.dataset, m.rows, m.entities, edition, m.issue_count, dropped, state))
    if rows:
        print_table(("dataset", "rows", "entities", "edition", "issues", "dropped", ""), rows)
    for one in done:
        if one.is_new and one.manifest and one.manifest.issues:
            shown = one.manifest.issues[:_ISSUES_SHOWN]
            say(f"{one.manifest.dataset}: {one.manifest.issue_count} issues, the first:")
            for issue in shown:
                say(f"  {issue.text()}")
    for line in enrolled.lines():
        say(line)
    for path, why in leftover:
        note(f"not taken: {path}: {why}")
    for fault in [one.fault for one in done if one.fault] + list(enrolled.faults):
        note(f"refused, nothing of it kept: {fault.text()}")


def _as_json(
    done: list[Ingested], enrolled: Enrolled, leftover: list[tuple[Path, str]]
) -> dict[str, Any]:
    from counterfoil.domain.plain import to_plain

    return {
        "datasets": [{**to_plain(one.manifest), "new": one.is_new} for one in done if one.manifest],
        "register": enrolled.counts(),
        "not_taken": [{"path": str(path), "why": why} for path, why in leftover],
        "refused": [
            {"what": f.what, "where": f.where, "do": f.do}
            for f in [one.fault for one in done if one.fault] + list(enrolled.faults)
        ],
    }
