"""`counterfoil slip`, `decision` and `held`: papers on one engagement, or on one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterfoil.cli.assess import NEEDS_PERSON
from counterfoil.cli.options import Json, OfficeOut, Workspace
from counterfoil.cli.output import note, print_json, say, workbench
from counterfoil.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from counterfoil.exports.office import OfficePaper

Engagement = Annotated[str, typer.Argument(metavar="ID", help="An assessed engagement.")]


def slip(
    engagement: Engagement,
    out: OfficeOut = None,
    workspace: Workspace = None,
    json: Json = False,
) -> int:
    """Write the slip that no rule fired. Exit code 10: a rule fired or may fire; none is written."""
    from counterfoil.app.papers.slip import build_slip, slip_obstacles
    from counterfoil.bootstrap.assessing import kept_dossier
    from counterfoil.bootstrap.office import sender_of
    from counterfoil.bootstrap.office_files import write_office_paper

    with workbench(workspace) as bench:
        dossier, is_current = kept_dossier(bench, engagement)
        if not is_current:
            raise UsageError(
                "changed since it was assessed, so nothing can be said of it today",
                where=engagement,
                do="Run `counterfoil assess` first.",
            )
        obstacles = slip_obstacles(dossier)
        if obstacles:
            _refuse(engagement, obstacles, as_json=json)
            return NEEDS_PERSON
        paper = build_slip(dossier, sender_of(bench))
        folder = bench.folder / "out" if out is None else out
        written = write_office_paper(paper, "slip", engagement, folder)
    _tell(paper, written, paper.headline, as_json=json)
    return 0


def decision(
    engagement: Engagement,
    out: OfficeOut = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Write the decision page for the file, with room for what a person decides."""
    from counterfoil.bootstrap.office import decision_of
    from counterfoil.bootstrap.office_files import write_office_paper

    with workbench(workspace) as bench:
        paper, is_current = decision_of(bench, engagement)
        if not is_current:
            raise UsageError(
                "changed since it was assessed; a decision page would show what no longer holds",
                where=engagement,
                do="Run `counterfoil assess` first.",
            )
        folder = bench.folder / "out" if out is None else out
        written = write_office_paper(paper, "decision", engagement, folder)
    _tell(paper, written, f"{engagement}  {paper.headline}", as_json=json)


def held(
    person: Annotated[
        str, typer.Argument(metavar="STAFF|NAME", help="A staff reference, or a name.")
    ],
    out: OfficeOut = None,
    workspace: Workspace = None,
    json: Json = False,
) -> None:
    """Write what is held on one person, with where from, since when, why and how long."""
    from counterfoil.bootstrap.office import held_of
    from counterfoil.bootstrap.office_files import write_office_paper

    with workbench(workspace) as bench:
        paper = held_of(bench, person)
        folder = bench.folder / "out" if out is None else out
        written = write_office_paper(paper, "held", paper.subject, folder)
    count = sum(len(section.rows) for section in paper.sections)
    if not count:
        note(f"Nothing was found under {person!r}. Check the spelling before you say so.")
    elif any(section.by_name for section in paper.sections):
        note("Some rows bear only the name: check that they are this person's before you hand on.")
    _tell(paper, written, f"{paper.subject}  {count} entries", as_json=json)


def _refuse(engagement: str, obstacles: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"engagement": engagement, "written": [], "open": list(obstacles)})
        return
    say(f"No slip for {engagement}: a rule fired or may fire.")
    for line in obstacles:
        say(f"  {line}")
    say(f"Next: counterfoil decision {engagement}")


def _tell(paper: OfficePaper, written: list[Path], line: str, *, as_json: bool) -> None:
    if as_json:
        from counterfoil.domain.plain import to_plain

        print_json({**to_plain(paper), "files": [str(path) for path in written]})
        return
    say(line)
    for path in written:
        say(f"  {path}")
