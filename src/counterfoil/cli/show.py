"""`counterfoil show`: one dossier, or a list of what is on record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.options import Json, Workspace
from counterfoil.cli.output import (
    note,
    print_json,
    print_table,
    say,
    workbench,
    write_bytes,
    write_text,
)

if TYPE_CHECKING:
    from counterfoil.bootstrap.workbench import Workbench
    from counterfoil.domain.dossier import Dossier


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="ID|overview|engagements|partners|people|packs|judgements",
            help="What to show.",
        ),
    ],
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the dossier.")] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it for signature.")
    ] = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Show the dossier of an assessed engagement, the overview, or what is on record."""
    with workbench(workspace) as bench:
        if what == "overview":
            _show_overview(bench, html, pdf, json=json)
            return
        if what in _TABLES:
            _show_table(bench, what, json=json)
            return
        dossier = _dossier(bench, what)
        if html is not None:
            from counterfoil.exports.page import dossier_html

            write_text(html, dossier_html(dossier))
            note(f"written: {html}")
        if pdf is not None:
            from counterfoil.bootstrap.papers import fonts_of
            from counterfoil.exports.paper import dossier_pdf

            write_bytes(pdf, dossier_pdf(dossier, fonts_of()))
            note(f"written: {pdf}")
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(to_plain(dossier))
    elif html is None and pdf is None:
        _print(dossier)


def _show_table(bench: Workbench, what: str, *, json: bool) -> None:
    from counterfoil.cli.output import as_dicts

    header, rows = _TABLES[what](bench)
    found = as_dicts(header, rows)
    if what == "partners":
        from counterfoil.bootstrap.partnering import proposal_views
        from counterfoil.cli.partner import print_proposals, with_proposals

        views = proposal_views(bench)
        if not json:
            print_table(header, rows)
            print_proposals(views)
            return
        found = with_proposals(found, views)
    if json:
        print_json(found)
    else:
        print_table(header, rows)


def _show_overview(bench: Workbench, html: Path | None, pdf: Path | None, *, json: bool) -> None:
    from counterfoil.bootstrap.overviewing import kept_overview

    overview, changed = kept_overview(bench)
    if changed:
        note(f"Inputs of {len(changed)} engagements changed since; run counterfoil assess.")
    if html is not None:
        from counterfoil.exports.page import overview_html

        write_text(html, overview_html(overview))
        note(f"written: {html}")
    if pdf is not None:
        from counterfoil.bootstrap.papers import fonts_of
        from counterfoil.exports.paper import overview_pdf

        write_bytes(pdf, overview_pdf(overview, fonts_of()))
        note(f"written: {pdf}")
    if json:
        from counterfoil.domain.plain import to_plain

        print_json(to_plain(overview))
    elif html is None and pdf is None:
        from counterfoil.bootstrap.assessing import overview_lines
        from counterfoil.cli.assess import print_overview, print_questions

        print_overview(overview_lines(overview))
        print_questions(overview.questions)


def _dossier(bench: Workbench, engagement_id: str) -> Dossier:
    from counterfoil.bootstrap.assessing import kept_dossier

    dossier, is_current = kept_dossier(bench, engagement_id)
    if not is_current:
        note("The engagement, the judgements or the lists changed since; run counterfoil assess.")
    return dossier


def _print(dossier: Dossier) -> None:
    say(
        f"{dossier.engagement_id}  {dossier.title}        assessed {dossier.assessed_on}   "
        f"{dossier.digest[:4]}…{dossier.digest[-2:]}"
    )
    say(f"{dossier.unit} · {dossier.kind} · {dossier.period}")
    say("-" * 80)
    for pack in dossier.packs:
        say(f"{pack.pack_id:<18} {pack.headline:<46} {pack.hold}")
        for line in pack.decided_by:
            state = "fired: " if line.certain else ""
            say(f"  {line.outcome:<20} {state}{line.words}  ({', '.join(line.rules)}; {line.mark})")
        for text in (*pack.notes, *pack.settling):
            say(f"  {text}")
    if dossier.questions:
        say("\nWhat would settle most")
        for q in dossier.questions:
            quotes = " ".join(f"“{quote}”" for quote in q.quotes)
            say(f"  {q.number}  {q.text}  {quotes}")
            say(f"     ask {q.who}; settled by {q.settles}")
            say(f"     {q.command}")
    say("")
    for text in dossier.holds:
        say(f"Hold        {text.removeprefix('Hold ')}")
    for warning in dossier.warnings:
        say(
            f"Warn        {warning.whom} in person before {warning.before}: {warning.text}"
            + (f" ({warning.condition})" if warning.condition else "")
        )
    if not dossier.warnings:
        say("Warn        nobody")
    for check in dossier.checklist:
        say(f"Checklist   {check.document} ({check.due})")
    say("-" * 80)
    looked = ", ".join(f"{s.title} ({s.edition})" for s in dossier.sources if s.roles)
    say(f"Looked at: {looked or 'no list'}.")


def _partners(bench: Workbench) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    partners = bench.surroundings(()).partners
    rows = [(p.partner_id, p.name, " / ".join(p.spellings[1:])) for p in partners.values()]
    return ("partner", "name", "other spellings"), sorted(rows)


def _people(bench: Workbench) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    rows = [(p.staff, p.name, p.unit, p.role) for p in bench.record.people().values()]
    return ("staff", "name", "unit", "role"), list(rows)


def _packs(bench: Workbench) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    rows = [(p.pack_id, p.title, p.edition, len(p.rules), p.content_hash[:12]) for p in bench.packs]
    return ("pack", "title", "edition", "rules", "content"), list(rows)


def _judgements(bench: Workbench) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    rows = [
        (f"{j.at:%Y-%m-%d %H:%M}", j.partner_id, j.entity_id, j.verdict.value, j.reason, j.by)
        for j in bench.record.judgements()
    ]
    return ("when", "partner", "entity", "verdict", "reason", "by"), list(rows)


def _engagements(bench: Workbench) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    assessed = bench.record.latest_assessments()
    rows = [
        (
            e.engagement_id,
            e.title,
            e.unit,
            e.kind.value,
            assessed[e.engagement_id].as_of if e.engagement_id in assessed else "not yet",
        )
        for e in bench.record.engagements()
    ]
    return ("engagement", "title", "unit", "kind", "assessed"), list(rows)


_TABLES = {
    "engagements": _engagements,
    "partners": _partners,
    "people": _people,
    "packs": _packs,
    "judgements": _judgements,
}
